"""What a source hands to the index: one public object, as plain values."""

from dataclasses import dataclass
from datetime import date

Key = tuple[str, int]


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """One public object that can be found.

    ``domain``, ``document_type`` and ``validity`` are values to filter by; a source that uses codes there
    gives their Chinese labels (see portal.search.registry.SearchSource). ``body`` is indexed, never stored:
    snippets are made from what the source returns when the page is shown.
    """

    kind: str
    object_id: int
    title: str
    url: str
    body: str = ""
    summary: str = ""
    document_number: str = ""
    organization_code: str = ""
    organization_name: str = ""
    published_on: date | None = None
    domain: str = ""
    document_type: str = ""
    validity: str = ""

    @property
    def key(self) -> Key:
        return self.kind, self.object_id

    @property
    def values(self) -> dict[str, str]:
        """The values that filters and counts work on, by the name of the filter."""
        return {
            "kind": self.kind,
            "organization": self.organization_code,
            "domain": self.domain,
            "document_type": self.document_type,
            "validity": self.validity,
        }
