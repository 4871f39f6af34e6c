"""Publishing and withdrawing."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from disclosure.enums import ReviewDecision
from disclosure.models import Document, DocumentVersion, IndexCounter
from disclosure.selectors.readiness import blockers
from disclosure.services.transition import move
from disclosure.services.validity import apply_relations_of, validity_on
from disclosure.workflow import Action
from portal.accounts.models import User
from portal.audit.services import record
from portal.common.exceptions import Conflict, InvalidInput
from portal.search.indexing import mark_changed


@transaction.atomic
def publish_document(document: Document, *, actor: User, at: datetime) -> Document:
    """Make the approved version public and give the document its index number (索引号).

    ``at`` becomes the publication date. Pages and the API pass the present moment and nothing else; only the
    loader of demonstration data passes an earlier one. The audit entry bears the true time in any case.
    """
    row = move(document, Action.PUBLISH, actor=actor)
    if reasons := blockers(row):
        raise InvalidInput("".join(reason.message for reason in reasons), field=reasons[0].field)
    version = _approved_version(row)
    version.published_at = at
    version.save(update_fields=["published_at"])
    row.live_version = version
    row.published_at = at
    row.withdrawn_at, row.withdrawn_reason = None, ""
    row.index_number = row.index_number or next_index_number(row.organization.code, timezone.localtime(at).year)
    row.validity = validity_on(row, timezone.localtime(at).date())
    row.save()
    apply_relations_of(row, on=timezone.localtime(at).date())
    mark_changed("document", row.pk)
    record(
        "document.publish",
        actor=actor,
        target=row,
        organization=row.organization.code,
        index_number=row.index_number,
        version=version.number,
        sha256=version.sha256,
        published_at=at,
        due_on=row.publish_due_on,
    )
    return row


def _approved_version(row: Document) -> DocumentVersion:
    version = row.versions.order_by("-number").first()
    if version is None or not version.reviews.filter(decision=ReviewDecision.APPROVED).exists():
        raise Conflict("没有审核通过的版本，不能发布。")
    if DocumentVersion.digest(DocumentVersion.snapshot(row)) != version.sha256:
        raise Conflict("内容与审核通过的版本不一致，不能发布，请重新提交审核。")
    return version


def next_index_number(code: str, year: int) -> str:
    """Return ``{code}/{year}-{seq:05d}``; must run inside a transaction, which holds the counter until its end."""
    IndexCounter.objects.get_or_create(code=code, year=year)
    counter = IndexCounter.objects.select_for_update().get(code=code, year=year)
    counter.last += 1
    counter.save(update_fields=["last"])
    return str(counter)


@transaction.atomic
def withdraw_document(document: Document, *, actor: User, reason: str, at: datetime) -> Document:
    """Take a document off the public pages; its address goes on saying that, when and why it was withdrawn."""
    row = move(document, Action.WITHDRAW, actor=actor)
    if not reason.strip():
        raise InvalidInput("请写明撤回理由。", field="reason")
    row.withdrawn_at, row.withdrawn_reason = at, reason.strip()
    row.save(update_fields=["status", "withdrawn_at", "withdrawn_reason", "updated_at"])
    mark_changed("document", row.pk)
    record(
        "document.withdraw",
        actor=actor,
        target=row,
        organization=row.organization.code,
        index_number=row.index_number,
        reason=row.withdrawn_reason,
    )
    return row
