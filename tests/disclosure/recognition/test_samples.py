"""Three real documents that lie beside the project; their text is not ours to keep here."""

import datetime as dt
from pathlib import Path

import pytest

from disclosure.recognition import read_source, recognise

from .cases import headings

SAMPLES = Path(__file__).resolve().parents[4] / "shared" / "samples"


@pytest.fixture
def sample():
    if not SAMPLES.is_dir():
        pytest.skip(f"The folder with the real samples is missing: {SAMPLES}")

    def read(number):
        (path,) = SAMPLES.glob(f"{number}_*.txt")
        return recognise(read_source(path))

    return read


def test_notice_of_a_bureau_signed_by_its_office(sample):
    found = sample("001")
    assert found.issuer == "南昌市投资促进局"
    assert found.document_number == "洪投促办字〔2021〕15号"
    assert found.title == "关于印发《2021年南昌市投资促进局政务公开工作方案》的通知"
    assert found.addressee == "机关各科室"
    assert found.issued_on == dt.date(2021, 7, 5)
    assert found.disclosure_attribute is None
    assert found.annotation is None
    assert found.attachments == ()
    assert [heading for heading in headings(found) if heading[1] == "、"] == [
        "一、工作要点", "二、重点工作", "三、公开内容", "四、有关要求",
    ]  # fmt: skip


def test_notice_with_annotation_but_without_date(sample):
    found = sample("000")
    assert found.issuer == "南昌市人民政府办公厅"
    assert found.document_number == "洪府厅发〔2020〕97号"
    assert found.title == "南昌市人民政府办公厅关于印发2020年南昌市政务公开工作要点的通知"
    assert found.disclosure_attribute == "主动公开"
    assert found.annotation == "（此件主动公开）"
    assert found.issued_on is None
    assert found.problems == ("没有找到成文日期，请补填",)
    assert all("**" not in text for section in found.sections for text in section.text)


def test_notice_whose_title_was_broken(sample):
    found = sample("004")
    assert found.issuer == "丰城市人民政府办公室"
    assert found.document_number == "丰府办字〔2021〕10号"
    assert found.title == "丰城市人民政府办公室关于印发《2021年丰城市政务公开工作要点》的通知"
    assert found.addressee == "各乡镇人民政府、街道办事处，市政府有关部门，市直有关单位"
    assert found.issued_on is None
    assert len([section for section in found.sections if section.level == 1]) == 5
    assert len([section for section in found.sections if section.level == 2]) == 21


def test_sentences_cut_by_a_page_are_whole_again(sample):
    texts = [text for section in sample("004").sections for text in section.text]
    assert "经市政府同意，现将《2021年丰城市政务公开工作要点》印发给你们，请认真贯彻实施。" in texts
    assert sum("进一步明确主管主办职责，按照" in text for text in texts) == 1
