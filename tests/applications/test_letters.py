"""Answer letters: right article, right remedy, the same words in Word and PDF, frozen once issued."""

import hashlib
import re
import sys
from io import BytesIO

import pypdfium2
import pytest
from django.urls import reverse
from docx import Document
from docx.oxml.ns import qn

from applications.enums import CaseStatus, DecisionOutcome
from applications.services.letters.compose import compose_answer
from applications.workflow.outcomes import OUTCOMES, RemedyClass, articles_of, remedies_of
from applications.workflow.remedies import remedy_paragraphs
from portal.common.pdf import pdf_problem
from tests.applications.conftest import RECEIVED, docx_text, read

SITUATIONS = [
    (outcome.code.value, detail.value if detail else "")
    for outcome in OUTCOMES.values()
    for detail in (outcome.details or (None,))
]
CLASS_A = {"N1", "N2", "N3", "N4", "N5", "N6", "N7"}


def test_there_are_21_outcomes_with_the_reporting_codes():
    assert list(OUTCOMES) == [
        "G1", "P1", "N1", "N2", "N3", "N4", "N5", "N6", "N7", "N8", "U1", "U2", "U3",
        "X1", "X2", "X3", "X4", "X5", "O1", "O2", "O3",
    ]  # fmt: skip
    assert set(OUTCOMES) == set(DecisionOutcome.values)


def test_remedy_classes_follow_the_reconsideration_law():
    classes = {code: remedies_of(code) for code in OUTCOMES if code != "P1"}
    first = {code for code, found in classes.items() if found == (RemedyClass.RECONSIDERATION_FIRST,)}
    choice = {code for code, found in classes.items() if found == (RemedyClass.CHOICE,)}
    assert (first, first | choice) == (CLASS_A, set(OUTCOMES) - {"P1"})
    both = (RemedyClass.RECONSIDERATION_FIRST, RemedyClass.CHOICE)
    assert remedies_of("P1", ("第十五条",)) == both
    assert remedies_of("P1", ("第三十六条第（七）项", "第十六条第一款")) == both
    assert remedies_of("P1", ("第三十六条第（七）项",)) == (RemedyClass.CHOICE,)


def test_remedy_wording():
    first = remedy_paragraphs((RemedyClass.RECONSIDERATION_FIRST,), body="甲市人民政府", court="乙法院")
    assert first == (
        "如对本答复不服，应当先自收到本答复之日起60日内向甲市人民政府申请行政复议；"
        "对行政复议决定不服的，可以再依法向人民法院提起行政诉讼。",
    )
    choice = remedy_paragraphs((RemedyClass.CHOICE,), body="甲市人民政府", court="乙法院")
    assert choice == (
        "如对本答复不服，可以自收到本答复之日起60日内向甲市人民政府申请行政复议，"
        "或者自收到本答复之日起6个月内向乙法院提起行政诉讼。",
    )


@pytest.mark.parametrize(("code", "detail"), SITUATIONS)
def test_every_situation_has_a_whole_letter(code, detail, case_in):
    case = case_in(CaseStatus.AWAITING_SIGNATURE, outcome=code)
    decision = case.decision
    decision.detail = detail
    decision.obtaining = "云澜市人民政府网站“财政信息”栏目"
    letter = compose_answer(case, decision, number="测2公开〔2026〕1号-答", on=RECEIVED)
    text = "\n".join(letter.paragraphs)
    assert letter.addressee == "欧阳听雪："
    assert letter.paragraphs[0] == (
        "本机关于2026年3月2日收到您提出的政府信息公开申请（编号：2026-ORG2-00001），申请获取：测试片区征收补偿方案"
    ) or letter.paragraphs[0].endswith("测试片区征收补偿方案。")
    assert [article for article in articles_of(code, detail) if article not in text] == []
    assert "60日内向云澜市人民政府申请行政复议" in text
    assert ("应当先自收到" in text) == (code in CLASS_A | {"P1"})
    assert not re.search(r"[{}%]|。。|：。|None", text)


