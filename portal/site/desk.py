"""What the workbench (工作台) shows to one person; everything is read on first use and once per request."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, Q, QuerySet

from applications.enums import OPEN_STATUSES, CaseStatus
from applications.models import Case
from applications.policies import visible_cases
from catalog.selectors import review_counts
from disclosure.enums import DocumentStatus
from disclosure.models import Document
from portal.accounts.models import User
from portal.accounts.permissions import Permission
from portal.accounts.selectors import organizations_with, permissions_of
from portal.notifications.selectors import unread_count

_URGENT_SHOWN = 8
_SOON_DAYS = 7


class Desk:
    """Permissions and counts of one person; a visitor's desk is empty and costs no query."""

    def __init__(self, user: User | AnonymousUser | None) -> None:
        self._user = user or AnonymousUser()

    @cached_property
    def permissions(self) -> set[str]:
        """Keys of every permission the person holds anywhere, such as ``case.view``."""
        return {str(permission) for permission in permissions_of(self._user)}

    @cached_property
    def unread(self) -> int:
        """Unread messages of the inbox."""
        return unread_count(self._user)


@dataclass(frozen=True, slots=True)
class CaseFigures:
    """Open cases by whose turn it is, and by how near their due date is."""

    unregistered: int
    in_progress: int
    in_review: int
    to_sign: int
    overdue: int
    due_today: int
    due_soon: int


def case_figures(user: User | AnonymousUser, *, on: date) -> CaseFigures:
    """Counts over the open cases that the person may see, in one query."""
    open_cases = visible_cases(user).filter(status__in=OPEN_STATUSES)
    soon = on + timedelta(days=_SOON_DAYS)
    return CaseFigures(
        **open_cases.aggregate(
            unregistered=Count("pk", filter=Q(status=CaseStatus.SUBMITTED)),
            in_progress=Count("pk", filter=Q(status=CaseStatus.PROCESSING)),
            in_review=Count("pk", filter=Q(status=CaseStatus.UNDER_REVIEW)),
            to_sign=Count("pk", filter=Q(status=CaseStatus.AWAITING_SIGNATURE)),
            overdue=Count("pk", filter=Q(due_on__lt=on)),
            due_today=Count("pk", filter=Q(due_on=on)),
            due_soon=Count("pk", filter=Q(due_on__gt=on, due_on__lte=soon)),
        )
    )


def urgent_cases(user: User | AnonymousUser) -> QuerySet[Case]:
    """Open cases with the nearest due dates."""
    return (
        visible_cases(user)
        .filter(status__in=OPEN_STATUSES, due_on__isnull=False)
        .select_related("organization", "assignee")
        .order_by("due_on", "id")[:_URGENT_SHOWN]
    )


@dataclass(frozen=True, slots=True)
class DocumentFigures:
    """Unpublished documents by whose turn it is."""

    drafts: int
    in_review: int
    approved: int


def document_figures(user: User | AnonymousUser) -> DocumentFigures:
    """Counts over the organizations whose unpublished documents the person may see, in one query."""
    documents = Document.objects.filter(organization__in=organizations_with(user, Permission.DOCUMENT_VIEW))
    return DocumentFigures(
        **documents.aggregate(
            drafts=Count("pk", filter=Q(status=DocumentStatus.DRAFT)),
            in_review=Count("pk", filter=Q(status=DocumentStatus.IN_REVIEW)),
            approved=Count("pk", filter=Q(status=DocumentStatus.APPROVED)),
        )
    )


def unconfirmed_items() -> int:
    """Rows of the standard catalog that nobody has confirmed yet."""
    return review_counts()["unconfirmed"]
