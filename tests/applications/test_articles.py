"""Articles as clerks type them: one form, so that the remedy paragraph is the right one."""

import pytest

from applications.enums import CaseStatus
from applications.services.decisions import save_decision
from applications.services.letters.compose import compose_answer
from applications.workflow.articles import numeral, tidy_articles
from portal.common.exceptions import InvalidInput
from tests.applications.conftest import RECEIVED, moment


@pytest.mark.parametrize(
    ("typed", "tidy"),
    [
        ("第十五条", "第十五条"),
        ("第15条", "第十五条"),
        ("《条例》第十五条", "第十五条"),
        ("条例第16条第2款的规定", "第十六条第二款"),
        ("《中华人民共和国政府信息公开条例》第三十六条第(七)项", "第三十六条第（七）项"),
        ("第十四条、第十六条第一款", "第十四条、第十六条第一款"),
        ("第十四条和第十五条", "第十四条、第十五条"),
    ],
)
def test_one_form_for_every_way_of_writing(typed, tidy):
    assert tidy_articles(typed) == tidy


@pytest.mark.parametrize("typed", ["", "个人隐私", "第五十七条", "第零条", "《中华人民共和国保守国家秘密法》第九条"])
def test_what_is_no_article_of_the_regulation_is_refused(typed):
    with pytest.raises(ValueError, match=r".*"):
        tidy_articles(typed)


def test_numerals():
    assert [numeral(number) for number in (1, 10, 14, 20, 56)] == ["一", "十", "十四", "二十", "五十六"]


def partial(case, alice, *articles):
    parts = [{"part": f"附件{n}", "article": article, "reason": "涉及隐私"} for n, article in enumerate(articles, 1)]
    return save_decision(
        case, actor=alice, at=moment(RECEIVED), outcome="P1", finding="经审查", obtaining="方案正文", withheld=parts
    )


def test_a_sloppily_written_article_still_brings_reconsideration_first(case_in, alice):
    case = case_in(CaseStatus.PROCESSING)
    letter = compose_answer(case, partial(case, alice, "条例第38条", "第16条第2款"), number="1", on=RECEIVED)
    assert letter.paragraphs[-5:] == (
        "二、不予公开的部分及其依据和理由：",
        "（一）附件1：依据《中华人民共和国政府信息公开条例》第三十八条，不予公开。理由：涉及隐私。",
        "（二）附件2：依据《中华人民共和国政府信息公开条例》第十六条第二款，不予公开。理由：涉及隐私。",
        "如对本答复中不予公开的部分不服，应当先自收到本答复之日起60日内向云澜市人民政府申请行政复议；"
        "对行政复议决定不服的，可以再依法向人民法院提起行政诉讼。",
        "如对本答复中的其他部分不服，可以自收到本答复之日起60日内向云澜市人民政府申请行政复议，"
        "或者自收到本答复之日起6个月内向云澜市中级人民法院提起行政诉讼。",
    )


def test_an_article_that_does_not_exist_names_its_line_and_saves_nothing(case_in, alice):
    case = case_in(CaseStatus.PROCESSING)
    with pytest.raises(InvalidInput, match="第2项的“隐私条款”不是") as refused:
        partial(case, alice, "第十五条", "隐私条款")
    assert refused.value.field == "withheld"
    assert not hasattr(case, "decision")


@pytest.mark.parametrize(
    ("title", "number", "asked"),
    [
        ("补偿方案", "云府发〔2026〕3号", "补偿方案（云府发〔2026〕3号）"),
        ("补偿方案", "", "补偿方案"),
        ("", "云府发〔2026〕3号", "云府发〔2026〕3号 测试片区征收补偿方案"),
        ("", "", "测试片区征收补偿方案"),
    ],
)
def test_the_letter_names_what_was_asked_for(title, number, asked, case_in):
    case = case_in(CaseStatus.AWAITING_SIGNATURE, information_title=title, information_number=number)
    letter = compose_answer(case, case.decision, number="1", on=RECEIVED)
    assert letter.paragraphs[0].endswith(f"申请获取：{asked}。")
