"""Writes of the catalog: loading the reference rows, changing and confirming items."""

from catalog.services.domains import update_domain
from catalog.services.items import confirm_item, confirm_items, update_item
from catalog.services.loading import LoadReport, load_catalog
from catalog.services.rowfile import DomainRow, ItemRow, shipped_domains, shipped_rows

__all__ = [
    "DomainRow",
    "ItemRow",
    "LoadReport",
    "confirm_item",
    "confirm_items",
    "load_catalog",
    "shipped_domains",
    "shipped_rows",
    "update_domain",
    "update_item",
]
