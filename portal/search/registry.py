"""What can be searched: the feature packages register their sources when they start."""

from collections.abc import Iterable, Mapping
from typing import Protocol

from portal.search.entries import IndexEntry


class SearchSource(Protocol):
    """Gives the public objects of one kind to the index, and to the result page.

    ``entries(ids)`` yields only what everybody may see, ``None`` meaning all; an id it does not yield is
    removed from the index and never shown. A source may also have ``labels(name)``, which returns the
    Chinese labels of the values it uses for the filter of that name (``"domain"``, ``"document_type"``,
    ``"validity"``); a value without a label is shown as it is.
    """

    kind: str
    label: str

    def entries(self, ids: Iterable[int] | None) -> Iterable[IndexEntry]: ...


_sources: dict[str, SearchSource] = {}


def register_source(source: SearchSource) -> None:
    """Add a source; a kind has one source, so registering it again replaces the earlier one."""
    _sources[source.kind] = source


def source_of(kind: str) -> SearchSource | None:
    return _sources.get(kind)


def sources() -> list[SearchSource]:
    return list(_sources.values())


def value_labels(name: str) -> dict[str, str]:
    """Chinese labels of the values of one filter, collected from every source that gives any."""
    if name == "kind":
        return {source.kind: source.label for source in sources()}
    labels: dict[str, str] = {}
    for source in sources():
        given: Mapping[str, str] = getattr(source, "labels", _no_labels)(name)
        labels.update(given)
    return labels


def _no_labels(name: str) -> Mapping[str, str]:
    return {}
