"""Issuing a letter: number it, write its files, freeze it in a row."""

import hashlib
from datetime import date, datetime

from django.core.files.base import ContentFile
from django.template.loader import render_to_string

from applications.enums import LetterKind
from applications.models import Case, Decision, Letter
from applications.services.letters.compose import LetterText, compose_answer
from applications.services.letters.docx import letter_docx
from applications.services.reference import next_letter_number
from portal.common.pdf import pdf_problem, render_pdf


def issue_answer(case: Case, decision: Decision, *, on: date, at: datetime, written: list[str]) -> Letter:
    """Make the numbered answer letter as DOCX and, where the machine can, as PDF; returns the Letter.

    Files are written before the row; their storage names are added to ``written`` so that the caller can
    remove them when the transaction fails.
    """
    number = next_letter_number(case.organization, LetterKind.ANSWER, on.year)
    text = compose_answer(case, decision, number=number, on=on)
    letter = Letter(case=case, kind=LetterKind.ANSWER, number=number, issued_on=on, made_at=at)
    _attach(letter, "docx", letter_docx(text), written)
    if pdf_problem() is None:
        _attach(letter, "pdf", render_pdf(letter_html(text)), written)
    letter.save()
    return letter


def letter_html(text: LetterText) -> str:
    """The page from which the PDF is made; the same words as the Word file."""
    return render_to_string("letters/paper.html", {"letter": text})


def _attach(letter: Letter, extension: str, content: bytes, written: list[str]) -> None:
    field = getattr(letter, extension)
    field.save(f"{letter.case.reference}-{letter.kind.lower()}.{extension}", ContentFile(content), save=False)
    written.append(field.name)
    setattr(letter, f"{extension}_sha256", hashlib.sha256(content).hexdigest())
