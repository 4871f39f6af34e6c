"""The table of contents (目录) of a long paper: it repeats every heading, so it is left out of the body."""

from __future__ import annotations

import re

from disclosure.recognition.chars import compact
from disclosure.recognition.source import Line

_OPENING = re.compile(r"[【\[]?(?:目录|目次)[】\]]?")
_LEADER = re.compile(r"(?:PAGEREF.*|[.…·．。\-—_]{3,}.*|[.…·．]*[-—(（]?\d{1,3}[-—)）]?)$")
_LONGEST_ENTRY, _MOST_ENTRIES, _MOST_TABLES = 60, 150, 6


def without_contents(lines: list[Line]) -> list[Line]:
    """The lines without a table of contents. A list whose entries do not come again below is kept: it is text."""
    openings = [index for index, line in enumerate(lines) if not line.cells and _OPENING.fullmatch(compact(line.text))]
    for index in reversed(openings[:_MOST_TABLES]):
        end = _end_of_contents(lines, index + 1)
        if end:
            lines = [*lines[:index], *lines[end:]]
    return lines


def _entry(text: str) -> str:
    return _LEADER.sub("", compact(text))


def _end_of_contents(lines: list[Line], start: int) -> int | None:
    """Where the first entry is printed again as the first heading; None when it is not."""
    if start >= len(lines) or lines[start].cells or not _entry(lines[start].text):
        return None
    first = _entry(lines[start].text)
    for index in range(start + 1, min(len(lines), start + _MOST_ENTRIES)):
        text = lines[index].text
        if lines[index].cells or len(text) > _LONGEST_ENTRY + 60 or (text.endswith("。") and ".." not in text):
            return None
        if (
            index > start + 1
            and _mostly_repeated(lines, start, index)
            and compact(text).startswith(first)
            and not _LEADER.search(compact(text).removeprefix(first))
        ):
            return index
    return None


def _mostly_repeated(lines: list[Line], start: int, end: int) -> bool:
    """Whether the entries come again below; where the text was cut the list is all there is, and stays."""
    entries = [_entry(line.text) for line in lines[start:end]]
    below = {compact(line.text)[:_LONGEST_ENTRY] for line in lines[end:]}
    found = sum(any(text.startswith(entry) for text in below) for entry in entries if entry)
    return found * 10 >= len(entries) * 7
