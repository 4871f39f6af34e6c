"""Numbers, dates, titles, markers and organs on their own."""

import datetime as dt

import pytest

from disclosure.recognition import read_content, recognise
from disclosure.recognition.annotation import attribute_of, is_annotation
from disclosure.recognition.dates import read_date, read_stated_date
from disclosure.recognition.markers import read_marker
from disclosure.recognition.number import read_number, split_trailing_number, unfinished_number
from disclosure.recognition.title import build_title, handed_on
from disclosure.recognition.vocabulary import organs_at_start, organs_in


@pytest.mark.parametrize(
    ("printed", "number"),
    [
        ("云政发〔2026〕1号", "云政发〔2026〕1号"),
        ("云政发〔2O26〕3O号", "云政发〔2026〕30号"),
        ("云政发„2026‟3号", "云政发〔2026〕3号"),
        ("云政发[2026]第 08 号", "云政发〔2026〕8号"),
        ("云政发（２０２６）１２号", "云政发〔2026〕12号"),
        ("云政发【2026】3 号", "云政发〔2026〕3号"),
        ("云政发﹝2026﹞3号", "云政发〔2026〕3号"),
        ("云政发［2026］3号", "云政发〔2026〕3号"),
        ("云 政 办 发 〔2026〕 1 2 号", "云政办发〔2026〕12号"),
        ("（云政发〔2026〕3号）", "云政发〔2026〕3号"),
        ("云教函〔2026〕3号　　签发人：陆行舟", "云教函〔2026〕3号"),
        ("云财预〔2026〕3-1号", "云财预〔2026〕3-1号"),
        ("云府令第12号", "云府令第12号"),
        ("云澜市人民政府令第 12 号", "云澜市人民政府令第12号"),
        ("政府令〔2010〕第15号", "政府令〔2010〕15号"),
        ("2026年第3号 公告", "公告2026年第3号"),
        ("令第711号", "令第711号"),
        ("（第十二号）", "第十二号"),
    ],
)
def test_number_is_put_into_standard_form(printed, number):
    assert read_number(printed).text == number


@pytest.mark.parametrize(
    "line",
    [
        "根据《办法》（云政发〔2026〕3号）",
        "第一章",
        "2026年第三次会议",
        "云政发〔2026〕",
        "三",
        "",
        "现将云政发〔2026〕3号文件印发",
        "第3号楼通知",
    ],
)
def test_other_lines_are_no_numbers(line):
    assert read_number(line) is None


def test_number_still_to_be_given_is_told_apart():
    assert unfinished_number("云政发〔2026〕  号") == "云政发〔2026〕号"
    assert unfinished_number("云政发〔2026〕3号的通知") is None


def test_number_behind_a_letterhead_or_title():
    assert split_trailing_number("云澜市教育局文件 云教发〔2026〕3号") == ("云澜市教育局文件", "云教发〔2026〕3号")
    assert split_trailing_number("关于甲的通知(云教发〔2026〕3号)") == ("关于甲的通知", "云教发〔2026〕3号")
    assert split_trailing_number("转发文件的通知") is None


@pytest.mark.parametrize(
    ("printed", "day"),
    [
        ("2026年7月5日", (2026, 7, 5)),
        ("２０２６ 年 ７ 月 ５ 日", (2026, 7, 5)),
        ("二○二一年七月五日", (2021, 7, 5)),
        ("二OO六年二月二十日", (2006, 2, 20)),
        ("二〇一〇年十二月三十一日", (2010, 12, 31)),
        ("二0二一年十月十日", (2021, 10, 10)),
        ("2026-07-05", (2026, 7, 5)),
        ("（2026年7月5日）", (2026, 7, 5)),
    ],
)
def test_date_in_every_script(printed, day):
    assert read_date(printed).on == dt.date(*day)


@pytest.mark.parametrize("printed", ["2026年2月30日", "2026年13月1日", "2026年7月", "2026年  月  日", "3021年7月5日"])
def test_impossible_date_is_a_problem(printed):
    reading = read_date(printed)
    assert reading.on is None
    assert reading.problem.startswith("日期“")


@pytest.mark.parametrize("line", ["2026-07-05 10:12", "自2026年7月5日起施行", "七月五日", "2026年7月5日印发", ""])
def test_other_lines_are_no_dates(line):
    assert read_date(line) is None


