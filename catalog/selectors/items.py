"""Domains and items as lists."""

from dataclasses import dataclass
from typing import Any

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

    ``domain`` is a slug, ``level`` a GovernmentLevel, ``text`` words as in ``containing``.
    """
    found = visible_items()
    if domain:
        found = found.filter(domain__slug=domain)
    if level in GovernmentLevel.values:
        found = of_level(found, level)
    if review_state in ReviewState.values:
        found = found.filter(review_state=review_state)
    return containing(found, text)


def of_level(found: QuerySet[CatalogItem], level: str) -> QuerySet[CatalogItem]:
    """Items that governments of this level publish."""
    # The codes are ASCII, so their text form in the JSON list is the same on every database.
    return found.filter(levels__icontains=f'"{level}"')


def containing(found: QuerySet[CatalogItem], text: str) -> QuerySet[CatalogItem]:
    """Items in which each word of ``text`` (at most eight) occurs in a name, the content or the body responsible."""
    for word in text.split()[:8]:
        found = found.filter(
            Q(level1__icontains=word)
            | Q(level2__icontains=word)
            | Q(content__icontains=word)
            | Q(responsible_body__icontains=word)
        )
    return found


def counted_domains() -> QuerySet[CatalogDomain]:
    """Domains in their order, annotated with ``item_count`` and ``unconfirmed_count``."""
    return CatalogDomain.objects.annotate(
        item_count=Count("items"),
        unconfirmed_count=Count("items", filter=Q(items__review_state=ReviewState.UNCONFIRMED)),
    ).order_by("order", "id")  # said again: a grouped query drops the model's own ordering


def domain_summaries() -> list[DomainSummary]:
    """All domains in their order; documents are counted by whoever keeps them."""
    documents = filed_documents().counts_by_domain()
    domains: QuerySet[Any] = counted_domains()
    return [
        DomainSummary(domain, domain.item_count, domain.unconfirmed_count, documents.get(domain.pk, 0))
        for domain in domains
    ]


def review_counts(*, domain: str = "") -> dict[str, int]:
    """``{"total": …, "unconfirmed": …, "confirmed": …}`` over the catalog or one domain (a slug)."""
    return items(domain=domain).aggregate(
        total=Count("pk"),
        unconfirmed=Count("pk", filter=Q(review_state=ReviewState.UNCONFIRMED)),
        confirmed=Count("pk", filter=Q(review_state=ReviewState.CONFIRMED)),
    )
