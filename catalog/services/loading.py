"""Loading reference rows into the catalog without touching what the office has made of them."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, fields
from typing import Any

from django.db import transaction
from django.utils import timezone

from catalog.models import CatalogDomain, CatalogItem
from catalog.services.rowfile import DomainRow, ItemRow, digest
from catalog.services.validation import require_valid
from portal.audit.services import record
from portal.common.exceptions import InvalidInput
from portal.search.indexing import mark_changed


@dataclass(slots=True)
class LoadReport:
    """What a load did, in rows; ``kept`` holds a Chinese sentence per row that was left as the office has it."""

    domains_created: int = 0
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    kept: list[str] = field(default_factory=list)

    @property
    def has_changes(self) -> bool:
        return bool(self.domains_created or self.created or self.updated)


@transaction.atomic
def load_catalog(rows: Iterable[ItemRow], *, actor: Any, domains: Iterable[DomainRow] = ()) -> LoadReport:
    """Bring the catalog up to ``rows``; all or nothing, with one audit entry when something changed.

    A row is found again by its reference key (domain, level 1 and level 2 of the file). One that the office has
    edited or confirmed is never overwritten. Existing domains stay as they are. Raises InvalidInput for a
    row whose domain is unknown or a key that occurs twice.
    """
    report = LoadReport()
    for domain_row in domains:
        _, created = CatalogDomain.objects.get_or_create(slug=domain_row.slug, defaults=asdict(domain_row))
        report.domains_created += created
    keyed = _by_key(rows)
    existing = {item.reference_key: item for item in CatalogItem.objects.select_related("domain").select_for_update()}
    taken = {(item.domain_id, item.level1, item.level2): item.reference_key for item in existing.values()}
    fresh, changed = [], []
    for key, (domain, row) in keyed.items():
        item = existing.get(key)
        owner = taken.get((domain.pk, row.level1, row.level2), key)
        if owner != key:
            report.kept.append(f"{domain.name}：{row.level1} / {row.level2}，已有同名事项，未载入。")
        elif item is None:
            fresh.append(_new_item(key, domain, row))
        elif _renew(item, row, report):
            changed.append(item)
    CatalogItem.objects.bulk_create(fresh)
    if changed:
        columns = [column.name for column in fields(ItemRow) if column.name != "domain"]
        CatalogItem.objects.bulk_update(changed, [*columns, "loaded_digest", "version", "updated_at"])
    report.created, report.updated = len(fresh), len(changed)
    _announce(report, [*fresh, *changed], actor)
    return report


def _by_key(rows: Iterable[ItemRow]) -> dict[str, tuple[CatalogDomain, ItemRow]]:
    by_name = {name: domain for domain in CatalogDomain.objects.all() for name in (domain.name, *domain.aliases)}
    keyed: dict[str, tuple[CatalogDomain, ItemRow]] = {}
    for row in rows:
        domain = by_name.get(row.domain)
        if domain is None:
            raise InvalidInput(f"没有名为“{row.domain}”的领域。")
        key = f"{domain.slug}/{row.level1}/{row.level2}"
        if key in keyed:
            raise InvalidInput(f"{domain.name}里“{row.level1} / {row.level2}”出现了两次。")
        keyed[key] = (domain, row)
    return keyed


def _new_item(key: str, domain: CatalogDomain, row: ItemRow) -> CatalogItem:
    columns = row.columns()
    item = CatalogItem(domain=domain, reference_key=key, loaded_digest=digest(columns), **columns)
    require_valid(item, exclude=["domain", "reference_key"], against_database=False)
    return item


def _renew(item: CatalogItem, row: ItemRow, report: LoadReport) -> bool:
    """Copy a changed row of the file onto an untouched item; say so when the item is the office's own by now."""
    columns = row.columns()
    present = digest({name: getattr(item, name) for name in columns})
    if present == digest(columns):
        report.unchanged += 1
        return False
    if present != item.loaded_digest or item.is_confirmed:
        report.kept.append(f"{item.domain.name}：{item}，本单位已修改或核定，保留现有内容。")
        return False
    for name, value in columns.items():
        setattr(item, name, value)
    item.loaded_digest = digest(columns)
    item.version += 1
    item.updated_at = timezone.now()  # a bulk update does not set it
    return True


def _announce(report: LoadReport, items: list[CatalogItem], actor: Any) -> None:
    if not report.has_changes:
        return
    for item in items:
        mark_changed("catalog_item", item.pk)
    # Until the catalog has editions, the catalog as a whole has no row of its own to name in the log.
    whole = CatalogDomain(pk=0, name="标准目录（全部领域）")
    record(
        "catalog.load",
        actor=actor,
        target=whole,
        domains_created=report.domains_created,
        created=report.created,
        updated=report.updated,
        kept=len(report.kept),
    )
