"""An engine of plain dictionaries: the yardstick of the contract tests, simple enough to be seen to be right."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from portal.search.backends.base import FACETS, FILTERS, LEVELS, Level, RawRequest, RawResult, Sort
from portal.search.entries import IndexEntry, Key
from portal.search.entry_tokens import EntryTokens, entry_tokens
from portal.search.text import ParsedQuery, Term


@dataclass(frozen=True, slots=True)
class _Item:
    entry: IndexEntry
    tokens: EntryTokens

    @property
    def day(self) -> date:
        return self.entry.published_on or date.min

    def value(self, name: str) -> str:
        if name == "year":
            return str(self.entry.published_on.year) if self.entry.published_on else ""
        return self.entry.values[name]

    def weight(self, token: str) -> float:
        return 3.0 * self.tokens.title.count(token) + self.tokens.body.count(token)


class MemoryBackend:
    """Keeps everything in this process; the folder of the setting is not used."""

    def __init__(self, folder: Path | None = None) -> None:
        self._items: dict[Key, _Item] = {}

    def replace(self, entries: Iterable[IndexEntry]) -> None:
        for entry in entries:
            self._items[entry.key] = _Item(entry, entry_tokens(entry))

    def delete(self, keys: Iterable[Key]) -> None:
        for key in keys:
            self._items.pop(key, None)

    def rebuild(self, entries: Iterable[IndexEntry]) -> int:
        self._items = {}
        self.replace(entries)
        return self.count()

    def count(self) -> int:
        return len(self._items)

    def is_current(self) -> bool:
        return True

    def close(self) -> None:
        """Nothing is held open."""

    def search(self, request: RawRequest) -> RawResult:
        scores, loosened = self._find(request.query)
        tests = _tests(request)
        found = [item for item in self._items.values() if item.entry.key in scores]
        hits = [item for item in found if all(test(item) for test in tests.values())]
        hits.sort(key=_order(request, scores))
        facets = {name: _count(name, found, tests) for name in FACETS}
        page = hits[request.offset : request.offset + request.limit]
        return RawResult(len(hits), tuple(item.entry.key for item in page), facets, loosened and bool(hits))

    def _find(self, query: ParsedQuery) -> tuple[dict[Key, float], bool]:
        if query.is_empty:
            return dict.fromkeys(self._items, 0.0), False
        for level in LEVELS:
            scored = {key: _score(item, query, level) for key, item in self._items.items()}
            if matching := {key: score for key, score in scored.items() if score > 0}:
                return matching, not level.every
        return {}, False


def _score(item: _Item, query: ParsedQuery, level: Level) -> float:
    """Positive when the item matches the query at this level."""
    parts = [_term_score(item, term, level) for term in query.terms]
    if query.document_number_key:
        parts.append(_number_score(item, query, level))
    return sum(parts) if not level.every or all(parts) else 0.0


def _number_score(item: _Item, query: ParsedQuery, level: Level) -> float:
    if query.document_number_key in item.tokens.numbers:
        return 1000.0
    if query.document_number_key in item.tokens.cited:
        return 1.0
    return min(_term_score(item, term, level) for term in query.number_terms) if level.pairs else 0.0


def _term_score(item: _Item, term: Term, level: Level) -> float:
    if weight := item.weight(term.text):
        return weight
    if term.parts and (level.pairs or not term.known):
        return float(min(item.weight(part) for part in term.parts))
    return 0.0


def _tests(request: RawRequest) -> dict[str, Callable[[_Item], bool]]:
    """The filters of a request by their name."""
    tests: dict[str, Callable[[_Item], bool]] = {}
    for name in FILTERS:
        if wanted := request.filters.get(name):
            tests[name] = lambda item, name=name, wanted=wanted: item.value(name) == wanted  # type: ignore[misc]
    if request.year:
        tests["year"] = lambda item: item.value("year") == str(request.year)
    if first := request.date_from:
        tests["from"] = lambda item: item.day >= first
    if last := request.date_to:
        tests["to"] = lambda item: date.min < item.day <= last
    return tests


def _count(name: str, found: list[_Item], tests: dict[str, Callable[[_Item], bool]]) -> dict[str, int]:
    others = [test for key, test in tests.items() if key != name]
    counts = Counter(item.value(name) for item in found if all(test(item) for test in others))
    del counts[""]
    return dict(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))


def _order(request: RawRequest, scores: dict[Key, float]) -> Callable[[_Item], tuple[float, float]]:
    """Sort key: relevance first unless a date order is wanted; undated entries come last in both."""
    if request.sort is Sort.OLDEST:
        return lambda item: (item.day.toordinal() if item.day > date.min else 10**9, -scores[item.entry.key])
    if request.sort is Sort.NEWEST:
        return lambda item: (-item.day.toordinal(), -scores[item.entry.key])
    return lambda item: (-scores[item.entry.key], -item.day.toordinal())
