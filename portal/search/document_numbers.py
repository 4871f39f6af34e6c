"""Document numbers (发文字号) brought to one key, whatever brackets, digits and spaces they are written with.

``云府发〔2026〕3号``, ``云府发[2026]第003号`` and ``雲府發（２０２６）3 號`` all read ``云府发|2026|3``.
Plain Python; the text must be folded first (see portal.search.text.fold).
"""

import re
from collections.abc import Iterator

# After folding only these brackets are left: full-width and presentation forms have become one of them.
_NUMBER = re.compile(
    r"(?P<issuer>[\u3400-\u9fff\U00020000-\U0003ffff]{0,12})\s*"
    r"[〔\[(【〖]\s*(?P<year>\d{4})\s*年?\s*[〕\])】〗]\s*"
    r"(?:第\s*)?0*(?P<serial>\d{1,6}(?:-\d{1,3})?)\s*(?P<end>号)?"
)
# Words that stand before a number in a sentence and are never part of the issuer's code (机关代字).
_BEFORE = re.compile(
    r"^.*(?:根据|依据|按照|依照|参照|关于|废止|印发|转发|执行|落实|贯彻|以及|详见|参见|查询|查找|文件|通知|的|和|与|及|见)(?=..)"
)


def number_key(text: str) -> str | None:
    """The key of the first number in the text, ``issuer|year|serial``; issuer may be empty; None without one."""
    found = _NUMBER.search(text)
    return _key(found, _BEFORE.sub("", found["issuer"])) if found else None


def number_span(text: str) -> tuple[int, int] | None:
    """Where the first number stands."""
    found = _NUMBER.search(text)
    return found.span() if found else None


def number_positions(text: str) -> Iterator[tuple[int, int, str]]:
    """Every number in the text as start, end and key; the issuer may have swallowed words before it."""
    for found in _NUMBER.finditer(text):
        yield found.start(), found.end(), _key(found, found["issuer"])


def cited_keys(text: str) -> list[str]:
    """Keys of every number that a running text mentions, each in all its readings."""
    cited = {
        key
        for found in _NUMBER.finditer(text)
        if found["end"] and found["issuer"]
        for key in readings(_key(found, found["issuer"]))
    }
    return sorted(cited)


def readings(key: str) -> list[str]:
    """The key with its issuer shortened from the left, down to none.

    In a sentence the words before a number look like part of the issuer, and people type numbers
    without the name of the city; both are found when every shorter form is indexed as well.
    """
    issuer, year, serial = key.split("|")
    return [f"{issuer[start:]}|{year}|{serial}" for start in range(len(issuer) + 1)]


def _key(found: re.Match[str], issuer: str) -> str:
    return f"{issuer}|{found['year']}|{found['serial']}"
