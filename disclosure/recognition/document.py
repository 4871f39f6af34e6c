"""What the recogniser found in one official document (公文)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

MAIN_TEXT = "正文"


@dataclass(frozen=True)
class Section:
    """A heading with its paragraphs, in reading order.

    level: 0 for text without a heading and for the title of an attached text, then 1 (一、 第一章),
    2 （一）, 3 (1.), 4 （1）, 5 (一是). number: the marker as printed ("一、", "第三条"), or None.
    heading: without its closing mark, or None for plain text. stop: the mark that closed it when the
    text runs on in the same paragraph ("。" or "："); "" when the heading stands on its own line.
    text: paragraphs; a table row is a line `| a | b |`. part: "正文" or the name of the attached text.
    """

    level: int
    number: str | None
    heading: str | None
    text: tuple[str, ...] = ()
    stop: str = ""
    run_in: bool = False
    part: str = MAIN_TEXT


@dataclass(frozen=True)
class Attachment:
    """One attachment (附件). number: as printed, None for a single one. included: its text follows."""

    number: int | None
    name: str
    included: bool = False


@dataclass(frozen=True)
class RecognisedDocument:
    """The parts of an official document in the terms of GB/T 9704-2012; None for what is not there."""

    title: str | None = None
    document_number: str | None = None
    issuers: tuple[str, ...] = ()
    addressee: str | None = None
    issued_on: date | None = None
    disclosure_attribute: str | None = None
    annotation: str | None = None
    sections: tuple[Section, ...] = ()
    copies_to: str | None = None
    printed_by: str | None = None
    printed_on: date | None = None
    attachments: tuple[Attachment, ...] = ()
    signatories: tuple[str, ...] = ()
    classification: str | None = None
    problems: tuple[str, ...] = field(default=())

    @property
    def issuer(self) -> str | None:
        """The issuing organ; joint issuers are separated by a space, as titles print them."""
        return " ".join(self.issuers) or None
