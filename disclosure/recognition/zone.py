"""The lines above the body: where they end, and lines that were broken or hold two parts."""

from __future__ import annotations

import re

from disclosure.recognition.addressee import read_addressee
from disclosure.recognition.chars import compact, glue, unclosed
from disclosure.recognition.markers import starts_with_marker
from disclosure.recognition.number import merge_broken_number, read_number, split_trailing_number
from disclosure.recognition.source import Line
from disclosure.recognition.title import is_complete
from disclosure.recognition.vocabulary import ends_with_genre

_TELEGRAM = re.compile(r"^(?:发电单位|收电单位|等\s*级|签批盖章|发往)[:：\s]")
_CAPTION = re.compile(r"^[（(【].*(?:通过|公布|施行|批准|修订|修正|发布|印发|签发|制定|起施|废止)")
_BODY_OPENING = re.compile(
    r"^(?:为|根据|按照|经|现将|近[年日期]|依据|遵照|鉴于|因|自|你|贵|《.{2,40}》(?:已|业经|经)|兹|今|最近|当前|本机关|我)"
)
_ZONE = 60


def is_caption(text: str) -> bool:
    """Whether the line is a note below the title (题注): who adopted or promulgated it and when."""
    plain = compact(text)
    return bool(_CAPTION.match(plain)) and plain[-1:] in "）)】"


def is_body(text: str, *, centred: bool = False) -> bool:
    """Whether a line is running text, by which the title block is over."""
    plain = compact(text)
    if starts_with_marker(text) or re.search(r"[。；！？]", plain):
        return not is_caption(plain)
    if plain.endswith(("：", ":")):
        return True
    outside = re.sub(r"《[^》]*》?|[（(][^（()）]*[）)]?", "", plain)
    if "，" in outside and not centred and not (ends_with_genre(plain) and "关于" in plain):
        return True
    if re.match(r"《.{2,40}》(?:已|业经|经)", plain):
        return True
    return (
        bool(_BODY_OPENING.match(plain))
        and len(plain) >= 14
        and not centred
        and not (ends_with_genre(plain) and is_complete(plain))
    )


def read_zone(lines: list[Line]) -> tuple[list[tuple[int, str]], int]:
    """The lines above the body, each with its (last) index, and the index where the body begins."""
    zone: list[tuple[int, str]] = []
    index = 0
    while index < min(len(lines), _ZONE):
        line = lines[index]
        text, used = _whole(lines, index)
        if not _TELEGRAM.match(text) and (
            line.cells or read_addressee(lines, index) or is_body(text, centred=line.align == "center")
        ):
            break
        index += used
        zone.append((index - 1, text))
    return zone, index


def _whole(lines: list[Line], index: int) -> tuple[str, int]:
    """A number or a note in brackets that is broken over lines, put together; and how many lines it takes."""
    text = lines[index].text
    merged = merge_broken_number(text, lines[index + 1].text) if index + 1 < len(lines) else None
    if merged:
        return merged, 2
    if text.startswith(("（", "(")) and unclosed(text):
        for used, line in enumerate(lines[index + 1 : index + 8], 2):
            text = glue(text, line.text)
            if not unclosed(text):
                return (text, used) if is_caption(text) else (lines[index].text, 1)
    return lines[index].text, 1


def take_apart(text: str) -> list[str]:
    """A line that holds two parts of the head as two lines."""
    if _TELEGRAM.match(text):
        return [piece for piece in re.split(r"\s+", text) if read_number(piece)]
    led = re.fullmatch(r"(\S{2,16}[〔\[［(（]\s*\d{4}\s*[〕\]］)）]\s*\d{1,5}\s*号)\s*(《.+》|关于.+)", text)
    if led and read_number(led[1]):
        return [led[1], led[2]]
    halves = split_trailing_number(text)
    if halves and not re.search(r"转发|贯彻|落实|废止|修改", halves[0]):
        return list(halves)
    bracketed = re.fullmatch(
        r"(.{4,40}?(?:令|公告|通告|纪要|公报))\s*([（(]\s*(?:\d{4}\s*年\s*)?第.{1,8}[号期]\s*[）)])", text
    )
    if bracketed and "关于" not in bracketed[1]:
        return [bracketed[1], bracketed[2]]
    return [text]
