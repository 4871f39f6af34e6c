"""Texts printed behind the main one: attachments (附件) and papers that are printed or forwarded with it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from disclosure.recognition.attachments import ListedAttachment, heading_number, named_here
from disclosure.recognition.chars import close_up, narrow
from disclosure.recognition.markers import starts_with_marker
from disclosure.recognition.number import read_number
from disclosure.recognition.source import Line
from disclosure.recognition.title import build_title, join_pieces, looks_like_title
from disclosure.recognition.vocabulary import is_organ, organs_in
from disclosure.recognition.zone import is_body

_CORNER_WITH_TITLE = re.compile(r"^附\s*件\s*(?P<number>\d{1,2})?\s*[:：]?\s+(?P<title>\S.+)$")


@dataclass
class AttachedText:
    """number: from its corner mark. title: None when it has none. lines: its text without title and mark.

    marked: it bears the corner mark 附件; a text that a notice prints or forwards (印发、转发) bears none.
    """

    number: int | None
    title: str | None
    lines: list[Line] = field(default_factory=list)
    marked: bool = False


def read_attached(rest: list[Line], listed: list[ListedAttachment], names: list[str]) -> list[AttachedText]:
    """Split what follows the closing into attached texts, in their order."""
    texts: list[AttachedText] = []
    known = [item.name for item in listed] + names
    for number, marked, lines in _segments(rest, known):
        text = _with_known_title(number, lines, known) or _with_title(number, lines)
        text.marked = marked
        if text.title is None and number is not None:
            text.title = next((item.name for item in listed if item.number == number), None)
        if text.title or text.lines:
            texts.append(text)
    return texts


def _corner(line: Line) -> tuple[bool, int | None, str]:
    """Whether the line is a corner mark, its number, and a title printed on the same line."""
    if line.cells:
        return False, None, ""
    mark, number = heading_number(line.text)
    if mark:
        return True, number, ""
    found = _CORNER_WITH_TITLE.match(narrow(line.text))
    if found and looks_like_title(found["title"]):
        return True, int(found["number"]) if found["number"] else None, found["title"]
    return False, None, ""


def _segments(rest: list[Line], known: list[str]) -> list[tuple[int | None, bool, list[Line]]]:
    """Cut at corner marks, and at the known names where there are no corner marks: number, marked or not, lines."""
    segments: list[tuple[int | None, bool, list[Line]]] = []
    any_mark = any(_corner(line)[0] for line in rest)
    current: list[Line] = []
    number: int | None = None
    marked = False
    for index, line in enumerate(rest):
        is_corner, corner_number, title = _corner(line)
        by_name = not any_mark and len(current) > 1 and named_here(rest, index, known) > 0
        if is_corner or by_name:
            if current:
                segments.append((number, marked, current))
            number, marked, current = corner_number, is_corner, [line.with_text(title)] if title else []
            if is_corner:
                continue
        current.append(line)
    if current:
        segments.append((number, marked, current))
    return segments


def _with_known_title(number: int | None, lines: list[Line], known: list[str]) -> AttachedText | None:
    """The title announced above, found within the first lines; what stands above it is kept as text."""
    for index in range(min(len(lines), 5)):
        used = named_here(lines, index, known)
        if used:
            title = build_title([line.text for line in lines[index : index + used + 1] if not line.cells])
            if title is None or title.lines < used or not title.complete:
                return AttachedText(
                    number,
                    join_pieces([line.text for line in lines[index : index + used]]),
                    lines[:index] + lines[index + used :],
                )
            return AttachedText(number, title.text, lines[:index] + lines[index + title.lines :])
    return None


def _with_title(number: int | None, lines: list[Line]) -> AttachedText:
    """Find the title at the top, below a letterhead and number that a forwarded paper may carry."""
    top: list[Line] = []
    index = 0
    while index < min(len(lines), 6) and _above_title(lines, index):
        top.append(lines[index])
        index += 1
    run = []
    for line in lines[index : index + 6]:
        if line.cells or is_body(line.text, centred=line.align == "center"):
            break
        run.append(line.text)
    title = build_title(run)
    if title and title.complete:
        return AttachedText(number, title.text, top + lines[index + title.lines :])
    if (
        run
        and len(run[0]) <= 50
        and not re.search(r"[：:。；]", run[0])
        and not starts_with_marker(run[0])
        and not is_organ(run[0])
    ):
        return AttachedText(number, join_pieces(run[:1]), top + lines[index + 1 :])
    return AttachedText(number, None, lines)


def _above_title(lines: list[Line], index: int) -> bool:
    text = lines[index].text
    if lines[index].cells:
        return False
    if read_number(text) or close_up(text).endswith("文件"):
        return True
    return (
        bool(organs_in(text))
        and index + 1 < len(lines)
        and not re.match(r"\s*(?:关于|印发|转发)", lines[index + 1].text)
    )
