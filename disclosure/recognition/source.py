"""What a reader hands to the recogniser: lines of text with the little layout that survived."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace


class UnreadableFile(Exception):
    """The file cannot be read as text. The message is Chinese, for the person who chose the file."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


@dataclass(frozen=True)
class Line:
    """One printed line, or one paragraph where the format knows paragraphs.

    indent, reach: where the text begins and ends, counted in full-width characters from the left
    margin; None where the format wraps by itself (docx, html) and the numbers would mean nothing.
    align: "", "center" or "right". style: "title", "heading" or "". gap: blank space stood before.
    cells: the cells of a table row; empty for ordinary text.
    """

    text: str
    indent: float | None = None
    reach: float | None = None
    page: int = 1
    align: str = ""
    bold: bool = False
    style: str = ""
    gap: bool = False
    cells: tuple[str, ...] = ()

    def with_text(self, text: str) -> Line:
        return replace(self, text=text)


@dataclass(frozen=True)
class SourceText:
    """The text of one file.

    width: the column at which the lines were broken, in full-width characters, where the format knows it.
    metadata: what the file or page states about the document beside its text, under the Chinese
    label used by government sites (标题, 文号, 发文机关, 成文日期, 发布日期, 公开方式, ...).
    problems: doubts about the reading itself, in Chinese (no text layer, tracked changes, ...).
    """

    format: str
    lines: tuple[Line, ...]
    metadata: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[str, ...] = ()
    width: float | None = None
