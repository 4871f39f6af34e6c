"""Word documents: paragraphs, tables and text boxes in reading order, with automatic numbers."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.table import Table
from docx.text.paragraph import Paragraph

from disclosure.recognition.chars import compact, visible
from disclosure.recognition.readers.docx_numbering import Numbering
from disclosure.recognition.source import Line, SourceText

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_ALIGN = {WD_ALIGN_PARAGRAPH.CENTER: "center", WD_ALIGN_PARAGRAPH.RIGHT: "right"}
# Letterhead, imprint and signatures are often set in a table without borders; these words give it away.
_LAYOUT_WORDS = ("文件", "抄送", "印发", "签发人", "此件", "主送")


def read_docx(content: bytes) -> SourceText:
    """Read a .docx file."""
    document = Document(io.BytesIO(content))
    reader = _Reader(document)
    lines = list(reader.lines(document.element.body))
    return SourceText("docx", tuple(lines), problems=tuple(reader.problems(document)))


class _Reader:
    def __init__(self, document: Any) -> None:
        self._document = document
        self._numbering = Numbering(document)
        self._changed = False
        self._hidden = False

    def problems(self, document: Any) -> list[str]:
        found = []
        if self._changed:
            found.append("Word 文件留有修订痕迹，已按接受全部修订读取；公开前请接受或拒绝修订后另存")
        if self._hidden:
            found.append("Word 文件含有隐藏文字，未读取；公开前请删除")
        if any(rel.reltype.endswith("/comments") for rel in document.part.rels.values()):
            found.append("Word 文件含有批注，未读取；公开前请删除")
        return found

    def lines(self, container: Any) -> Iterator[Line]:
        """Blocks of the body, a cell, a content control or a text box."""
        for child in container.iterchildren():
            if child.tag == f"{_W}p":
                yield from self._paragraph(child)
            elif child.tag == f"{_W}tbl":
                yield from self._table(child)
            elif child.tag == f"{_W}sdt":
                content = child.find(f"{_W}sdtContent")
                if content is not None:
                    yield from self.lines(content)
            elif child.tag in (f"{_W}ins", f"{_W}customXml", f"{_W}smartTag"):
                yield from self.lines(child)

    def _paragraph(self, element: Any) -> Iterator[Line]:
        paragraph = Paragraph(element, self._document._body)
        for box in _text_boxes(element):
            yield from self.lines(box)
        label = self._numbering.label(paragraph)
        align, style, bold = _align(paragraph), _style(paragraph), _bold(paragraph)
        pieces = (label + self._text(element)).split("\n")
        for piece in pieces:
            yield Line(visible(piece.replace("\t", " ")), align=align, style=style, bold=bold)

    def _text(self, element: Any) -> str:
        """The visible text of a paragraph: insertions count, deletions and hidden runs do not."""
        parts: list[str] = []
        for node in element.iterchildren():
            if node.tag in (f"{_W}del", f"{_W}moveFrom"):
                self._changed = True
            elif node.tag == f"{_W}r":
                parts.append(self._run(node))
            elif node.tag != f"{_W}pPr":
                self._changed = self._changed or node.tag in (f"{_W}ins", f"{_W}moveTo")
                parts.append(self._text(node))
        return "".join(parts)

    def _run(self, run: Any) -> str:
        properties = run.find(f"{_W}rPr")
        hidden = properties.find(f"{_W}vanish") if properties is not None else None
        if hidden is not None and hidden.get(f"{_W}val") not in ("0", "false"):
            self._hidden = self._hidden or any(node.text for node in run.iter(f"{_W}t"))
            return ""
        parts = []
        for node in run.iterchildren():
            if node.tag == f"{_W}t":
                parts.append(node.text or "")
            elif node.tag in (f"{_W}br", f"{_W}cr"):
                parts.append("\n")
            elif node.tag in (f"{_W}tab", f"{_W}ptab"):
                parts.append("  ")
            elif node.tag == f"{_W}noBreakHyphen":
                parts.append("-")
        return "".join(parts)

    def _table(self, element: Any) -> Iterator[Line]:
        # A merged cell is listed once for every place it covers: its text belongs to the first, the others stay empty.
        seen: set[Any] = set()
        rows: list[list[list[Line]]] = []
        for row in Table(element, self._document._body).rows:
            cells: list[list[Line]] = []
            for cell in row.cells:
                fresh = cell._tc not in seen
                seen.add(cell._tc)
                cells.append([line for line in self.lines(cell._tc) if line.text or line.cells] if fresh else [])
            rows.append(cells)
        if _is_layout(rows):
            yield from (line for cells in rows for cell in cells for line in cell)
            return
        for cells in rows:
            yield Line("", cells=tuple(" ".join(line.text or " ".join(line.cells) for line in cell) for cell in cells))


def _is_layout(rows: list[list[list[Line]]]) -> bool:
    """Whether a table only places text on the page, as letterheads and imprints do."""
    texts = [compact(line.text) for cells in rows for cell in cells for line in cell]
    if all(sum(1 for cell in cells if cell) <= 1 for cells in rows):
        return True
    return (
        len(rows) <= 4
        and len(texts) <= 14
        and any(text.startswith(_LAYOUT_WORDS) or text.endswith(("印发", "文件")) for text in texts)
    )


def _text_boxes(element: Any) -> Iterator[Any]:
    """Text boxes anchored in a paragraph; the copy kept for old programs is skipped."""
    for box in element.iter(f"{_W}txbxContent"):
        if not any(parent.tag == _MC_FALLBACK for parent in box.iterancestors()) and not any(
            parent.tag == f"{_W}txbxContent" for parent in box.iterancestors()
        ):
            yield box


def _align(paragraph: Paragraph) -> str:
    value = paragraph.alignment
    style = paragraph.style
    while value is None and style is not None:
        value = style.paragraph_format.alignment
        style = style.base_style
    return _ALIGN.get(value, "") if value is not None else ""


def _style(paragraph: Paragraph) -> str:
    name = (paragraph.style.name or "").lower() if paragraph.style is not None else ""
    if name in ("title", "标题"):
        return "title"
    return "heading" if name.startswith(("heading", "标题 ")) else ""


def _bold(paragraph: Paragraph) -> bool:
    runs = [run for run in paragraph.runs if run.text.strip()]
    return bool(runs) and all(run.bold for run in runs)
