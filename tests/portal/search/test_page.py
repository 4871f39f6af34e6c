"""The public results page and the API."""

from datetime import date

import pytest
from django.urls import reverse

from portal.search import flushing, registry
from portal.search.backends import get_backend, index_folder
from portal.search.entries import IndexEntry

URL = "/search/"
API = "/api/v1/search/"


class Notices:
    """A source without tables: its entries are given by the test."""

    kind = "notice"
    label = "公告"

    def __init__(self, entries):
        self.all = entries

    def entries(self, ids):
        return [entry for entry in self.all if ids is None or entry.object_id in ids]


@pytest.fixture
def publish(db, monkeypatch):
    def make(count):
        entries = [
            IndexEntry(
                kind="notice",
                object_id=number,
                title=f"停车公告第{number}号",
                url=f"/notices/{number}",
                body="关于停车的公告",
                document_type="公示公告",
                organization_code="X",
                published_on=date(2026, 1, number),
            )
            for number in range(1, count + 1)
        ]
        monkeypatch.setattr(registry, "_sources", {})
        registry.register_source(Notices(entries))
        flushing.rebuild()

    return make


def test_hits_are_listed_with_marks_counts_and_filters(client, publish):
    publish(3)
    page = client.get(URL, {"q": "停车", "sort": "newest"})
    html = page.content.decode()
    assert page.status_code == 200
    titles = [hit.entry.title for hit in page.context["result"].hits]
    assert titles == ["停车公告第3号", "停车公告第2号", "停车公告第1号"]
    assert '<a href="/notices/3"><mark>停车</mark>公告第3号</a>' in html
    assert '<option value="公示公告">公示公告（3）</option>' in html
    assert '<option value="2026">2026（3）</option>' in html


def test_filters_from_the_address_are_kept_in_the_form(client, publish):
    publish(3)
    html = client.get(URL, {"q": "停车", "document_type": "没有这个栏目"}).content.decode()
    assert '<option value="没有这个栏目" selected>没有这个栏目（0）</option>' in html
    assert "没有找到" in html


def test_pages_are_bounded_and_keep_the_question(client, publish):
    publish(25)
    page = client.get(URL, {"q": "停车", "page": "3"})
    assert len(page.context["result"].hits) == 5
    assert "?q=%E5%81%9C%E8%BD%A6&amp;page=2" in page.content.decode()
    assert len(client.get(URL, {"q": "停车", "page": "999"}).context["result"].hits) == 5
    assert client.get(URL, {"q": "停车", "page": "x"}).context["result"].page == 1


def test_the_number_of_queries_does_not_grow_with_the_hits(client, publish, django_assert_num_queries):
    counts = []
    for size in (1, 10):
        publish(size)
        with django_assert_num_queries(1):  # the names of the organizations
            counts.append(len(client.get(URL, {"q": "停车"}).context["result"].hits))
    assert counts == [1, 10]


def test_nothing_found_offers_help_and_the_request_form(client, publish):
    publish(1)
    html = client.get(URL, {"q": "齉齾<&"}).content.decode()
    assert "没有找到与“齉齾&lt;&amp;”有关的内容" in html
    assert f'href="{reverse("applications:start")}?content=%E9%BD%89%E9%BD%BE%3C%26"' in html


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({"date_from": "2026-13-40"}, "日期不正确，请按“2026-03-01”的格式填写。"),
        ({"date_from": "2026-03-01", "date_to": "2026-02-01"}, "结束日期早于开始日期。"),
        ({"year": "二〇二六"}, "年份应为四位数字。"),
    ],
)
def test_bad_input_is_said_at_the_field_and_kept(client, publish, asked, message):
    publish(1)
    page = client.get(URL, {"q": "停车", **asked})
    html = page.content.decode()
    assert page.status_code == 200
    assert message in html
    assert page.context["result"] is None
    assert all(f'value="{value}"' in html for value in asked.values())


@pytest.mark.parametrize("words", ["\x00", "x" * 5000, "*", "title:(", "\u202e", "𠮷" * 150])
def test_no_words_break_the_page(client, publish, words):
    publish(1)
    assert client.get(URL, {"q": words}).status_code == 200


def test_an_empty_question_lists_everything(client, publish):
    publish(2)
    assert client.get(URL).context["result"].total == 2


def test_a_missing_or_damaged_index_is_said_plainly(client, publish):
    publish(1)
    (index_folder() / "current.json").write_text("damaged")
    page = client.get(URL, {"q": "停车"})
    assert page.status_code == 503
    assert "检索索引正在建立，请稍后再试。" in page.content.decode()
    assert client.get(API, {"q": "停车"}).status_code == 503
    assert not get_backend().is_current()


def test_the_api_answers_the_same(client, publish):
    publish(3)
    answer = client.get(API, {"q": "停车", "sort": "oldest", "page_size": 2, "page": 2}).json()
    assert {key: answer[key] for key in ("count", "page", "pages", "loosened")} == {
        "count": 3,
        "page": 2,
        "pages": 2,
        "loosened": False,
    }
    assert answer["results"] == [
        {
            "kind": "notice",
            "id": 3,
            "title": "停车公告第3号",
            "url": "/notices/3",
            "snippet": "关于<mark>停车</mark>的公告",
            "document_number": "",
            "organization": "X",
            "organization_name": "",
            "published_on": "2026-01-03",
            "domain": "",
            "document_type": "公示公告",
            "validity": "",
        }
    ]
    assert answer["facets"]["document_type"] == [{"value": "公示公告", "label": "公示公告", "count": 3}]


@pytest.mark.parametrize("asked", [{"date_from": "x"}, {"sort": "best"}, {"page": "0"}, {"page_size": "1000"}])
def test_the_api_refuses_bad_parameters(client, publish, asked):
    publish(1)
    answer = client.get(API, asked)
    assert (answer.status_code, answer.json()["field"]) == (400, next(iter(asked)))
