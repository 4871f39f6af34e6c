"""Items as a source of the site search."""

from catalog.search import CatalogItemSource
from portal.search.registry import source_of
from tests.catalog.conftest import make_item


def test_items_are_registered_with_the_search(db):
    assert source_of("catalog_item").label == "标准目录事项"


def test_an_entry_can_be_found_by_every_name(item):
    [entry] = CatalogItemSource().entries([item.pk])
    assert (entry.key, entry.domain, entry.url) == (
        ("catalog_item", item.pk),
        "social-assistance",
        f"/catalog/items/{item.pk}/",
    )
    assert entry.title == "事项01（社会救助 · 综合业务）"
    assert set(entry.body.splitlines()) == {
        "社会救助、社会救助及福利",
        "综合业务",
        "事项01",
        "补助标准、申请条件和办理程序",
        "县级民政部门",
        "中华人民共和国政府信息公开条例",
        "社会救助暂行办法",
    }


def test_only_what_exists_is_yielded(domain, django_assert_num_queries):
    items = [make_item(domain, number) for number in range(1, 31)]
    source = CatalogItemSource()
    with django_assert_num_queries(1):
        assert len(list(source.entries(None))) == 30
    assert [entry.object_id for entry in source.entries([items[0].pk, 999999])] == [items[0].pk]
    assert source.labels("domain") == {"social-assistance": "社会救助"}
