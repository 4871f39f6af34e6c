"""Body text as HTML for the page, and as plain text for the editor and the download.

Plain text has one paragraph per line; a heading is known by its marker, a table row is `| a | b |`.
The HTML has h2, h3, h4, p and table and no attribute but class.
"""

from __future__ import annotations

import re
from html import escape
from itertools import groupby
from typing import Any

from lxml import etree
from lxml import html as lxml_html

from disclosure.recognition.chars import visible
from disclosure.recognition.document import RecognisedDocument, Section
from disclosure.recognition.markers import read_marker
from disclosure.recognition.sections import row_text, split_heading
from disclosure.recognition.title import looks_like_title

_TAGS = {1: "h2", 2: "h3"}
_ROW = re.compile(r"^\|.*\|$")
_TEXT_BLOCKS = {
    "p",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "li",
    "div",
    "blockquote",
    "pre",
    "caption",
    "dt",
    "dd",
    "td",
    "th",
}
_ATTACHED_CLASS = "attached-title"


def section_lines(section: Section) -> list[str]:
    """The paragraphs of a section as printed: the heading with the text that runs on behind it."""
    if section.level == 0:
        opening = [" ".join(filter(None, (section.number, section.heading)))] if section.heading else []
        return [*opening, *section.text]
    heading = section.heading or ""
    spaced = section.number and (section.number[-1].isdigit() or section.number[-1] in "章节编条")
    head = f"{section.number or ''}{' ' if spaced else ''}"
    if section.number and section.number.startswith("第") and section.number.endswith("条") and section.stop:
        bracket = "【［[（("["】］]）)".find(section.stop)] if section.stop in "】］]）)" else ""
        head = f"{head}{bracket}{heading}{section.stop} "
    else:
        head = f"{head}{heading}{section.stop}"
    if section.text and (section.run_in or section.heading is None):
        return [f"{head}{section.text[0]}", *section.text[1:]]
    return [head.strip(), *section.text]


def body_text(recognised: RecognisedDocument) -> str:
    """The body as plain text, one paragraph a line."""
    return normal_text("\n".join(line for section in recognised.sections for line in section_lines(section)))


def body_html(recognised: RecognisedDocument) -> str:
    """The body as HTML: headings by level, paragraphs, tables."""
    parts: list[str] = []
    for section in recognised.sections:
        lines = section_lines(section)
        if section.level == 0 and section.heading:
            parts.append(f'<h2 class="{_ATTACHED_CLASS}">{escape(lines.pop(0))}</h2>')
        elif section.heading and not (section.run_in and section.text) and section.level > 0:
            tag = _TAGS.get(section.level, "h4")
            parts.append(f"<{tag}>{escape(lines.pop(0))}</{tag}>")
        parts.append(_paragraphs(lines))
    return "\n".join(part for part in parts if part)


def _paragraphs(lines: list[str]) -> str:
    parts = []
    for is_row, group in groupby(lines, key=lambda line: bool(_ROW.match(line))):
        rows = list(group)
        parts.append(_table(rows) if is_row else "\n".join(f"<p>{escape(line)}</p>" for line in rows))
    return "\n".join(part for part in parts if part)


def _table(rows: list[str]) -> str:
    """Rows of the same width: a merged cell of the source leaves empty cells behind."""
    cells = [[cell.strip() for cell in row[1:-1].split("|")] for row in rows]
    width = max(len(row) for row in cells)
    padded = [[*row, *[""] * (width - len(row))] for row in cells]
    if len(padded) == 1 or not _is_header(padded[0]):
        return f"<table><tbody>{''.join(_row(row) for row in padded)}</tbody></table>"
    head = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in padded[0])
    body = "".join(_row(row) for row in padded[1:])
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _is_header(row: list[str]) -> bool:
    """The first row names the columns; a caption across the table or a form that starts with values does not."""
    return sum(bool(cell) for cell in row) * 2 > len(row) and not any(re.fullmatch(r"[\d.,%％]+", cell) for cell in row)


def _row(row: list[str]) -> str:
    return f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>"


def normal_text(text: str) -> str:
    """Plain text in its normal form: no empty lines, no outer spaces, rows of a table evenly spaced."""
    lines = []
    for raw in re.split(r"[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]", text):
        line = visible(raw).strip()
        if _ROW.match(line) and len(line) > 1:
            line = row_text(tuple(line[1:-1].split("|")))
        if line:
            lines.append(re.sub(r" +", " ", line))
    return "\n".join(_even_rows(lines))


def _even_rows(lines: list[str]) -> list[str]:
    even: list[str] = []
    for is_row, group in groupby(lines, key=lambda line: bool(_ROW.match(line)) and len(line) > 1):
        rows = list(group)
        if is_row:
            width = max(row.count("|") for row in rows)
            rows = [row + "  |" * (width - row.count("|")) for row in rows]
            rows = [re.sub(r" +", " ", row) for row in rows]
        even.extend(rows)
    return even


def text_to_html(text: str) -> str:
    """Plain text of the editor as HTML; headings are recognised by their markers."""
    parts: list[str] = []
    for is_row, group in groupby(
        normal_text(text).split("\n"), key=lambda line: bool(_ROW.match(line)) and len(line) > 1
    ):
        lines = list(group)
        parts.append(_table(lines) if is_row else "\n".join(_block(line) for line in lines if line))
    return "\n".join(part for part in parts if part)


def _block(line: str) -> str:
    marker = read_marker(line)
    if marker is None:
        if looks_like_title(line) and len(line) >= 8:
            return f'<h2 class="{_ATTACHED_CLASS}">{escape(line)}</h2>'
        return f"<p>{escape(line)}</p>"
    alone = marker.form in ("part", "chapter", "division") and len(line) <= 40
    if not alone and marker.form not in ("article", "part", "chapter", "division"):
        heading, _, rest = split_heading(marker)
        alone = heading is not None and not rest
    tag = _TAGS.get(marker.level, "h4") if alone else "p"
    return f"<{tag}>{escape(line)}</{tag}>"


def html_to_text(html: str) -> str:
    """HTML of a body as plain text, the inverse of text_to_html."""
    if not html.strip():
        return ""
    try:
        root = lxml_html.fragment_fromstring(html, create_parent="div")
    except (etree.ParserError, ValueError):
        return ""
    lines: list[str] = []
    _collect(root, lines)
    return normal_text("\n".join(lines))


def _collect(element: Any, lines: list[str]) -> None:
    """Blocks in reading order; text outside a block is a line of its own."""
    if element.tag == "table":
        rows = ([cell for cell in row if cell.tag in ("td", "th")] for row in element.iter("tr"))
        lines.extend(row_text(tuple(re.sub(r"\s+", " ", cell.text_content()) for cell in cells)) for cells in rows)
        return
    if element.tag in _TEXT_BLOCKS and not any(child.tag in _TEXT_BLOCKS or child.tag == "table" for child in element):
        for broken in element.iter("br"):
            broken.tail = "\n" + (broken.tail or "")
        lines.append(element.text_content())
        return
    if element.text and element.text.strip():
        lines.append(element.text)
    for child in element:
        if isinstance(child.tag, str) and child.tag not in ("script", "style"):
            _collect(child, lines)
        if child.tail and child.tail.strip():
            lines.append(child.tail)
