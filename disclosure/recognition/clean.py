"""Take away what printing and copying added: page numbers, running heads, markdown residue."""

from __future__ import annotations

import html
import re
from collections import Counter, defaultdict
from itertools import pairwise

from disclosure.recognition.chars import cells_wide, close_up, compact, visible
from disclosure.recognition.source import Line
from disclosure.recognition.vocabulary import is_organ

_DASH = r"[-—–－─―·~～_]"
_PAGE_NUMBER = re.compile(
    rf"(?:{_DASH}+\s*\d{{1,4}}\s*{_DASH}+|第\s*\d{{1,4}}\s*页(?:\s*[,，/]?\s*[(（]?\s*共\s*\d{{1,4}}\s*页[)）]?)?"
    r"|(?:共\s*\d{1,4}\s*页\s*[,，]?\s*第\s*\d{1,4}\s*页)|\d{1,4}\s*/\s*\d{1,4}|[Pp]age\s*\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?)"
)
_BARE_NUMBER = re.compile(r"\d{1,3}")
_MARKDOWN = re.compile(r"\*\*+|__+(?=\S)|(?<=\S)__+|^#{1,6}\s+|^>\s+|`+")
_ESCAPED = re.compile(r"\\([.*_\-#()\[\]>+!~])")
_SPREAD = re.compile(r"(?:[\u4e00-\u9fff] ){3}[\u4e00-\u9fff]")
_RULE = re.compile(r"^[-—–=_*＿━─\s.·]{3,}$")


def clean_text(text: str) -> str:
    """One line without control characters, markdown marks, HTML entities and outer spaces."""
    text = visible(text)
    if "&" in text and ";" in text:
        text = visible(html.unescape(text))
    text = _MARKDOWN.sub("", _ESCAPED.sub(r"\1", text)).strip()
    if text.count(" ") > len(text) * 0.25:
        # Character recognition of a scan puts a space between all characters.
        text = close_up(text) if _SPREAD.search(text) else text
    return "" if _RULE.match(text) else text


def clean_lines(lines: tuple[Line, ...]) -> list[Line]:
    """The lines that belong to the document; `gap` is set where blank lines stood before."""
    kept: list[Line] = []
    gap = False
    for line in lines:
        if line.cells:
            cells = tuple(clean_text(cell) for cell in line.cells)
            if any(cells):
                kept.append(Line("", page=line.page, cells=cells, gap=gap or line.gap))
            gap = False
            continue
        text = clean_text(line.text)
        gap = gap or line.gap or not text
        if text:
            # Where the format wraps by itself, many lines of one length still show a text that was broken by hand.
            reach = cells_wide(text) if line.reach is None else line.reach
            kept.append(Line(text, line.indent, reach, line.page, line.align, line.bold, line.style, gap))
            gap = False
    return _without_page_furniture(kept)


def _without_page_furniture(lines: list[Line]) -> list[Line]:
    dropped = _page_numbers(lines)
    dropped |= _running_heads(lines, dropped)
    return [line for index, line in enumerate(lines) if index not in dropped]


def _page_edges(lines: list[Line]) -> dict[int, list[int]]:
    """For each page the indexes of its first two and last two lines."""
    pages: dict[int, list[int]] = defaultdict(list)
    for index, line in enumerate(lines):
        pages[line.page].append(index)
    return {page: sorted({*indexes[:2], *indexes[-2:]}) for page, indexes in pages.items()}


def _page_numbers(lines: list[Line]) -> set[int]:
    dropped = {
        index
        for index, line in enumerate(lines)
        if not line.cells and _PAGE_NUMBER.fullmatch(compact_dashes(line.text))
    }
    edges = _page_edges(lines)
    if len(edges) > 1:
        for indexes in edges.values():
            dropped |= {index for index in indexes if _BARE_NUMBER.fullmatch(lines[index].text)}
    else:
        dropped |= _counting_lines(lines)
    return dropped


def compact_dashes(text: str) -> str:
    """Digits in plain form, so that ２ in a page number is recognised too."""
    return compact(text) if len(text) < 20 else ""


def _counting_lines(lines: list[Line]) -> set[int]:
    """Bare numbers alone on their lines that count 1, 2, 3 ... through the text: copied page numbers."""
    bare = [index for index, line in enumerate(lines) if _BARE_NUMBER.fullmatch(line.text)]
    values = [int(lines[index].text) for index in bare]
    counting = len(bare) >= 2 and all(later == earlier + 1 for earlier, later in pairwise(values))
    apart = all(later - earlier > 3 for earlier, later in pairwise(bare))
    return set(bare) if counting and apart else set()


def _running_heads(lines: list[Line], page_numbers: set[int]) -> set[int]:
    """Lines repeated at the edges of pages. The first one stays when it may be the letterhead."""
    edges = _page_edges(lines)
    if len(edges) > 2:
        places = [index for indexes in edges.values() for index in indexes if index not in page_numbers]
        needed = max(3, round(len(edges) * 0.6))
    else:
        places = sorted(
            {near for index in page_numbers for near in (index - 1, index + 1) if 0 <= near < len(lines)} - page_numbers
        )
        needed = 2
    same: dict[str, list[int]] = defaultdict(list)
    for index in places:
        if not lines[index].cells and len(lines[index].text) <= 60:
            same[re.sub(r"\d+", "0", compact(lines[index].text))].append(index)
    dropped: set[int] = set()
    for text, indexes in same.items():
        if len(indexes) < needed or text[-1:] in "。；，、":
            continue
        first_stays = indexes[0] < 8 and (text.endswith("文件") or is_organ(text))
        dropped |= set(indexes[1:] if first_stays else indexes)
        dropped |= _body_copies(lines, text, indexes)
    return dropped


def _body_copies(lines: list[Line], text: str, indexes: list[int]) -> set[int]:
    """A running head may be the title itself: keep one copy near the top when it is no page edge."""
    copies = Counter(compact(line.text) for line in lines[:30])
    return set() if copies[text] > len(indexes) else {index for index in indexes if index >= 8}
