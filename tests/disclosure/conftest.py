"""A small cast: what each person is there for stands beside the name."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from disclosure.enums import DisclosureAttribute, ReviewDecision
from disclosure.models import Column, Document
from disclosure.services import create_columns, publish_document, review_document, save_draft, submit_for_review
from portal.accounts.enums import Role
from portal.accounts.models import User
from portal.accounts.services import assign_role
from portal.organizations.enums import OrganizationLevel
from portal.organizations.models import Organization
from portal.organizations.services import save_organization
from portal.workdays.services import load_year
from portal.workdays.yearfile import read_year_file, shipped_year_files

NOW = datetime(2026, 11, 20, 10, 30, tzinfo=ZoneInfo("Asia/Shanghai"))
TODAY = NOW.date()


def make_organization(slug, name, level, number, parent=None):
    organization = Organization(
        name=name,
        short_name=name,
        code=f"00000000000000{number:04d}",
        slug=slug,
        level=level,
        parent=parent,
        letter_prefix=f"{slug}公开",
        disclosure_office_name=f"{name}办公室",
        address="云澜市府前路1号",
        office_hours="工作日9:00至17:00",
        phone="0000-0000000",
        reconsideration_body="某某人民政府",
        litigation_court="某某人民法院",
    )
    save_organization(organization, actor=None)
    return create_columns(organization, actor=None)


def make_person(username, *grants):
    user = User.objects.create_user(username, password="pass-word-1", display_name=username)
    for organization, role in grants:
        assign_role(user, organization=organization, role=role, actor=None)
    return user


@pytest.fixture
def calendar(db):
    for path in shipped_year_files():
        load_year(read_year_file(path), actor=None)


@pytest.fixture
def city(db):
    return make_organization("yunlan", "云澜市人民政府", OrganizationLevel.CITY_GOVERNMENT, 1)


@pytest.fixture
def bureau(city):
    """A department below the city."""
    return make_organization("jiaoyu", "云澜市教育局", OrganizationLevel.CITY_DEPARTMENT, 2, parent=city)


@pytest.fixture
def county(city):
    return make_organization("lanxi", "澜溪县人民政府", OrganizationLevel.COUNTY_GOVERNMENT, 3, parent=city)


@pytest.fixture
def author(city):
    """Drafts and publishes for the city."""
    return make_person("author", (city, Role.EDITOR))


@pytest.fixture
def reviewer(city):
    """The second person of the city."""
    return make_person("reviewer", (city, Role.REVIEWER))


@pytest.fixture
def both(city):
    """Holds both roles in the city: may review others' drafts, never his own."""
    return make_person("both", (city, Role.EDITOR), (city, Role.REVIEWER))


@pytest.fixture
def stranger(bureau):
    """Editor and reviewer of another organization."""
    return make_person("stranger", (bureau, Role.EDITOR), (bureau, Role.REVIEWER))


@pytest.fixture
def supervisor(city):
    """Sees the unpublished information of every unit below the city, changes none of it."""
    return make_person("supervisor", (city, Role.SUPERVISOR))


@pytest.fixture
def clerk(city):
    """Works on requests only."""
    return make_person("clerk", (city, Role.CLERK))


@pytest.fixture
def write(author):
    """Make a draft that is ready for review."""

    def write_draft(
        organization, title="云澜市公共租赁住房管理办法", *, actor=author, column="other-documents", **fields
    ):
        facts = {
            "issuer": organization.name,
            "body": "<p>第一条　为规范管理，制定本办法。</p>",
            "disclosure_attribute": DisclosureAttribute.PROACTIVE,
            **fields,
        }
        place = Column.objects.get(organization=organization, slug=column)
        return save_draft(Document(organization=organization, column=place, title=title, **facts), actor=actor)

    return write_draft


@pytest.fixture
def approve(reviewer):
    def approve_draft(document, *, author, by=reviewer, at=NOW):
        submitted = submit_for_review(document, actor=author, at=at)
        return review_document(submitted, actor=by, decision=ReviewDecision.APPROVED, at=at)

    return approve_draft


@pytest.fixture
def publish(write, approve, author):
    """Make a document that everybody may read."""

    def publish_draft(organization, title="云澜市公共租赁住房管理办法", *, actor=author, by=None, at=NOW, **fields):
        draft = write(organization, title, actor=actor, **fields)
        approved = approve(draft, author=actor, at=at, **({"by": by} if by else {}))
        return publish_document(approved, actor=actor, at=at)

    return publish_draft
