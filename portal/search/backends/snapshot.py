"""One immutable state of a Whoosh index, read with numpy.

Whoosh's own searcher skips blocks by quality and so loses true hits of queries on several fields, and it is
slow on common words. This reader takes the posting lists as they are, scores whole vectors (BM25F), and keeps
the columns that filters and counts need in memory. It uses private attributes of Whoosh 2.7.4, which is
pinned; a test compares it with an exhaustive search by Whoosh itself.
"""

import math
import threading
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray
from whoosh.codec.whoosh3 import LENGTHS_COLUMN, W3LeafMatcher, _lenfield
from whoosh.index import FileIndex
from whoosh.reading import SegmentReader, TermNotFound
from whoosh.util.numeric import byte_to_length

from portal.search.backends.base import FILTERS, LEVELS, Level, RawRequest, RawResult, Sort
from portal.search.entries import Key
from portal.search.text import ParsedQuery, Term

Scores = NDArray[np.float32]
Mask = NDArray[np.bool_]
Ints = NDArray[np.int64]

_BOOSTS = {"title": 3.0, "body": 1.0}
_B, _K1 = 0.75, 1.2
_LENGTHS = np.array([byte_to_length(code) if code else 0 for code in range(256)], dtype=np.float32)
# The document that has the number stands before all that mention it.
_OWN_NUMBER, _CITED_NUMBER = 1000.0, 1.0


class Snapshot:
    """Everything a search needs, unchanged while it runs: hits, counts and keys agree with each other."""

    def __init__(self, index: FileIndex) -> None:
        self._index = index
        self._reader = index.reader()
        self._generation = self._reader.generation()
        # Reading moves positions in shared files, so one thread reads at a time.
        self._lock = threading.Lock()
        leaves = [(leaf, start) for leaf, start in self._reader.leaf_readers() if isinstance(leaf, SegmentReader)]
        self._leaves = leaves
        self._size = sum(leaf.doc_count_all() for leaf, _ in leaves)
        self._live = np.ones(self._size, dtype=bool)
        for leaf, start in leaves:
            self._live[[start + number for number in leaf._perdoc.deleted_docs()]] = False
        self._lengths = {name: _joined([_lengths(leaf, name) for leaf, _ in leaves], np.float32) for name in _BOOSTS}
        self._average = {name: self._reader.field_length(name) / (self._size or 1) or 1.0 for name in _BOOSTS}
        self._days = _joined([_days(leaf) for leaf, _ in leaves], np.int64)
        self._values = {name: _Values([_value_codes(leaf, name) for leaf, _ in leaves]) for name in FILTERS}
        self._values["year"] = _Values([_year_codes(self._days)])

    def is_outdated(self) -> bool:
        return self._index.latest_generation() != self._generation

    def count(self) -> int:
        return int(self._live.sum())

    def search(self, request: RawRequest) -> RawResult:
        scores, mask, loosened = self._find(request.query)
        filters = self._filters(request)
        hits = np.flatnonzero(_all([mask, *filters.values()]))
        page = self._sorted(hits, scores, request.sort)[request.offset : request.offset + request.limit]
        facets = {
            name: values.count(_all([mask, *(test for key, test in filters.items() if key != name)]))
            for name, values in self._values.items()
        }
        return RawResult(len(hits), self._keys(page), facets, loosened and len(hits) > 0)

    # --- Matching ----------------------------------------------------------------------------

    def _find(self, query: ParsedQuery) -> tuple[Scores, Mask, bool]:
        """Scores of all documents, which of them match, and whether the query had to be loosened."""
        if query.is_empty:
            return np.zeros(self._size, np.float32), self._live, False
        for level in LEVELS:
            parts = self._query_scores(query, level)
            matching = _all([part > 0 for part in parts]) if level.every else _any([part > 0 for part in parts])
            matching = matching & self._live
            if matching.any():
                return np.sum(parts, axis=0, dtype=np.float32), matching, not level.every
        return np.zeros(self._size, np.float32), np.zeros(self._size, dtype=bool), False

    def _query_scores(self, query: ParsedQuery, level: Level) -> list[Scores]:
        scores = [self._term_scores(term, level) for term in query.terms]
        if query.document_number_key:
            scores.append(self._number_scores(query.document_number_key, query.number_terms, level))
        return scores

    def _number_scores(self, key: str, terms: tuple[Term, ...], level: Level) -> Scores:
        """Scores of a document number; where nothing has that number, of all the words that it is made of."""
        scores = np.zeros(self._size, np.float32)
        if level.pairs:
            scores = np.min([self._term_scores(term, level) for term in terms], axis=0)
        scores[self._postings("cited", key)[0]] = _CITED_NUMBER
        scores[self._postings("numbers", key)[0]] = _OWN_NUMBER
        return scores

    def _term_scores(self, term: Term, level: Level) -> Scores:
        """Scores of a word; where it is not there, of its parts together, if the level allows that."""
        whole = self._token_scores(term.text)
        if not term.parts or (term.known and not level.pairs):
            return whole
        parts = [self._token_scores(part) for part in term.parts]
        return np.where(whole > 0, whole, np.min(parts, axis=0))

    def _token_scores(self, token: str) -> Scores:
        """BM25F of one token over title and body; zero where it does not occur."""
        scores = np.zeros(self._size, np.float32)
        for name, boost in _BOOSTS.items():
            numbers, weights = self._postings(name, token)
            if len(numbers):
                rarity = math.log(self._size / (len(numbers) + 1)) + 1
                length = (1 - _B) + _B * self._lengths[name][numbers] / self._average[name]
                scores[numbers] += boost * rarity * (weights * (_K1 + 1) / (weights + _K1 * length))
        return scores

    def _postings(self, name: str, token: str) -> tuple[Ints, Scores]:
        """Document numbers (of the whole snapshot) and weights of one token in one field."""
        with self._lock:
            read = [(start, *_read_postings(leaf, name, token)) for leaf, start in self._leaves]
        return (
            _joined([numbers + start for start, numbers, _ in read], np.int64),
            _joined([weights for _, _, weights in read], np.float32),
        )

    # --- Filters, order, keys ------------------------------------------------------------------

    def _filters(self, request: RawRequest) -> dict[str, Mask]:
        wanted = dict(request.filters) | ({"year": str(request.year)} if request.year else {})
        masks = {name: self._values[name].equal(value) for name, value in wanted.items() if value}
        if request.date_from:
            masks["from"] = self._days >= int(f"{request.date_from:%Y%m%d}")
        if request.date_to:
            masks["to"] = (self._days <= int(f"{request.date_to:%Y%m%d}")) & (self._days > 0)
        return masks

    def _sorted(self, hits: Ints, scores: Scores, sort: Sort) -> Ints:
        """Best first; undated documents come last in both orders by date."""
        best, days = -scores[hits], self._days[hits]
        if sort is Sort.OLDEST:
            order = np.lexsort((best, np.where(days > 0, days, 10**9)))
        elif sort is Sort.NEWEST:
            order = np.lexsort((best, -days))
        else:
            order = np.lexsort((-days, best))
        return hits[order]

    def _keys(self, numbers: Ints) -> tuple[Key, ...]:
        with self._lock:
            texts = [self._reader.stored_fields(int(number))["key"] for number in numbers]
        return tuple((kind, int(pk)) for kind, _, pk in (text.rpartition(":") for text in texts))


