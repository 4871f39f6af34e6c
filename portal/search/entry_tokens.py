"""An entry as the tokens that every engine stores."""

from dataclasses import dataclass

from portal.search.document_numbers import cited_keys, number_key, readings
from portal.search.entries import IndexEntry
from portal.search.text import fold, tokens_for_index


@dataclass(frozen=True, slots=True)
class EntryTokens:
    """``numbers``: keys of its own document number; ``cited``: keys of those its text mentions."""

    title: list[str]
    body: list[str]
    numbers: list[str]
    cited: list[str]


def entry_tokens(entry: IndexEntry) -> EntryTokens:
    """Analyze an entry; its document number counts as words of the title too, for people who type part of it."""
    key = number_key(fold(entry.document_number))
    numbers = readings(key) if key else []
    text = f"{entry.title}\n{entry.summary}\n{entry.body}"
    return EntryTokens(
        title=tokens_for_index(f"{entry.title}\n{entry.document_number}"),
        body=tokens_for_index(f"{entry.organization_name}\n{entry.summary}\n{entry.body}"),
        numbers=numbers,
        cited=[cited for cited in cited_keys(fold(text)) if cited not in numbers],
    )
