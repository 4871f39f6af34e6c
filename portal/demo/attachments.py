"""Real files for the demo's attachments, made from the text or rows of their description."""

import csv
import io
from collections.abc import Callable
from typing import Any

from django.core.files.base import ContentFile
from django.utils.html import escape
from docx import Document
from openpyxl import Workbook

from portal.common.pdf import pdf_problem, render_pdf


def make_file(entry: dict[str, Any], fill: Callable[[str], str]) -> ContentFile:
    """Return the file for ``{name, kind, content | rows}``; a PDF becomes a Word file where PDF is off."""
    kind = "docx" if entry["kind"] == "pdf" and pdf_problem() else entry["kind"]
    rows = [[fill(str(cell)) for cell in row] for row in entry.get("rows", [])]
    lines = [fill(line) for line in entry.get("content", "").splitlines()]
    return ContentFile(_MAKERS[kind](lines, rows), name=f"{fill(entry['name'])}.{kind}")


def _txt(lines: list[str], rows: list[list[str]]) -> bytes:
    return "\n".join([*lines, *("\t".join(row) for row in rows)]).encode()


def _csv(lines: list[str], rows: list[list[str]]) -> bytes:
    stream = io.StringIO()
    csv.writer(stream).writerows(rows or [[line] for line in lines])
    # The mark makes Excel read it as UTF-8.
    return ("\ufeff" + stream.getvalue()).encode()


def _docx(lines: list[str], rows: list[list[str]]) -> bytes:
    document = Document()
    for line in lines:
        document.add_paragraph(line)
    if rows:
        table = document.add_table(rows=0, cols=max(len(row) for row in rows))
        table.style = "Table Grid"
        for row in rows:
            for cell, text in zip(table.add_row().cells, row, strict=False):
                cell.text = text
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _xlsx(lines: list[str], rows: list[list[str]]) -> bytes:
    book = Workbook()
    for row in rows or [[line] for line in lines]:
        book.active.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _pdf(lines: list[str], rows: list[list[str]]) -> bytes:
    paragraphs = "".join(f"<p>{escape(line)}</p>" for line in lines)
    table = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows)
    style = "body{font-family:'Noto Serif CJK SC',serif}table{border-collapse:collapse}td{border:1px solid;padding:4pt}"
    return render_pdf(f"<html lang=zh-CN><style>{style}</style>{paragraphs}<table>{table}</table></html>")


_MAKERS: dict[str, Callable[[list[str], list[list[str]]], bytes]] = {
    "txt": _txt,
    "csv": _csv,
    "docx": _docx,
    "xlsx": _xlsx,
    "pdf": _pdf,
}
