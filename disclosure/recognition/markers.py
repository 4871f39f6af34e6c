"""Markers that number a heading or paragraph (GB/T 9704-2012, 7.3.3: 一、 （一） 1. （1）)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from disclosure.recognition.chars import narrow

_HAN = "[一二三四五六七八九十百零〇]"
_FORMS: tuple[tuple[str, str], ...] = (
    ("part", rf"第\s*{_HAN}{{1,4}}\s*(?:编(?!制)|篇|部分)(?![，。的是为])"),
    ("chapter", rf"第\s*(?:{_HAN}{{1,4}}|\d{{1,2}})\s*章(?!程)"),
    ("division", rf"第\s*{_HAN}{{1,4}}\s*节(?![能日约])"),
    ("article", rf"第\s*(?:{_HAN}{{1,5}}|\d{{1,3}})\s*条(?!例|件|第|规定|的|款|至|、|和|及|所|，)"),
    ("han", rf"{_HAN}{{1,4}}\s*(?:[、．](?!{_HAN}+、)|\.(?!\d))"),
    ("han-bracket", rf"[（(]\s*{_HAN}{{1,3}}\s*[）)]\s*[、.．]?"),
    ("decimal", r"\d{1,2}(?:\.\d{1,2}){1,4}(?:\.(?!\d)|(?=\s*[^\d\s.%％、，。°℃元万亿个名人年月日吨米公分小倍]))"),
    ("digit", r"\d{1,2}\s*(?:[、．]|\.(?!\d)|\.(?=(?:19|20)\d{2}\s*年)|\s*[）)](?!\d))"),
    ("digit-bracket", r"[（(]\s*\d{1,2}\s*[）)]\s*[、.．]?"),
    ("circled", r"[①-⑳]"),
    ("enumeration", rf"(?:第{_HAN}{{1,2}}是|{_HAN}{{1,2}}(?:是|要)(?!否))"),
)
_FORM = re.compile("|".join(f"(?P<{name.replace('-', '_')}>{pattern})" for name, pattern in _FORMS))
LEVELS = {
    "part": 1, "chapter": 1, "division": 2, "article": 3, "han": 1, "han-bracket": 2, "decimal": 2, "digit": 3,
    "digit-bracket": 4, "circled": 5, "enumeration": 5,
}  # fmt: skip


@dataclass(frozen=True)
class Marker:
    """A marker as printed, its form, its level (1 to 5) and what follows it."""

    form: str
    printed: str
    level: int
    rest: str


def read_marker(text: str) -> Marker | None:
    """The marker at the start of a paragraph, or None.

    >>> read_marker("（一）加强领导。").printed
    '（一）'
    """
    plain = narrow(text)
    found = _FORM.match(plain)
    if not found or (not plain[found.end() :].strip() and found.lastgroup == "enumeration"):
        return None
    form = (found.lastgroup or "").replace("_", "-")
    printed = re.sub(r"\s+", "", found.group())
    level = min(printed.rstrip(".").count(".") + 1, 5) if form == "decimal" else LEVELS[form]
    return Marker(form, printed, level, text[found.end() :].strip())


def starts_with_marker(text: str) -> bool:
    """Whether the paragraph is numbered. 一是 does not count: sentences use it in the middle as well."""
    marker = read_marker(text)
    return marker is not None and marker.form != "enumeration"
