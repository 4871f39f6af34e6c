"""The analyzer: one form for every way to write the same thing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.search.document_numbers import cited_keys, number_key, readings
from portal.search.text import fold, fold_in_place, parse_query, tokens_for_index

HAN = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=1, max_size=12)
OPENING, CLOSING = "〔[([（【﹝［", "〕])]）】﹞］"


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("政府資訊公開條例", "政府资讯公开条例"),
        ("頭髮與乾隆", "头发与乾隆"),
        ("ＡＢＣ１２３（甲）", "abc123(甲)"),
        ("张㐂、吴𠮷", "张㐂、吴𠮷"),
    ],
)
def test_fold(written, folded):
    assert fold(written) == folded


@given(st.text())
def test_any_text_can_be_analyzed(text):
    tokens = tokens_for_index(text)
    assert all(any(character.isalnum() for character in token) for token in tokens)
    parse_query(text)


@given(st.text(max_size=60))
def test_folding_in_place_keeps_positions(text):
    assert len(fold_in_place(text)) == len(text)


@given(
    number=st.tuples(
        st.sampled_from(["云府发", "清溪建", "云澜市发改函"]), st.integers(1949, 2099), st.integers(1, 9999)
    ),
    bracket=st.sampled_from(list(zip(OPENING, CLOSING, strict=True))),
    before_serial=st.sampled_from(["", " ", "　", "第", "第00", "0", " 第 0"]),
    wide=st.booleans(),
)
def test_every_way_to_write_a_number_has_one_key(number, bracket, before_serial, wide):
    issuer, year, serial = number
    written = f"{issuer}{bracket[0]}{year}{bracket[1]}{before_serial}{serial} 号"
    if wide:
        written = written.translate({ord("0") + n: ord("０") + n for n in range(10)})
    assert parse_query(written).document_number_key == f"{issuer}|{year}|{serial}"


@given(issuer=HAN, year=st.integers(1949, 2099), one=st.integers(1, 9999), other=st.integers(1, 9999))
def test_different_numbers_have_different_keys(issuer, year, one, other):
    keys = {number_key(f"{issuer}〔{year}〕{serial}号") for serial in (one, other)}
    assert len(keys) == len({one, other})


@pytest.mark.parametrize("text", ["2026年3月", "（一）", "[2026]", "第3号", "(2026", ""])
def test_what_is_no_number_has_no_key(text):
    assert number_key(fold(text)) is None


def test_a_cited_number_is_found_under_every_reading():
    assert "云府发|2026|3" in cited_keys("现根据云府发〔2026〕3号的规定")
    assert readings("府发|2026|3") == ["府发|2026|3", "发|2026|3", "|2026|3"]


@given(HAN)
def test_a_text_is_found_by_itself(text):
    """Every word of a query that equals the text is a token of the text, whole or by its parts."""
    tokens = set(tokens_for_index(text))
    for term in parse_query(text).terms:
        assert term.text in tokens or (term.parts and tokens.issuperset(term.parts))


@pytest.mark.parametrize(
    ("inside", "asked"),
    [
        ("云澜市人民政府办公室", "云澜"),
        ("研究生命的起源", "生命"),
        ("政府信息公开指南", "信息公开"),
        ("澜沧江流域", "澜沧"),
        ("住房公积金管理中心", "公积金"),
    ],
)
def test_words_inside_longer_words_are_tokens(inside, asked):
    assert asked in tokens_for_index(inside)


def test_a_query_of_function_words_is_empty():
    assert [parse_query(text).is_empty for text in ("的", "，。！", "  ", "停车")] == [True, True, True, False]
