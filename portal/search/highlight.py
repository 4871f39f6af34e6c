"""Marking the words of a query in a text, with everything else escaped."""

import re
from collections.abc import Iterator
from itertools import pairwise

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from portal.search.document_numbers import number_positions, readings
from portal.search.text import ParsedQuery, fold_in_place

SNIPPET_LENGTH = 140
# Some text before the first mark, so that it is read in its sentence.
_LEAD = 24
# A long text full of the word: the first places are as good as the later ones.
_MOST_WINDOWS = 100

Span = tuple[int, int]


def highlight(text: str, query: ParsedQuery) -> SafeString:
    """The whole text as HTML, words of the query in ``<mark>``."""
    return _marked(text, _spans(text, query))


def snippet(text: str, query: ParsedQuery, *, length: int = SNIPPET_LENGTH) -> SafeString:
    """The part of the text where most words of the query stand together, as HTML; else its beginning."""
    text = " ".join(text.split())
    spans = _spans(text, query)
    start = _best_start(spans, length)
    end = min(start + length, len(text))
    inside = [(left - start, right - start) for left, right in spans if left >= start and right <= end]
    before, after = "…" if start else "", "…" if end < len(text) else ""
    return format_html("{}{}{}", before, _marked(text[start:end], inside), after)


def _best_start(spans: list[Span], length: int) -> int:
    """Where a window of this length begins in which as much is marked as in any."""
    if not spans:
        return 0
    window = length - _LEAD
    starts = [left for left, _ in spans[:_MOST_WINDOWS]]
    marked = [sum(right - left for left, right in spans if start <= left < start + window) for start in starts]
    return max(0, starts[marked.index(max(marked))] - _LEAD)


def _spans(text: str, query: ParsedQuery) -> list[Span]:
    """Positions to mark, in order and without overlap; folding keeps positions."""
    folded = fold_in_place(text)
    found = sorted({*_number_spans(folded, query), *_word_spans(folded, query)})
    merged: list[Span] = []
    for left, right in found:
        if merged and left <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(right, merged[-1][1]))
        else:
            merged.append((left, right))
    if all(len(term.text) == 1 for term in query.terms) or query.document_number_key:
        return merged
    # A lone character of a longer query (公 of 公租房) stands in every other word: marking it tells nothing.
    return [(left, right) for left, right in merged if right - left > 1]


def _word_spans(folded: str, query: ParsedQuery) -> Iterator[Span]:
    """Each word where it stands; a word that stands nowhere is marked by its parts."""
    for term in query.terms:
        words = [term.text] if term.text in folded else list(term.parts)
        for word in words:
            yield from (match.span() for match in _pattern(word).finditer(folded))


def _pattern(word: str) -> re.Pattern[str]:
    """Letters and digits only as whole words: a single “a” is not to be marked inside “page”."""
    if word.isascii():
        return re.compile(rf"(?<![a-z0-9]){re.escape(word)}(?![a-z0-9])")
    return re.compile(re.escape(word))


def _number_spans(folded: str, query: ParsedQuery) -> Iterator[Span]:
    """The document number, however it is written, without the words of the sentence before it."""
    if not query.document_number_key:
        return
    issuer = query.document_number_key.partition("|")[0]
    for start, end, key in number_positions(folded):
        if query.document_number_key in readings(key):
            yield start + len(key.partition("|")[0]) - len(issuer), end


def _marked(text: str, spans: list[Span]) -> SafeString:
    edges = [0, *(edge for span in spans for edge in span), len(text)]
    pieces = [text[left:right] for left, right in pairwise(edges)]
    return format_html_join(
        "", "{}", ((format_html("<mark>{}</mark>", piece) if at % 2 else piece,) for at, piece in enumerate(pieces))
    )
