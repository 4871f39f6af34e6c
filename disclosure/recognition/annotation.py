"""The note (附注) in brackets below the date, GB/T 9704-2012, 7.3.6, and the disclosure attribute it states.

Practice of 公开属性源头认定: the attribute is decided when the paper is drafted and printed as
（此件主动公开）, （此件公开发布）, （此件依申请公开） or （此件不予公开）.
"""

from __future__ import annotations

import re

from disclosure.recognition.chars import compact

PROACTIVE, ON_APPLICATION, NOT_DISCLOSED = "主动公开", "依申请公开", "不予公开"

_NOTE = re.compile(
    r"[（(【〔]?(?:此|本)(?:件|文|文件|通知|公告|公文).{0,30}(?:公开|公布|发布|删减|转发|发至|登报|翻印).{0,20}[）)】〕]?[。.]?"
    r"|[（(【](?:联系人|联系电话|联系方式|联系单位|承办单位|经办人|政策咨询|咨询电话|咨询单位|政策解释).*[）)】]"
    r"|[（(【](?:发至|主动公开|依申请公开|不予公开|公开发布|信息公开形式|公开形式|公开方式|公开属性).{0,30}[）)】]"
    r"|[（(【]?(?:政府信息|信息)?公开(?:方式|属性|选项|类别|形式|类型|范围)[:：].{2,20}[）)】]?"
    r"|(?:主动公开|依申请公开|不予公开|公开发布)"
)
_AT_END = re.compile(r"(?P<before>.+?)\s*(?P<note>[（(]\s*此\s*件[^（()）]{1,30}[）)])\s*[。]?$")

# Words that speak of the note instead of carrying it: 应当注明（此件主动公开）。
_QUOTES_NOTE = re.compile(r"(?:[，、“‘：:《]|标注|注明|标明|标有|印有|加注|写明|字样|为|的|是|如|或|和)\s*$")


def is_annotation(text: str) -> bool:
    """Whether the whole line is a note."""
    plain = compact(text)
    return len(plain) <= 120 and _NOTE.fullmatch(plain) is not None


def split_annotation(text: str) -> tuple[str, str] | None:
    """Split a note off the end of a date or paragraph; None when there is none."""
    found = _AT_END.fullmatch(text.strip())
    if not found or not is_annotation(found["note"]) or _QUOTES_NOTE.search(found["before"]):
        return None
    return found["before"], found["note"]


def attribute_of(note: str) -> str | None:
    """主动公开, 依申请公开 or 不予公开 as the note states it; None when it says nothing about disclosure.

    >>> attribute_of("（此件公开发布）")
    '主动公开'
    """
    plain = compact(note)
    if re.search(r"不予公开|不公开|不同意公开|不可公开|不宜公开|不得公开|非公开|不予公布", plain):
        return NOT_DISCLOSED
    if re.search(r"依申请|应申请|申请公开", plain):
        return ON_APPLICATION
    if re.search(
        r"^(?:同意|可以|可|宜|全文)?公开$|[:：](?:同意|可以|宜)公开|主动公开|公开发布|向社会公开|全文公开|予以公开|公开公布|公开属性[:：]公开|此[件文](?:\S{0,6})公开",
        plain,
    ):
        return PROACTIVE
    return None
