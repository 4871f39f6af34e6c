"""Who may do what where, read from role assignments."""

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet

from portal.accounts.models import StaffAssignment, User
from portal.accounts.permissions import ROLES_REACHING_BELOW, Permission, roles_with
from portal.organizations.models import Organization


def organizations_with(user: User | AnonymousUser, permission: Permission) -> QuerySet[Organization]:
    """Organizations in which the user holds the permission; none for a visitor."""
    if not user.is_authenticated or not user.is_active:
        return Organization.objects.none()
    held = StaffAssignment.objects.filter(user=user, role__in=roles_with(permission)).values_list(
        "organization_id", "organization__path", "role"
    )
    reach = Q(pk__in=[])
    for organization_id, path, role in held:
        reach |= Q(path__startswith=path) if role in ROLES_REACHING_BELOW else Q(pk=organization_id)
    return Organization.objects.filter(reach)


def users_with(permission: Permission, organization: Organization) -> QuerySet[User]:
    """Active people who hold the permission in this very organization (not through a supervisor's reach)."""
    return User.objects.filter(
        is_active=True,
        assignments__organization=organization,
        assignments__role__in=roles_with(permission),
    ).distinct()


def permissions_of(user: User | AnonymousUser) -> set[Permission]:
    """Every permission the user holds anywhere: what the desk's navigation shows."""
    if not user.is_authenticated or not user.is_active:
        return set()
    roles = set(StaffAssignment.objects.filter(user=user).values_list("role", flat=True))
    return {permission for permission in Permission if roles & roles_with(permission)}
