"""Dates as official documents print them (GB/T 9704-2012, 7.3.5: the date of the document).

The standard asks for Arabic numerals, year in full, month and day without leading zero. Older
papers use Chinese numerals with 〇 in several disguises (○, O, 0, 零).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from disclosure.recognition.chars import compact

_ZERO = "〇○零oO0ΟοОо◯"
_DIGITS = {**dict.fromkeys(_ZERO, 0), **{char: value for value, char in enumerate("一二三四五六七八九", 1)}}
_YEAR = rf"(?P<year>\d{{4}}|[{_ZERO}一二三四五六七八九\d]{{4}})"
_MONTH_DAY = (
    r"(?P<month>\d{1,2}|[正元一二三四五六七八九十]{1,2})月(?P<day>\d{1,2}|[一二三四五六七八九十廿卅〇○]{1,3})日"
)
CHINESE_DATE = re.compile(rf"{_YEAR}年{_MONTH_DAY}")
_PLAIN_DATE = re.compile(r"(?P<year>(?:19|20)\d{2})(?P<sep>[-./])(?P<month>\d{1,2})(?P=sep)(?P<day>\d{1,2})")
_CLOCK = re.compile(r"[T日]?\s*\d{1,2}[:：]\d{2}(?:[:：]\d{2})?(?:\.\d+)?Z?$")
_INCOMPLETE = re.compile(
    rf"(?:(?:19|20)\d{{2}}|[二2][{_ZERO}][{_ZERO}一二三四\d][{_ZERO}一二三四五六七八九\d])?年"
    r"(?:(?:[×xX*_＿X]+|\d{1,2}|[一二三四五六七八九十]{1,2})?月(?:[×xX*_＿]*日)?)"
)


@dataclass(frozen=True)
class DateReading:
    """A printed date. on is None when the day does not exist or is incomplete; problem says why."""

    printed: str
    on: date | None
    problem: str | None = None


def _number(text: str) -> int:
    """1 to 99 in either script: 7, 七, 十二, 三十一, 廿三."""
    if text.isdecimal():
        return int(text)
    text = {"正": "一", "元": "一"}.get(text, text).replace("廿", "二十").replace("卅", "三十")
    tens, ten, ones = text.rpartition("十")
    if ten:
        return (_DIGITS.get(tens, 1) if tens else 1) * 10 + (_DIGITS.get(ones, 0) if ones else 0)
    return _DIGITS.get(text, 0)


def _year(text: str) -> int:
    return int("".join(char if char.isdecimal() else str(_DIGITS[char]) for char in text))


def _reading(found: re.Match[str], printed: str) -> DateReading:
    year, month, day = _year(found["year"]), _number(found["month"]), _number(found["day"])
    if not 1900 <= year <= 2100:
        return DateReading(printed, None, f"日期“{printed}”的年份不合情理，未采用")
    try:
        return DateReading(printed, date(year, month, day))
    except ValueError:
        return DateReading(printed, None, f"日期“{printed}”不存在，未采用")


def read_date(text: str) -> DateReading | None:
    """Read a line that is a date and nothing else (brackets around it allowed); None otherwise.

    A time of day is refused: such a line says when a page was put on line, not when the document was made.
    """
    printed = compact(text).strip("（()）[]【】")
    if not 4 <= len(printed) <= 20:
        return None
    found = CHINESE_DATE.fullmatch(printed) or _PLAIN_DATE.fullmatch(printed)
    if found:
        return _reading(found, printed)
    if _INCOMPLETE.fullmatch(printed):
        return DateReading(printed, None, f"日期“{printed}”不完整，未采用")
    return None


def read_stated_date(text: str) -> DateReading | None:
    """Read the value of a metadata field such as 成文日期, where a time of day may follow."""
    value = compact(text)
    found = CHINESE_DATE.match(value) or _PLAIN_DATE.match(value)
    if not found:
        return None
    rest = value[found.end() :]
    return _reading(found, found.group()) if not rest or _CLOCK.fullmatch(rest) else None


def dates_in(text: str) -> list[tuple[int, int, DateReading]]:
    """Every date written with 年月日 in the text without spaces, with its position there."""
    value = compact(text)
    return [(found.start(), found.end(), _reading(found, found.group())) for found in CHINESE_DATE.finditer(value)]


def split_trailing_date(text: str) -> tuple[str, str] | None:
    """Split `云澜市教育局 2026年3月5日` in two; None when the line does not end with a date."""
    found = re.search(
        rf"(?P<date>[\d{_ZERO}一二三四五六七八九][\d{_ZERO}一二三四五六七八九 ]{{3,7}}年[^年]{{3,12}}日)\s*$", text
    )
    if not found or not read_date(found["date"]):
        return None
    return text[: found.start()].strip(), found["date"]
