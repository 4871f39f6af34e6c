"""Changing what is known of a domain: its order, names and ministry are data, not code."""

from typing import Any

from django.db import transaction

from catalog.models import CatalogDomain
from catalog.services.validation import require_valid
from portal.audit.services import record


@transaction.atomic
def update_domain(domain: CatalogDomain, *, actor: Any, **fields: Any) -> CatalogDomain:
    """Change order, name, aliases, ministry or description; raises InvalidInput with the field."""
    current = CatalogDomain.objects.select_for_update().get(pk=domain.pk)
    changes = {
        name: [getattr(current, name), value] for name, value in fields.items() if getattr(current, name) != value
    }
    if not changes:
        return current
    for name, value in fields.items():
        setattr(current, name, value)
    require_valid(current)
    current.save()
    record("catalog.update_domain", actor=actor, target=current, changes=changes)
    return current
