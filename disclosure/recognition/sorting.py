"""Sort the lines above the body by kind, and settle which of them are the title.

Web copies print title and number in the other order than papers do; so lines are sorted by kind before
anybody asks for their order.
"""

from __future__ import annotations

import re

from disclosure.recognition.attachments import heading_number
from disclosure.recognition.chars import compact
from disclosure.recognition.dates import read_date, split_trailing_date
from disclosure.recognition.head import Head
from disclosure.recognition.number import read_number, unfinished_number
from disclosure.recognition.title import Title, build_title, is_complete, join_pieces
from disclosure.recognition.vocabulary import is_organ, organs_at_start, organs_in
from disclosure.recognition.zone import is_caption

_SECRET = re.compile(
    r"(?:\d{6})?[【（(]?(?:密级[:：])?(?:绝密|机密|秘密)"
    r"(?:[★☆*·]|\d+(?:年|个月|月|天)|[一二三五十]+[年月]|长期|启封.*|解密.*|紧急程度[:：]|特急|加急|[】）)])*"
)
_URGENCY = re.compile(r"(?:特急|加急|特提|平急|急件|紧急|明电|内部明电|密电|发电|等级|[·:：★])+")
_COPY_NUMBER = re.compile(r"(?:№|No\.?|份号[:：]?)?0\d{4,5}")
# Replies to deputies (建议、提案答复) print the class of the reply in the corner.
_REPLY_CLASS = re.compile(r"(?:类别[:：])?[（(【]?[A-D]类?[）)】]?")
_SIGNER = re.compile(r"签发人?[:：]|会签人?[:：]")
_GENRE_MARK = re.compile(r"(?P<organ>.{3,40}?)(?P<genre>令|命令|公告|通告|公报|(?:会议)?纪要|简报)$")
_MEETING = re.compile(
    r"(?:第?[一二三四五六七八九十百\d]+[届次]){0,2}(?:党组|常务|全体|专题|办公|工作|协调|调度|推进|联席|现场|成员|（扩大）)*(?:会议?|第?[一二三四五六七八九十百\d]+次会?)?$"
)
# 市政府 names an organ only to those who know the city; the full name beside the date is better.
_SHORT_NAME = re.compile(r"[省市县区州镇乡旗盟](?:人民)?(?:政府|委|府)(?:办公?[厅室]?)?")
_FILE_WORD = "文件"


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


class Sorter:
    """Sorts the lines of the zone by kind and settles which run of them is the title."""

    def __init__(self, head: Head) -> None:
        self.head = head
        self.runs: list[list[tuple[int, str]]] = [[]]
        self.number_place: int | None = None
        self.title_place: int | None = None
        self.file_place: int | None = None
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
            place < 8 and (_COPY_NUMBER.fullmatch(plain) or _URGENCY.fullmatch(plain) or _REPLY_CLASS.fullmatch(plain))
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
        if not found[1]:
            self.file_place = place
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
        used = self._last_copy(title, used)
        if not title.complete and self.mark_places:
            self._loose_organs([])
            self._title_from_mark()
            return
        self.head.title = title
        self.title_place = used[-1][0]
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

    def _last_copy(self, title: Title, used: list[tuple[int, str]]) -> list[tuple[int, str]]:
        """A page prints the title above its information table and again above the text: the last one counts."""
        below = [item for run in self.runs for item in run if item[0] > used[-1][0]]
        for start in range(len(below)):
            for count in range(1, 5):
                copy = below[start : start + count]
                if title.complete and join_pieces([text for _, text in copy]) == title.text:
                    return copy
        return used

    def unplaced(self) -> list[int]:
        """Lines below the title that are part of nothing else."""
        if self.title_place is None:
            return []
        below = [item for run in self.runs for item in run if item[0] > self.title_place]
        self.head.authors = [organ for _, text in below for organ in organs_in(text)]
        title = compact(self.head.title.text) if self.head.title else ""
        return [place for place, text in below if not organs_in(text) and compact(text) not in title]

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
                elif organs and self._below_mark(place):
                    self.head.marks = list(dict.fromkeys([*self.head.marks, *organs]))
                elif place not in taken and not organs and taken and place < min(taken):
                    self.head.ignored.append(text)

    def _below_mark(self, place: int) -> bool:
        """Joint organs stand around 文件, so some are printed below its line and above the number."""
        if self.file_place is None or self.number_place is None:
            return False
        return self.file_place < place < self.number_place

    def _title_from_mark(self) -> None:
        """Announcements and orders often have no title but their letterhead."""
        if self.mark_places:
            place, words = next(iter(self.mark_places.items()))
            if words != _FILE_WORD:
                self.head.title = Title(words, 0, True)
                self.title_place = place
                self.last_used = max(self.last_used, place)