def test_issued_files_say_the_same_and_match_their_hashes(case_in):
    case = case_in(CaseStatus.ANSWERED, outcome="P1")
    letter = case.letters.get()
    assert letter.number == "测2公开〔2026〕1号-答"
    word = read(letter.docx)
    assert hashlib.sha256(word).hexdigest() == letter.docx_sha256
    lines = docx_text(BytesIO(word))
    assert lines[:4] == ["云澜市测试局", "政府信息公开申请答复书", "测2公开〔2026〕1号-答", "欧阳听雪："]
    assert lines[-4:-2] == ["云澜市测试局", "2026年3月2日"]
    pdf = read(letter.pdf)
    assert hashlib.sha256(pdf).hexdigest() == letter.pdf_sha256
    printed = _squeeze("".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf)))
    printed = re.sub("—\\d+—", "", printed)
    assert [line for line in lines if _squeeze(line) not in printed] == []


def _squeeze(text: str) -> str:
    return re.sub(r"\s|￾", "", text)


def test_control_characters_and_markup_cannot_break_a_letter(case_in):
    case = case_in(CaseStatus.ANSWERED, outcome="U2", content="<b>查询</b>\x0b & “补偿”{{ site }}")
    lines = docx_text(BytesIO(read(case.letters.get().docx)))
    assert any("<b>查询</b> & “补偿”{{ site }}" in line for line in lines)


def test_an_organization_is_addressed_as_a_unit(case_in):
    case = case_in(CaseStatus.AWAITING_SIGNATURE, kind="ENTERPRISE", name="云澜某某有限公司", identity_number="")
    letter = compose_answer(case, case.decision, number="1", on=RECEIVED)
    assert "收到你单位提出的" in letter.paragraphs[0]
    assert letter.addressee == "云澜某某有限公司："


def test_the_word_file_numbers_its_pages_and_rules_off_its_head(case_in):
    document = Document(BytesIO(read(case_in(CaseStatus.ANSWERED).letters.get().docx)))
    fields = document.sections[0].footer._element.findall(".//" + qn("w:fldSimple"))
    assert [field.get(qn("w:instr")) for field in fields] == ["PAGE"]
    head = document.paragraphs[0]._p
    assert [line.get(qn("w:color")) for line in head.findall(".//" + qn("w:bottom"))] == ["C00000"]


def test_the_letter_says_whom_to_ask(case_in):
    case = case_in(CaseStatus.AWAITING_SIGNATURE)
    letter = compose_answer(case, case.decision, number="1", on=RECEIVED)
    assert letter.contacts == ("联系单位：办公室", "承办人：alice同志　联系电话：0000-1234567")
    case.assignee = None
    letter = compose_answer(case, case.decision, number="1", on=RECEIVED)
    assert letter.contacts == ("联系单位：办公室", "联系电话：0000-1234567")


@pytest.fixture
def no_pango(tmp_path, monkeypatch):
    """A machine without Pango: importing WeasyPrint fails as it does there."""
    (tmp_path / "weasyprint.py").write_text("raise OSError('cannot load library libpango-1.0-0')")
    monkeypatch.syspath_prepend(tmp_path)
    for name in [name for name in sys.modules if name.partition(".")[0] == "weasyprint"]:
        monkeypatch.delitem(sys.modules, name)
    pdf_problem.cache_clear()
    yield
    pdf_problem.cache_clear()


def test_without_pango_a_letter_is_a_word_file_and_the_page_says_so(no_pango, case_in, client, alice):
    case = case_in(CaseStatus.ANSWERED)
    letter = case.letters.get()
    assert (bool(letter.docx), bool(letter.pdf), letter.pdf_sha256) == (True, False, "")
    client.force_login(alice)
    assert "本机未装PDF组件" in client.get(reverse("applications:case", args=[case.pk])).content.decode()
    assert client.get(reverse("applications:letter", args=[letter.pk, "pdf"])).status_code == 404
