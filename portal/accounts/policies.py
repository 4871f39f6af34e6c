"""Predicates on people: default deny."""

from django.contrib.auth.models import AnonymousUser

from portal.accounts.models import User
from portal.accounts.permissions import Permission
from portal.accounts.selectors import organizations_with
from portal.common.exceptions import NotPermitted
from portal.organizations.models import Organization


def has_permission(user: User | AnonymousUser, permission: Permission, organization: Organization) -> bool:
    """True when a role of the user gives the permission in the organization."""
    return organizations_with(user, permission).filter(pk=organization.pk).exists()


def require_permission(user: User | AnonymousUser, permission: Permission, organization: Organization) -> None:
    """Raise NotPermitted, naming the permission that is missing."""
    if not has_permission(user, permission, organization):
        raise NotPermitted(f"您在{organization.name}没有“{permission.label}”的权限。")
