"""Decide between what the paper prints and what its page states, part by part.

The paper goes first: the letterhead before the signature, the date below the signature before a
date in brackets below the title, and the information table of the page last.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from disclosure.recognition.annotation import attribute_of
from disclosure.recognition.chars import compact
from disclosure.recognition.closing import Closing
from disclosure.recognition.dates import dates_in, read_date, read_stated_date
from disclosure.recognition.head import Head
from disclosure.recognition.number import DocumentNumber, read_number
from disclosure.recognition.vocabulary import is_organ, organs_at_start, organs_in

_ORDER_IN_CAPTION = re.compile(
    r"(?P<text>(?:[^\d，。、（）()\s]{2,24})?令第?\s*\d{1,4}\s*号|(?:[^\d，。、（）()\s]{1,12})[〔\[]\d{4}[〕\]]\d{1,4}号)"
)

_ADOPTED = re.compile(
    r"日(?P<place>[\u4e00-\u9fff]{1,12}?)(?:第[一二三四五六七八九十\d]+届)?"
    r"(?P<organ>人民代表大会(?:常务委员会)?|人民政府)(?:第|令|\d{4})"
)


def decide_number(head: Head, metadata: Mapping[str, str], problems: list[str]) -> DocumentNumber | None:
    """The number at the head; else the one in the note below the title; else the one the page states."""
    stated_text = compact(metadata.get("文号", "")).strip("-—无/")
    stated = read_number(stated_text) if stated_text else None
    number = head.number
    if number is None:
        for caption in head.captions:
            found = _ORDER_IN_CAPTION.search(re.sub(r"\d{4}年\d{1,2}月\d{1,2}日", " ", caption))
            number = number or (read_number(found["text"]) if found else None)
    if number is None and stated:
        problems.append(f"正文没有发文字号，取自网页信息表：{stated.text}")
        return stated
    if number is None:
        if head.unfinished_number:
            problems.append(f"发文字号“{head.unfinished_number}”不完整，未采用")
        else:
            problems.append("没有找到发文字号" + (f"，信息表中的“{stated_text}”无法识别" if stated_text else ""))
        return None
    problems.extend(number.doubts)
    others = list(dict.fromkeys(other.text for other in head.other_numbers if other.text != number.text))
    if others:
        problems.append(f"标题附近有多个发文字号，已取“{number.text}”，另有“{'”“'.join(others)}”，请核对")
    if stated and stated.text != number.text and not number.text.endswith(stated.text):
        problems.append(f"正文的发文字号“{number.text}”与信息表的“{stated.text}”不同，已取正文")
    return number


def _caption_date(captions: list[str]) -> tuple[str, date | None, str | None] | None:
    """The day of promulgation in the note below the title, else the day of adoption."""
    for wanted in ("公布", "发布|印发", "通过", "批准", ""):
        for caption in captions:
            for _, end, reading in dates_in(caption):
                behind = re.split(r"\d{4}年", caption[end:])[0]
                if re.search(wanted, behind) and not re.match(r"起?(?:施行|起)", behind):
                    return caption, reading.on, reading.problem
    return None


def decide_date(head: Head, closing: Closing, metadata: Mapping[str, str], problems: list[str]) -> date | None:
    """成文日期: below the signature, in brackets below the title, or stated by the page. Never from the body."""
    if closing.late:
        problems.append("落款和日期印在附件之后，请核对是否为本文的落款")
    if closing.dated:
        if closing.dated.problem:
            problems.append(f"成文日期有误：{closing.dated.problem}")
        return closing.dated.on
    caption = _caption_date(head.captions)
    if caption:
        problems.append(caption[2] or f"没有落款日期，成文日期取自题注“{caption[0]}”")
        return caption[1]
    for printed in head.dates:
        reading = read_date(printed)
        if reading:
            problems.append(reading.problem or f"没有落款日期，成文日期取自标题上下的“{reading.printed}”，请核对")
            return reading.on
    for label in ("成文日期", "生成日期", "发文日期"):
        reading = read_stated_date(metadata.get(label, ""))
        if reading:
            problems.append(reading.problem or f"正文没有成文日期，取自信息表的{label}：{reading.on}")
            return reading.on
    published = metadata.get("发布日期")
    problems.append("没有找到成文日期，请补填" + (f"（网页只有发布日期“{published}”，不能代替）" if published else ""))
    return None


def decide_issuers(
    head: Head, closing: Closing, title: str | None, metadata: Mapping[str, str], problems: list[str]
) -> list[str]:
    """The organ that heads the paper, else the one that signs it, else the one that opens the title."""
    signed = [name for name in closing.signatories if is_organ(name)]
    titled = organs_at_start(title or "")
    marks = head.marks
    # A loose line above the title may be the name of the web site; signature and title together outvote it.
    if marks and not head.firm_mark and titled and not set(marks) & set(titled) and (not signed or signed == titled):
        problems.append(f"标题上方的“{' '.join(marks)}”与标题、落款中的机关不同，已按标题和落款确定发文机关")
        marks = []
    if marks and set(marks) < set(titled) and (not signed or titled == signed):
        problems.append(f"发文机关标志只印有“{' '.join(marks)}”，联合发文机关按标题{'和落款' if signed else ''}列出")
        return titled
    if len(marks) == 1 and len(signed) == 1 and marks[0] != signed[0] and marks[0].endswith(signed[0]):
        marks = signed  # The page puts the province before the name that signs.
    if marks:
        if signed and not _same_organs(marks, signed):
            problems.append(f"落款“{' '.join(signed)}”与发文机关标志“{' '.join(marks)}”不同，已按发文机关标志")
        return marks
    if signed:
        return list(dict.fromkeys(signed))
    adopted = _adopting_organ(head.captions)
    if adopted and not head.authors and not titled:
        problems.append(f"没有发文机关标志和落款，发文机关取自题注：{adopted}")
        return [adopted]
    return list(dict.fromkeys(head.authors)) or _unsigned_issuers(titled, metadata, problems)


def _adopting_organ(captions: list[str]) -> str:
    """The organ that adopted or promulgated the rules, as the first note below the title names it."""
    for caption in captions:
        found = _ADOPTED.search(caption)
        if found:
            return f"{found['place']}{found['organ']}"
    return ""


def _unsigned_issuers(titled: list[str], metadata: Mapping[str, str], problems: list[str]) -> list[str]:
    """Nobody signs and there is no letterhead: the organ in the title, else the one the page states."""
    if titled:
        problems.append(f"没有发文机关标志和落款，发文机关取自标题：{' '.join(titled)}")
        return titled
    stated = metadata.get("发文机关", "").strip()
    if stated and not re.search(r"网站?$|门户|平台$|信息中心$", stated):
        problems.append(f"没有发文机关标志和落款，发文机关取自信息表：{stated}")
        return organs_in(stated) or [stated]
    problems.append("没有找到发文机关")
    return []


def _same_organs(marks: list[str], signed: list[str]) -> bool:
    bare = [re.sub(r"^中国共产党", "中共", name) for name in marks]
    names = [re.sub(r"^中国共产党", "中共", name) for name in signed]
    return set(bare) == set(names) or "".join(bare) == "".join(names)


def decide_attribute(closing: Closing, metadata: Mapping[str, str], problems: list[str]) -> str | None:
    """The attribute the note states, else the one the page states; two different ones are a problem."""
    notes = [note for note in (closing.annotation, *closing.extra_notes) if note]
    stated = [attribute for note in notes if (attribute := attribute_of(note))]
    if not stated and (attribute := attribute_of(metadata.get("公开方式", ""))):
        problems.append(f"没有附注，公开属性取自信息表：{attribute}")
        stated = [attribute]
    if len(set(stated)) > 1:
        problems.append(f"标明了不同的公开属性（{'、'.join(dict.fromkeys(stated))}），未采用，请核对")
        return None
    if not stated:
        problems.append("没有标明公开属性，请确定后填写")
        return None
    if any("删减" in note for note in notes):
        problems.append("附注称公开的是删减稿，请确认所导入的正是删减后的文本")
    return stated[0]
