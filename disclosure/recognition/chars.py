"""Characters: widths, spaces and brackets of Chinese typesetting."""

from __future__ import annotations

import re
import unicodedata

CJK = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f〇○"
CJK_MARKS = "\u3001-\u303f\uff01-\uff60“”‘’—…·"
_SPACES = re.compile(r"[ \t\u00a0\u2000-\u200a\u202f\u205f\u3000]+")
_INVISIBLE = re.compile(
    r"[\u0000-\u0008\u000e-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff\ufff9-\ufffc\ufffe\uffff]"
)
_SPACE_BESIDE_CHINESE = re.compile(rf"(?<=[{CJK}{CJK_MARKS}]) +| +(?=[{CJK}{CJK_MARKS}])")
_FULL_WIDTH = {code: code - 0xFEE0 for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))}
_WIDE = re.compile(r"[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]")
_RADICALS = re.compile(r"[\u2e80-\u2fdf\uf900-\ufaff]")
PAIRS = {"（": "）", "《": "》", "(": ")", "“": "”", "〈": "〉", "【": "】", "〔": "〕"}


def visible(text: str) -> str:
    """The text without control and zero-width characters; every kind of space is a plain space.

    Some PDF fonts map common characters to look-alikes in the radicals block; those are put back,
    because nobody would find them by searching.
    """
    text = _INVISIBLE.sub("", text)
    if _RADICALS.search(text):
        text = _RADICALS.sub(lambda found: unicodedata.normalize("NFKC", found.group()), text)
    return _SPACES.sub(" ", text)


def narrow(text: str) -> str:
    """Full-width digits and Latin letters as plain ones; punctuation is left alone."""
    return text.translate(_FULL_WIDTH) if _WIDE.search(text) else text


def compact(text: str) -> str:
    """For comparing: plain digits, no spaces at all."""
    return narrow(visible(text)).replace(" ", "")


def close_up(text: str) -> str:
    """Remove spaces that stand beside a Chinese character; keep those between Latin words."""
    return _SPACE_BESIDE_CHINESE.sub("", narrow(visible(text)).strip())


def glue(left: str, right: str) -> str:
    """Join two broken lines: a space only where a Latin word was cut from the next one."""
    left, right = left.rstrip(), right.lstrip()
    if left and right and left[-1].isascii() and right[0].isascii() and left[-1].isalpha() and right[0].isalpha():
        return f"{left} {right}"
    return left + right


def cells_wide(text: str) -> float:
    """The printed width in full-width characters."""
    return sum(1 if unicodedata.east_asian_width(char) in "WFA" else 0.5 for char in text)


def unclosed(text: str) -> str:
    """The last bracket or quotation mark that is opened and not closed; "" when balanced."""
    stack: list[str] = []
    for char in text:
        if char in PAIRS:
            stack.append(char)
        elif (stack and char in "）)" and stack[-1] in "（(") or (stack and char == PAIRS[stack[-1]]):
            stack.pop()
    return stack[-1] if stack else ""
