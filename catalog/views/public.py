"""The catalog as the public reads it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from catalog.forms import DomainFilterForm
from catalog.models import CatalogDomain, CatalogItem
from catalog.policies import can_edit_catalog
from catalog.selectors import column_values, domain_summaries, filed_documents, items, review_counts, visible_items
from portal.common.page_meta import ColumnMeta, ColumnType, PageMeta
from portal.common.pagination import paginate

# The largest domain of the national template has 71 items: a domain is read as one table.
ITEMS_PER_PAGE = 100
DOCUMENTS_PER_PAGE = 20


@require_safe
def domains(request: HttpRequest) -> HttpResponse:
    context = {
        "summaries": domain_summaries(),
        "counts": review_counts(),
        "page_meta": _meta("基层政务公开标准目录", "26个试点领域的公开事项及归入各事项的文件。"),
    }
    return render(request, "catalog/domains.html", context)


@require_safe
def domain(request: HttpRequest, slug: str) -> HttpResponse:
    current = get_object_or_404(CatalogDomain, slug=slug)
    form = DomainFilterForm(request.GET)
    criteria = form.cleaned_data if form.is_valid() else {}
    found = items(domain=slug, level=criteria.get("level", ""), text=criteria.get("q", ""))
    page = paginate(request, found, ITEMS_PER_PAGE)
    documents = filed_documents().counts_by_item([row.pk for row in page])
    context = {
        "domain": current,
        "form": form,
        "is_filtered": any(criteria.values()),
        "page": page,
        "groups": _groups([(row, documents.get(row.pk, 0)) for row in page]),
        "counts": review_counts(domain=slug),
        "page_meta": _meta(current.name, current.description),
    }
    return render(request, "catalog/domain.html", context)


@require_safe
def item(request: HttpRequest, pk: int) -> HttpResponse:
    current = get_object_or_404(visible_items(), pk=pk)
    context = {
        "item": current,
        "columns": column_values(current),
        "page": paginate(request, filed_documents().documents_of(current), DOCUMENTS_PER_PAGE),
        "may_edit": can_edit_catalog(request.user),
        "page_meta": _meta(current.domain.name, current.domain.description),
    }
    return render(request, "catalog/item.html", context)


def _groups(rows: list[tuple[CatalogItem, int]]) -> list[tuple[str, list[tuple[CatalogItem, int]]]]:
    """Rows by level 1 in the order of first appearance, also when an office has moved rows apart."""
    groups: dict[str, list[tuple[CatalogItem, int]]] = {}
    for row in rows:
        groups.setdefault(row[0].level1, []).append(row)
    return list(groups.items())


def _meta(name: str, description: str) -> PageMeta:
    return PageMeta(
        column=ColumnMeta(
            name=name,
            description=description,
            keywords=f"标准目录,公开事项,{name}",
            kind=ColumnType.DIRECTORY,
        )
    )
