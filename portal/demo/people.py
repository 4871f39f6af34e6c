"""Organizations, people and guides of the demo city."""

import tomllib
from pathlib import Path
from typing import Any

from django.contrib.auth.hashers import make_password

from disclosure.models import Guide
from disclosure.services.columns import create_columns, save_guide
from portal.accounts.enums import Role
from portal.accounts.models import User
from portal.accounts.services import assign_role
from portal.demo.dates import LoadDay
from portal.organizations.models import Office, Organization
from portal.organizations.services import save_organization

DATA = Path(__file__).parent / "data"


def read_toml(name: str) -> dict[str, Any]:
    """One data file of the demo."""
    return tomllib.loads((DATA / name).read_text(encoding="utf-8"))


def load_organizations() -> dict[str, Organization]:
    """Create what is missing; returns organizations by their key in the data."""
    found: dict[str, Organization] = {}
    for number, entry in enumerate(read_toml("organizations.toml")["organization"], 1):
        offices, key, parent = entry.pop("offices", []), entry.pop("key"), entry.pop("parent", None)
        organization = Organization.objects.filter(code=entry["code"]).first()
        if organization is None:
            organization = Organization(order=number, parent=found.get(parent or ""), **entry)
            save_organization(organization, actor=None)
            for order, name in enumerate(offices, 1):
                Office.objects.create(organization=organization, name=name, order=order)
        create_columns(organization, actor=None)
        found[key] = organization
    return found


def load_users(organizations: dict[str, Organization]) -> dict[str, User]:
    """Create people with their roles; returns users by user name."""
    users: dict[str, User] = {}
    data = read_toml("users.toml")
    # Hashing is slow on purpose; one password needs it once.
    password = make_password(data["password"])
    for entry in data["user"]:
        user = User.objects.filter(username=entry["username"]).first()
        if user is None:
            roles = {grant["role"] for grant in entry["assignments"]}
            is_admin = Role.ADMINISTRATOR in roles
            user = User.objects.create(
                username=entry["username"],
                password=password,
                display_name=entry["display_name"],
                email=entry["email"],
                is_staff=is_admin,
                is_superuser=is_admin,
            )
            for grant in entry["assignments"]:
                organization = organizations[grant["organization"]]
                office = organization.offices.filter(name=grant.get("office", "")).first()
                assign_role(user, organization=organization, role=Role(grant["role"]), office=office, actor=None)
        users[user.username] = user
    return users


def load_guides(organizations: dict[str, Organization], when: LoadDay) -> None:
    """Write the guide (指南) of each organization that has none."""
    for entry in read_toml("guides.toml")["guide"]:
        organization = organizations[entry.pop("organization")]
        if not Guide.objects.filter(organization=organization).exists():
            save_guide(
                organization, actor=None, effective_on=when.day(-200), **{k: when.fill(v) for k, v in entry.items()}
            )
