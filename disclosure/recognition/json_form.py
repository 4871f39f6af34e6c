"""The recognised document as plain JSON data for programs outside."""

from __future__ import annotations

from typing import Any

from disclosure.recognition.document import Attachment, RecognisedDocument, Section


def _section(section: Section) -> dict[str, Any]:
    return {
        "level": section.level,
        "number": section.number,
        "heading": section.heading,
        "text": list(section.text),
        "part": section.part,
    }


def _attachment(attachment: Attachment) -> dict[str, Any]:
    return {"number": attachment.number, "name": attachment.name, "included": attachment.included}


def as_json(recognised: RecognisedDocument, file: str) -> dict[str, Any]:
    """One object per file; null (or an empty list) for what is not there. Dates are ISO strings."""
    return {
        "file": file,
        "title": recognised.title,
        "document_number": recognised.document_number,
        "issuer": recognised.issuer,
        "addressee": recognised.addressee,
        "issued_on": recognised.issued_on.isoformat() if recognised.issued_on else None,
        "disclosure_attribute": recognised.disclosure_attribute,
        "annotation": recognised.annotation,
        "sections": [_section(section) for section in recognised.sections],
        "copies_to": recognised.copies_to,
        "printed_on": recognised.printed_on.isoformat() if recognised.printed_on else None,
        "attachments": [_attachment(attachment) for attachment in recognised.attachments],
        "problems": list(recognised.problems),
    }


def unread_as_json(file: str, problem: str) -> dict[str, Any]:
    """The object for a file that could not be read: nothing but the problem."""
    return as_json(RecognisedDocument(problems=(problem,)), file)
