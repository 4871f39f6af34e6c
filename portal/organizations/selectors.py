"""Reading organizations: the public list and the units below one."""

from django.db.models import QuerySet

from portal.organizations.models import Organization


def active_organizations() -> QuerySet[Organization]:
    """Organs shown to the public, in the order the office has set."""
    return Organization.objects.filter(is_active=True)


def with_units_below(organization: Organization) -> QuerySet[Organization]:
    """The organization itself and every unit below it, at any depth."""
    return Organization.objects.filter(path__startswith=organization.path)
