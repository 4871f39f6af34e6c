"""The body as structure: headings by their markers, each with its paragraphs (GB/T 9704-2012, 7.3.3)."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace

from disclosure.recognition.chars import close_up
from disclosure.recognition.document import MAIN_TEXT, Section
from disclosure.recognition.markers import Marker, read_marker, starts_with_marker
from disclosure.recognition.source import Line

_HEADING_MAX, _ALONE_MAX = 42, 60
_ARTICLE_HEADING = re.compile(r"^(?P<open>[【\[（(])(?P<heading>[^】\])）]{2,20})(?P<close>[】\])）])\s*(?P<rest>.*)$")
_DECIMAL_TOP = re.compile(r"^(?P<number>\d{1,2})\s+(?P<heading>[^\d\s，。；：|][^，。；：|]{1,24})$")


def row_text(cells: tuple[str, ...]) -> str:
    """A table row as one line of text; a bar inside a cell becomes a full-width one."""
    return "| " + " | ".join(cell.replace("|", "｜").strip() for cell in cells) + " |"


@dataclass(frozen=True)
class _Forms:
    """What the numbering of a text means: decimals (1 总则, 1.1 ...), articles (第一条; （一） is an item then)."""

    decimals: bool
    articles: bool


def _forms(paragraphs: list[Line]) -> _Forms:
    forms = Counter(marker.form for line in paragraphs if (marker := read_marker(line.text)))
    return _Forms(forms["decimal"] >= 2, forms["article"] >= 1)


def build_sections(paragraphs: list[Line], part: str = MAIN_TEXT) -> list[Section]:
    """Sections of one text in reading order. Paragraphs before the first heading form a section of level 0."""
    opened: list[tuple[Section, list[str]]] = []
    forms = _forms(paragraphs)
    index = 0
    while index < len(paragraphs):
        line = paragraphs[index]
        following = paragraphs[index + 1] if index + 1 < len(paragraphs) else None
        section, used = _section(line, following, part, forms)
        if section:
            opened.append((section, list(section.text)))
        else:
            if not opened:
                opened.append((Section(0, None, None, part=part), []))
            opened[-1][1].append(row_text(line.cells) if line.cells else line.text)
        index += used
    return _without_empty_headings([replace(section, text=tuple(text)) for section, text in opened])


def _without_empty_headings(sections: list[Section]) -> list[Section]:
    """A numbered sentence with nothing below it heads nothing: it is a paragraph (三、本通知自印发之日起执行。)."""
    following = [*sections[1:], None]
    return [
        replace(section, heading=None, text=(f"{section.heading}{section.stop}",), stop="", run_in=False)
        if section.number
        and section.heading
        and section.stop == "。"
        and not section.text
        and (below is None or below.level <= section.level)
        else section
        for section, below in zip(sections, following, strict=False)
    ]


def _section(line: Line, following: Line | None, part: str, forms: _Forms) -> tuple[Section | None, int]:
    """The section that this paragraph opens and how many paragraphs it took; None for plain text."""
    if line.cells:
        return None, 1
    top = _DECIMAL_TOP.match(line.text) if forms.decimals else None
    if top:
        return Section(1, top["number"], close_up(top["heading"]), part=part), 1
    marker = read_marker(line.text)
    if marker is None:
        styled = line.style == "heading" and len(line.text) <= _ALONE_MAX and line.text[-1] not in "。；：，"
        return (Section(1, None, close_up(line.text), part=part) if styled else None), 1
    if marker.form in ("part", "chapter", "division"):
        return _chapter(marker, following, part)
    if marker.form == "article":
        return _article(marker, part), 1
    return _numbered(marker, part, items=forms.articles), 1


def _numbered(marker: Marker, part: str, *, items: bool) -> Section:
    """A heading, or a numbered paragraph that has none."""
    heading, stop, rest = split_heading(marker, items=items)
    text = (rest,) if rest else ()
    return Section(marker.level, marker.printed, heading, text, stop, heading is not None and bool(rest or stop), part)


def _chapter(marker: Marker, following: Line | None, part: str) -> tuple[Section, int]:
    """第一章 alone on its line takes its name from the next line."""
    heading = close_up(marker.rest.lstrip("：: ")).replace(" ", "")
    used = 1
    if (
        not heading
        and following
        and not following.cells
        and len(following.text) <= 25
        and not read_marker(following.text)
    ):
        heading, used = close_up(following.text).replace(" ", ""), 2
    return Section(marker.level, marker.printed, heading or None, part=part), used


def _article(marker: Marker, part: str) -> Section:
    found = _ARTICLE_HEADING.match(marker.rest)
    if found and (found["open"] in "【[" or not starts_with_marker(marker.rest)):
        rest = found["rest"]
        return Section(
            marker.level, marker.printed, found["heading"], (rest,) if rest else (), found["close"], True, part
        )
    return Section(marker.level, marker.printed, None, (marker.rest,) if marker.rest else (), part=part)


def split_heading(marker: Marker, *, items: bool = False) -> tuple[str | None, str, str]:
    """Heading, the mark that closed it, and the text that runs on behind it in the same paragraph.

    A first sentence is a heading when it is short; a long one is text, and the heading is None.
    items: the text consists of articles, where a short sentence behind （一） is an item of a list.
    """
    text = marker.rest
    found = re.search(r"[。：:；;]", text)
    if not found:
        if len(text) > _ALONE_MAX or text[-1:] in "，、":
            return None, "", text
        return close_up(text) or None, "", ""
    heading, stop, rest = text[: found.start()], found.group(), text[found.end() :].strip()
    if stop in "；;" or not heading.strip() or len(heading) > _HEADING_MAX or len(re.findall("[，,]", heading)) > 2:
        return None, "", text
    if not rest and (marker.level > 2 or len(heading) > 30 or (marker.level == 2 and (items or "，" in heading))):
        return None, "", text
    if stop in "：:" and marker.level > 3 and len(heading) > 20:
        return None, "", text
    return close_up(heading), stop, rest
