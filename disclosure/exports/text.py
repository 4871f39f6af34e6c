"""Plain text."""

from disclosure.exports.metadata import metadata_rows
from disclosure.models import Document
from disclosure.selectors.reading import Reading
from disclosure.services.body import body_text, split_attached
from portal.common.templatetags.portal_tags import chinese_day


def document_text(reading: Reading, *, address: str) -> str:
    """Return the document as readable text; ``address`` is where it was published."""
    content = reading.content
    main, attached = split_attached(content.body)
    head = [f"{label}：{value}" for label, value in metadata_rows(reading)]
    blocks = [
        "\n".join(head),
        content.title,
        content.document_number,
        content.salutation,
        body_text(main),
        signature_lines(content),
        content.annotation,
        body_text(attached),
        _attachments(reading),
        f"来源：{address}",
    ]
    return "\n\n".join(block for block in blocks if block) + "\n"


def signature_lines(content: Document) -> str:
    """Signatory and date; a body that carries its own signature has none here."""
    return "\n".join(filter(None, (content.signatory, chinese_day(content.issued_on)))) if content.signatory else ""


def _attachments(reading: Reading) -> str:
    names = [f"{number}. {attachment.name}" for number, attachment in enumerate(reading.attachments, start=1)]
    return "附件：\n" + "\n".join(names) if names else ""
