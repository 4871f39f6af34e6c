"""What stands above the body of a paper: 版头 and title block, GB/T 9704-2012, 7.2 and 7.3.1."""

from __future__ import annotations

from dataclasses import dataclass, field

from disclosure.recognition.addressee import Addressee
from disclosure.recognition.number import DocumentNumber
from disclosure.recognition.title import Title


@dataclass
class Head:
    """What stood above the body.

    body_start: index of the first body line. authors: organs named below the title. loose: indexes of lines
    between title and addressee that are neither, such as a subtitle; they open the body.
    """

    marks: list[str] = field(default_factory=list)
    mark_words: str = ""
    firm_mark: bool = False
    number: DocumentNumber | None = None
    other_numbers: list[DocumentNumber] = field(default_factory=list)
    unfinished_number: str | None = None
    title: Title | None = None
    addressee: Addressee | None = None
    captions: list[str] = field(default_factory=list)
    dates: list[str] = field(default_factory=list)
    classification: str | None = None
    corner_mark: str = ""
    ignored: list[str] = field(default_factory=list)
    authors: list[str] = field(default_factory=list)
    loose: list[int] = field(default_factory=list)
    body_start: int = 0
