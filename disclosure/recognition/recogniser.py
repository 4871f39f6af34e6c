"""Recognise the parts of an official document (党政机关公文) by the order the standard prints them in.

Head, number, title, addressee, body, attachments, signature, date, note, imprint: each pass looks only
where its part may stand, so that a number cited in the body or a date in a table is never taken.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from disclosure.recognition.attached import AttachedText, read_attached
from disclosure.recognition.attachments import names_match
from disclosure.recognition.chars import close_up, compact
from disclosure.recognition.checks import (
    attachment_problems,
    date_problems,
    find_classification,
    head_problems,
    secrecy_problem,
    title_problems,
)
from disclosure.recognition.clean import clean_lines
from disclosure.recognition.closing import Closing, read_closing, take_late_signature
from disclosure.recognition.contents import without_contents
from disclosure.recognition.dates import DateReading
from disclosure.recognition.document import MAIN_TEXT, Attachment, RecognisedDocument, Section
from disclosure.recognition.findings import decide_attribute, decide_date, decide_issuers, decide_number
from disclosure.recognition.head import Head
from disclosure.recognition.heads import read_head
from disclosure.recognition.imprint import Imprint, read_imprint
from disclosure.recognition.paragraphs import join_paragraphs, layout_of
from disclosure.recognition.sections import build_sections
from disclosure.recognition.source import Line, SourceText
from disclosure.recognition.title import Title, handed_on, is_complete, join_pieces
from disclosure.recognition.unfold import unfold
from disclosure.recognition.web import read_page_lines

_PROMULGATES = re.compile(r"《(?P<name>[^《》]{3,60})》.{0,80}(?:公布|发布|印发|施行|下发|颁布)")


@dataclass
class _Passes:
    """What the passes over one text found."""

    source: SourceText
    lines: list[Line]
    metadata: Mapping[str, str]
    head: Head
    imprint: Imprint
    body: list[Line]
    closing: Closing
    attached: list[AttachedText]
    title: Title | None


def recognise(source: SourceText) -> RecognisedDocument:
    """Find the parts of the document. What is not printed stays None and becomes a problem; nothing is guessed."""
    lines, page_metadata = read_page_lines(unfold(clean_lines(source.lines)))
    lines = without_contents(lines)
    metadata = {**page_metadata, **source.metadata}
    if not lines:
        return RecognisedDocument(problems=tuple(source.problems) or ("文件中没有文字",))
    head = read_head(lines)
    imprint = read_imprint(lines, head.body_start)
    body = _body_lines(lines, head, imprint)
    title = _title(head, metadata)
    names = _printed_names(title, body)
    closing = read_closing(body, names, known_end=_known_end(head, imprint))
    if not re.search(r"转发|批转", title.text if title else ""):
        body = take_late_signature(body, closing)
    attached = read_attached(body[closing.rest_start :], closing.listed, names)
    title = _title_of_order(title, names, attached)
    return _document(_Passes(source, lines, metadata, head, imprint, body, closing, attached, title))


def _document(found: _Passes) -> RecognisedDocument:
    head, closing, title = found.head, found.closing, found.title
    classification = head.classification or find_classification(found.lines)
    problems = [
        *secrecy_problem(classification),
        *found.source.problems,
        *title_problems(title),
        *head_problems(head, title),
    ]
    number = decide_number(head, found.metadata, problems)
    issuers = decide_issuers(head, closing, title.text if title else None, found.metadata, problems)
    issued_on = decide_date(head, closing, found.metadata, problems)
    printed_on = _printed_on(found.imprint.printed, problems)
    problems += date_problems(number, issued_on, printed_on)
    attribute = decide_attribute(closing, found.metadata, problems)
    problems += attachment_problems(closing.listed, found.attached)
    return RecognisedDocument(
        title=title.text if title else None,
        document_number=number.text if number else None,
        issuers=tuple(issuers),
        addressee=head.addressee.text if head.addressee else None,
        issued_on=issued_on,
        disclosure_attribute=attribute,
        annotation="".join(filter(None, (closing.annotation, *closing.extra_notes))) or None,
        sections=_sections(found),
        copies_to=found.imprint.copies_to,
        printed_by=found.imprint.printed_by,
        printed_on=printed_on,
        attachments=_attachments(closing, found.attached),
        signatories=tuple(dict.fromkeys(closing.signatories)),
        classification=classification,
        problems=tuple(dict.fromkeys(problems)),
    )


def _body_lines(lines: list[Line], head: Head, imprint: Imprint) -> list[Line]:
    """The lines below the head without the imprint; text behind 主送机关： on its line comes first."""
    kept = [line for index, line in enumerate(lines) if index >= head.body_start and index not in imprint.taken]
    return [*_opening_lines(lines, head), *kept]


def _opening_lines(lines: list[Line], head: Head) -> list[Line]:
    opening = [lines[place] for place in head.loose]
    if head.addressee and head.addressee.rest:
        opening.append(lines[head.body_start - 1].with_text(head.addressee.rest))
    return opening


def _known_end(head: Head, imprint: Imprint) -> int | None:
    """Where the imprint stood within the body lines: the main text cannot reach further."""
    if imprint.first is None:
        return None
    return imprint.first - head.body_start + len(head.loose) + bool(head.addressee and head.addressee.rest)


def _title(head: Head, metadata: Mapping[str, str]) -> Title | None:
    """The printed title; the one the page states when the paper prints none or only a part of it."""
    stated = join_pieces([metadata.get("标题", "")]) if metadata.get("标题", "").strip() else ""
    printed = head.title
    if (
        stated
        and is_complete(stated)
        and (printed is None or not printed.complete or (printed.lines == 0 and len(stated) > len(printed.text)))
    ):
        return Title(stated, 1, True)
    if printed is None and stated:
        return Title(stated, 1, False)
    return printed


def _printed_names(title: Title | None, body: list[Line]) -> list[str]:
    """Names of the texts that the title or the first sentence says are printed behind."""
    names = handed_on(title.text) if title else []
    opening = "".join(line.text for line in body[:3] if not line.cells)[:300]
    found = _PROMULGATES.search(compact(opening))
    if found and found["name"] not in names:
        names.append(found["name"])
    return names


def _title_of_order(title: Title | None, names: list[str], attached: list[AttachedText]) -> Title | None:
    """An order (令) has no title of its own; it is known by the name of the rules it promulgates."""
    if title is None or title.lines > 0 or not title.text.endswith("令"):
        return title
    for text in attached:
        if text.title and any(names_match(text.title, name) for name in names):
            return Title(text.title, 1, True, origin=f"{title.text}没有单独的标题，标题取所公布的“{text.title}”")
    return title


def _printed_on(printed: DateReading | None, problems: list[str]) -> date | None:
    if printed and printed.problem:
        problems.append(f"印发日期有误：{printed.problem}")
    return printed.on if printed else None


def _sections(found: _Passes) -> tuple[Section, ...]:
    """Main text first, then each attached text under its name."""
    layout = layout_of(found.lines, found.source.width)
    main = found.body[: found.closing.main_end]
    if found.closing.body_tail:
        main = [*main[:-1], main[-1].with_text(found.closing.body_tail)]
    sections = build_sections(join_paragraphs(main, layout))
    for text in found.attached:
        part = text.title or (f"附件{text.number}" if text.number else MAIN_TEXT)
        if part != MAIN_TEXT:
            sections.append(Section(0, f"附件{text.number}" if text.number else None, part, part=part))
        sections += build_sections(join_paragraphs(text.lines, layout), part)
    return tuple(sections)


def _attachments(closing: Closing, attached: list[AttachedText]) -> tuple[Attachment, ...]:
    """Listed attachments, marked when their text follows, then texts under the mark 附件 that no list names."""
    result: list[Attachment] = []
    used: set[int] = set()
    for item in closing.listed:
        match = next(
            (
                index
                for index, text in enumerate(attached)
                if index not in used and _is_same(item.name, item.number, text)
            ),
            None,
        )
        if match is not None:
            used.add(match)
        result.append(Attachment(item.number, item.name, match is not None))
    for index, text in enumerate(attached):
        if index not in used and text.marked and text.title:
            result.append(Attachment(text.number, close_up(text.title), True))
    return tuple(result)


def _is_same(name: str, number: int | None, text: AttachedText) -> bool:
    if number is not None and text.number is not None:
        return number == text.number
    first, second = re.sub(r"[《》]", "", compact(name)), re.sub(r"[《》]", "", compact(text.title or ""))
    return bool(second) and (first in second or second in first)
