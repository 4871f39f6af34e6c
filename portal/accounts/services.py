"""Granting and revoking roles."""

from django.db import transaction

from portal.accounts.enums import Role
from portal.accounts.models import StaffAssignment, User
from portal.audit.services import record
from portal.organizations.models import Office, Organization


@transaction.atomic
def assign_role(
    user: User, *, organization: Organization, role: Role, actor: User | None, office: Office | None = None
) -> StaffAssignment:
    """Give a person a role in an organization; giving it again changes nothing but the office."""
    assignment, created = StaffAssignment.objects.get_or_create(
        user=user, organization=organization, role=role, defaults={"office": office}
    )
    if created:
        record("account.assign_role", actor=actor, target=user, organization=organization.code, role=role)
    return assignment


@transaction.atomic
def revoke_role(user: User, *, organization: Organization, role: Role, actor: User | None) -> User:
    """Take a role away; doing it twice is harmless."""
    deleted, _ = StaffAssignment.objects.filter(user=user, organization=organization, role=role).delete()
    if deleted:
        record("account.revoke_role", actor=actor, target=user, organization=organization.code, role=role)
    return user
