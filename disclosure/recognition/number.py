"""The document number (发文字号), GB/T 9704-2012, 7.2.5.

Organ code + year in 〔〕 + serial, neither 第 before the serial nor zeros in front of it. Orders and
announcements number differently (第12号, 2026年第3号) and need the words of the letterhead.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from disclosure.recognition.chars import CJK, narrow, visible

_OPEN, _CLOSE = "〔[［(（【﹝{〖「〈<﹙„", "〕]］)）】﹞}〗」〉>﹚‟"
_CODE = rf"(?P<code>[{CJK}A-Za-z·\-（）()]{{1,24}}?)"
_YEAR = r"(?P<year>\d{4}|\d{2}|[〇○零一二三四五六七八九]{4})"
_SERIAL = r"(?P<permit>字)?(?P<ordinal>第)?(?P<serial>\d{1,5})(?P<sub>[-－之]\d{1,3})?(?P<unit>[号號期]?)"
_CODED = re.compile(rf"{_CODE}?(?P<open>[{re.escape(_OPEN)}]){_YEAR}年?(?P<close>[{re.escape(_CLOSE)}]){_SERIAL}")
_BARE_BRACKETS = re.compile(
    rf"(?P<code>[{CJK}]{{2,12}}[字发办函令告规])(?P<year>(?:19|20)\d{{2}})(?:年)?第?(?P<serial>\d{{1,4}})号"
)
_ORDINAL = re.compile(
    rf"(?P<head>[{CJK}（）()]{{0,30}}?(?:令|公告|通告|通令|公报|纪要|简报)?)"
    r"[（(〔]?(?P<year>(?:19|20)\d{2}年?)?第(?P<serial>\d{1,5}|[一二三四五六七八九十百〇零]{1,6})(?P<unit>[号號期])[）)〕]?"
)
_DRAFT = re.compile(
    rf"[{CJK}]{{1,15}}[{re.escape(_OPEN)}](?:(?:\d{{4}}|[×xX*]+|20)?[{re.escape(_CLOSE)}]第?[×xX*_]*号?|\d{{3,9}}号?)"
)
_SIGNER = re.compile(r"签发人?[:：]?.{0,60}$|签发[:：].{0,40}$")


@dataclass(frozen=True)
class DocumentNumber:
    """A number that stands alone on its line.

    text: in the standard form. year: None when the number carries none. headless: it needs the
    words of the letterhead in front (第12号). doubts: what was changed or is odd, in Chinese.
    """

    text: str
    year: int | None
    headless: bool = False
    doubts: tuple[str, ...] = ()


def _squeezed(text: str) -> str:
    return narrow(visible(text)).replace(" ", "")


def without_signer(text: str) -> str:
    """Drop `签发人：…`, which an upward document (上行文) prints beside its number."""
    # Replies to deputies carry a class behind the number: 云交建〔2026〕12号 A.
    return re.sub(r"(?<=号)\s*[（(]?[A-D]\s*类?[）)]?$", "", _SIGNER.sub("", visible(text)).strip())


def _arabic_year(text: str) -> int:
    digits = {**{char: str(value) for value, char in enumerate("一二三四五六七八九", 1)}, **dict.fromkeys("〇○零", "0")}
    return int("".join(digits.get(char, char) for char in text))


def _coded(found: re.Match[str], printed: str) -> DocumentNumber:
    doubts = []
    year, serial = _arabic_year(found["year"]), found["serial"].lstrip("0") or "0"
    if len(found["year"]) == 2:
        doubts.append(f"发文字号“{printed}”的年份只有两位，请补全")
    if (found["open"], found["close"]) != ("〔", "〕"):
        doubts.append(f"发文字号“{printed}”的括号不规范，已改为六角括号〔〕")
    if found["permit"]:
        # Permits are numbered 字第0056号 by rules of their own; that number is kept as printed.
        return DocumentNumber(
            f"{found['code'] or ''}〔{year}〕字第{found['serial']}号", year, headless=not found["code"]
        )
    if found["ordinal"]:
        doubts.append(f"发文字号“{printed}”的序号前有“第”字，已按标准省去")
    if serial != found["serial"]:
        doubts.append(f"发文字号“{printed}”的序号编有虚位，已省去前面的零")
    if not found["unit"]:
        doubts.append(f"发文字号“{printed}”缺少“号”字，已补上")
    code, unit = found["code"] or "", "期" if found["unit"] == "期" else "号"
    text = f"{code}〔{year:02d}〕{serial}{found['sub'] or ''}{unit}"
    return DocumentNumber(text, year if year > 99 else None, headless=not code, doubts=tuple(doubts))


def _ordinal(found: re.Match[str]) -> DocumentNumber:
    year = f"{found['year'].rstrip('年')}年" if found["year"] else ""
    serial = found["serial"].lstrip("0") if found["serial"].isdecimal() else found["serial"]
    unit = "期" if found["unit"] == "期" else "号"
    head = found["head"]
    text = f"{head}{year}第{serial}{unit}"
    return DocumentNumber(
        text, int(year[:4]) if year else None, headless=head in ("", "令", "公告", "通告", "公报", "纪要", "简报")
    )


def read_number(text: str) -> DocumentNumber | None:
    """Read a line that is a document number and nothing else; None for any other line.

    >>> read_number("云政发[2026]第 08 号").text
    '云政发〔2026〕8号'
    """
    printed = _squeezed(without_signer(text))
    for label in ("发文字号", "文号", "编号", "字号"):
        printed = re.sub(rf"^{label}[:：]", "", printed)
    if not 3 <= len(printed) <= 50:
        return None
    # Character recognition of a scan reads zeros between digits as the letter O.
    printed = re.sub(r"(?<=\d)[Oo]|[Oo](?=\d)", "0", printed)
    wrapped = re.fullmatch(r"[（(](.*[号號期])[）)]", printed)
    if wrapped and not _CODED.fullmatch(printed):
        printed = wrapped[1]
    if found := _CODED.fullmatch(printed):
        return _coded(found, printed)
    if found := _BARE_BRACKETS.fullmatch(printed):
        text = f"{found['code']}〔{found['year']}〕{int(found['serial'])}号"
        return DocumentNumber(text, int(found["year"]), doubts=(f"发文字号“{printed}”的年份没有括号，已改为“{text}”",))
    # 2026年第3号公告 says the same as 公告2026年第3号.
    printed = re.sub(r"^((?:\d{4}年)?第.{1,6}号)(公告|通告|令)$", r"\2\1", printed)
    if found := _ORDINAL.fullmatch(printed):
        return _ordinal(found)
    return None


def unfinished_number(text: str) -> str | None:
    """The printed text of a number that is not whole: still to be given (云政发〔2026〕  号) or damaged."""
    printed = _squeezed(without_signer(text))
    return printed if len(printed) <= 40 and _DRAFT.fullmatch(printed) else None


def split_trailing_number(text: str) -> tuple[str, str] | None:
    """Split a line that ends with a number of its own, such as `云澜市教育局文件 云教发〔2026〕3号`.

    The number must stand apart: after a space, after 文件, or in brackets behind the whole title.
    """
    line = narrow(visible(text)).strip()
    bracketed = re.fullmatch(
        r"(.{6,}?)\s*[（(]([^（()）]{2,15}[〔\[［(（【﹝]\s*\d{4}\s*[〕\]］)）】﹞]\s*第?\s*\d{1,5}\s*号)[）)]", line
    )
    if bracketed:
        return bracketed[1], bracketed[2]
    for cut in [found.end() for found in re.finditer(r"(?<=文件)| ", line)]:
        head, tail = line[:cut].strip(), line[cut:].strip()
        number = read_number(tail)
        if head and number and not number.headless:
            return head, tail
    return None


def merge_broken_number(first: str, second: str) -> str | None:
    """`云政发〔2026〕` and `12号` on two lines as one; None when they are not the halves of a number."""
    if re.search(rf"[{re.escape(_CLOSE)}]$", first.strip()) and re.fullmatch(r"\s*第?[\d\s]{1,6}号\s*", second):
        joined = first.strip() + second.strip()
        return joined if read_number(joined) else None
    return None
