"""Making the column tree of an organization and writing its guide."""

import tomllib
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from disclosure.enums import ColumnPart
from disclosure.models import Column, Guide
from disclosure.services.validation import invalid_input
from portal.accounts.models import User
from portal.accounts.permissions import Permission
from portal.accounts.policies import require_permission
from portal.audit.services import record
from portal.organizations.models import Organization

_TEMPLATE = Path(__file__).resolve().parent.parent / "data" / "columns.toml"
_STEP = 10
_GUIDE_FIELDS = tuple(
    field.name for field in Guide._meta.fields if field.name not in {"id", "organization", "updated_at"}
)


@transaction.atomic
def create_columns(organization: Organization, *, actor: User | None) -> Organization:
    """Give an organization the statutory nodes of its level (条例 arts 20, 21); existing ones stay as they are."""
    made: list[str] = []
    for position, node in enumerate(_template(), start=1):
        parent = _ensure(organization, node, position * _STEP * _STEP, None, made)
        for place, child in enumerate(node.get("children", ()), start=1):
            inherited = {"part": node["part"], "statutory_code": node.get("statutory_code", "")}
            _ensure(organization, inherited | child, (position * _STEP + place) * _STEP, parent, made)
    if made:
        record("column.create", actor=actor, target=organization, organization=organization.code, columns=made)
    return organization


def _template() -> list[dict[str, Any]]:
    return tomllib.loads(_TEMPLATE.read_text(encoding="utf-8"))["column"]


def _ensure(
    organization: Organization, node: dict[str, Any], order: int, parent: Column | None, made: list[str]
) -> Column | None:
    if organization.level not in node.get("levels", [organization.level]):
        return None
    column, created = Column.objects.get_or_create(
        organization=organization,
        slug=node["slug"],
        defaults={
            "parent": parent,
            "title": node["title"],
            "part": ColumnPart(node["part"]),
            "statutory_code": node.get("statutory_code", ""),
            "kind": node["kind"],
            "page_type": node["page_type"],
            "description": node["description"],
            "order": order,
        },
    )
    if created:
        made.append(column.slug)
    return column


@transaction.atomic
def save_guide(organization: Organization, *, actor: User | None, **elements: Any) -> Guide:
    """Write the guide (条例 art 12); the keywords are the fields of Guide, an empty statutory one is refused."""
    if actor is not None:
        require_permission(actor, Permission.DOCUMENT_PUBLISH, organization)
    guide = Guide.objects.select_for_update().filter(organization=organization).first() or Guide(
        organization=organization
    )
    for name in _GUIDE_FIELDS:
        if name in elements:
            setattr(guide, name, elements[name])
    try:
        guide.full_clean()
    except ValidationError as error:
        raise invalid_input(error, Guide) from error
    guide.save()
    record("guide.save", actor=actor, target=guide, organization=organization.code, effective_on=guide.effective_on)
    return guide
