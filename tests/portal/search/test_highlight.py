"""Marks in titles and snippets."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.search.highlight import highlight, snippet
from portal.search.text import parse_query


@pytest.mark.parametrize(
    ("text", "query", "expected"),
    [
        ("停车管理办法", "停车", "<mark>停车</mark>管理办法"),
        ("停車管理辦法", "停车办法", "<mark>停車</mark>管理<mark>辦法</mark>"),
        ("ＡＢＣ公司", "abc", "<mark>ＡＢＣ</mark>公司"),
        ("page A", "a", "page <mark>A</mark>"),
        ("云澜市", "云澜市", "<mark>云澜市</mark>"),
        ("<b>停车</b>", "停车", "&lt;b&gt;<mark>停车</mark>&lt;/b&gt;"),
        ("根据云府发〔2026〕3号办理", "云府发[2026]003号", "根据<mark>云府发〔2026〕3号</mark>办理"),
        ("云府发〔2026〕30号", "云府发〔2026〕3号", "云府发〔2026〕30号"),
        ("无关", "停车", "无关"),
    ],
)
def test_highlight(text, query, expected):
    assert highlight(text, parse_query(query)) == expected


def test_a_snippet_shows_the_place_where_most_words_stand():
    text = f"停车{'甲' * 300}停车管理办法{'乙' * 300}"
    shown = snippet(text, parse_query("停车 管理"))
    assert shown.startswith("…") and shown.endswith("…")
    assert "<mark>停车管理</mark>办法" in shown


def test_a_snippet_without_the_words_is_the_beginning():
    assert snippet("甲" * 200, parse_query("停车")) == "甲" * 140 + "…"
    assert snippet("  甲\n\n 乙 ", parse_query("停车")) == "甲 乙"


@given(st.text(max_size=80), st.text(max_size=20))
def test_nothing_but_marks_is_ever_html(text, query):
    for shown in (highlight(text, parse_query(query)), snippet(text, parse_query(query))):
        rest = shown.replace("<mark>", "").replace("</mark>", "")
        assert "<" not in rest
        assert ">" not in rest
