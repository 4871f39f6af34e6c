"""Searching the site: one question in, one page of results out. The same for the page and for the API."""

import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.utils.safestring import SafeString

from portal.common.exceptions import NotAvailable
from portal.organizations.models import Organization
from portal.search.backends import get_backend
from portal.search.backends.base import FILTERS, IndexUnavailableError, RawRequest, RawResult, Sort
from portal.search.entries import IndexEntry, Key
from portal.search.highlight import highlight, snippet
from portal.search.registry import source_of, value_labels
from portal.search.text import ParsedQuery, parse_query

logger = logging.getLogger(__name__)

MAX_PER_PAGE = 100


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """What is asked. Empty means any; days are days of publication, inclusive; ``page`` counts from 1.

    ``organization`` is the code of an organization; ``domain``, ``document_type`` and ``validity`` are values
    as they come in the facets of a result.
    """

    q: str = ""
    organization: str = ""
    domain: str = ""
    kind: str = ""
    document_type: str = ""
    validity: str = ""
    year: int | None = None
    date_from: date | None = None
    date_to: date | None = None
    sort: Sort = Sort.RELEVANCE
    page: int = 1
    per_page: int = 10


@dataclass(frozen=True, slots=True)
class Hit:
    """One result. ``title`` and ``snippet`` are safe HTML with the words of the query in ``<mark>``."""

    entry: IndexEntry
    kind_label: str
    validity_label: str
    title: SafeString
    snippet: SafeString


@dataclass(frozen=True, slots=True)
class FacetValue:
    value: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class SearchResult:
    """One page of results.

    ``facets``: by the name of the filter, the values that occur with their counts. ``loosened``: nothing has
    all words, these have some. A hit whose object was withdrawn a moment ago is left out although ``total``
    still counts it.
    """

    total: int
    hits: list[Hit]
    facets: Mapping[str, list[FacetValue]]
    page: int
    pages: int
    parsed: ParsedQuery
    loosened: bool


def search(request: SearchRequest) -> SearchResult:
    """Answer a question; a page beyond the last gives the last one.

    Raises NotAvailable while the index is missing, damaged or being built for the first time.
    """
    parsed = parse_query(request.q)
    if parsed.is_empty and parsed.text:
        return SearchResult(0, [], {}, 1, 1, parsed, loosened=False)
    found, page, pages = _one_page(parsed, request)
    return SearchResult(
        total=found.total,
        hits=_hits(found.keys, parsed),
        facets={name: _labelled(name, counts) for name, counts in found.facets.items()},
        page=page,
        pages=pages,
        parsed=parsed,
        loosened=found.loosened,
    )


def _one_page(parsed: ParsedQuery, request: SearchRequest) -> tuple[RawResult, int, int]:
    """The wanted page, or the last when there are fewer; with its number and the number of pages."""
    size = min(max(request.per_page, 1), MAX_PER_PAGE)
    wanted = max(request.page, 1)
    raw = RawRequest(
        query=parsed,
        filters={name: value for name in FILTERS if (value := getattr(request, name))},
        year=request.year,
        date_from=request.date_from,
        date_to=request.date_to,
        sort=request.sort,
        offset=(wanted - 1) * size,
        limit=size,
    )
    found = _ask(raw)
    pages = max(1, -(-found.total // size))
    if wanted > pages:
        found = _ask(replace(raw, offset=(pages - 1) * size))
    return found, min(wanted, pages), pages


def _ask(raw: RawRequest) -> RawResult:
    try:
        return get_backend().search(raw)
    except IndexUnavailableError as error:
        logger.warning("The search index is not available: %s", error)
        raise NotAvailable("检索索引正在建立，请稍后再试。") from error


def _hits(keys: Iterable[Key], parsed: ParsedQuery) -> list[Hit]:
    """Fill the hits from the database: what is shown is current and public, whatever the index says."""
    wanted: dict[str, list[int]] = {}
    for kind, pk in keys:
        wanted.setdefault(kind, []).append(pk)
    entries = {entry.key: entry for kind, ids in wanted.items() for entry in _entries(kind, ids)}
    kinds, validities = value_labels("kind"), value_labels("validity")
    return [
        Hit(
            entry=entry,
            kind_label=kinds.get(entry.kind, entry.kind),
            validity_label=validities.get(entry.validity, entry.validity),
            title=highlight(entry.title, parsed),
            snippet=snippet(f"{entry.summary} {entry.body}", parsed),
        )
        for key in keys
        if (entry := entries.get(key))
    ]


def _entries(kind: str, ids: list[int]) -> Iterable[IndexEntry]:
    source = source_of(kind)
    return source.entries(ids) if source else []


def _labelled(name: str, counts: Mapping[str, int]) -> list[FacetValue]:
    if name == "organization":
        labels = dict(Organization.objects.filter(code__in=counts).values_list("code", "name"))
    else:
        labels = value_labels(name)
    return [FacetValue(value, labels.get(value, value), count) for value, count in counts.items()]
