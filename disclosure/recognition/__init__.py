"""Recognise the parts of an official document (党政机关公文, GB/T 9704-2012). Plain Python, no framework.

source = read_source("通知.docx")      # any format; UnreadableFile with a Chinese message
document = recognise(source)           # the parts; None for what is not printed; problems
as_json(document, "通知.docx")         # plain data
body_html(document)                    # the body for the page
"""

from __future__ import annotations

from disclosure.recognition.document import Attachment, RecognisedDocument, Section
from disclosure.recognition.json_form import as_json, unread_as_json
from disclosure.recognition.markup import body_html, body_text, html_to_text, text_to_html
from disclosure.recognition.readers import KNOWN_SUFFIXES, read_content, read_source
from disclosure.recognition.recogniser import recognise
from disclosure.recognition.source import Line, SourceText, UnreadableFile

__all__ = [
    "KNOWN_SUFFIXES",
    "Attachment",
    "Line",
    "RecognisedDocument",
    "Section",
    "SourceText",
    "UnreadableFile",
    "as_json",
    "body_html",
    "body_text",
    "html_to_text",
    "read_content",
    "read_source",
    "recognise",
    "text_to_html",
    "unread_as_json",
]
