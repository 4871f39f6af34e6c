"""Articles of the Regulation as clerks type them: read, checked and written in one form.

The remedy paragraph of a partial disclosure depends on them, so "第15条" and "《条例》第十五条" must not
count as something else than 第十五条.
"""

import re
import unicodedata

_DIGITS = "零一二三四五六七八九"
_LAST_ARTICLE = 56
_LAW = re.compile(r"^(根据|依据|依照|按照)?(《[^》]*政府信息公开条例》|《条例》|政府信息公开条例|条例)")
_ARTICLE = re.compile(
    r"第(?P<article>[一二三四五六七八九十]+|\d+)条(第(?P<clause>[一二三四]|\d)款)?(第?\((?P<item>[一二三四五六七八九十]+|\d+)\)项)?"
)


def numeral(number: int) -> str:
    """Return 1 to 99 as a Chinese numeral: 14 is 十四, 20 is 二十."""
    tens, ones = divmod(number, 10)
    head = ("" if tens == 1 else _DIGITS[tens]) + "十" if tens else ""
    return head + (_DIGITS[ones] if ones or not tens else "")


_VALUE_OF = {numeral(number): number for number in range(1, 100)}


def tidy_articles(text: str) -> str:
    """Return "第十五条、第十六条第二款" for what was typed; raises ValueError when it names no such article."""
    parts = re.split(r"[、,;]|和(?!国)", "".join(unicodedata.normalize("NFKC", text).split()))
    return "、".join(_tidy(part) for part in parts)


def _tidy(part: str) -> str:
    found = _ARTICLE.fullmatch(_LAW.sub("", part).removesuffix("的规定").removesuffix("规定"))
    if found is None:
        raise ValueError(part)
    article, clause, item = (_number(found[name]) for name in ("article", "clause", "item"))
    if not 1 <= article <= _LAST_ARTICLE:
        raise ValueError(part)
    return (
        f"第{numeral(article)}条"
        + (f"第{numeral(clause)}款" if clause else "")
        + (f"第（{numeral(item)}）项" if item else "")
    )


def _number(text: str | None) -> int:
    if not text:
        return 0
    return int(text) if text.isdigit() else _VALUE_OF.get(text, 0)
