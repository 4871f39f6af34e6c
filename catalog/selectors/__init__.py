"""Reads of the catalog; every item is public, whether or not it has been confirmed."""

from catalog.selectors.columns import ColumnValue, column_values, shown_value
from catalog.selectors.filed import FiledDocuments, filed_documents, register_filed_documents
from catalog.selectors.history import HistoryEntry, differences, item_history, last_change, own_changes, read_entry
from catalog.selectors.items import (
    DomainSummary,
    containing,
    counted_domains,
    domain_summaries,
    items,
    of_level,
    review_counts,
    visible_items,
)

__all__ = [
    "ColumnValue",
    "DomainSummary",
    "FiledDocuments",
    "HistoryEntry",
    "column_values",
    "containing",
    "counted_domains",
    "differences",
    "domain_summaries",
    "filed_documents",
    "item_history",
    "items",
    "last_change",
    "of_level",
    "own_changes",
    "read_entry",
    "register_filed_documents",
    "review_counts",
    "shown_value",
    "visible_items",
]
