"""A document as a file: plain text, Word, PDF."""

from disclosure.exports.docx import document_docx
from disclosure.exports.pdf import document_pdf
from disclosure.exports.text import document_text

__all__ = ["document_docx", "document_pdf", "document_text"]
