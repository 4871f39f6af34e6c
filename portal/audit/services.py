"""Appending to the audit log and checking its chain."""

import json
from dataclasses import dataclass
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, models, transaction
from django.utils import timezone

from portal.audit.chain import GENESIS, entry_hash
from portal.audit.models import AuditEntry
from portal.audit.registry import is_registered

# Any constant will do, as long as nothing else in the database takes the same advisory lock.
_CHAIN_LOCK = 0x44495343


@transaction.atomic
def record(action: str, *, actor: Any, target: models.Model, organization: str = "", **facts: Any) -> AuditEntry:
    """Append one entry in the caller's transaction and return it.

    ``actor`` is a user or None for the system; ``facts`` must be JSON-able and free of personal data.
    Call it last: from here to the commit other writers of the log wait.
    """
    if not is_registered(action):
        raise ValueError(f"audit action {action} has no label; register it in apps.py")
    _lock_chain()
    last = AuditEntry.objects.order_by("-number").values_list("number", "hash").first() or (0, GENESIS)
    entry = AuditEntry(
        number=last[0] + 1,
        at=timezone.now(),
        action=action,
        actor_id=getattr(actor, "pk", None),
        actor_name=str(actor) if getattr(actor, "pk", None) else "系统",
        target_type=target._meta.label,
        target_id=str(target.pk),
        target_label=str(target)[:200],
        organization=organization,
        facts=json.loads(json.dumps(facts, cls=DjangoJSONEncoder)),
        previous_hash=last[1],
    )
    entry.hash = entry_hash(entry)
    entry.save()
    return entry


def _lock_chain() -> None:
    """One writer at a time; SQLite needs nothing, its transactions begin IMMEDIATE."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_CHAIN_LOCK])


@dataclass(frozen=True, slots=True)
class ChainReport:
    """Result of a check: how many entries, the hash of the last, and Chinese sentences on what is wrong."""

    count: int
    head_hash: str
    problems: tuple[str, ...]


def verify() -> ChainReport:
    """Recompute the whole chain; a changed, missing or inserted entry shows as a problem."""
    problems: list[str] = []
    expected_number, previous = 1, GENESIS
    count = 0
    for entry in AuditEntry.objects.order_by("number").iterator(chunk_size=2000):
        count += 1
        if entry.number != expected_number:
            problems.append(f"第{expected_number}条缺失（下一条是第{entry.number}条）。")
        if entry.previous_hash != previous:
            problems.append(f"第{entry.number}条与前一条不衔接。")
        if entry.hash != entry_hash(entry):
            problems.append(f"第{entry.number}条的内容与摘要不符，已被改动。")
        expected_number, previous = entry.number + 1, entry.hash
    return ChainReport(count=count, head_hash=previous, problems=tuple(problems))
