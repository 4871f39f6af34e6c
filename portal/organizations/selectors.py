"""Reading organizations."""

from django.db.models import QuerySet

from portal.organizations.models import Organization


def active_organizations() -> QuerySet[Organization]:
    """Organs shown to the public, which also take requests (条例 art 27), in the order the office has set."""
    return Organization.objects.filter(is_active=True)
