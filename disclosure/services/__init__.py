"""Everything that changes the column and its documents."""

from disclosure.services.attachments import add_attachment, remove_attachment, stored_file
from disclosure.services.body import clean_body
from disclosure.services.columns import create_columns, save_guide
from disclosure.services.drafts import save_draft
from disclosure.services.importing import ImportOutcome, import_document
from disclosure.services.links import file_under_item, relate_documents, unfile, unrelate_documents
from disclosure.services.publishing import publish_document, withdraw_document
from disclosure.services.review import reopen_document, review_document, submit_for_review
from disclosure.services.validity import switch_validity

__all__ = [
    "ImportOutcome",
    "add_attachment",
    "clean_body",
    "create_columns",
    "file_under_item",
    "import_document",
    "publish_document",
    "relate_documents",
    "remove_attachment",
    "reopen_document",
    "review_document",
    "save_draft",
    "save_guide",
    "stored_file",
    "submit_for_review",
    "switch_validity",
    "unfile",
    "unrelate_documents",
    "withdraw_document",
]
