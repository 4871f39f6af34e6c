"""The working lists of the editor's desk."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from disclosure.enums import DocumentStatus
from disclosure.models import Document
from portal.accounts.models import User
from portal.accounts.permissions import Permission
from portal.accounts.selectors import organizations_with
from portal.audit.models import AuditEntry
from portal.audit.registry import action_label

_HISTORY = 50


@dataclass(frozen=True, slots=True)
class DeskList:
    """One tab: its key in the address, its label, and the documents in it for a person."""

    key: str
    label: str
    documents: Callable[[User], QuerySet[Document]]


def _in(user: User, permission: Permission, status: DocumentStatus) -> QuerySet[Document]:
    return Document.objects.filter(status=status, organization__in=organizations_with(user, permission))


def _written_by(user: User) -> Q:
    authorship = Document.authors.through.objects.filter(document_id=OuterRef("pk"), user_id=user.pk)
    return Q(created_by=user) | Q(Exists(authorship))


def my_drafts(user: User) -> QuerySet[Document]:
    return _in(user, Permission.DOCUMENT_DRAFT, DocumentStatus.DRAFT).filter(_written_by(user))


def all_drafts(user: User) -> QuerySet[Document]:
    return _in(user, Permission.DOCUMENT_VIEW, DocumentStatus.DRAFT)


def waiting_for_my_review(user: User) -> QuerySet[Document]:
    """Submitted documents that this person may review: never what he wrote himself."""
    return _in(user, Permission.DOCUMENT_REVIEW, DocumentStatus.IN_REVIEW).exclude(_written_by(user))


def in_review(user: User) -> QuerySet[Document]:
    return _in(user, Permission.DOCUMENT_VIEW, DocumentStatus.IN_REVIEW)


def to_publish(user: User) -> QuerySet[Document]:
    return _in(user, Permission.DOCUMENT_PUBLISH, DocumentStatus.APPROVED)


def published(user: User) -> QuerySet[Document]:
    return _in(user, Permission.DOCUMENT_VIEW, DocumentStatus.PUBLISHED)


def withdrawn(user: User) -> QuerySet[Document]:
    return _in(user, Permission.DOCUMENT_VIEW, DocumentStatus.WITHDRAWN)


DESK_LISTS = (
    DeskList("mine", "我的草稿", my_drafts),
    DeskList("review", "待我审核", waiting_for_my_review),
    DeskList("publish", "待发布", to_publish),
    DeskList("submitted", "审核中", in_review),
    DeskList("published", "已发布", published),
    DeskList("withdrawn", "已撤回", withdrawn),
    DeskList("drafts", "全部草稿", all_drafts),
)


def desk_documents(user: User) -> QuerySet[Document]:
    """Every document, in any state, of the organizations whose unpublished information the user may see."""
    return Document.objects.filter(organization__in=organizations_with(user, Permission.DOCUMENT_VIEW))


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One entry of the audit log in words."""

    at: datetime
    label: str
    actor_name: str


def document_history(document: Document) -> list[HistoryLine]:
    """What was done to the document, newest first."""
    entries = AuditEntry.objects.filter(target_type=Document._meta.label, target_id=str(document.pk))
    return [HistoryLine(entry.at, action_label(entry.action), entry.actor_name) for entry in entries[:_HISTORY]]


def desk_counts(user: User) -> dict[str, int]:
    """Number of documents per working list."""
    return {desk_list.key: desk_list.documents(user).count() for desk_list in DESK_LISTS}
