"""The end of the main text: list of attachments, signature, date and note (GB/T 9704-2012, 7.3.4 to 7.3.6).

The order is fixed: body, 附件 list, signing organ, date, note in brackets; what follows is an
attached or forwarded text, which may have a signature and a date of its own. So the pass walks
down from the body and stops at the first thing that can only be an attached text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from disclosure.recognition.annotation import is_annotation, split_annotation
from disclosure.recognition.attachments import ListedAttachment, opens_attached_text, read_attachment_list
from disclosure.recognition.chars import compact
from disclosure.recognition.dates import DateReading, read_date, split_trailing_date
from disclosure.recognition.markers import read_marker, starts_with_marker
from disclosure.recognition.source import Line
from disclosure.recognition.title import looks_like_title
from disclosure.recognition.vocabulary import organs_in

_OFFICE = r"(?:代)?(?:省长|市长|县长|区长|州长|乡长|镇长|局长|厅长|部长|主任|主席|盟长|旗长|院长|总理|国务院总理|行长|会长|署长|秘书长)"
_PERSON = re.compile(rf"(?P<office>[\u4e00-\u9fff]{{0,12}}?{_OFFICE})[:：]?(?P<name>[\u4e00-\u9fff·]{{0,6}})")
_SEAL_LINE = re.compile(r"[（(]?(?:印章|公章|盖章|印)[）)]?")


@dataclass
class Closing:
    """main_end: where the body paragraphs end. rest_start: where attached texts begin (end of lines if none)."""

    main_end: int
    rest_start: int
    listed: list[ListedAttachment] = field(default_factory=list)
    signatories: list[str] = field(default_factory=list)
    dated: DateReading | None = None
    dated_line: str = ""
    annotation: str | None = None
    extra_notes: list[str] = field(default_factory=list)
    body_tail: str = ""
    late: bool = False


def signer_of(text: str) -> list[str]:
    """The organs or the person with office that sign on this line; [] for any other line."""
    plain = compact(text)
    person = _PERSON.fullmatch(plain) if len(plain) <= 20 else None
    return [f"{person['office']} {person['name']}".strip()] if person else organs_in(text)


def _date_of(line: Line) -> tuple[str, DateReading] | None:
    """The signature and the date of a line that carries a date, as `云澜市教育局 2026年3月5日` does."""
    text = line.text
    note = split_annotation(text)
    if note:
        text = note[0]
    reading = read_date(text)
    if reading:
        return "", reading
    halves = split_trailing_date(text)
    if halves and (signer_of(halves[0]) or _SEAL_LINE.fullmatch(compact(halves[0]))):
        reading = read_date(halves[1])
        return (halves[0], reading) if reading else None
    return None


def read_closing(lines: list[Line], names: list[str], *, known_end: int | None = None) -> Closing:
    """Walk from the first body line down to the end of the main text.

    names: texts the title says are printed behind it. known_end: the imprint stood here, so the
    main text cannot reach further.
    """
    limit = len(lines) if known_end is None else known_end
    index = 0
    while index < limit:
        line = lines[index]
        if not line.cells:
            listed = read_attachment_list(lines, index)
            if listed is None and index > 0 and opens_attached_text(lines, index, names):
                return _ending(lines, index, index)
            if listed:
                closing = _ending(lines, index, listed.end, listed.items)
                if _closes_here(lines, listed.end, limit, names):
                    return _after(lines, closing, listed.end, limit, names)
                index = listed.end
                continue
            noted = is_annotation(line.text) and not _numbering_goes_on(lines, index, limit)
            if noted or (_date_of(line) and _plausible_end(lines, index, limit, names)):
                return _after(lines, _ending(lines, index, index), _signature_start(lines, index), limit, names)
            note = split_annotation(line.text)
            if note and not _date_of(line) and not _numbering_goes_on(lines, index, limit):
                closing = _ending(lines, index + 1, index + 1)
                closing.annotation, closing.body_tail = note[1], note[0]
                return _after(lines, closing, index + 1, limit, names)
        index += 1
    return _after(lines, _ending(lines, limit, limit), _signature_start(lines, limit), limit, names)


def _numbering_goes_on(lines: list[Line], index: int, limit: int) -> bool:
    """Whether 二、 follows and 一、 stood before: what looks like a note here is quoted in the body."""
    if index + 1 >= limit:
        return False
    marker = read_marker(lines[index + 1].text)
    before = [read_marker(line.text) for line in lines[max(0, index - 40) : index + 1]]
    return marker is not None and any(
        known is not None and known.form == marker.form and known.printed != marker.printed for known in before
    )


def _signature_start(lines: list[Line], index: int) -> int:
    """Step back over the signing organs above `index`."""
    start = index
    while start > 0 and index - start < 14 and not lines[start - 1].cells and _may_sign(lines, start - 1):
        start -= 1
    return start


def _may_sign(lines: list[Line], index: int) -> bool:
    text = lines[index].text
    return (bool(signer_of(text)) or bool(_SEAL_LINE.fullmatch(compact(text)))) and not starts_with_marker(text)


def _ending(lines: list[Line], at: int, rest: int, items: list[ListedAttachment] | None = None) -> Closing:
    start = _signature_start(lines, at)
    closing = Closing(main_end=start, rest_start=rest, listed=list(items or []))
    for line in lines[start:at]:
        closing.signatories.extend(signer_of(line.text))
    return closing


def _plausible_end(lines: list[Line], index: int, limit: int, names: list[str]) -> bool:
    """Whether a lone date closes the main text: an organ signs above it, or nothing of the body follows."""
    found = _date_of(lines[index])
    if found and found[0]:
        return True
    if index > 0 and _may_sign(lines, index - 1):
        return True
    following = index + 1
    return (
        following >= limit
        or _closes_here(lines, following, limit, names)
        or looks_like_title(lines[following].text)
        or _may_sign(lines, following)
    )


def _closes_here(lines: list[Line], index: int, limit: int, names: list[str]) -> bool:
    """Whether signature, date, note, an attached text or the end comes next."""
    while index < limit and _may_sign(lines, index):
        index += 1
    if index >= limit:
        return True
    line = lines[index]
    return bool(_date_of(line)) or is_annotation(line.text) or opens_attached_text(lines, index, names)


def _after(lines: list[Line], closing: Closing, index: int, limit: int, names: list[str]) -> Closing:
    """Take signature, date, note and a late 附件 list; stop at the first other line."""
    while index < limit:
        line = lines[index]
        found = None if line.cells else _date_of(line)
        if line.cells:
            break
        if found and closing.dated is None:
            closing.dated, closing.dated_line = found[1], line.text
            closing.signatories.extend(signer_of(found[0]) if found[0] else [])
            note = split_annotation(line.text)
            if note:
                closing.annotation = closing.annotation or note[1]
        elif is_annotation(line.text):
            _take_note(closing, line.text)
        elif _may_sign(lines, index) and _signs_still(lines, index, closing):
            closing.signatories.extend(name for name in signer_of(line.text) if name not in closing.signatories)
        else:
            late = None if closing.listed else read_attachment_list(lines, index)
            if not late:
                break
            closing.listed = late.items
            index = late.end
            continue
        index += 1
    closing.rest_start = index
    return closing


def take_late_signature(lines: list[Line], closing: Closing) -> list[Line]:
    """The lines without a signature that stands behind the attached text instead of above it; closing takes it.

    Only when the main text has neither signature nor date, and organ, date and note are the very last lines.
    """
    if closing.dated or closing.signatories or closing.rest_start >= len(lines):
        return lines
    end = len(lines)
    while end > closing.rest_start and is_annotation(lines[end - 1].text):
        end -= 1
    found = _date_of(lines[end - 1]) if end > closing.rest_start and not lines[end - 1].cells else None
    start = _signature_start(lines, end - 1) if found else end
    if not found or not (found[0] or start < end - 1) or start <= closing.rest_start:
        return lines
    for line in lines[start : end - 1]:
        closing.signatories.extend(signer_of(line.text))
    closing.signatories.extend(signer_of(found[0]) if found[0] else [])
    closing.dated, closing.dated_line, closing.late = found[1], lines[end - 1].text, True
    for line in lines[end:]:
        _take_note(closing, line.text)
    return lines[:start]


def _take_note(closing: Closing, text: str) -> None:
    note = text.strip()
    if closing.annotation is None:
        closing.annotation = note
    else:
        closing.extra_notes.append(note)


def _signs_still(lines: list[Line], index: int, closing: Closing) -> bool:
    """An organ below the date belongs to the next text, unless nobody has signed yet and nothing follows it."""
    if closing.dated is None:
        return True
    return not closing.signatories and not (index + 1 < len(lines) and not is_annotation(lines[index + 1].text))
