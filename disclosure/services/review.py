"""Review by a second person before anything is published (先审查、后公开, 条例 art 17)."""

from datetime import datetime

from django.db import transaction

from disclosure.enums import ReviewDecision
from disclosure.models import Document, DocumentVersion, Review
from disclosure.selectors.readiness import blockers
from disclosure.services.notices import tell_authors, tell_publishers, tell_reviewers
from disclosure.services.transition import move
from disclosure.workflow import Action
from portal.accounts.models import User
from portal.audit.services import record
from portal.common.exceptions import Conflict, InvalidInput


@transaction.atomic
def submit_for_review(document: Document, *, actor: User, at: datetime) -> Document:
    """Freeze the draft as its next version and hand it to the reviewers; an incomplete draft is refused."""
    row = move(document, Action.SUBMIT, actor=actor)
    if reasons := blockers(row):
        raise InvalidInput("".join(reason.message for reason in reasons), field=reasons[0].field)
    row.save(update_fields=["status", "updated_at"])
    content = DocumentVersion.snapshot(row)
    last = row.versions.order_by("-number").values_list("number", flat=True).first() or 0
    version = DocumentVersion.objects.create(
        document=row,
        number=last + 1,
        content=content,
        sha256=DocumentVersion.digest(content),
        submitted_by=actor,
        submitted_at=at,
    )
    row.authors.add(actor)
    tell_reviewers(version, actor=actor)
    record(
        "document.submit",
        actor=actor,
        target=row,
        organization=row.organization.code,
        version=version.number,
        sha256=version.sha256,
    )
    return row


@transaction.atomic
def review_document(
    document: Document, *, actor: User, decision: ReviewDecision, at: datetime, comment: str = ""
) -> Document:
    """Approve the submitted version, or return it to its author with a comment; authors are refused."""
    action = Action.APPROVE if decision == ReviewDecision.APPROVED else Action.RETURN
    row = move(document, action, actor=actor)
    if action is Action.RETURN and not comment.strip():
        raise InvalidInput("退回修改时，请写明意见。", field="comment")
    version = row.versions.order_by("-number").first()
    if version is None:
        raise Conflict("没有可以审核的版本，请由起草人重新提交。")
    Review.objects.create(version=version, reviewer=actor, decision=decision, comment=comment.strip(), at=at)
    row.save(update_fields=["status", "updated_at"])
    if action is Action.APPROVE:
        tell_publishers(version, actor=actor)
    else:
        tell_authors(version, actor=actor, comment=comment.strip())
    record(
        "document.approve" if action is Action.APPROVE else "document.return",
        actor=actor,
        target=row,
        organization=row.organization.code,
        version=version.number,
    )
    return row


@transaction.atomic
def reopen_document(document: Document, *, actor: User) -> Document:
    """Take an approved or withdrawn document back to the draft; it must pass review again."""
    row = move(document, Action.REOPEN, actor=actor)
    row.save(update_fields=["status", "updated_at"])
    record("document.reopen", actor=actor, target=row, organization=row.organization.code)
    return row
