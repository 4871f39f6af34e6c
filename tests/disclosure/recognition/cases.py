"""The fictional papers and what must be found in each: NN_name.txt with NN_name.json beside it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from disclosure.recognition import RecognisedDocument, as_json

FOLDER = Path(__file__).parent / "papers"
PARTS = (
    "title", "document_number", "issuer", "addressee", "issued_on", "disclosure_attribute", "annotation", "copies_to", "printed_on",
)  # fmt: skip


@dataclass(frozen=True)
class Paper:
    name: str
    text: str
    expected: dict


def papers() -> list[Paper]:
    return [
        Paper(
            path.stem,
            path.read_text(encoding="utf-8"),
            json.loads(path.with_suffix(".json").read_text(encoding="utf-8")),
        )
        for path in sorted(FOLDER.glob("*.txt"))
    ]


def found_parts(recognised: RecognisedDocument) -> dict:
    """The parts with an exact expected value, in the shape of the JSON beside the paper."""
    data = as_json(recognised, "")
    return {
        **{part: data[part] for part in PARTS},
        "attachments": [[item["number"], item["name"], item["included"]] for item in data["attachments"]],
    }


def expected_parts(expected: dict) -> dict:
    return {part: expected[part] for part in (*PARTS, "attachments")}


def headings(recognised: RecognisedDocument) -> list[str]:
    return [(section.number or "") + section.heading for section in recognised.sections if section.heading]


def paragraphs(recognised: RecognisedDocument) -> list[str]:
    return [text for section in recognised.sections for text in section.text]
