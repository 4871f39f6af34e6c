"""The audit log as a person may read it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet

from portal.accounts.models import User
from portal.accounts.permissions import Permission
from portal.accounts.selectors import organizations_with
from portal.audit.models import AuditEntry
from portal.audit.registry import action_label
from portal.organizations.models import Organization
from portal.site.forms import AuditFilter


def visible_entries(user: User | AnonymousUser) -> QuerySet[AuditEntry]:
    """Entries of the organizations in which the person may read the log.

    Entries of no organization (log-ins, the calendar) are for those who read the log of the whole site.
    """
    organizations = organizations_with(user, Permission.AUDIT_VIEW)
    wanted = Q(organization__in=organizations.order_by().values("code"))
    if organizations.filter(parent=None).exists():
        wanted |= Q(organization="")
    return AuditEntry.objects.filter(wanted)


def filtered_entries(entries: QuerySet[AuditEntry], form: AuditFilter) -> QuerySet[AuditEntry]:
    """Narrow the entries down; a criterion that is not valid narrows nothing."""
    form.is_valid()
    chosen = form.cleaned_data
    if action := chosen.get("action"):
        entries = entries.filter(action=action)
    if organization := chosen.get("organization"):
        entries = entries.filter(organization=organization.code)
    if actor := chosen.get("actor"):
        entries = entries.filter(actor_name__icontains=actor)
    return entries


@dataclass(frozen=True, slots=True)
class AuditRow:
    """One entry in words: facts as pairs of name and text."""

    entry: AuditEntry
    action: str
    organization: str
    facts: list[tuple[str, str]]


def audit_rows(entries: Iterable[AuditEntry]) -> list[AuditRow]:
    """Put entries into words; organizations are read once for all rows."""
    entries = list(entries)
    names = dict(
        Organization.objects.filter(code__in={entry.organization for entry in entries}).values_list("code", "name")
    )
    return [
        AuditRow(
            entry=entry,
            action=action_label(entry.action),
            organization=names.get(entry.organization, entry.organization),
            facts=[(key, _text(value)) for key, value in entry.facts.items()],
        )
        for entry in entries
    ]


def _text(value: Any) -> str:
    if isinstance(value, dict):
        return "；".join(f"{key}：{_text(item)}" for key, item in value.items())
    if isinstance(value, list):
        return "、".join(_text(item) for item in value)
    if isinstance(value, bool):
        return "是" if value else "否"
    return "无" if value is None else str(value)
