"""What citizens see of the catalog."""

import pytest
from django.urls import reverse
from django.utils import timezone

from catalog.models import CatalogDomain
from catalog.services import confirm_item
from tests.catalog.conftest import make_item


def text_of(response):
    return response.content.decode()


def test_domains_show_counts_and_the_share_not_confirmed(client, domain, manager, documents):
    items = [make_item(domain, number) for number in range(1, 4)]
    confirm_item(items[0], actor=manager, at=timezone.now())
    page = client.get(reverse("catalog:domains"))
    [summary] = page.context["summaries"]
    assert (summary.domain, summary.items, summary.unconfirmed, summary.documents) == (domain, 3, 2, 7)
    assert page.context["counts"] == {"total": 3, "unconfirmed": 2, "confirmed": 1}
    assert "尚未经本单位逐项核对" in text_of(page)


def test_an_empty_catalog_says_so(client, db):
    assert "标准目录尚未载入" in text_of(client.get(reverse("catalog:domains")))


def test_a_domain_groups_items_by_level_one(client, domain):
    make_item(domain, 1, level1="甲")
    make_item(domain, 2, level1="乙")
    make_item(domain, 3, level1="甲")
    page = client.get(reverse("catalog:domain", args=[domain.slug]))
    assert [(name, [row.order for row, _ in rows]) for name, rows in page.context["groups"]] == [
        ("甲", [1, 3]),
        ("乙", [2]),
    ]


@pytest.mark.parametrize(
    ("query", "orders"),
    [
        ({"level": "COUNTY"}, [1, 3]),
        ({"level": "TOWNSHIP"}, [2, 3]),
        ({"q": "低保"}, [2]),
        ({"q": "事项 民政"}, [1, 2, 3]),
        ({"q": "低保", "level": "COUNTY"}, []),
        ({"level": "没有"}, [1, 2, 3]),
    ],
)
def test_a_domain_is_filtered_by_level_and_text(client, domain, query, orders):
    make_item(domain, 1)
    make_item(domain, 2, content="低保标准", levels=["TOWNSHIP"])
    make_item(domain, 3, levels=["COUNTY", "TOWNSHIP"])
    page = client.get(reverse("catalog:domain", args=[domain.slug]), query)
    assert [row.order for row in page.context["page"]] == orders


def test_an_item_shows_every_official_column_in_order(client, item):
    page = client.get(reverse("catalog:item", args=[item.pk]))
    shown = [(column.label, column.lines) for column in page.context["columns"]]
    assert shown == [
        ("公开事项（一级）", ["综合业务"]),
        ("公开事项（二级）", ["事项01"]),
        ("公开内容（要素）", ["补助标准、申请条件和办理程序"]),
        ("公开依据", ["中华人民共和国政府信息公开条例", "社会救助暂行办法"]),
        ("公开时限", ["信息形成或者变更之日起20个工作日内"]),
        ("公开主体", ["县级民政部门"]),
        ("公开渠道和载体", ["■ 必选：政府网站", "□ 可选：其他（村务公开栏）"]),
        ("公开对象", ["全社会"]),
        ("公开方式", ["主动"]),
        ("公开层级", ["县级"]),
    ]


def test_an_item_for_a_group_names_the_group(client, domain):
    item = make_item(domain, 1, audience="SPECIFIC", audience_group="被征地农民")
    page = client.get(reverse("catalog:item", args=[item.pk]))
    assert [c.lines for c in page.context["columns"] if c.name == "audience"] == [["特定群体：被征地农民"]]


def test_an_item_carries_its_provenance_and_its_state(client, domain, manager):
    item = make_item(domain, 1, source="verified:https://www.example.org/table.html")
    unconfirmed = text_of(client.get(reverse("catalog:item", args=[item.pk])))
    confirm_item(item, actor=manager, at=timezone.now())
    confirmed = text_of(client.get(reverse("catalog:item", args=[item.pk])))
    assert 'href="https://www.example.org/table.html"' in unconfirmed
    assert ("待核" in unconfirmed, "尚未经本单位核定" in unconfirmed) == (True, True)
    assert ("已核" in confirmed, "尚未经本单位核定" in confirmed) == (True, False)
    assert "目录员" not in confirmed


def test_documents_are_listed_under_their_item_page_by_page(client, item, documents):
    first = client.get(reverse("catalog:item", args=[item.pk]))
    second = client.get(reverse("catalog:item", args=[item.pk]), {"page": 2})
    assert (len(first.context["page"]), len(second.context["page"])) == (20, 5)
    assert '<a href="/documents/1/">事项01的第1号文件</a>' in text_of(first)


def test_an_item_without_documents_says_what_to_do(client, item):
    assert "本事项还没有公开的文件" in text_of(client.get(reverse("catalog:item", args=[item.pk])))


def test_only_those_who_keep_the_catalog_see_the_way_to_the_desk(client, item, manager):
    address = reverse("catalog:item", args=[item.pk])
    edit = reverse("catalog:edit", args=[item.pk])
    assert edit not in text_of(client.get(address))
    client.force_login(manager)
    assert edit in text_of(client.get(address))


def test_what_does_not_exist_is_not_found(client, db):
    assert client.get(reverse("catalog:domain", args=["nothing"])).status_code == 404
    assert client.get(reverse("catalog:item", args=[1])).status_code == 404


def test_pages_cost_the_same_for_one_row_and_for_thirty(client, domain, documents, count_queries):
    make_item(domain, 1)
    addresses = [reverse("catalog:domains"), reverse("catalog:domain", args=[domain.slug])]
    few = [count_queries(client, address) for address in addresses]
    for number in range(2, 31):
        make_item(domain, number)
        CatalogDomain.objects.create(order=number, name=f"领域{number}", slug=f"d{number}", ministry="某部")
    assert [count_queries(client, address) for address in addresses] == few


def test_a_domain_is_read_page_by_page_when_an_office_makes_it_long(client, domain):
    for number in range(1, 102):
        make_item(domain, number)
    page = client.get(reverse("catalog:domain", args=[domain.slug]))
    assert (len(page.context["page"]), page.context["page"].paginator.num_pages) == (100, 2)


def test_the_column_meta_tags_name_the_domain(client, domain):
    assert '<meta name="ColumnName" content="社会救助">' in text_of(
        client.get(reverse("catalog:domain", args=[domain.slug]))
    )
