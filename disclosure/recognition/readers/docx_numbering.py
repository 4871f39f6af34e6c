"""Automatic numbering of Word: the 一、 that is printed but stands in no text run."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable
from typing import Any

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_HAN = "零一二三四五六七八九"


def han_number(value: int) -> str:
    """1 to 99 in Chinese numerals: 十二, 二十, 二十三."""
    if not 0 < value < 100:
        return str(value)
    tens, ones = divmod(value, 10)
    head = "" if tens == 0 else "十" if tens == 1 else f"{_HAN[tens]}十"
    return head + (_HAN[ones] if ones else "")


_FORMATS: dict[str, Callable[[int], str]] = {
    "chineseCounting": han_number,
    "chineseCountingThousand": han_number,
    "chineseLegalSimplified": han_number,
    "ideographDigital": han_number,
    "japaneseCounting": han_number,
    "taiwaneseCountingThousand": han_number,
    "decimal": str,
    "decimalZero": lambda value: f"{value:02d}",
    "decimalEnclosedCircle": lambda value: chr(0x245F + value) if 0 < value <= 20 else str(value),
    "decimalEnclosedCircleChinese": lambda value: chr(0x245F + value) if 0 < value <= 20 else str(value),
    "decimalFullWidth": str,
    "lowerLetter": lambda value: chr(96 + value) if 0 < value <= 26 else str(value),
    "upperLetter": lambda value: chr(64 + value) if 0 < value <= 26 else str(value),
}


class Numbering:
    """Counts the numbered paragraphs of one document in reading order."""

    def __init__(self, document: Any) -> None:
        self._levels: dict[str, dict[int, tuple[str, str, int]]] = {}
        self._styles = document.styles
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)
        part = next(
            (rel.target_part for rel in document.part.rels.values() if rel.reltype.endswith("/numbering")), None
        )
        if part is not None:
            self._read(part.element)

    def _read(self, root: Any) -> None:
        abstract = {item.get(f"{_W}abstractNumId"): item for item in root.iter(f"{_W}abstractNum")}
        for number in root.iter(f"{_W}num"):
            reference = number.find(f"{_W}abstractNumId")
            item = abstract.get(reference.get(f"{_W}val")) if reference is not None else None
            if item is None:
                continue
            levels = {}
            for level in item.iter(f"{_W}lvl"):
                text, form, start = (level.find(f"{_W}{name}") for name in ("lvlText", "numFmt", "start"))
                levels[int(level.get(f"{_W}ilvl"))] = (
                    text.get(f"{_W}val") or "" if text is not None else "",
                    form.get(f"{_W}val") or "" if form is not None else "decimal",
                    int(start.get(f"{_W}val") or 1) if start is not None else 1,
                )
            self._levels[number.get(f"{_W}numId")] = levels

    def label(self, paragraph: Any) -> str:
        """The printed number of this paragraph; "" for none and for bullets. Call once per paragraph, in order."""
        number, level = self._reference(paragraph)
        levels = self._levels.get(number, {})
        if level not in levels:
            return ""
        counts = self._counts[number]
        text, form, start = levels[level]
        counts[level] = counts.get(level, start - 1) + 1
        for deeper in [other for other in counts if other > level]:
            del counts[deeper]
        if form in ("bullet", "none") or not text:
            return ""

        def value(found: re.Match[str]) -> str:
            index = int(found[1]) - 1
            _, own_form, own_start = levels.get(index, ("", "decimal", 1))
            return _FORMATS.get(own_form, str)(counts.get(index, own_start))

        return re.sub(r"%(\d)", value, text)

    def _reference(self, paragraph: Any) -> tuple[str, int]:
        """NumId and level, from the paragraph or from its style."""
        elements = [paragraph._p.pPr]
        style = paragraph.style
        while style is not None and len(elements) < 10:
            elements.append(style.element.find(f"{_W}pPr"))
            style = style.base_style
        for element in elements:
            reference = element.find(f"{_W}numPr") if element is not None else None
            if reference is not None:
                number, level = reference.find(f"{_W}numId"), reference.find(f"{_W}ilvl")
                return (
                    number.get(f"{_W}val") if number is not None else "0",
                    int(level.get(f"{_W}val")) if level is not None else 0,
                )
        return "0", 0
