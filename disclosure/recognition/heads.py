"""The head of the paper (版头) and the title block, GB/T 9704-2012, 7.2 and 7.3.1.

From top to bottom: copy number, classification, urgency, mark of the issuing organ (发文机关标志),
document number and signer, title, note below the title (题注). Web copies print title and number in the
other order; the pass accepts both, because it sorts lines by kind before it asks for their order.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from disclosure.recognition.addressee import Addressee, read_addressee
from disclosure.recognition.attachments import heading_number
from disclosure.recognition.chars import compact
from disclosure.recognition.dates import read_date, split_trailing_date
from disclosure.recognition.markers import read_marker
from disclosure.recognition.number import (
    DocumentNumber,
    read_number,
    unfinished_number,
)
from disclosure.recognition.source import Line
from disclosure.recognition.title import Title, build_title, is_complete
from disclosure.recognition.vocabulary import is_organ, organs_at_start, organs_in
from disclosure.recognition.zone import is_caption, read_zone, take_apart

_SECRET = re.compile(
    r"(?:\d{6})?[【（(]?(?:密级[:：])?(?:绝密|机密|秘密)"
    r"(?:[★☆*·]|\d+(?:年|个月|月|天)|[一二三五十]+[年月]|长期|启封.*|解密.*|紧急程度[:：]|特急|加急|[】）)])*"
)
_URGENCY = re.compile(r"(?:特急|加急|特提|平急|急件|紧急|明电|内部明电|密电|发电|等级|[·:：★])+")
_COPY_NUMBER = re.compile(r"(?:№|No\.?|份号[:：]?)?0\d{4,5}")
_SIGNER = re.compile(r"签发人?[:：]|会签人?[:：]")
_GENRE_MARK = re.compile(r"(?P<organ>.{3,40}?)(?P<genre>令|命令|公告|通告|公报|(?:会议)?纪要|简报)$")
_MEETING = re.compile(
    r"(?:第?[一二三四五六七八九十百\d]+[届次]){0,2}(?:党组|常务|全体|专题|办公|工作|协调|调度|推进|联席|现场|成员|（扩大）)*(?:会议?|第?[一二三四五六七八九十百\d]+次会?)?$"
)
# 市政府 names an organ only to those who know the city; the full name beside the date is better.
_SHORT_NAME = re.compile(r"[省市县区州镇乡旗盟](?:人民)?(?:政府|委|府)(?:办公?[厅室]?)?")
_FILE_WORD = "文件"


@dataclass
class Head:
    """What stood above the body. body_start: index of the first body line; rest: body text behind 主送机关."""

    marks: list[str] = field(default_factory=list)
    mark_words: str = ""
    firm_mark: bool = False
    number: DocumentNumber | None = None
    other_numbers: list[DocumentNumber] = field(default_factory=list)
    unfinished_number: str | None = None
    title: Title | None = None
    addressee: Addressee | None = None
    captions: list[str] = field(default_factory=list)
    dates: list[str] = field(default_factory=list)
    classification: str | None = None
    corner_mark: str = ""
    ignored: list[str] = field(default_factory=list)
    body_start: int = 0


def _mark(text: str) -> tuple[list[str], str] | None:
    """The organs of a letterhead line and its words; None when the line is no letterhead."""
    plain = compact(text)
    if "关于" in plain or "《" in plain or len(plain) > 60:
        return None
    if plain.endswith(_FILE_WORD):
        stem = re.sub(r"\s*文\s*件\s*$", "", text)
        organs = organs_in(stem) or (
            [compact(stem)] if len(compact(stem)) > 4 and compact(stem).startswith("中共") else []
        )
        return (organs, "") if organs or not compact(stem) else None
    found = _GENRE_MARK.fullmatch(plain)
    stem = found["organ"] if found else ""
    for organ in (stem, _MEETING.sub("", stem)):
        if organ and is_organ(organ):
            return [organ], plain
    return None


def read_head(lines: list[Line]) -> Head:
    """Read everything above the body."""
    head = Head()
    zone, end = read_zone(lines)
    sorter = _Sorter(head)
    for place, text in zone:
        for part in take_apart(text):
            sorter.add(place, part)
    sorter.settle()
    head.addressee = read_addressee(lines, end)
    if head.addressee:
        head.body_start = end + head.addressee.lines
    else:
        # Lines between the title block and the first sentence already belong to the body.
        head.body_start = sorter.last_used + 1
    _number_with_head(head)
    return head


class _Sorter:
    """Sorts the lines of the zone by kind and settles which run of them is the title."""

    def __init__(self, head: Head) -> None:
        self.head = head
        self.runs: list[list[tuple[int, str]]] = [[]]
        self.number_place: int | None = None
        self.mark_places: dict[int, str] = {}
        self.last_used = -1

    def _use(self, place: int) -> None:
        self.last_used = max(self.last_used, place)
        if self.runs[-1]:
            self.runs.append([])

    def add(self, place: int, text: str) -> None:
        plain = compact(text)
        if (
            self._is_label(plain, place)
            or self._is_number(text, place)
            or self._is_mark(text, place)
            or self._is_date(text, place)
        ):
            return
        if is_caption(plain):
            self.head.captions.append(plain)
            self._use(place)
            return
        self.runs[-1].append((place, text))

    def _is_label(self, plain: str, place: int) -> bool:
        """Classification, urgency, copy number, signer, or the corner mark of an attachment."""
        if place < 3 and heading_number(plain)[0]:
            self.head.corner_mark = plain
        elif _SECRET.fullmatch(plain):
            self.head.classification = plain
        elif not _SIGNER.match(plain) and not (
            place < 6 and (_COPY_NUMBER.fullmatch(plain) or _URGENCY.fullmatch(plain))
        ):
            return False
        self._use(place)
        return True

    def _is_number(self, text: str, place: int) -> bool:
        number = read_number(text)
        if number:
            if self.head.number is None or (
                self.head.number.headless and not number.headless and not self.head.mark_words
            ):
                self.head.number, self.number_place = number, place
            elif number.text != self.head.number.text:
                self.head.other_numbers.append(number)
            self._use(place)
            return True
        unfinished = unfinished_number(text)
        if unfinished:
            self.head.unfinished_number = unfinished
            self._use(place)
        return unfinished is not None

    def _is_mark(self, text: str, place: int) -> bool:
        plain = compact(text)
        pending = self.runs[-1]
        if (
            plain in ("令", "公告", "通告", "命令", _FILE_WORD)
            and pending
            and all(organs_in(piece) for _, piece in pending)
        ):
            organs = [organ for _, piece in pending for organ in organs_in(piece)]
            found: tuple[list[str], str] | None = (organs, "" if plain == _FILE_WORD else "".join(organs) + plain)
            pending.clear()
        else:
            found = _mark(text)
            if found and plain.endswith(_FILE_WORD):
                found = ([organ for _, piece in pending for organ in organs_in(piece)] + found[0], "")
                pending[:] = [item for item in pending if not organs_in(item[1])]
        if not found:
            return False
        if not self.head.firm_mark:
            self.head.marks, self.head.mark_words, self.head.firm_mark = list(dict.fromkeys(found[0])), found[1], True
        if found[1] or not found[0]:
            self.mark_places[place] = plain
        self._use(place)
        return True

    def _is_date(self, text: str, place: int) -> bool:
        halves = split_trailing_date(text)
        if read_date(text) is None and not (halves and organs_in(halves[0])):
            return False
        self.head.dates.append(halves[1] if halves else text)
        if halves and all(_SHORT_NAME.fullmatch(mark) for mark in self.head.marks):
            self.head.marks = organs_in(halves[0])
        self._use(place)
        return True

    def settle(self) -> None:
        """Choose the title: the first whole one below the number, else above it, else an incomplete one."""
        candidates = [candidate for run in self.runs if run for candidate in self._candidates(run)]
        if not candidates:
            self._loose_organs([])
            self._title_from_mark()
            return
        below = self.number_place if self.number_place is not None else -1

        def rank(item: tuple[int, Title, list[tuple[int, str]]]) -> tuple[bool, bool, bool]:
            place, title, _ = item
            return (not title.complete, "关于" not in title.text and len(title.text) <= 4, place < below)

        _, title, used = min(candidates, key=rank)
        if not title.complete and self.mark_places:
            self._loose_organs([])
            self._title_from_mark()
            return
        self.head.title = title
        self.last_used = max([self.last_used, *(index for index, _ in used)])
        self._loose_organs(used)

    def _candidates(self, run: list[tuple[int, str]]) -> list[tuple[int, Title, list[tuple[int, str]]]]:
        """A title may begin at the first line of a run or below letterhead lines that stand above it."""
        found = []
        for start in range(len(run)):
            texts = [text for _, text in run[start:]]
            if organs_in(texts[0]) and not self._opens_title(texts):
                continue
            title = build_title(texts)
            if title:
                found.append((run[start][0], title, run[start : start + title.lines]))
            if title and title.complete:
                break
        return found

    def _opens_title(self, texts: list[str]) -> bool:
        """Whether a line that is only an organ is the first line of the title below it."""
        following = [compact(text) for text in texts[1:]]
        while following and organs_in(following[0]):
            following.pop(0)
        if not following:
            return False
        organ, below = compact(texts[0]), following[0]
        if re.match(r"(?:关于|印发|转发|批转|公布|发布)", below):
            return True
        opening = organs_at_start(below)
        return bool(opening) and not below.startswith(organ) and is_complete(organ + "".join(following[:4]))

    def _loose_organs(self, used: list[tuple[int, str]]) -> None:
        """Organs on lines of their own are a letterhead without the word 文件, or open the title."""
        taken = {place for place, _ in used}
        marked_run: list[tuple[int, str]] | None = None
        for run in self.runs:
            for place, text in run:
                organs = organs_in(text)
                open_still = not self.head.marks or marked_run is run
                if organs and not self.head.firm_mark and open_still and (not taken or place <= max(taken)):
                    self.head.marks = list(dict.fromkeys([*self.head.marks, *organs]))
                    marked_run = run
                    self.last_used = max(self.last_used, place)
                elif place not in taken and not organs and taken and place < min(taken):
                    self.head.ignored.append(text)

    def _title_from_mark(self) -> None:
        """Announcements and orders often have no title but their letterhead."""
        if self.mark_places:
            place, words = next(iter(self.mark_places.items()))
            if words != _FILE_WORD:
                self.head.title = Title(words, 0, True)
                self.last_used = max(self.last_used, place)


def _number_with_head(head: Head) -> None:
    """第12号 below 某市人民政府令 is read as 某市人民政府令第12号, the way it is cited."""
    number = head.number
    if number is None:
        return
    organ = re.match(r"(?P<organ>.{3,30}?)(?:令|公告|通告)(?:\d{4}年)?第", number.text)
    if organ and is_organ(organ["organ"]) and not head.marks:
        head.marks, head.firm_mark = [organ["organ"]], True
    if not number.headless:
        return
    words = head.mark_words
    genre = re.search(r"(公告|通告|令)$", head.title.text) if head.title else None
    if not words and head.marks and genre and not number.text.startswith(("令", "公告", "通告")):
        words = "".join(head.marks) + genre[1]
    elif not words and head.marks and number.text.startswith(("令", "公告", "通告")):
        words = "".join(head.marks)
    opening = read_marker(number.text)
    text = number.text
    for genre_word in ("命令", "令", "公告", "通告", "公报", "纪要"):
        if words.endswith(genre_word) and text.startswith(genre_word):
            text = text.removeprefix(genre_word)
    doubts = (
        number.doubts if words else (*number.doubts, f"发文字号“{number.text}”前没有机关代字或发文机关标志，请核对")
    )
    if opening is None:
        head.number = DocumentNumber(words + text, number.year, headless=not words, doubts=doubts)
