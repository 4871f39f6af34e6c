from collections.abc import Callable
from datetime import datetime

import pytest
from django.conf import settings

from catalog.models import CatalogDomain
from disclosure.enums import DisclosureAttribute, ReviewDecision
from disclosure.models import Column, Document
from disclosure.services import create_columns, publish_document, review_document, save_draft, submit_for_review
from portal.accounts.enums import Role
from portal.accounts.models import User
from portal.accounts.services import assign_role
from portal.organizations.enums import OrganizationLevel
from portal.organizations.models import Organization
from portal.organizations.services import save_organization
from portal.search.backends import get_backend


def new_organization(slug: str, *, parent: Organization | None = None, **changes: object) -> Organization:
    facts = {
        "name": f"{slug}机关",
        "short_name": slug,
        "code": f"99{slug.upper():0<16}"[:18],
        "slug": slug,
        "level": OrganizationLevel.CITY_DEPARTMENT,
        "parent": parent,
        "letter_prefix": "云公开",
        "disclosure_office_name": "办公室",
        "address": "云澜大道1号",
        "office_hours": "工作日",
        "phone": "0000-00000000",
        "reconsideration_body": "云澜市人民政府",
        "litigation_court": "云澜市中级人民法院",
    }
    return save_organization(Organization(**facts | changes), actor=None)


@pytest.fixture
def city(db) -> Organization:
    return new_organization("yunlan", name="云澜市人民政府", level=OrganizationLevel.CITY_GOVERNMENT)


@pytest.fixture
def bureau(city) -> Organization:
    return new_organization("jyj", name="云澜市教育局", parent=city)


@pytest.fixture
def domain(db) -> CatalogDomain:
    return CatalogDomain.objects.create(order=1, name="义务教育", slug="compulsory-education", ministry="教育部")


@pytest.fixture
def staff_of(db) -> Callable[..., User]:
    def make(organization: Organization, *roles: Role, username: str = "lin") -> User:
        user = User.objects.create_user(username, password="long-enough-1", display_name="林知远")
        for role in roles:
            assign_role(user, organization=organization, role=role, actor=None)
        return user

    return make


@pytest.fixture
def document(city, staff_of) -> Document:
    """A public document of the city, published at 08:05 on 9 November 2026."""
    create_columns(city, actor=None)
    editor = staff_of(city, Role.EDITOR, username="editor")
    reviewer = staff_of(city, Role.REVIEWER, username="reviewer")
    at = datetime(2026, 11, 9, 8, 5, tzinfo=settings.LOCAL_ZONE)
    draft = Document(
        organization=city,
        column=Column.objects.get(organization=city, slug="normative"),
        title="云澜市公共租赁住房管理办法",
        issuer=city.name,
        body="<p>为规范管理，制定本办法。</p>",
        summary="公共租赁住房的申请和配租。",
        disclosure_attribute=DisclosureAttribute.PROACTIVE,
    )
    row = submit_for_review(save_draft(draft, actor=editor), actor=editor, at=at)
    row = review_document(row, actor=reviewer, decision=ReviewDecision.APPROVED, at=at)
    return publish_document(row, actor=editor, at=at)


@pytest.fixture
def readable_index(settings, tmp_path) -> None:
    """An index of this test's own, empty."""
    settings.SEARCH = settings.SEARCH | {"PATH": tmp_path / "search"}
    get_backend().rebuild([])
