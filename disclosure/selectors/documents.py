"""Which documents a person may see, and the public lists."""

from dataclasses import dataclass
from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, Max, Q, QuerySet
from django.utils import timezone

from disclosure.enums import DisclosureAttribute, DocumentStatus
from disclosure.models import Column, Document, normalise_document_number
from portal.accounts.models import User
from portal.accounts.permissions import Permission
from portal.accounts.selectors import organizations_with
from portal.organizations.models import Organization

# Texts of lists: everything that a row does not show stays in the database.
_LONG_FIELDS = ("body", "summary", "addressee", "copies_to", "attribute_reason", "withdrawn_reason")
# Every word is a condition of its own: a text of a thousand words would keep the database busy for seconds.
_MOST_WORDS = 8


def public_documents() -> QuerySet[Document]:
    """What everybody may read, newest first."""
    return Document.objects.filter(
        status=DocumentStatus.PUBLISHED, disclosure_attribute=DisclosureAttribute.PROACTIVE
    ).order_by("-published_at", "-id")


def visible_documents(user: User | AnonymousUser) -> QuerySet[Document]:
    """Public documents, and for staff also every document of the organizations whose drafts they may see."""
    if not user.is_authenticated:
        return public_documents()
    return Document.objects.filter(
        Q(status=DocumentStatus.PUBLISHED, disclosure_attribute=DisclosureAttribute.PROACTIVE)
        | Q(organization__in=organizations_with(user, Permission.DOCUMENT_VIEW))
    ).order_by("-published_at", "-id")


def withdrawn_documents() -> QuerySet[Document]:
    """Documents that were public once and are not now: their addresses say so (410)."""
    return Document.objects.filter(withdrawn_at__isnull=False).exclude(status=DocumentStatus.PUBLISHED)


def for_list(documents: QuerySet[Document]) -> QuerySet[Document]:
    """The same documents, loaded for a list: one query, no bodies."""
    return documents.select_related("organization", "column").defer(*_LONG_FIELDS)


def documents_of(organization: Organization) -> QuerySet[Document]:
    """Public documents of an organization and, for a government, of its departments and lower levels."""
    return public_documents().filter(organization__path__startswith=organization.path)


def documents_in(column: Column) -> QuerySet[Document]:
    """Public documents in a column and in those below it, gathered over the units below its organization."""
    slugs = [column.slug, *column.children.values_list("slug", flat=True)]
    return documents_of(column.organization).filter(column__slug__in=slugs)


def containing(documents: QuerySet[Document], text: str, *fields: str) -> QuerySet[Document]:
    """Documents in which each word of ``text`` (at most eight) occurs in the title, the number or one of ``fields``."""
    for word in text.split()[:_MOST_WORDS]:
        condition = Q(title__icontains=word) | Q(document_number_key__icontains=normalise_document_number(word))
        for field in fields:
            condition |= Q(**{f"{field}__icontains": word})
        documents = documents.filter(condition)
    return documents


@dataclass(frozen=True, slots=True)
class ListFacts:
    """What stands above a list: how many, how many in force, and the day of the last change."""

    total: int
    in_force: int
    last_published_on: date | None


def list_facts(documents: QuerySet[Document]) -> ListFacts:
    facts = documents.order_by().aggregate(
        total=Count("id"), in_force=Count("id", filter=Q(validity="IN_FORCE")), last=Max("published_at")
    )
    last = timezone.localtime(facts["last"]).date() if facts["last"] else None
    return ListFacts(facts["total"], facts["in_force"], last)


def years_of(documents: QuerySet[Document]) -> list[int]:
    """Years of the documents themselves, newest first; one without a date counts by its publication."""
    dated = documents.order_by().filter(issued_on__isnull=False).dates("issued_on", "year")
    undated = documents.order_by().filter(issued_on__isnull=True).datetimes("published_at", "year")
    return sorted({day.year for day in dated} | {moment.year for moment in undated}, reverse=True)


def values_of(documents: QuerySet[Document], field: str) -> list[str]:
    """Values of a text field that occur, in order, without the empty one."""
    return list(documents.order_by(field).exclude(**{field: ""}).values_list(field, flat=True).distinct())