def test_time_of_day_is_allowed_in_a_stated_date():
    assert read_stated_date("2026-07-05 10:12").on == dt.date(2026, 7, 5)


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (["关于印发《甲 乙方案》", "的通知", "各县："], "关于印发《甲乙方案》的通知"),
        (["云澜市教育局　云澜市财政局", "关于印发办法的通知"], "云澜市教育局 云澜市财政局关于印发办法的通知"),
        (["云澜市人民政府办公室 关于印发 2026 年工作要点的通知"], "云澜市人民政府办公室关于印发2026年工作要点的通知"),
        (["关于加强 WTO 事务 GATT 培训的意见（试行）"], "关于加强WTO事务GATT培训的意见（试行）"),
        (["云澜市物业管理办法", "（修订草案）"], "云澜市物业管理办法（修订草案）"),
        (["关于印发云澜市工作方案", "的通知"], "关于印发云澜市工作方案的通知"),
        (["通　知"], "通知"),
    ],
)
def test_title_is_joined_without_accidental_spaces(lines, title):
    assert build_title(lines).text == title


def test_texts_that_a_title_hands_on():
    assert handed_on("甲局关于印发《乙办法》《丙细则》的通知") == ["乙办法", "丙细则"]
    assert handed_on("甲局关于印发乙要点的通知") == ["乙要点"]
    assert handed_on("甲局关于放假的通知") == []


@pytest.mark.parametrize(
    ("text", "form", "level"),
    [
        ("一、总则", "han", 1), ("（一）加强", "han-bracket", 2), ("(二)加强", "han-bracket", 2), ("1.要", "digit", 3), ("1．要", "digit", 3),
        ("1、要", "digit", 3), ("（1）要", "digit-bracket", 4), ("一是要", "enumeration", 5), ("第一章 总则", "chapter", 1), ("第三条 为了", "article", 3),
        ("1.1 目的", "decimal", 2), ("1.2.3目的", "decimal", 3), ("①要", "circled", 5),
    ],
)  # fmt: skip
def test_marker(text, form, level):
    marker = read_marker(text)
    assert (marker.form, marker.level) == (form, level)


@pytest.mark.parametrize(
    "text",
    ["2026年", "3.5%增长", "一、二、三等奖", "第一条例", "12345热线", "（责任单位：市教育局）", "第三条、第四条规定"],
)
def test_no_marker(text):
    assert read_marker(text) is None


def test_organs():
    assert organs_in("云澜市财政局　云澜市教育局") == ["云澜市财政局", "云澜市教育局"]
    assert organs_in("云澜市人民政府（盖章）") == ["云澜市人民政府"]
    assert organs_in("工作要点") == []
    assert organs_in("关于召开座谈会") == []
    assert organs_at_start("云澜市财政局关于印发办法的通知") == ["云澜市财政局"]


@pytest.mark.parametrize(
    ("note", "attribute"),
    [
        ("（此件主动公开）", "主动公开"), ("（此件公开发布）", "主动公开"), ("(此件依申请公开)", "依申请公开"), ("（此件不予公开）", "不予公开"),
        ("（此件不公开）", "不予公开"), ("公开属性：主动公开", "主动公开"), ("（此件发至县级）", None), ("（联系人：甲）", None),
    ],
)  # fmt: skip
def test_annotation_and_attribute(note, attribute):
    assert is_annotation(note)
    assert attribute_of(note) == attribute


@pytest.mark.parametrize(
    "mark",
    ["机密★1年", "秘密", "绝密★长期", "000123 机密★6个月", "秘密★一年", "密级：秘密", "机密★1年 特急", "【秘密】"],
)
def test_classified_paper_is_a_prominent_problem(mark):
    text = f"{mark}\n云澜市教育局文件\n云教发〔2026〕3号\n关于做好工作的通知\n各县（区）教育局：\n请认真落实。\n"
    found = recognise(read_content(text.encode()))
    assert found.classification == mark.replace(" ", "")
    assert found.problems[0].startswith("【涉密】")
    assert (found.title, found.document_number) == ("关于做好工作的通知", "云教发〔2026〕3号")


def test_classification_mark_out_of_place():
    text = "关于做好工作的通知\n各县（区）教育局：\n请保守国家秘密。\n机密★1年\n云澜市教育局\n2026年3月1日\n"
    assert recognise(read_content(text.encode())).problems[0].startswith("【涉密】")


def test_secrecy_as_a_subject_is_no_classification():
    text = "云澜市保密局关于加强国家秘密管理的通知\n各单位：\n一、秘密载体管理\n秘密\n请保守国家秘密。\n云澜市保密局\n2026年3月1日\n"
    assert recognise(read_content(text.encode())).classification is None
