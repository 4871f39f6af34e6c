"""The list of attachments (附件说明, GB/T 9704-2012, 7.3.4) and where an attached text begins (7.3.7).

The list stands below the body: 附件：1.甲 / 2.乙, numbered only when there are several, without
closing marks. The attached text itself begins on a new page with 附件 or 附件1 in the corner.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from disclosure.recognition.chars import close_up, compact, glue, narrow, unclosed
from disclosure.recognition.dates import read_date
from disclosure.recognition.number import read_number
from disclosure.recognition.source import Line
from disclosure.recognition.vocabulary import ends_with_genre, organs_in

_LIST_START = re.compile(r"^(?:附\s*件|附)\s*[:：]\s*(?P<rest>.*)$")
_LIST_NUMBERED = re.compile(r"^附\s*件\s*(?P<number>\d{1,2}|[一二三四五六七八九十]{1,2})\s*[:：.．、]\s*(?P<rest>.+)$")
_ITEM = re.compile(r"^\s*[（(]?(?P<number>\d{1,2})\s*[.．、:：）)]\s*(?P<name>.+)$")
_INLINE_ITEM = re.compile(r"(?:(?<=^)|(?<=[\s；;。]))(\d{1,2})\s*[.．、](?!\d)\s*")
_HEADING = re.compile(
    r"^[（(【]?\s*附\s*(?:件|表|录|图|则)?\s*(?P<number>\d{1,2}|[一二三四五六七八九十]{1,2})?\s*(?:[-－—]\s*\d{1,2})?\s*[）)】]?\s*[:：.．、]?\s*$"
)
_HAN = "一二三四五六七八九十"
_FILE_ENDING = re.compile(r"\.(?:docx?|pdf|xlsx?|wps|et|rar|zip|pptx?|ofd|txt|jpg|png)$", re.IGNORECASE)


@dataclass(frozen=True)
class ListedAttachment:
    """An entry of the 附件 list."""

    number: int | None
    name: str


@dataclass(frozen=True)
class AttachmentList:
    items: list[ListedAttachment]
    end: int


def heading_number(text: str) -> tuple[bool, int | None]:
    """Whether the line is the corner mark of an attached text (附件, 附件2), and its number."""
    found = _HEADING.match(narrow(text))
    if not found:
        return False, None
    number = found["number"]
    if not number:
        return True, None
    return True, int(number) if number.isdecimal() else _HAN.find(number) + 1 or None


def _clean_name(text: str) -> str:
    return close_up(text).strip("。；;，、 ").strip()


def _closes_list(line: Line) -> bool:
    text = line.text
    return bool(
        organs_in(text)
        or read_date(text)
        or re.match(r"^[（(]\s*(?:此件|联系)", text)
        or re.search(r"[。！？]$", text)
        or heading_number(text)[0]
    )


def read_attachment_list(lines: list[Line], index: int) -> AttachmentList | None:
    """Read the list that begins on this line; None when the line does not open one."""
    if lines[index].cells:
        return None
    text = narrow(lines[index].text)
    numbered = _LIST_NUMBERED.match(text)
    if numbered and not numbered["rest"].startswith(("的", "所", "中")) and len(text) <= 80:
        return _numbered_lines(lines, index)
    found = _LIST_START.match(text)
    if not found:
        return None
    if not found["rest"].strip() and _is_corner_mark(lines, index):
        return None
    names, end = _gather(lines, index, found["rest"].strip())
    items = _items(names)
    return AttachmentList(items, end) if items else None


def _is_corner_mark(lines: list[Line], index: int) -> bool:
    """附件： alone opens an attached text when no numbered or closing lines follow it."""
    following = lines[index + 1 : index + 4]
    if not following or following[0].cells:
        return True
    if _ITEM.match(narrow(following[0].text)) and len(following[0].text) < 60:
        return False
    return not any(_closes_list(line) for line in following[1:3]) or re.search(r"[。]", following[0].text) is not None


def _numbered_lines(lines: list[Line], index: int) -> AttachmentList:
    """附件1：甲 / 附件2：乙, one a line."""
    items: list[ListedAttachment] = []
    while index < len(lines) and not lines[index].cells:
        found = _LIST_NUMBERED.match(narrow(lines[index].text))
        if not found:
            break
        number = int(found["number"]) if found["number"].isdecimal() else _HAN.find(found["number"]) + 1
        items.append(ListedAttachment(number, _clean_name(found["rest"])))
        index += 1
    return AttachmentList(items, index)


def _gather(lines: list[Line], index: int, first: str) -> tuple[list[str], int]:
    """Collect the printed lines of the list; a line without a number continues the item above."""
    names = [first] if first else []
    index += 1
    while index < len(lines):
        line = lines[index]
        if line.cells or not line.text or _closes_list(line) or len(line.text) > 120:
            break
        item = _ITEM.match(narrow(line.text))
        if (item and int(item["number"]) == len(_items(names)) + 1) or not names:
            names.append(line.text)
        elif _continues_item(names, line):
            names[-1] = glue(names[-1], line.text)
        else:
            break
        index += 1
    return names, index


def _continues_item(names: list[str], line: Line) -> bool:
    if line.align in ("right", "center") or re.search(r"[，。；：]", line.text):
        return False
    open_name = bool(unclosed(names[-1])) or not (
        ends_with_genre(names[-1]) or _FILE_ENDING.search(names[-1]) or names[-1].endswith("》")
    )
    return open_name and not line.gap and (ends_with_genre(line.text) or bool(unclosed(names[-1])))


def _items(names: list[str]) -> list[ListedAttachment]:
    """Entries of the gathered lines; several may share a line (1.甲 2.乙)."""
    items: list[ListedAttachment] = []
    for name in names:
        pieces = _INLINE_ITEM.split(narrow(name).strip())
        if len(pieces) >= 3 and not pieces[0].strip():
            numbers = [int(number) for number in pieces[1::2]]
            if numbers == list(range(numbers[0], numbers[0] + len(numbers))):
                items.extend(
                    ListedAttachment(number, _clean_name(piece))
                    for number, piece in zip(numbers, pieces[2::2], strict=True)
                )
                continue
        if _clean_name(name):
            items.append(ListedAttachment(None, _clean_name(name)))
    return [item for item in items if item.name]


def _unquoted(text: str) -> str:
    return re.sub(r"[《》“”〈〉]", "", compact(text))


def names_match(line: str, name: str) -> bool:
    """Whether a printed line is the announced name, whatever the quotation marks and a bracket behind it."""
    line, name = _unquoted(line), _unquoted(name)
    if len(line) < 4 or len(name) < 4:
        return line == name
    bare = re.sub(r"[（(][^（()）]*[）)]$", "", line)
    # The title may shorten or lengthen the name by the place it speaks of.
    return name in (line, bare) or (
        len(bare) >= 6 and abs(len(bare) - len(name)) <= 14 and (name.endswith(bare) or bare.endswith(name))
    )


def opens_attached_text(lines: list[Line], index: int, names: list[str]) -> bool:
    """Whether an attached or forwarded text begins here: its corner mark, or the name the title announced."""
    line = lines[index]
    if line.cells or not line.text:
        return False
    if heading_number(line.text)[0]:
        return read_attachment_list(lines, index) is None
    if (
        len(line.text) > 90
        or line.text.startswith("附")
        or re.search(r"[。；]$|^[（(]?[一二三四五六七八九十\d]+[、.）)]", line.text)
    ):
        return False
    if named_here(lines, index, names):
        return True
    own_number = read_number(line.text)
    return own_number is not None and not own_number.headless and index > 0


def named_here(lines: list[Line], index: int, names: list[str]) -> int:
    """How many lines from `index` print one of the names; 0 when none is printed here.

    Only a line that is itself a piece of the name may begin it over several lines.
    """
    for name in names:
        text = ""
        for count, piece in enumerate(lines[index : index + 4], 1):
            text = glue(text, piece.text)
            if names_match(text, name):
                return count
            if not _is_piece(text, name):
                break
    return 0


def _is_piece(text: str, name: str) -> bool:
    return len(_unquoted(text)) >= 3 and _unquoted(text) in _unquoted(name)
