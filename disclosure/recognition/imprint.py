"""The imprint (版记), GB/T 9704-2012, 7.4: copies to (抄送), printing office and date of printing (印发)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from disclosure.recognition.chars import close_up, compact, glue, narrow
from disclosure.recognition.dates import DateReading, read_date
from disclosure.recognition.markers import starts_with_marker
from disclosure.recognition.source import Line
from disclosure.recognition.vocabulary import organs_in

_COPIES = re.compile(
    r"^(?:抄\s*送|抄\s*报|分\s*送|抄\s*发|抄报送|内部发送|主报|报\s*送|报|送|发)\s*(?:单位|机关)?\s*[:：]"
)
_STRONG_COPIES = re.compile(r"^(?:抄\s*送|抄\s*报|分\s*送|抄\s*发|内部发送)\s*(?:单位|机关)?\s*[:：]")
_PRINTED = re.compile(
    r"(?P<organ>.*?)\s*(?P<date>[\d〇○零oO一二三四五六七八九 ]{4,9}年[^年。，]{3,14}日)\s*印\s*(?:发|制)?\s*(?:[（(].*)?$"
)
_COPIES_PRINTED = re.compile(
    r"^[（(]?\s*共\s*印\s*\d+\s*份\s*[）)]?$|^印数[:：]|^校对[:：]|^打字[:：]|^主题词[:：]|^印发份数"
)


@dataclass
class Imprint:
    """taken: indexes of the lines that belong to the imprint. first: where it begins, None without one."""

    copies_to: str | None = None
    printed_by: str | None = None
    printed: DateReading | None = None
    taken: set[int] = field(default_factory=set)

    @property
    def first(self) -> int | None:
        return min(self.taken) if self.taken else None


def _printed_line(text: str) -> tuple[str, DateReading] | None:
    found = _PRINTED.fullmatch(narrow(text).strip())
    reading = read_date(found["date"]) if found else None
    if not found or not reading or len(found["organ"]) > 60 or re.search(r"[。，《]", found["organ"]):
        return None
    return found["organ"], reading


def read_imprint(lines: list[Line], start: int) -> Imprint:
    """Find the imprint behind `start`. The printing date is never the date of the document."""
    imprint = Imprint()
    index = start
    while index < len(lines):
        text = lines[index].text
        if imprint.copies_to is None and _STRONG_COPIES.match(text):
            index = _read_copies(lines, index, imprint)
            continue
        printed = _printed_line(text)
        if printed and imprint.printed is None:
            _take_printed(lines, index, printed, imprint)
        elif _COPIES_PRINTED.match(compact(text)):
            imprint.taken.add(index)
        index += 1
    return imprint


def _take_printed(lines: list[Line], index: int, printed: tuple[str, DateReading], imprint: Imprint) -> None:
    organ, imprint.printed = printed
    imprint.taken.add(index)
    if (
        not organ
        and index > 0
        and organs_in(lines[index - 1].text)
        and (index - 1 in imprint.taken or not read_date(lines[index - 1].text))
    ):
        organ = lines[index - 1].text
        imprint.taken.add(index - 1)
    imprint.printed_by = close_up(organ).replace(" ", "") or None


def _read_copies(lines: list[Line], index: int, imprint: Imprint) -> int:
    """Read 抄送 with its following lines; the list ends with a full stop or at the printing line."""
    text = ""
    while index < len(lines):
        line = lines[index]
        if line.cells or (text and not _may_run_on(text, lines, index)):
            break
        text = glue(text, line.text)
        imprint.taken.add(index)
        index += 1
    imprint.copies_to = close_up(_COPIES.sub("", text)).strip("。 ") or None
    return index


def _may_run_on(text: str, lines: list[Line], index: int) -> bool:
    line = lines[index].text
    if _before_printing_line(lines, index):
        return True
    if re.search(r"[。.]$", text.rstrip()):
        # 抄送 may go on after a full stop: party organs, then government, each closed by one.
        return (
            bool(re.search(r"。$", line))
            and len(line) < 60
            and not starts_with_marker(line)
            and bool(re.search(r"[委办局会院]", line))
            and "，" in line
        )
    if _printed_line(line) or read_date(line) or starts_with_marker(line) or len(text) > 600:
        return False
    return not (organs_in(line) and index + 1 < len(lines) and _printed_line(lines[index + 1].text))


def _before_printing_line(lines: list[Line], index: int) -> bool:
    """Whether only more of the list stands between here and the printing line: it has a block for each kind of organ."""
    for place in range(index, min(index + 10, len(lines))):
        text = lines[place].text
        if _printed_line(text):
            return place > index and not organs_in(lines[index].text)
        if organs_in(text) and place + 1 < len(lines) and _printed_line(lines[place + 1].text):
            return place > index
        if (
            lines[place].cells
            or not text
            or starts_with_marker(text)
            or re.search(r"[：:；《]", text)
            or read_date(text)
        ):
            return False
        if len(text) > 120 or not re.search(r"[，、。]", text):
            return False
    return False
