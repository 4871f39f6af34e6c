"""Changing catalog items and confirming them against the official guide (待核 → 已核)."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction

from catalog.enums import ReviewState
from catalog.models import CatalogItem
from catalog.services.validation import require_valid
from portal.audit.services import record
from portal.common.exceptions import Conflict, InvalidInput
from portal.search.indexing import mark_changed

EDITABLE = frozenset(
    {
        "order",
        "level1",
        "level2",
        "content",
        "legal_basis",
        "time_limit",
        "time_limit_kind",
        "time_limit_days",
        "responsible_body",
        "channels",
        "audience",
        "audience_group",
        "mode",
        "levels",
        "source",
    }
)


@transaction.atomic
def update_item(item: CatalogItem, *, actor: Any, version: int, **fields: Any) -> CatalogItem:
    """Change columns of an item; ``version`` is the one the editor saw.

    A confirmed item that changes goes back to 待核: the confirmation was given to another text.
    Nothing is written when nothing differs. Raises Conflict when somebody saved in between, InvalidInput
    with the field for a value that cannot stand.
    """
    unknown = set(fields) - EDITABLE
    if unknown:
        raise InvalidInput(f"不能修改这些列：{'、'.join(sorted(unknown))}。")
    current = _locked(item, version)
    changes = {
        name: [getattr(current, name), value] for name, value in fields.items() if getattr(current, name) != value
    }
    if not changes:
        return current
    for name, value in fields.items():
        setattr(current, name, value)
    require_valid(current)
    was_confirmed = current.is_confirmed
    current.review_state, current.confirmed_by_name, current.confirmed_at = ReviewState.UNCONFIRMED, "", None
    _save(current)
    record(
        "catalog.update_item",
        actor=actor,
        target=current,
        changes=changes,
        version=current.version,
        was_confirmed=was_confirmed,
    )
    return current


@transaction.atomic
def confirm_item(item: CatalogItem, *, actor: Any, at: datetime) -> CatalogItem:
    """Mark an item as checked (已核) by ``actor``; a second confirmation changes nothing.

    Raises Conflict when the item was saved since ``item`` was read: what was seen is what is confirmed.
    """
    current = _locked(item, item.version)
    if current.is_confirmed:
        return current
    current.review_state = ReviewState.CONFIRMED
    current.confirmed_by_name = str(actor) if actor else "系统"
    current.confirmed_at = at
    _save(current)
    record("catalog.confirm_item", actor=actor, target=current)
    return current


@transaction.atomic
def confirm_items(items: Iterable[CatalogItem], *, actor: Any, at: datetime) -> list[CatalogItem]:
    """Confirm several items, all or none; each gets its own audit entry."""
    return [confirm_item(item, actor=actor, at=at) for item in items]


def _locked(item: CatalogItem, version: int) -> CatalogItem:
    current = CatalogItem.objects.select_for_update().get(pk=item.pk)
    if current.version != version:
        raise Conflict(f"“{current}”已被他人修改，请核对最新内容后再保存。")
    return current


def _save(item: CatalogItem) -> None:
    item.version += 1
    item.save()
    mark_changed("catalog_item", item.pk)
