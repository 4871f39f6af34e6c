"""Thirty fictional papers in the layouts offices use, as text, Word document, PDF and web page."""

import pytest

from disclosure.recognition import read_content, recognise

from .cases import expected_parts, found_parts, headings, papers, paragraphs
from .formats import as_docx, as_html, as_pdf

PAPERS = papers()
IDS = [paper.name for paper in PAPERS]


@pytest.mark.parametrize("paper", PAPERS, ids=IDS)
def test_paper_as_plain_text(paper):
    recognised = recognise(read_content(paper.text.encode()))
    assert found_parts(recognised) == expected_parts(paper.expected)
    assert recognised.classification == paper.expected.get("classification")
    if "headings" in paper.expected:
        assert headings(recognised) == paper.expected["headings"]
    if "signatories" in paper.expected:
        assert list(recognised.signatories) == paper.expected["signatories"]
    assert [text for text in paper.expected.get("paragraphs", []) if text not in paragraphs(recognised)] == []


@pytest.mark.parametrize("paper", PAPERS, ids=IDS)
def test_paper_reports_its_problems_and_no_others(paper):
    problems = list(recognise(read_content(paper.text.encode())).problems)
    wanted = paper.expected["problems"]
    assert [want for want in wanted if not any(want in problem for problem in problems)] == []
    assert [problem for problem in problems if not any(want in problem for want in wanted)] == []


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8-sig", "utf-16", "utf-16-le"])
@pytest.mark.parametrize("paper", PAPERS[:8], ids=IDS[:8])
def test_paper_in_other_encodings(paper, encoding):
    assert found_parts(recognise(read_content(paper.text.encode(encoding)))) == expected_parts(paper.expected)


@pytest.mark.parametrize("setting", [as_docx, as_html], ids=["docx", "html"])
@pytest.mark.parametrize("paper", PAPERS, ids=IDS)
def test_paper_as_document_or_page(paper, setting):
    recognised = recognise(read_content(setting(paper.text, paper.expected)))
    assert found_parts(recognised) == expected_parts(paper.expected)


PRINTED = [paper for paper in PAPERS if paper.expected.get("pdf", True)]


@pytest.mark.parametrize("paper", PRINTED, ids=[paper.name for paper in PRINTED])
def test_paper_as_pdf(paper):
    """The page breaks every paragraph anew, so paragraphs and headings must come out whole again."""
    pytest.importorskip("weasyprint", exc_type=(ImportError, OSError))
    recognised = recognise(read_content(as_pdf(paper.text, paper.expected)))
    assert found_parts(recognised) == expected_parts(paper.expected)
    if "headings" in paper.expected:
        assert headings(recognised) == paper.expected["headings"]
    wanted = [text for text in paper.expected.get("paragraphs", []) if not text.startswith("|")]
    assert [text for text in wanted if text not in paragraphs(recognised)] == []


def test_papers_are_many():
    assert len(PAPERS) >= 25
