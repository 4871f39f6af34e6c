"""Who may do what where: roles give it, organizations bound it, nothing else does."""

import pytest
from django.contrib.auth.models import AnonymousUser

from portal.accounts.enums import Role
from portal.accounts.models import StaffAssignment, User
from portal.accounts.permissions import ROLE_PERMISSIONS, Permission
from portal.accounts.policies import has_permission
from portal.accounts.selectors import organizations_with, permissions_of, users_with
from portal.accounts.services import assign_role, revoke_role
from portal.audit.models import AuditEntry
from portal.organizations.enums import OrganizationLevel
from portal.organizations.models import Organization
from portal.organizations.services import save_organization


def organ(number, name, parent=None):
    return save_organization(
        Organization(
            name=name, short_name=name, code=f"9900000000000001{number:02d}", slug=f"o{number}", parent=parent,
            level=OrganizationLevel.CITY_DEPARTMENT, letter_prefix="测", disclosure_office_name="办公室", address="某路",
            office_hours="工作日", phone="0000-1", reconsideration_body="某府", litigation_court="某法院",
        ),
        actor=None,
    )  # fmt: skip


@pytest.fixture
def units(db):
    city = organ(1, "市")
    county = organ(2, "县", city)
    return {"city": city, "county": county, "town": organ(3, "镇", county), "bureau": organ(4, "局", city)}


@pytest.fixture
def person(db):
    return User.objects.create_user("p", password="long-enough-1", display_name="某")


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("permission", list(Permission))
def test_a_role_gives_its_permissions_and_no_other(role, permission, units, person):
    assign_role(person, organization=units["county"], role=role, actor=None)
    held = permission in ROLE_PERMISSIONS[role]
    reach = {"county"} if held else set()
    if held and role in {Role.SUPERVISOR, Role.ADMINISTRATOR}:
        reach = {"county", "town"}
    assert {name for name, unit in units.items() if has_permission(person, permission, unit)} == reach


def test_visitors_inactive_people_and_superusers_hold_nothing(units, person):
    assign_role(person, organization=units["city"], role=Role.CLERK, actor=None)
    person.is_active = False
    root = User.objects.create_superuser("root", password="long-enough-1", display_name="根")
    for nobody in (AnonymousUser(), person, root):
        assert list(organizations_with(nobody, Permission.CASE_VIEW)) == []
        assert permissions_of(nobody) == set()


def test_users_with_a_permission_are_those_of_the_organization_itself(units, person):
    assign_role(person, organization=units["county"], role=Role.CLERK, actor=None)
    above = User.objects.create_user("s", password="long-enough-1", display_name="督")
    assign_role(above, organization=units["city"], role=Role.SUPERVISOR, actor=None)
    assert list(users_with(Permission.CASE_VIEW, units["county"])) == [person]
    assert list(users_with(Permission.CASE_VIEW, units["city"])) == [above]


def test_granting_twice_is_one_role_and_one_entry_and_revoking_ends_it(units, person):
    for _ in range(2):
        assign_role(person, organization=units["town"], role=Role.CLERK, actor=None)
    assert StaffAssignment.objects.count() == 1
    for _ in range(2):
        revoke_role(person, organization=units["town"], role=Role.CLERK, actor=None)
    assert not has_permission(person, Permission.CASE_VIEW, units["town"])
    actions = AuditEntry.objects.filter(action__startswith="account.").order_by("number")
    assert list(actions.values_list("action", flat=True)) == ["account.assign_role", "account.revoke_role"]


def test_moving_a_unit_moves_what_is_below_it(units, person):
    assign_role(person, organization=units["bureau"], role=Role.SUPERVISOR, actor=None)
    assert not has_permission(person, Permission.CASE_VIEW, units["town"])
    units["county"].parent = units["bureau"]
    save_organization(units["county"], actor=None)
    assert has_permission(person, Permission.CASE_VIEW, units["town"])


def test_log_in_and_its_failure_leave_entries(client, person):
    client.post("/accounts/login/", {"username": "p", "password": "wrong"})
    client.post("/accounts/login/", {"username": "p", "password": "long-enough-1"})
    actions = AuditEntry.objects.filter(action__startswith="account.log").order_by("number")
    assert list(actions.values_list("action", flat=True)) == ["account.login_failed", "account.login"]


def test_roles_changed_in_the_admin_are_audited(client, units, person):
    root = User.objects.create_superuser("root", password="long-enough-1", display_name="根")
    client.force_login(root)
    address = f"/admin/accounts/user/{person.pk}/change/"
    form = {
        "username": "p", "display_name": "某", "email": "", "is_active": "on",
        "date_joined_0": "2026-01-01", "date_joined_1": "00:00:00", "last_login_0": "", "last_login_1": "",
        "assignments-TOTAL_FORMS": "1", "assignments-INITIAL_FORMS": "0",
        "assignments-0-user": person.pk, "assignments-0-organization": units["town"].pk,
        "assignments-0-role": "EDITOR", "assignments-0-office": "",
    }  # fmt: skip
    assert client.post(address, form).status_code == 302
    assert has_permission(person, Permission.DOCUMENT_DRAFT, units["town"])
    entry = AuditEntry.objects.get(action="account.assign_role")
    assert (entry.actor_name, entry.facts) == ("根", {"role": "EDITOR"})
    grant = StaffAssignment.objects.get()
    form |= {"assignments-INITIAL_FORMS": "1", "assignments-0-id": grant.pk, "assignments-0-DELETE": "on"}
    assert client.post(address, form).status_code == 302
    assert not has_permission(person, Permission.DOCUMENT_DRAFT, units["town"])
    assert AuditEntry.objects.filter(action="account.revoke_role").count() == 1
