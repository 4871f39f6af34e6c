"""A question and its page of results."""

import pytest

from portal.common.exceptions import NotAvailable
from portal.search import flushing
from portal.search.services import FacetValue, SearchRequest, search


@pytest.fixture
def offices(make_office):
    made = [
        make_office("云澜市教育局", "负责义务教育与学前教育。<script>alert(1)</script>"),
        make_office("云澜市卫生局"),
    ]
    flushing.flush()
    return made


def test_a_hit_shows_the_words_marked_and_everything_else_escaped(offices):
    (hit,) = search(SearchRequest(q="教育")).hits
    assert hit.title == "云澜市<mark>教育</mark>局"
    assert hit.snippet == ("负责义务<mark>教育</mark>与学前<mark>教育</mark>。&lt;script&gt;alert(1)&lt;/script&gt;")
    assert (hit.kind_label, hit.validity_label, hit.entry.url) == ("机关", "启用", "/search/#office-1")


def test_a_name_no_dictionary_has_is_marked(offices):
    assert {hit.title for hit in search(SearchRequest(q="雲瀾")).hits} == {
        "<mark>云澜</mark>市教育局",
        "<mark>云澜</mark>市卫生局",
    }


def test_facets_carry_labels(offices):
    facets = search(SearchRequest(q="云澜")).facets
    assert facets["organization"] == [
        FacetValue(offices[0].code, "云澜市教育局", 1),
        FacetValue(offices[1].code, "云澜市卫生局", 1),
    ]
    assert facets["validity"] == [FacetValue("IN_USE", "启用", 2)]
    assert facets["kind"] == [FacetValue("office", "机关", 2)]


def test_a_page_beyond_the_last_gives_the_last(offices):
    result = search(SearchRequest(q="云澜", page=99, per_page=1))
    assert (result.page, result.pages, len(result.hits)) == (2, 2, 1)


def test_only_punctuation_finds_nothing(offices):
    result = search(SearchRequest(q="？！"))
    assert (result.total, result.hits, result.parsed.is_empty) == (0, [], True)


def test_a_missing_index_is_said_plainly(source, db):
    with pytest.raises(NotAvailable, match="正在建立"):
        search(SearchRequest(q="教育"))
