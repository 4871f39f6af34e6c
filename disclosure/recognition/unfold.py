"""Text whose line breaks were lost on the way: take title, number and signature apart again.

Copying from a web page or a viewer may leave one long line. Only places that the order of the standard
makes certain are cut: behind the title when the number follows, and behind the last full stop when
nothing but an organ, a date and a note follow.
"""

from __future__ import annotations

import re
from itertools import pairwise

from disclosure.recognition.annotation import split_annotation
from disclosure.recognition.dates import split_trailing_date
from disclosure.recognition.source import Line
from disclosure.recognition.vocabulary import organs_in

_LONG, _RUN_ON = 40, 100
_HAN = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"]
_COUNT = [*_HAN, *(f"十{digit}" for digit in _HAN[:9]), "二十"]
_SERIES = ([f"第{number}条" for number in _COUNT], [f"{number}、" for number in _COUNT])
_RUN_ON_HEAD = re.compile(
    r"(?P<title>[^。；]{6,120}?的(?:通知|意见|决定|公告|通告|通报|批复|函|报告|请示|实施意见|公示))\s*"
    r"(?P<number>[\u4e00-\u9fff]{2,16}[〔\[［(（]\s*\d{4}\s*[〕\]］)）]\s*\d{1,5}\s*号)\s*(?P<rest>.+)"
)


def unfold(lines: list[Line]) -> list[Line]:
    """The lines, with a run-on head and a run-on signature cut into lines of their own."""
    cut: list[Line] = []
    for index, line in enumerate(lines):
        if line.cells or len(line.text) < _LONG:
            cut.append(line)
            continue
        pieces = [*_head(line.text)] if index < 5 else [line.text]
        pieces[-1:] = [piece for part in _headings(pieces[-1]) for piece in _tail(part)]
        cut.extend([line] if len(pieces) == 1 else [Line(piece, page=line.page, gap=line.gap) for piece in pieces])
    return cut


def _head(text: str) -> list[str]:
    found = _RUN_ON_HEAD.fullmatch(text)
    return [found["title"], found["number"], found["rest"]] if found else [text]


def _headings(text: str) -> list[str]:
    """Cut a paragraph that holds 一、 二、 三、 (or 第一条 第二条) in their order, each behind the end of a sentence."""
    if len(text) < _RUN_ON:
        return [text]
    for forms in _SERIES:
        places: list[int] = []
        for form in forms:
            found = re.compile(rf"(?<=[。：；]){form}").search(text, places[-1] + 1 if places else 0)
            if not found:
                break
            places.append(found.start())
        if len(places) >= 2:
            cuts = [0, *places, len(text)]
            return [text[start:end].strip() for start, end in pairwise(cuts) if text[start:end].strip()]
    return [text]


def _tail(text: str) -> list[str]:
    """Body, signature, date and note; the text alone when its end is anything else."""
    body, note = split_annotation(text) or (text, "")
    end = body.rfind("。") + 1
    halves = split_trailing_date(body[end:]) if end else None
    if not halves or len(body) - end > 60 or not organs_in(halves[0]):
        return [text]
    return [body[:end], halves[0], halves[1], *([note] if note else [])]
