"""What was done to an item, read from the audit log."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from catalog.models import CatalogItem
from catalog.selectors.columns import shown_value
from portal.audit.models import AuditEntry
from portal.audit.registry import action_label


@dataclass(frozen=True, slots=True)
class Change:
    """One column before and after, as lines of text."""

    label: str
    before: list[str]
    after: list[str]


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One entry of the log about an item."""

    entry: AuditEntry
    action: str
    changes: list[Change]


def item_history(item: CatalogItem) -> QuerySet[AuditEntry]:
    """Log entries about the item, newest first; ``read_entry`` puts one into words."""
    return AuditEntry.objects.filter(target_type=CatalogItem._meta.label, target_id=str(item.pk))


def last_change(item: CatalogItem) -> AuditEntry | None:
    return item_history(item).first()


def read_entry(entry: AuditEntry) -> HistoryEntry:
    """An entry with its Chinese label and its changes in words."""
    changes: dict[str, list[Any]] = entry.facts.get("changes", {})
    return HistoryEntry(
        entry=entry,
        action=action_label(entry.action),
        changes=[_change(name, old, new) for name, (old, new) in changes.items()],
    )


def own_changes(item: CatalogItem, typed: dict[str, Any], *, since: int) -> dict[str, Any]:
    """The typed columns that the editor who opened version ``since`` really changed.

    A column that differs from the saved one only because somebody else changed it is not the editor's own,
    and must not take that change back.
    """
    opened: dict[str, Any] = {}
    for entry in item_history(item).filter(action="catalog.update_item", facts__version__gt=since).order_by("number"):
        for name, (before, _) in entry.facts["changes"].items():
            opened.setdefault(name, before)
    return {
        name: value
        for name, value in typed.items()
        if value != getattr(item, name) and (name not in opened or value != opened[name])
    }


def differences(item: CatalogItem, typed: dict[str, Any]) -> list[Change]:
    """Columns in which what was typed differs from what is saved: before is saved, after is typed."""
    return [_change(name, getattr(item, name), value) for name, value in typed.items() if getattr(item, name) != value]


def _change(name: str, before: Any, after: Any) -> Change:
    labels = {field.name: str(field.verbose_name) for field in CatalogItem._meta.fields}
    return Change(labels.get(name, name), shown_value(name, before), shown_value(name, after))
