"""The analyzer that every search engine shares: what is indexed and what is asked become the same tokens.

Plain Python, no Django. The order is fixed: compatibility forms and case (NFKC), traditional to simplified
characters, document numbers, words. Raise ANALYZER_VERSION whenever tokens change: an index made by
another version has to be rebuilt.
"""

import hashlib
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

import opencc
import rjieba

from portal.search.document_numbers import number_key, number_span

ANALYZER_VERSION = 1

_DATA = Path(__file__).parent / "data"
_HAN = r"\u3005\u3007\u3400-\u9fff\U00020000-\U0003ffff"
_ALL_HAN = re.compile(f"[{_HAN}]+")
# Function words that stand in every document and say nothing about it.
_STOP_WORDS = frozenset("的了着之及与和或等在是把被并而且为对将由从至")
# A longer token is not a word (encoded data, a row of dashes): its beginning identifies it well enough.
_MAX_TOKEN = 40
_MAX_QUERY = 200
# The converter works by recursion over a clause and slowly: it gets short pieces, and only those that need it.
_CLAUSE = re.compile(r"[^\s,.;:!?()，。；：！？、（）“”《》]{1,100}")


@dataclass(frozen=True, slots=True)
class Term:
    """One word of a query.

    ``parts`` are the pairs of characters that together stand for the word where a text divides it otherwise;
    a word the dictionary does not know is always looked for by its parts as well.
    """

    text: str
    parts: tuple[str, ...] = ()
    known: bool = True


@dataclass(frozen=True, slots=True)
class ParsedQuery:
    """What a person asked: the folded text, a document number if there is one, and the words beside it.

    ``number_terms`` are the words that the number consists of: all of them together stand for a number that no
    document has, because it may be written in a way that is not recognised.
    """

    text: str = ""
    document_number_key: str | None = None
    terms: tuple[Term, ...] = ()
    number_terms: tuple[Term, ...] = ()

    @property
    def is_empty(self) -> bool:
        """True when there is nothing to look for: nothing typed, or only punctuation and function words."""
        return not self.terms and self.document_number_key is None


def fold(text: str) -> str:
    """One form for all ways to write a text: half-width, lower case, simplified characters."""
    folded = unicodedata.normalize("NFKC", text).lower()
    return _CLAUSE.sub(_simplify, folded) if _traditional().search(folded) else folded


def fold_in_place(text: str) -> str:
    """Fold character by character, so that a position in the result is a position in the text (for highlights)."""
    return text.translate(_fold_table())


def tokens_for_index(text: str) -> list[str]:
    """Tokens of a text, repeated as often as they occur: words, their parts, and pairs across loose boundaries."""
    tokens: list[str] = []
    before = ""
    for word in _words(fold(text)):
        if word in _STOP_WORDS or not _has_meaning(word):
            before = ""
            continue
        tokens.append(word)
        tokens.extend(_parts(word))
        if before and _is_loose(before, word):
            tokens.append(before[-1] + word[0])
        before = word
    return tokens


def parse_query(text: str) -> ParsedQuery:
    """Read what a person typed. Never fails: any text gives a query, perhaps an empty one."""
    folded = fold(text[:_MAX_QUERY]).strip()
    span = number_span(folded)
    if span is None:
        return ParsedQuery(text=folded, terms=_terms(folded))
    number = folded[span[0] : span[1]]
    rest = f"{folded[: span[0]]} {folded[span[1] :]}"
    return ParsedQuery(
        text=folded, document_number_key=number_key(number), terms=_terms(rest), number_terms=_terms(number)
    )


@cache
def fingerprint() -> str:
    """Version of the analyzer and its dictionary: an index made with another one gives wrong answers."""
    words = (_DATA / "words.txt").read_bytes()
    return f"{ANALYZER_VERSION}-{hashlib.sha256(words).hexdigest()[:12]}"


def _simplify(clause: re.Match[str]) -> str:
    found = clause[0]
    return _converter().convert(found) if _traditional().search(found) else found


def _terms(folded: str) -> tuple[Term, ...]:
    words = (word for word in _words(folded) if _has_meaning(word) and word not in _STOP_WORDS)
    return tuple(_term(word) for word in dict.fromkeys(words))


def _term(word: str) -> Term:
    if not _ALL_HAN.fullmatch(word):
        return Term(word)
    pairs = tuple(word[i : i + 2] for i in range(len(word) - 1)) if len(word) > 2 else ()
    return Term(word, parts=pairs, known=_segmenter().has_word(word))


def _words(folded: str) -> Iterator[str]:
    return (word[:_MAX_TOKEN] for word in _segmenter().cut(folded))


def _has_meaning(word: str) -> bool:
    return any(character.isalnum() for character in word)


@lru_cache(maxsize=50_000)
def _parts(word: str) -> tuple[str, ...]:
    """What a word contains that may be asked for by itself.

    All pairs of characters, longer words of the dictionary, and single characters of a word that the
    dictionary does not know (a name, mostly): the segmenter may well have cut it wrongly.
    """
    if len(word) < 2 or not _ALL_HAN.fullmatch(word):
        return ()
    known = _segmenter().has_word(word)
    singles = () if known else tuple(word)
    pairs = tuple(word[i : i + 2] for i in range(len(word) - 1)) if len(word) > 2 else ()
    inner = tuple(
        word[start : start + length]
        for length in range(3, len(word))
        for start in range(len(word) - length + 1)
        if _segmenter().has_word(word[start : start + length])
    )
    return singles + pairs + inner


def _is_loose(left: str, right: str) -> bool:
    """Whether the cut between two words is uncertain: beside a single character or an unknown word."""
    if not (_ALL_HAN.fullmatch(left) and _ALL_HAN.fullmatch(right)):
        return False
    return any(len(word) == 1 or not _segmenter().has_word(word) for word in (left, right))


@cache
def _segmenter() -> rjieba.Jieba:
    """The segmenter with our own words; they live in process memory and are loaded once."""
    segmenter = rjieba.Jieba()
    for word in (_DATA / "words.txt").read_text(encoding="utf-8").split():
        segmenter.add_word(word, 20_000, "n")
    return segmenter


@cache
def _converter() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")


@cache
def _simplified_of() -> dict[str, str]:
    """Traditional character → simplified, only where they differ, from the converter's own table."""
    table = Path(opencc.__file__).parent / "dictionary" / "TSCharacters.txt"
    pairs = (line.split() for line in table.read_text(encoding="utf-8").splitlines() if line.strip())
    return {pair[0]: pair[1] for pair in pairs if pair[0] != pair[1]}


@cache
def _traditional() -> re.Pattern[str]:
    """Conversion costs three times the rest of the analysis, so texts without traditional characters skip it."""
    return re.compile("[" + "".join(map(re.escape, _simplified_of())) + "]")


@cache
def _fold_table() -> dict[int, str]:
    """Single characters that fold to a single character; the rest (㎡, ½) stay as they are."""
    table = {ord(source): target for source, target in _simplified_of().items() if len(target) == 1}
    wide = {code: unicodedata.normalize("NFKC", chr(code)).lower() for code in (*range(0xFF01, 0xFF5F), 0x3000)}
    latin = {code: chr(code).lower() for code in range(ord("A"), ord("Z") + 1)}
    return table | wide | latin
