"""Tables of the column: what is published where, and how it came to be."""

from disclosure.models.column import Column, Guide
from disclosure.models.document import Document, IndexCounter, normalise_document_number
from disclosure.models.filing import DocumentFiling
from disclosure.models.links import Attachment, DocumentRelation
from disclosure.models.version import CONTENT_FIELDS, DocumentVersion, Review

__all__ = [
    "CONTENT_FIELDS",
    "Attachment",
    "Column",
    "Document",
    "DocumentFiling",
    "DocumentRelation",
    "DocumentVersion",
    "Guide",
    "IndexCounter",
    "Review",
    "normalise_document_number",
]
