"""A small catalog, people with and without the right to keep it, and documents filed under items."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from catalog.models import CatalogDomain, CatalogItem
from catalog.selectors import filed, filed_documents, register_filed_documents
from portal.accounts.enums import Role
from portal.accounts.models import User
from portal.accounts.services import assign_role
from portal.organizations.enums import OrganizationLevel
from portal.organizations.models import Organization
from portal.organizations.services import save_organization

BASE = {
    "content": "补助标准、申请条件和办理程序",
    "legal_basis": ["中华人民共和国政府信息公开条例", "社会救助暂行办法"],
    "time_limit": "信息形成或者变更之日起20个工作日内",
    "time_limit_kind": "working_days",
    "time_limit_days": 20,
    "responsible_body": "县级民政部门",
    "channels": [{"name": "政府网站", "required": True}, {"name": "其他（村务公开栏）", "required": False}],
    "levels": ["COUNTY"],
    "source": "reconstructed",
}


@pytest.fixture(autouse=True)
def nothing_filed():
    """Each test names its own documents, whatever the packages above have registered."""
    before = filed_documents()
    register_filed_documents(filed.NothingFiled())
    yield
    register_filed_documents(before)


@pytest.fixture
def domain(db):
    return CatalogDomain.objects.create(
        order=1, name="社会救助", slug="social-assistance", ministry="民政部", aliases=["社会救助及福利"]
    )


@pytest.fixture
def item(domain):
    return make_item(domain, 1)


@pytest.fixture
def office(db):
    office = Organization(
        name="云澜市民政局",
        short_name="民政局",
        code="11990000000000001X",
        slug="mzj",
        level=OrganizationLevel.CITY_DEPARTMENT,
        letter_prefix="云民",
        disclosure_office_name="办公室",
        address="云澜市府前路2号",
        office_hours="工作日9:00—17:00",
        phone="0000-0000001",
        reconsideration_body="云澜市人民政府",
        litigation_court="云澜市中级人民法院",
    )
    return save_organization(office, actor=None)


@pytest.fixture
def manager(office):
    return make_user("manager", "目录员", office, Role.CATALOG_MANAGER)


@pytest.fixture
def other_manager(office):
    return make_user("manager2", "另一位目录员", office, Role.CATALOG_MANAGER)


@pytest.fixture
def editor(office):
    """A member of staff who publishes documents but does not keep the catalog."""
    return make_user("editor", "编辑", office, Role.EDITOR)


def make_user(username, name, office, role):
    user = User.objects.create_user(username, password="x", display_name=name)
    assign_role(user, organization=office, role=role, actor=None)
    return user


def make_item(domain, number, **columns):
    row = {"order": number, "level1": "综合业务", "level2": f"事项{number:02}", **BASE, **columns}
    return CatalogItem.objects.create(domain=domain, **row)


@dataclass
class Filed:
    title: str
    url: str
    published_on: date
    organization_name: str


class FiledInMemory:
    """A source of documents: two per item, and a page to file more."""

    def counts_by_item(self, item_ids: Iterable[int]) -> dict[int, int]:
        return dict.fromkeys(item_ids, 2)

    def counts_by_domain(self) -> dict[int, int]:
        return dict.fromkeys(CatalogDomain.objects.values_list("pk", flat=True), 7)

    def documents_of(self, item: CatalogItem) -> list[Filed]:
        return [
            Filed(
                f"{item.level2}的第{number}号文件", f"/documents/{number}/", date(2026, 11, 30 - number), "云澜市民政局"
            )
            for number in range(1, 26)
        ]

    def filing_url(self, item: CatalogItem) -> str:
        return f"/filing/?item={item.pk}"


@pytest.fixture
def documents():
    register_filed_documents(FiledInMemory())


@pytest.fixture
def count_queries():
    def count(client, address):
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        return len(queries)

    return count
