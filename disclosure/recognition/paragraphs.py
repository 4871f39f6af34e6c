"""Put paragraphs together again that a page or a column width cut in pieces."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from disclosure.recognition.chars import glue, unclosed
from disclosure.recognition.markers import starts_with_marker
from disclosure.recognition.source import Line

_END = "。！？；：!?;:…"
_FRESH_START = re.compile(
    r"^(?:[（(]\s*(?:责任|牵头|配合|此件|联系|市|省|县|区)?[^（()）]{0,12}(?:单位|部门|分工|负责|公开|联系人|牵头)|附\s*件|附\s*[:：]|抄\s*送|主\s*送|联系人\s*[:：]|联系电话|特此|"
    r"责任(?:单位|部门)|牵头(?:单位|部门)|配合(?:单位|部门)|注\s*[:：])"
)
_CONTINUES = re.compile(r"^[，、。；：）》”’,;)的等和与及或]|^(?:印发|转发|以及|并|且)")
LONG_LINE = 45
_LONGEST = 20_000
_COLUMN = 40  # No page is set wider in the body size of official papers, which has 28 characters a line.


@dataclass(frozen=True)
class Layout:
    """How the lines of a text were broken. width: the column, None when they were not.

    indents, gaps: whether a new paragraph is shown by an indent, or by white space above it. longest: the
    reach of the longest line.
    """

    width: float | None
    indents: bool
    gaps: bool = False
    longest: float = 0.0


def wrap_width(lines: list[Line]) -> float | None:
    """The column at which the lines were broken, in full-width characters; None when they were not."""
    reaches = [line.reach for line in lines if line.reach is not None and not line.cells and line.reach >= 12]
    if len(reaches) < 4:
        return None
    buckets = Counter(round(reach) for reach in reaches)
    best, count = 0, 0
    for edge in buckets:
        here = sum(buckets[edge - back] for back in range(3))
        if (here, edge) > (count, best):
            best, count = edge, here
    beyond = sum(1 for reach in reaches if reach > best + 1.5)
    if best > 80 or count < max(3, 0.3 * len(reaches)) or beyond > 0.05 * len(reaches):
        return None
    return float(best)


def uses_indents(lines: list[Line], *, fewest: int = 2) -> bool:
    """Whether new paragraphs are shown by an indent: some lines are indented and some are not."""
    known = [line.indent for line in lines if line.indent is not None and not line.cells and not line.align]
    indented = sum(1 for indent in known if 1.5 <= indent <= 4)
    flush = sum(1 for indent in known if indent < 0.75)
    return indented >= fewest and flush >= fewest


def layout_of(lines: list[Line], width: float | None) -> Layout:
    """The layout of a text. width: where the format knows the column, as a PDF does; else it is estimated."""
    indents = uses_indents(lines, fewest=1 if width else 2)
    spaced = sum(1 for line in lines if line.gap and not line.align)
    plain = sum(1 for line in lines if not line.gap and not line.align)
    gaps = bool(width) and not indents and spaced >= 3 and plain >= 3
    longest = max((line.reach or 0.0 for line in lines if not line.cells), default=0.0)
    return Layout(width or wrap_width(lines), indents, gaps, longest)


def _reads_on(line: str) -> bool:
    """Whether the sentence of this line is still open, judged by its words alone."""
    text = line.rstrip()
    if not text or text[-1] in _END or re.search(r"\.$", text):
        return False
    if text[-1] in "，、,（(“《—":
        return True
    if starts_with_marker(text):
        return "。" in text or "；" in text or len(text) > LONG_LINE + 15
    return (
        bool(re.search(r"[，。；]", text))
        or len(text) > LONG_LINE
        or ("：" in text and "、" in text and len(text) >= 25)
    )


def continues(previous: Line, line: Line, layout: Layout) -> bool:
    """Whether `line` is the rest of the paragraph that `previous` began."""
    if previous.cells or line.cells or not previous.text or not line.text or line.align or previous.align:
        return False
    if layout.width is None or previous.reach is None:
        return _continues_by_words(previous, line, None) or _fills_short_lines(previous, line, layout)
    if layout.indents and line.indent is not None:
        return _continues_by_layout(previous, line, layout.width)
    if layout.gaps and previous.page == line.page:
        return not line.gap and previous.reach >= layout.width * 0.8
    return _continues_by_words(previous, line, layout.width)


def _continues_by_words(previous: Line, line: Line, width: float | None) -> bool:
    """Neither indent nor white space tells: a marker begins anew, an open bracket or sentence goes on."""
    if starts_with_marker(line.text) or _FRESH_START.match(line.text):
        return False
    if _closes_bracket_of(previous.text, line.text):
        return True
    if width is not None:
        return _continues_full_line(previous, line, width)
    return _continues_sentence(previous.text.rstrip(), line)


def _fills_short_lines(previous: Line, line: Line, layout: Layout) -> bool:
    """Where every line is short, one that is as long as any and ends in mid-sentence was broken by its column."""
    text = previous.text.rstrip()
    return (
        20 <= (previous.reach or 0) <= _COLUMN
        and layout.longest <= _COLUMN
        and (previous.reach or 0) >= layout.longest - 3.5
        and text[-1] not in _END + "）)”"
        and "。" in line.text
        and not starts_with_marker(text)
        and not starts_with_marker(line.text)
        and not _FRESH_START.match(line.text)
    )


def _closes_bracket_of(previous: str, text: str) -> bool:
    tail = previous[-400:]
    mark = unclosed(tail)
    return bool(mark) and mark in "（(《〔" and len(tail) > 8 and unclosed(tail + text[:400]) != mark


def _continues_full_line(previous: Line, line: Line, width: float) -> bool:
    """Without indents a full line goes on unless its sentence is over."""
    text = previous.text.rstrip()
    full = (previous.reach or 0) >= width - 2.2 and len(text) > 12
    return full and text[-1] not in _END and not (text[-1] in "）)" and line.gap)


def _continues_sentence(text: str, line: Line) -> bool:
    """Without any layout only the words tell."""
    if not _reads_on(text):
        return False
    if re.match(r"[\u4e00-\u9fff]{2,8}[:：]", line.text) and text[-1] not in "，、":
        return False  # 地址：, 电话： and the like begin a line of their own.
    return text[-1] not in "）)》”" or bool(_CONTINUES.match(line.text)) or (text[-1] == "》" and not line.gap)


def _continues_by_layout(previous: Line, line: Line, width: float) -> bool:
    """Indented means new; flush left after a full line means the same paragraph."""
    if line.indent is None or line.indent >= 1.5 or previous.reach is None:
        return False
    if previous.reach >= width - 2.2:
        return True
    return not line.gap and previous.text[-1] not in _END + "）)" and previous.reach >= width * 0.75


def join_paragraphs(lines: list[Line], layout: Layout) -> list[Line]:
    """The lines with broken paragraphs put together."""
    joined: list[Line] = []
    last: Line | None = None
    for line in lines:
        if (
            joined
            and last is not None
            and len(joined[-1].text) < _LONGEST
            and continues(_seen(joined[-1], last), line, layout)
        ):
            joined[-1] = joined[-1].with_text(glue(joined[-1].text, line.text))
        else:
            joined.append(line)
        last = line
    return joined


def _seen(paragraph: Line, last: Line) -> Line:
    """The paragraph so far, with the layout of its last printed line."""
    return Line(
        paragraph.text,
        paragraph.indent,
        last.reach,
        last.page,
        paragraph.align,
        cells=paragraph.cells,
        gap=paragraph.gap,
    )
