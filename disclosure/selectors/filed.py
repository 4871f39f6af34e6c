"""Public documents by catalog item: what the catalog asks of this package (see catalog.selectors.filed)."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, overload

from django.db.models import Count, QuerySet
from django.urls import reverse
from django.utils import timezone

from catalog.models import CatalogItem
from disclosure.models import Document, DocumentFiling
from disclosure.selectors.documents import for_list, public_documents


@dataclass(frozen=True, slots=True)
class FiledDocument:
    """One document as the catalog lists it."""

    title: str
    url: str
    published_on: date
    organization_name: str


class _Listing(Sequence[FiledDocument]):
    """A queryset seen as documents of the catalog; slices reach the database as LIMIT."""

    def __init__(self, documents: QuerySet[Document]) -> None:
        self._documents = documents

    def __len__(self) -> int:
        return self._documents.count()

    def __iter__(self) -> Iterator[FiledDocument]:
        return (_row(document) for document in self._documents)

    @overload
    def __getitem__(self, index: int) -> FiledDocument: ...

    @overload
    def __getitem__(self, index: slice) -> list[FiledDocument]: ...

    def __getitem__(self, index: Any) -> Any:
        found = self._documents[index]
        return _row(found) if isinstance(found, Document) else [_row(document) for document in found]


def _row(document: Document) -> FiledDocument:
    assert document.published_at is not None, "public documents have a date"
    return FiledDocument(
        title=document.title,
        url=reverse("disclosure:document", args=[document.pk]),
        published_on=timezone.localtime(document.published_at).date(),
        organization_name=document.organization.name,
    )


def _public_filings() -> QuerySet[DocumentFiling]:
    return DocumentFiling.objects.filter(document__in=public_documents().order_by())


class FiledDocumentsSource:
    """Counts and lists only what everybody may read."""

    def counts_by_item(self, item_ids: Iterable[int]) -> dict[int, int]:
        rows = _public_filings().filter(item__in=list(item_ids)).values_list("item_id")
        return dict(rows.annotate(Count("document_id", distinct=True)))

    def counts_by_domain(self) -> dict[int, int]:
        rows = _public_filings().values_list("item__domain_id")
        return dict(rows.annotate(Count("document_id", distinct=True)))

    def documents_of(self, item: CatalogItem) -> Sequence[FiledDocument]:
        return _Listing(for_list(public_documents()).filter(filings__item=item))

    def filing_url(self, item: CatalogItem) -> str:
        return reverse("disclosure:file_item", args=[item.pk])
