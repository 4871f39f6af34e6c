"""Public pages of the column: organizations, column home, the four parts, lists, the library."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from disclosure.enums import ColumnPart
from disclosure.filters import DocumentFilter
from disclosure.models import Column, Document, Guide
from disclosure.selectors.columns import column_tree, counts_by_organization
from disclosure.selectors.documents import documents_in, documents_of, for_list, list_facts, public_documents
from disclosure.views.page_meta import column_meta, guide_meta, home_meta, named_meta
from portal.common.page_meta import ColumnType
from portal.common.pagination import paginate
from portal.organizations.models import Organization
from portal.organizations.selectors import active_organizations

_LATEST = 10


@require_safe
def organizations(request: HttpRequest) -> HttpResponse:
    """The columns of every organ (下级政府、部门政府信息公开平台)."""
    counts = counts_by_organization()
    groups: dict[str, list[tuple[Organization, int]]] = {}
    for organization in active_organizations().order_by("order", "id"):
        groups.setdefault(organization.get_level_display(), []).append((organization, counts.get(organization.pk, 0)))
    meta = named_meta("政府信息公开", "各级人民政府、政府部门的政府信息公开专栏。", ColumnType.DIRECTORY)
    return render(request, "disclosure/organizations.html", {"groups": groups, "page_meta": meta})


@require_safe
def home(request: HttpRequest, slug: str) -> HttpResponse:
    organization = _organization(slug)
    context = _frame(organization)
    latest = for_list(documents_of(organization))[:_LATEST]
    context |= {"latest": latest, "guide": _guide(organization), "page_meta": home_meta(organization)}
    return render(request, "disclosure/column.html", context)


@require_safe
def guide(request: HttpRequest, slug: str) -> HttpResponse:
    """Every element of 条例 art 12; what the office has not written yet says so."""
    organization = _organization(slug)
    context = _frame(organization, here="guide")
    context |= {"guide": _guide(organization), "page_meta": guide_meta(organization)}
    return render(request, "disclosure/guide.html", context)


@require_safe
def statutory(request: HttpRequest, slug: str) -> HttpResponse:
    organization = _organization(slug)
    documents = documents_of(organization).filter(column__part=ColumnPart.STATUTORY)
    name = ColumnPart.STATUTORY.label
    meta = named_meta(name, f"{organization.name}依法主动公开的政府信息。", ColumnType.DIRECTORY)
    context = _frame(organization, here="statutory") | _listing(request, documents)
    context |= {"heading": name, "page_meta": meta}
    return render(request, "disclosure/statutory.html", context)


@require_safe
def listing(request: HttpRequest, slug: str, column: str) -> HttpResponse:
    """The documents of one column, gathered over the units below."""
    organization = _organization(slug)
    row = get_object_or_404(Column.objects.select_related("organization"), organization=organization, slug=column)
    context = _frame(organization, here=row.slug) | _listing(request, documents_in(row))
    context |= {"column": row, "heading": row.title, "page_meta": column_meta(row)}
    return render(request, "disclosure/list.html", context)


@require_safe
def library(request: HttpRequest) -> HttpResponse:
    """文件库: every public document of every organization."""
    meta = named_meta(
        "文件库",
        "各机关主动公开的规章、行政规范性文件和其他文件，可按机关、主题、年份和有效性查找。",
        ColumnType.POLICY,
    )
    context = _listing(request, public_documents(), organizations=True) | {"page_meta": meta}
    return render(request, "disclosure/library.html", context)


def _organization(slug: str) -> Organization:
    return get_object_or_404(active_organizations(), slug=slug)


def _guide(organization: Organization) -> Guide | None:
    return Guide.objects.filter(organization=organization).first()


def _frame(organization: Organization, *, here: str = "") -> dict[str, Any]:
    """What the side navigation needs: the parts in their fixed order, the tree, and where we are."""
    tree = column_tree(organization)
    parts: dict[str, list[Any]] = {part: [] for part in ColumnPart.values}
    for node in tree:
        parts[node.column.part].append(node)
    statutory_nodes = parts[ColumnPart.STATUTORY]
    open_parent = next(
        (node.column.pk for node in statutory_nodes if here in {entry.column.slug for entry in (node, *node.children)}),
        None,
    )
    return {
        "organization": organization,
        "rules": parts[ColumnPart.RULES],
        "statutory": statutory_nodes,
        "annual_reports": parts[ColumnPart.ANNUAL_REPORT],
        "here_slug": here,
        "open_parent": open_parent,
        "statutory_open": here == "statutory" or open_parent is not None,
    }


def _listing(request: HttpRequest, documents: QuerySet[Document], *, organizations: bool = False) -> dict[str, Any]:
    """Filters, facts and one page of a list."""
    filterset = DocumentFilter(request.GET, queryset=documents)
    several = organizations or documents.order_by().values("organization").distinct()[:2].count() > 1
    if not several:
        del filterset.form.fields["organization"]
    return {
        "filter": filterset,
        "page": paginate(request, for_list(filterset.qs)),
        "facts": list_facts(documents),
        "several_organizations": several,
        "is_filtered": any(request.GET.get(name) for name in filterset.form.fields if name != "sort"),
    }
