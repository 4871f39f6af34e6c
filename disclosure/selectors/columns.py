"""The column tree with its counts."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, QuerySet

from disclosure.enums import ColumnPart
from disclosure.models import Column
from disclosure.selectors.documents import documents_of, public_documents
from portal.organizations.models import Organization


@dataclass(frozen=True, slots=True)
class ColumnNode:
    """A column with the number of public documents in it and below it, and its children."""

    column: Column
    count: int
    children: "list[ColumnNode]"


def column_tree(organization: Organization) -> list[ColumnNode]:
    """The columns of an organization with counts over all units below: two queries, whatever the size."""
    counts = _counts_by_slug(organization)
    columns = list(Column.objects.filter(organization=organization).order_by("order", "id"))
    below: dict[int, list[Column]] = {}
    for column in columns:
        if column.parent_id is not None:
            below.setdefault(column.parent_id, []).append(column)
    return [_node(column, below, counts) for column in columns if column.parent_id is None]


def _node(column: Column, below: dict[int, list[Column]], counts: dict[str, int]) -> ColumnNode:
    children = [_node(child, below, counts) for child in below.get(column.pk, [])]
    return ColumnNode(column, counts.get(column.slug, 0) + sum(child.count for child in children), children)


def _counts_by_slug(organization: Organization) -> dict[str, int]:
    rows = documents_of(organization).order_by().values_list("column__slug").annotate(Count("id"))
    return dict(rows)


def counts_by_organization() -> dict[int, int]:
    """Number of public documents of each organization itself, by its id."""
    return dict(public_documents().order_by().values_list("organization_id").annotate(Count("id")))


def columns_of(organizations: Iterable[Organization]) -> QuerySet[Column]:
    """Columns of some organizations, for choosing one."""
    return Column.objects.filter(organization__in=organizations).exclude(part=ColumnPart.GUIDE)
