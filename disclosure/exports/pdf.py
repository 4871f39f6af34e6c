"""PDF."""

from django.template.loader import render_to_string

from disclosure.exports.metadata import metadata_rows
from disclosure.exports.text import signature_lines
from disclosure.selectors.reading import Reading
from disclosure.services.body import split_attached
from portal.common.pdf import render_pdf


def document_pdf(reading: Reading, *, address: str) -> bytes:
    """Return the document as PDF; raises NotAvailable where the system cannot make PDF."""
    main, attached = split_attached(reading.content.body)
    html = render_to_string(
        "letters/published_document.html",
        {
            "content": reading.content,
            "rows": metadata_rows(reading),
            "main": main,
            "attached": attached,
            "signature": signature_lines(reading.content),
            "address": address,
        },
    )
    return render_pdf(html)
