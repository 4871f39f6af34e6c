"""Read the head of the paper (版头) and the title block, GB/T 9704-2012, 7.2 and 7.3.1.

From top to bottom: copy number, classification, urgency, mark of the issuing organ (发文机关标志),
document number and signer, title, note below the title (题注), addressee.
"""

from __future__ import annotations

import re

from disclosure.recognition.addressee import read_addressee
from disclosure.recognition.head import Head
from disclosure.recognition.markers import read_marker
from disclosure.recognition.number import DocumentNumber
from disclosure.recognition.sorting import Sorter
from disclosure.recognition.source import Line
from disclosure.recognition.vocabulary import is_organ
from disclosure.recognition.zone import read_zone, take_apart


def read_head(lines: list[Line]) -> Head:
    """Read everything above the body."""
    head = Head()
    zone, end = read_zone(lines)
    sorter = Sorter(head)
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
    head.loose = [place for place in sorter.unplaced() if place < head.body_start]
    _number_with_head(head)
    return head


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
