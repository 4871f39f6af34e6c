"""Doubts that show only when the parts are seen together."""

from __future__ import annotations

import re
from datetime import date

from disclosure.recognition.attached import AttachedText
from disclosure.recognition.attachments import ListedAttachment
from disclosure.recognition.chars import compact
from disclosure.recognition.head import Head
from disclosure.recognition.number import DocumentNumber
from disclosure.recognition.source import Line
from disclosure.recognition.title import Title

_MARK = re.compile(r"(?:\d{6})?(?:(?:绝密|机密|秘密)[★☆]|密级[:：](?:绝密|机密|秘密))")
_NEEDS_ADDRESSEE = ("通知", "批复", "函", "请示")


def find_classification(lines: list[Line]) -> str | None:
    """A classification mark anywhere in the text, in the form with the star (机密★1年) or as a filled-in field.

    The head pass knows the mark in its own place; a scan or a copy may have moved it.
    """
    for line in lines:
        if len(line.text) <= 40 and _MARK.match(compact(line.text)):
            return compact(line.text)
    return None


def secrecy_problem(classification: str | None) -> list[str]:
    """A classified paper must never be published (保守国家秘密法); this goes before every other problem."""
    if not classification:
        return []
    return [f"【涉密】文件标有密级“{classification}”，涉密文件不得公开；请停止导入并按保密规定处理"]


def title_problems(title: Title | None) -> list[str]:
    if title is None:
        return ["没有找到标题"]
    problems = [title.origin] if title.origin else []
    if not title.complete:
        problems.append(f"标题没有以文种结尾，可能不完整：{title.text}")
    # Titles are broken over two or three lines as a rule; more pieces are worth a look.
    if title.lines > 3 or (title.lines > 1 and not title.complete):
        problems.append(f"标题由{title.lines}行合并而成，请核对：{title.text}")
    return problems


def date_problems(number: DocumentNumber | None, issued_on: date | None, printed_on: date | None) -> list[str]:
    problems = []
    if number and number.year and issued_on and number.year != issued_on.year:
        problems.append(f"发文字号的年份（{number.year}）与成文日期的年份（{issued_on.year}）不一致")
    if printed_on and issued_on and printed_on < issued_on:
        problems.append(f"印发日期（{printed_on}）早于成文日期（{issued_on}）")
    return problems


def head_problems(head: Head, title: Title | None) -> list[str]:
    problems = [
        f"标题上方有未识别的文字，未采用：{text}"
        for text in dict.fromkeys(head.ignored)
        if not title or compact(text) not in compact(title.text)
    ]
    if head.corner_mark:
        problems.append(f"文件开头标有“{head.corner_mark}”，可能只是另一份公文的附件，请核对")
    if title and not head.addressee and title.text.endswith(_NEEDS_ADDRESSEE):
        problems.append("没有找到主送机关")
    return problems


def attachment_problems(listed: list[ListedAttachment], included: list[AttachedText]) -> list[str]:
    """Attachments that are announced but whose text is not in the file must be added by hand."""
    texts = {compact(text.title) for text in included if text.title}
    numbers = {text.number for text in included if text.number}
    missing = [
        item.name
        for item in listed
        if item.number not in numbers and not any(_alike(compact(item.name), text) for text in texts)
    ]
    return [f"附件“{name}”的正文不在文件中，请另行上传" for name in missing]


def _alike(name: str, text: str) -> bool:
    return name in text or text in name
