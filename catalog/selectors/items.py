"""Domains and items as lists."""

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from catalog.enums import GovernmentLevel, ReviewState
from catalog.models import CatalogDomain, CatalogItem
from catalog.selectors.filed import filed_documents


@dataclass(frozen=True, slots=True)
class DomainSummary:
    """A domain with the number of its items, of those nobody has confirmed yet, and of documents filed."""

    domain: CatalogDomain
    items: int
    unconfirmed: int
    documents: int


def visible_items() -> QuerySet[CatalogItem]:
    """Every item with its domain, in the order of the catalog."""
    return CatalogItem.objects.select_related("domain")


def items(*, domain: str = "", level: str = "", review_state: str = "", text: str = "") -> QuerySet[CatalogItem]:
    """Items narrowed down; every empty criterion means all.

    ``domain`` is a slug, ``level`` a GovernmentLevel; each word of ``text`` must occur in one of the columns.
    """
    found = visible_items()
    if domain:
        found = found.filter(domain__slug=domain)
    if level in GovernmentLevel.values:
        # The codes are ASCII, so their text form in the JSON list is the same on every database.
        found = found.filter(levels__icontains=f'"{level}"')
    if review_state in ReviewState.values:
        found = found.filter(review_state=review_state)
    for word in text.split()[:8]:
        found = found.filter(
            Q(level1__icontains=word)
            | Q(level2__icontains=word)
            | Q(content__icontains=word)
            | Q(responsible_body__icontains=word)
        )
    return found


def domain_summaries() -> list[DomainSummary]:
    """All domains in their order; documents are counted by whoever keeps them."""
    documents = filed_documents().counts_by_domain()
    domains = CatalogDomain.objects.annotate(
        item_count=Count("items"),
        unconfirmed_count=Count("items", filter=Q(items__review_state=ReviewState.UNCONFIRMED)),
    )
    return [
        DomainSummary(domain, domain.item_count, domain.unconfirmed_count, documents.get(domain.pk, 0))
        for domain in domains
    ]


def review_counts() -> dict[str, int]:
    """``{"total": …, "unconfirmed": …, "confirmed": …}`` over the whole catalog."""
    return CatalogItem.objects.aggregate(
        total=Count("pk"),
        unconfirmed=Count("pk", filter=Q(review_state=ReviewState.UNCONFIRMED)),
        confirmed=Count("pk", filter=Q(review_state=ReviewState.CONFIRMED)),
    )
