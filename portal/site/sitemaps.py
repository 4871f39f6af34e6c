"""Addresses for search engines: fixed pages, columns, domains, documents. Only public ones."""

from collections.abc import Sequence
from datetime import datetime

from django.contrib.sitemaps import Sitemap
from django.db.models import QuerySet
from django.urls import reverse

from catalog.models import CatalogDomain
from disclosure.models import Document
from disclosure.selectors.documents import public_documents
from portal.organizations.models import Organization
from portal.organizations.selectors import active_organizations

_FIXED = (
    "site:home",
    "disclosure:organizations",
    "disclosure:library",
    "catalog:domains",
    "applications:start",
    "site:about",
    "site:accessibility",
    "site:sitemap",
)


class FixedPages(Sitemap):
    def items(self) -> Sequence[str]:
        return _FIXED

    def location(self, item: str) -> str:
        return reverse(item)


class Columns(Sitemap):
    def items(self) -> QuerySet[Organization]:
        return active_organizations()

    def location(self, item: Organization) -> str:
        return reverse("disclosure:column", args=[item.slug])


class Domains(Sitemap):
    def items(self) -> QuerySet[CatalogDomain]:
        return CatalogDomain.objects.all()

    def location(self, item: CatalogDomain) -> str:
        return reverse("catalog:domain", args=[item.slug])


class Documents(Sitemap):
    """Split into files of 5,000 so that one request stays small."""

    limit = 5000

    def items(self) -> QuerySet[Document]:
        return public_documents().only("pk", "published_at")

    def location(self, item: Document) -> str:
        return reverse("disclosure:document", args=[item.pk])

    def lastmod(self, item: Document) -> datetime | None:
        return item.published_at

    def get_latest_lastmod(self) -> datetime | None:
        """The newest document only: Django would load all of them to find it."""
        return public_documents().values_list("published_at", flat=True).first()


SITEMAPS = {"pages": FixedPages, "columns": Columns, "domains": Domains, "documents": Documents}
