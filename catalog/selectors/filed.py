"""Documents filed under items. They live in a package above this one, which registers itself here."""

from collections.abc import Iterable, Sequence
from typing import Any, Protocol

from catalog.models import CatalogItem


class FiledDocuments(Protocol):
    """Public documents by catalog item; only what the public may see is counted or listed."""

    def counts_by_item(self, item_ids: Iterable[int]) -> dict[int, int]:
        """Number of documents per item id; an item without documents may be absent."""
        ...

    def counts_by_domain(self) -> dict[int, int]:
        """Number of different documents per domain id."""
        ...

    def documents_of(self, item: CatalogItem) -> Sequence[Any]:
        """Documents newest first; sliceable, each with title, url, published_on and organization_name."""
        ...

    def filing_url(self, item: CatalogItem) -> str:
        """The staff page on which a document is filed under the item; empty when there is none."""
        ...


class NothingFiled:
    def counts_by_item(self, item_ids: Iterable[int]) -> dict[int, int]:
        return {}

    def counts_by_domain(self) -> dict[int, int]:
        return {}

    def documents_of(self, item: CatalogItem) -> Sequence[Any]:
        return []

    def filing_url(self, item: CatalogItem) -> str:
        return ""


_source: FiledDocuments = NothingFiled()


def register_filed_documents(source: FiledDocuments) -> None:
    """Make ``source`` the one that knows the documents; called once, from ``ready()``."""
    global _source  # noqa: PLW0603  one registration at start, read afterwards
    _source = source


def filed_documents() -> FiledDocuments:
    return _source
