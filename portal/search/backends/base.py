"""What a search engine must do. One contract test suite runs against every engine."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Protocol

from portal.search.entries import IndexEntry, Key
from portal.search.text import ParsedQuery

FILTERS = ("kind", "organization", "domain", "document_type", "validity")
FACETS = (*FILTERS, "year")


class IndexUnavailableError(Exception):
    """The index is missing, damaged or just being built: it is a cache and can be built again."""


class Sort(StrEnum):
    RELEVANCE = "relevance"
    NEWEST = "newest"
    OLDEST = "oldest"


@dataclass(frozen=True, slots=True)
class RawRequest:
    """One question to an engine. ``filters`` maps names of FILTERS to the value wanted; days are inclusive."""

    query: ParsedQuery = field(default_factory=ParsedQuery)
    filters: Mapping[str, str] = field(default_factory=dict)
    year: int | None = None
    date_from: date | None = None
    date_to: date | None = None
    sort: Sort = Sort.RELEVANCE
    offset: int = 0
    limit: int = 10


@dataclass(frozen=True, slots=True)
class RawResult:
    """What an engine found.

    ``facets``: for each name of FACETS the values that occur and how often, most frequent first. The counts
    of a filter leave that filter itself aside, so that a person can change it. ``loosened``: nothing has all
    words of the query, so these have only some of them.
    """

    total: int
    keys: tuple[Key, ...]
    facets: Mapping[str, Mapping[str, int]]
    loosened: bool = False


class SearchBackend(Protocol):
    """An engine. Every method but ``rebuild`` may raise IndexUnavailableError."""

    def replace(self, entries: Iterable[IndexEntry]) -> None:
        """Add entries, or put them in the place of those with the same key, in one commit."""

    def delete(self, keys: Iterable[Key]) -> None:
        """Remove entries in one commit; a key that is not there is no error."""

    def search(self, request: RawRequest) -> RawResult: ...

    def count(self) -> int: ...

    def rebuild(self, entries: Iterable[IndexEntry]) -> int:
        """Build a new index beside the old one, switch over at once, and return how many entries it has."""

    def is_current(self) -> bool:
        """True when there is an index and it was made by this version of the analyzer."""

    def close(self) -> None: ...


@dataclass(frozen=True, slots=True)
class Level:
    """How strictly a query is matched; engines go down the levels until something is found.

    ``pairs``: a word of the dictionary may also be matched by its pairs of characters.
    ``every``: all words must be there.
    """

    pairs: bool
    every: bool


LEVELS = (Level(pairs=False, every=True), Level(pairs=True, every=True), Level(pairs=True, every=False))
