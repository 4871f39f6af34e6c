"""Word."""

from io import BytesIO

import docx
from docx.document import Document as Package
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Pt
from lxml.html import HtmlElement, fragments_fromstring

from disclosure.exports.metadata import metadata_rows
from disclosure.exports.text import signature_lines
from disclosure.selectors.reading import Reading
from disclosure.services.body import split_attached

_FONT = "仿宋"
_HEADINGS = {"h2": 1, "h3": 2, "h4": 3}
_SIZE = Pt(16)


def document_docx(reading: Reading) -> bytes:
    """Return the document as .docx with real headings and tables."""
    package = docx.Document()
    style = package.styles["Normal"]
    style.font.name, style.font.size = _FONT, Pt(12)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), _FONT)
    _add_metadata(package, reading)
    content = reading.content
    _add_line(package, content.title, size=Pt(22), bold=True, align=WD_ALIGN_PARAGRAPH.CENTER)
    _add_line(package, content.document_number, align=WD_ALIGN_PARAGRAPH.CENTER)
    _add_line(package, content.salutation)
    main, attached = split_attached(content.body)
    _add_body(package, main)
    for line in signature_lines(reading.content).splitlines():
        _add_line(package, line, align=WD_ALIGN_PARAGRAPH.RIGHT)
    _add_line(package, content.annotation)
    _add_body(package, attached)
    target = BytesIO()
    package.save(target)
    return target.getvalue()


def _add_metadata(package: Package, reading: Reading) -> None:
    rows = metadata_rows(reading)
    table = package.add_table(rows=len(rows), cols=2)
    table.style = "Table Grid"
    for row, (label, value) in zip(table.rows, rows, strict=True):
        row.cells[0].text, row.cells[1].text = label, value
    package.add_paragraph()


def _add_line(
    package: Package,
    text: str,
    *,
    size: Pt = _SIZE,
    bold: bool = False,
    align: WD_ALIGN_PARAGRAPH | None = None,
    indent: bool = False,
) -> None:
    if not text:
        return
    paragraph = package.add_paragraph()
    run = paragraph.add_run(text)
    run.font.size, run.bold = size, bold
    if align is not None:
        paragraph.alignment = align
    if indent:
        paragraph.paragraph_format.first_line_indent = size * 2


def _add_body(package: Package, html: str) -> None:
    for element in fragments_fromstring(html) if html.strip() else ():
        if isinstance(element, str):
            _add_line(package, element.strip(), indent=True)
        elif element.tag == "table":
            _add_table(package, element)
        elif element.tag in _HEADINGS:
            package.add_heading(element.text_content().strip(), level=_HEADINGS[element.tag])
        else:
            _add_block(package, element)


def _add_block(package: Package, element: HtmlElement) -> None:
    if element.tag in {"ul", "ol", "blockquote"} and len(element):
        for child in element:
            _add_block(package, child)
        return
    classes = (element.get("class") or "").split()
    align = WD_ALIGN_PARAGRAPH.RIGHT if "sign" in classes else None
    plain = bool({"flush", "sign", "center"} & set(classes))
    for line in element.text_content().splitlines():
        _add_line(package, line.strip(), align=align, indent=not plain)


def _add_table(package: Package, element: HtmlElement) -> None:
    """Merged cells become one cell over the columns they span; rows that span rows repeat nothing."""
    rows = [row.xpath("./th|./td") for row in element.iter("tr")]
    width = max((sum(_span(cell) for cell in row) for row in rows), default=0)
    if not width:
        return
    table = package.add_table(rows=len(rows), cols=width)
    table.style = "Table Grid"
    for row, cells in zip(table.rows, rows, strict=True):
        column = 0
        for cell in cells:
            last = min(column + _span(cell), width) - 1
            target = row.cells[column].merge(row.cells[last]) if last > column else row.cells[column]
            target.text = cell.text_content().strip()
            column = last + 1
            if column >= width:
                break
    package.add_paragraph()


def _span(cell: HtmlElement) -> int:
    value = cell.get("colspan") or "1"
    return max(1, int(value)) if value.isdigit() else 1
