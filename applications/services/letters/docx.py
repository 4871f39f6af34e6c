"""A letter as a Word file, laid out after GB/T 9704-2012: margins, type sizes, fixed line pitch."""

import re
from io import BytesIO

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from applications.services.letters.compose import LetterText

_BODY_FONT, _TITLE_FONT = "仿宋_GB2312", "方正小标宋简体"
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def letter_docx(letter: LetterText) -> bytes:
    """Return the .docx file of a letter."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    core = document.core_properties
    core.author, core.title, core.comments = letter.organ, f"{letter.title} {letter.number}", ""

    center, right, left = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT, WD_ALIGN_PARAGRAPH.LEFT
    head = _add(document.add_paragraph(), letter.organ, font=_TITLE_FONT, size=26, align=center)
    head.runs[0].font.color.rgb = RGBColor(0xC0, 0x00, 0x00)
    _rule_below(head)
    _add(document.add_paragraph(), letter.title, font=_TITLE_FONT, size=22, align=center)
    _add(document.add_paragraph(), letter.number, align=center)
    _add(document.add_paragraph(), letter.addressee, align=left)
    for text in letter.paragraphs:
        paragraph = _add(document.add_paragraph(), text, align=WD_ALIGN_PARAGRAPH.JUSTIFY)
        paragraph.paragraph_format.first_line_indent = Pt(32)
    for text in ("", letter.signature, letter.date):
        _add(document.add_paragraph(), text, align=right).paragraph_format.right_indent = Pt(32)
    for text in letter.contacts:
        _add(document.add_paragraph(), text, size=14, align=left)
    _number_pages(section.footer.paragraphs[0])
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def _rule_below(paragraph: Paragraph) -> None:
    """The red line under the organ's name."""
    line = OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", "16"), ("space", "12"), ("color", "C00000")):
        line.set(qn(f"w:{name}"), value)
    borders = OxmlElement("w:pBdr")
    borders.append(line)
    paragraph._p.get_or_add_pPr().insert_element_before(
        borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


def _number_pages(paragraph: Paragraph) -> None:
    """— 1 — at the foot of every page, as the PDF has it."""
    for text in ("— ", None, " —"):
        run = _add(paragraph, text or "1", size=14, align=WD_ALIGN_PARAGRAPH.CENTER).runs[-1]
        if text is None:
            field = OxmlElement("w:fldSimple")
            field.set(qn("w:instr"), "PAGE")
            run._element.addprevious(field)
            field.append(run._element)


def _add(
    paragraph: Paragraph, text: str, *, align: WD_ALIGN_PARAGRAPH, font: str = _BODY_FONT, size: int = 16
) -> Paragraph:
    run = paragraph.add_run(_CONTROL.sub("", text))
    run.font.size = Pt(size)
    run.font.name = font
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)
    paragraph.alignment = align
    layout = paragraph.paragraph_format
    layout.space_before = layout.space_after = Pt(0)
    layout.line_spacing_rule = WD_LINE_SPACING.AT_LEAST
    layout.line_spacing = Pt(28)
    return paragraph
