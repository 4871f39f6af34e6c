"""The catalog as open data."""

import pytest
from django.urls import reverse
from django.utils import timezone

from catalog.services import confirm_item
from tests.catalog.conftest import make_item

ITEMS = "/api/v1/catalog/items/"
DOMAINS = "/api/v1/catalog/domains/"


def test_addresses_are_versioned(db):
    assert (reverse("api:catalog-item-list"), reverse("api:catalog-domain-list")) == (ITEMS, DOMAINS)


def test_a_domain_with_its_counts(client, domain, manager):
    confirm_item(make_item(domain, 1), actor=manager, at=timezone.now())
    make_item(domain, 2)
    assert client.get(f"{DOMAINS}social-assistance/").json() == {
        "slug": "social-assistance",
        "order": 1,
        "name": "社会救助",
        "aliases": ["社会救助及福利"],
        "ministry": "民政部",
        "description": "",
        "item_count": 2,
        "unconfirmed_count": 1,
    }


def test_an_item_with_its_columns_and_provenance(client, item, documents):
    answer = client.get(f"{ITEMS}{item.pk}/").json()
    assert answer.pop("updated_at")
    assert answer == {
        "id": item.pk,
        "domain": "social-assistance",
        "order": 1,
        "level1": "综合业务",
        "level2": "事项01",
        "content": "补助标准、申请条件和办理程序",
        "legal_basis": ["中华人民共和国政府信息公开条例", "社会救助暂行办法"],
        "time_limit": "信息形成或者变更之日起20个工作日内",
        "time_limit_kind": "working_days",
        "time_limit_days": 20,
        "responsible_body": "县级民政部门",
        "channels": [{"name": "政府网站", "required": True}, {"name": "其他（村务公开栏）", "required": False}],
        "audience": "ALL",
        "audience_group": "",
        "mode": "PROACTIVE",
        "levels": ["COUNTY"],
        "source": "reconstructed",
        "review_state": "UNCONFIRMED",
        "confirmed_at": None,
        "document_count": 2,
    }


@pytest.mark.parametrize(
    ("query", "orders"),
    [
        ({}, [1, 2, 3]),
        ({"domain": "social-assistance"}, [1, 2, 3]),
        ({"domain": "elderly-care"}, []),
        ({"level1": "救助业务"}, [2]),
        ({"level": "TOWNSHIP"}, [2, 3]),
        ({"mode": "ON_APPLICATION"}, [3]),
        ({"review_state": "CONFIRMED"}, [1]),
        ({"time_limit_kind": "immediate"}, [2]),
        ({"q": "低保 标准"}, [2]),
        ({"level": "TOWNSHIP", "mode": "PROACTIVE"}, [2]),
    ],
)
def test_filters(client, domain, manager, query, orders):
    confirm_item(make_item(domain, 1), actor=manager, at=timezone.now())
    make_item(
        domain,
        2,
        level1="救助业务",
        content="低保标准",
        levels=["TOWNSHIP"],
        time_limit_kind="immediate",
        time_limit_days=None,
    )
    make_item(domain, 3, mode="ON_APPLICATION", levels=["COUNTY", "TOWNSHIP"])
    assert [row["order"] for row in client.get(ITEMS, query).json()["results"]] == orders


def test_a_wrong_filter_value_is_refused_in_words(client, item):
    answer = client.get(ITEMS, {"level": "VILLAGE"})
    assert (answer.status_code, answer.json()["field"]) == (400, "level")


def test_nothing_can_be_written(client, item, manager):
    client.force_login(manager)
    assert client.delete(f"{ITEMS}{item.pk}/").status_code == 405
    assert client.patch(f"{ITEMS}{item.pk}/", {}, content_type="application/json").status_code == 405
    assert client.post(ITEMS, {}).status_code == 405


def test_lists_are_paged_and_cost_the_same_for_one_row_and_for_thirty(client, domain, documents, count_queries):
    make_item(domain, 1)
    few = [count_queries(client, address) for address in (f"{ITEMS}?page_size=50", DOMAINS)]
    for number in range(2, 31):
        make_item(domain, number)
    assert [count_queries(client, address) for address in (f"{ITEMS}?page_size=50", DOMAINS)] == few
    answer = client.get(ITEMS).json()
    assert (answer["count"], len(answer["results"])) == (30, 20)
