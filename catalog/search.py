"""Catalog items as a source of the site search."""

from collections.abc import Iterable, Iterator, Mapping

from django.urls import reverse

from catalog.models import CatalogDomain, CatalogItem
from catalog.selectors import visible_items
from portal.search.entries import IndexEntry


class CatalogItemSource:
    kind = "catalog_item"
    label = "标准目录事项"

    def entries(self, ids: Iterable[int] | None) -> Iterator[IndexEntry]:
        found = visible_items() if ids is None else visible_items().filter(pk__in=list(ids))
        return (_entry(item) for item in found.iterator(chunk_size=500))

    def labels(self, name: str) -> Mapping[str, str]:
        return dict(CatalogDomain.objects.values_list("slug", "name")) if name == "domain" else {}


def _entry(item: CatalogItem) -> IndexEntry:
    names = "、".join((item.domain.name, *item.domain.aliases))
    return IndexEntry(
        kind=CatalogItemSource.kind,
        object_id=item.pk,
        title=f"{item.level2}（{item.domain.name} · {item.level1}）",
        url=reverse("catalog:item", args=[item.pk]),
        body="\n".join((names, item.level1, item.level2, item.content, item.responsible_body, *item.legal_basis)),
        summary=item.content,
        domain=item.domain.slug,
    )
