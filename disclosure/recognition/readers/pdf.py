"""PDF files with a text layer. Position on the page tells indents, centred titles and the end of lines."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

import pypdfium2
import pypdfium2.raw as pdfium

from disclosure.recognition.chars import visible
from disclosure.recognition.source import Line, SourceText, UnreadableFile

MAX_PAGES = 1500
_NO_TEXT = "PDF 没有文本层（可能是扫描件），读不出文字；请提供文字版，或先做文字识别（OCR）后再导入"


@dataclass(frozen=True)
class _Box:
    """A line of print: its text and its place in points from the lower left corner."""

    text: str
    left: float
    right: float
    bottom: float
    top: float
    size: float


def read_pdf(content: bytes) -> SourceText:
    """Read a PDF. Raises UnreadableFile for a password or a damaged file; a scan is flagged in the problems."""
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        if "assword" in str(error):
            raise UnreadableFile("PDF 设有打开密码，无法读取；请取消密码后再导入。") from error
        raise UnreadableFile("PDF 已损坏，无法读取；请重新取得文件。") from error
    try:
        if len(document) > MAX_PAGES:
            raise UnreadableFile(f"PDF 超过 {MAX_PAGES} 页，未读取；请拆分后再导入。")
        pages = [(_boxes(document[index]), document[index].get_width()) for index in range(len(document))]
    finally:
        document.close()
    without_text = [number for number, (boxes, _) in enumerate(pages, 1) if not boxes]
    if len(without_text) == len(pages):
        return SourceText("pdf", (), problems=(_NO_TEXT,))
    problems = (
        [f"PDF 第{'、'.join(map(str, without_text))}页没有文字，可能是图片或空白页，请核对"] if without_text else []
    )
    lines, width = _lines(pages)
    return SourceText("pdf", tuple(lines), problems=tuple(problems), width=width)


def _boxes(page: pypdfium2.PdfPage) -> list[_Box]:
    """The printed lines of a page from top to bottom."""
    text_page = page.get_textpage()
    boxes: list[_Box] = []
    chars: list[tuple[str, float, float, float, float]] = []
    for index in range(text_page.count_chars()):
        code = pdfium.FPDFText_GetUnicode(text_page.raw, index)
        if code in (10, 13):
            _flush(chars, boxes)
        elif code not in (0, 0xFFFE, 0xFFFF) and not 0xD800 <= code <= 0xDFFF:
            chars.append((chr(code), *text_page.get_charbox(index, loose=True)))
    _flush(chars, boxes)
    text_page.close()
    return _merge_rows(boxes)


def _flush(chars: list[tuple[str, float, float, float, float]], boxes: list[_Box]) -> None:
    text = visible("".join(char for char, *_ in chars)).strip()
    printed = [place for place in chars if place[0].strip() and place[3] > place[1]]
    if text and printed:
        size = median(top - bottom for _, _, bottom, _, top in printed)
        boxes.append(
            _Box(
                text,
                min(left for _, left, _, _, _ in printed),
                max(right for _, _, _, right, _ in printed),
                min(bottom for _, _, bottom, _, _ in printed),
                max(top for _, _, _, _, top in printed),
                max(size, 4.0),
            )
        )
    chars.clear()


def _merge_rows(boxes: list[_Box]) -> list[_Box]:
    """Pieces on the same base line, left to right, are one printed line."""
    rows: list[list[_Box]] = []
    for box in boxes:
        previous = rows[-1][-1] if rows else None
        level = previous and min(box.top, previous.top) - max(box.bottom, previous.bottom) > 0.6 * min(
            box.size, previous.size
        )
        if previous and level and box.left >= previous.right - 1:
            rows[-1].append(box)
        else:
            rows.append([box])
    return [_one(row) for row in rows]


def _one(row: list[_Box]) -> _Box:
    if len(row) == 1:
        return row[0]
    text = row[0].text
    for before, after in pairwise(row):
        text += (" " if after.left - before.right > before.size * 0.4 else "") + after.text
    return _Box(
        text,
        row[0].left,
        max(box.right for box in row),
        min(box.bottom for box in row),
        max(box.top for box in row),
        row[0].size,
    )


def _lines(pages: list[tuple[list[_Box], float]]) -> tuple[list[Line], float]:
    """The lines of all pages and the width of the text area in characters."""
    size = _body_size(pages)
    left = _left_edge(pages, size)
    right = max((box.right for box in _body_boxes(pages, size)), default=0.0)
    usual = _usual_spacing(pages)
    lines: list[Line] = []
    for number, (boxes, _) in enumerate(pages, 1):
        previous: _Box | None = None
        for box in boxes:
            gap = previous is not None and previous.bottom - box.top > usual + 0.3 * size
            indent, reach = (box.left - left) / size, (box.right - left) / size
            lines.append(
                Line(box.text, round(indent, 2), round(reach, 2), number, _align(box, left, right, size), gap=gap)
            )
            previous = box
    return lines, round((right - left) / size, 2)


def _usual_spacing(pages: list[tuple[list[_Box], float]]) -> float:
    """The white space between two lines of a paragraph, in points (below zero where the boxes overlap)."""
    spaces = [before.bottom - after.top for boxes, _ in pages for before, after in pairwise(boxes)]
    return sorted(spaces)[len(spaces) // 3] if spaces else 0.0


def _body_size(pages: list[tuple[list[_Box], float]]) -> float:
    """The size in which most characters are set; a square character is as wide as it is high."""
    sizes: Counter[float] = Counter()
    for boxes, _ in pages:
        for box in boxes:
            if len(box.text) > 6:
                sizes[round((box.right - box.left) / _cells(box.text), 1)] += len(box.text)
    return sizes.most_common(1)[0][0] if sizes else 16.0


def _cells(text: str) -> float:
    return max(sum(0.5 if char.isascii() else 1.0 for char in text), 1.0)


def _body_boxes(pages: list[tuple[list[_Box], float]], size: float) -> list[_Box]:
    """Lines in the size of the body; letterhead, title and small print have margins of their own."""
    boxes = [box for boxes, _ in pages for box in boxes]
    body = [
        box
        for box in boxes
        if len(box.text) > 6 and abs((box.right - box.left) / _cells(box.text) - size) < 0.12 * size
    ]
    return body or boxes


def _left_edge(pages: list[tuple[list[_Box], float]], size: float) -> float:
    """The left margin of the text area."""
    return min((box.left for box in _body_boxes(pages, size)), default=0.0)


def _align(box: _Box, left: float, right: float, size: float) -> str:
    before, after = box.left - left, right - box.right
    if (
        before > 1.4 * size
        and after > 1.4 * size
        and abs(before - after) < 1.6 * size
        and not (before < 2.6 * size and after < 4 * size)
    ):
        return "center"
    return "right" if before > 9 * size and after < 6 * size else ""
