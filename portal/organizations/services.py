"""Writing organizations."""

from typing import Any

from django.db import transaction

from portal.audit.services import record
from portal.organizations.models import Organization


@transaction.atomic
def save_organization(organization: Organization, *, actor: Any) -> Organization:
    """Create or change an organization and keep the path of it and of every unit below right."""
    created = organization.pk is None
    organization.full_clean(exclude=["path"])
    organization.save()
    _rebuild_path(organization)
    record(
        "organization.create" if created else "organization.update",
        actor=actor,
        target=organization,
        organization=organization.code,
    )
    return organization


def _rebuild_path(organization: Organization) -> None:
    above = organization.parent.path if organization.parent else "/"
    path = f"{above}{organization.pk}/"
    if path == organization.path:
        return
    organization.path = path
    organization.save(update_fields=["path"])
    for child in organization.children.all():
        child.parent = organization
        _rebuild_path(child)