class _Values:
    """One value per document, kept as a number per document and the list of values."""

    def __init__(self, parts: list[tuple[Ints, list[str]]]) -> None:
        self._code_of: dict[str, int] = {}
        codes = []
        for local, values in parts:
            mapping = [self._code_of.setdefault(value, len(self._code_of)) for value in values]
            codes.append(np.array(mapping or [0], dtype=np.int64)[local])
        self._codes = _joined(codes, np.int64)

    def equal(self, value: str) -> Mask:
        return self._codes == self._code_of.get(value, -1)

    def count(self, mask: Mask) -> dict[str, int]:
        """How often each value occurs among the documents of the mask, most frequent first."""
        totals = np.bincount(self._codes[mask], minlength=len(self._code_of))
        counts = {value: int(totals[code]) for value, code in self._code_of.items() if value and totals[code]}
        return dict(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))


def _joined(parts: list, dtype: type) -> NDArray:
    return np.concatenate(parts) if parts else np.empty(0, dtype=dtype)


def _all(masks: Iterable[Mask]) -> Mask:
    return np.logical_and.reduce(list(masks))


def _any(masks: Iterable[Mask]) -> Mask:
    return np.logical_or.reduce(list(masks))


# --- Reading the files of one segment -------------------------------------------------------------


def _lengths(leaf: SegmentReader, name: str) -> NDArray[np.float32]:
    """How many tokens the field has in each document, as coarse as the index stores it."""
    codes = np.zeros(leaf.doc_count_all(), dtype=np.uint8)
    column = leaf._perdoc._cached_reader(_lenfield(name), LENGTHS_COLUMN)
    if column is not None:
        stored = np.frombuffer(bytes(column._dbfile.get(column._basepos, column._count)), dtype=np.uint8)
        codes[: len(stored)] = stored
    return _LENGTHS[codes]


def _days(leaf: SegmentReader) -> Ints:
    """The day of each document as the number yyyymmdd, 0 when it has none."""
    column = leaf.column_reader("day", translate=False)
    stored = bytes(column._dbfile.get(column._basepos, column._count * column._fixedlen))
    return np.frombuffer(stored, dtype=">u4").astype(np.int64)


def _value_codes(leaf: SegmentReader, name: str) -> tuple[Ints, list[str]]:
    column = leaf.column_reader(name, translate=False)
    stored = bytes(column._dbfile.get(column._basepos, column._doccount * column._itemsize))
    codes = np.frombuffer(stored, dtype=">u2" if column._itemsize == 2 else np.uint8)
    return codes.astype(np.int64), [value.decode() for value in column._uniques]


def _year_codes(days: Ints) -> tuple[Ints, list[str]]:
    years, codes = np.unique(days // 10000, return_inverse=True)
    return codes.astype(np.int64), [str(year) if year else "" for year in years]


def _read_postings(leaf: SegmentReader, name: str, token: str) -> tuple[Ints, NDArray[np.float32]]:
    """A posting list whole: its blocks hold differences of document numbers and, beside them, weights."""
    field = leaf.schema[name]
    try:
        matcher = leaf._terms.matcher(name, field.to_bytes(token), field.format)
    except TermNotFound:
        return np.empty(0, np.int64), np.empty(0, np.float32)
    if not isinstance(matcher, W3LeafMatcher):  # a single posting is kept beside the term itself
        return np.array(matcher._ids, np.int64), np.array(matcher._weights, np.float32)
    numbers, weights = [], []
    while True:
        matcher._read_data()
        differences, stored = matcher._data[0], matcher._data[1]
        numbers.append(np.cumsum(np.array(differences, np.int64)))
        same = stored if isinstance(stored, float) else 1.0 if stored is None else None
        weights.append(np.array(stored, np.float32) if same is None else np.full(len(differences), same, np.float32))
        if matcher._lastblock:
            return np.concatenate(numbers), np.concatenate(weights)
        matcher._goto(matcher._nextoffset)
