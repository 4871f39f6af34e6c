"""Whatever the text, the recogniser answers; whatever the bytes, the reader answers or refuses in Chinese."""

import time
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from disclosure.recognition import (
    UnreadableFile,
    as_json,
    body_html,
    body_text,
    html_to_text,
    read_content,
    recognise,
    text_to_html,
)

PIECES = st.sampled_from(
    [
        "云澜市教育局文件", "云澜市教育局", "云教发〔2026〕3号", "关于印发《甲办法》的通知", "的通知", "各县（区）教育局：", "现将《甲办法》印发给你们。",
        "一、总则", "（一）加强领导。各地要", "1.做好工作", "第一章", "总　则", "第一条 为了", "附件：1.甲办法", "2.乙表", "附件", "附件1", "2026年3月5日",
        "2026年2月30日", "（此件公开发布）", "抄送：市委办公室，", "市政协办公室。", "云澜市教育局办公室 2026年3月6日印发", "| 甲 | 乙 |", "— 1 —", "秘密★1年",
        "甲办法", "（", "《", "：", "发布时间：2026-03-05 来源：市政府", "索引号：", "签发人：甲", "令", "第12号", "公告", " ", "　　", "\n", "\f",
    ]
)  # fmt: skip
PAPER = st.lists(st.one_of(PIECES, PIECES, st.text(max_size=30)), max_size=40).map("\n".join)
SLOW = settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])


@SLOW
@given(PAPER)
def test_any_text_is_answered(text):
    try:
        source = read_content(text.encode("utf-8", "surrogatepass"))
    except UnreadableFile as error:
        assert error.message.endswith("。")
        return
    recognised = recognise(source)
    data = as_json(recognised, "甲.txt")
    assert list(data) == [
        "file", "title", "document_number", "issuer", "addressee", "issued_on", "disclosure_attribute", "annotation", "sections", "copies_to",
        "printed_on", "attachments", "problems",
    ]  # fmt: skip
    assert recognised.issued_on is None or isinstance(recognised.issued_on, date)
    html = body_html(recognised)
    assert html_to_text(html) == body_text(recognised)


@SLOW
@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(content):
    try:
        recognise(read_content(content))
    except UnreadableFile as error:
        assert error.message


@SLOW
@given(PAPER)
def test_editor_round_trip_is_stable(text):
    once = html_to_text(text_to_html(text))
    assert html_to_text(text_to_html(once)) == once
    assert text_to_html(once) == text_to_html(text)


@SLOW
@given(st.text(alphabet=st.sampled_from("甲乙|<>&\"'\\ \t\n\r、。一（）#*"), max_size=80))
def test_editor_round_trip_with_marks(text):
    once = html_to_text(text_to_html(text))
    assert html_to_text(text_to_html(once)) == once


@pytest.mark.parametrize(
    "text", ["目录\n" * 3000, "一、（此件主动公开）\n二、甲（此件主动公开）\n" * 1500, "某某局\n" * 4000]
)
def test_repetition_neither_overflows_nor_takes_for_ever(text):
    started = time.perf_counter()
    recognise(read_content(text.encode()))
    assert time.perf_counter() - started < 10
