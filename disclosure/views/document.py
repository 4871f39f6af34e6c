"""The page of one document, its files and its earlier versions."""

from io import BytesIO

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from disclosure.exports import document_docx, document_pdf, document_text
from disclosure.exports.text import signature_lines
from disclosure.models import Attachment, Document, DocumentVersion
from disclosure.selectors.documents import public_documents, visible_documents, withdrawn_documents
from disclosure.selectors.reading import Reading, read_document
from disclosure.services.body import page_parts
from disclosure.views.page_meta import article_meta
from portal.common.exceptions import NotAvailable

_SLASHES = str.maketrans("/\\", "／＼")
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@require_safe
def page(request: HttpRequest, pk: int) -> HttpResponse:
    """The live version; a withdrawn document answers 410 with the day and the reason."""
    document = _public(pk)
    if document is None:
        return _gone(request, pk)
    return _show(request, document, _live(document))


@require_safe
def earlier_version(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """A version that was published once, marked as such."""
    document = _public(pk)
    if document is None:
        return _gone(request, pk)
    version = get_object_or_404(document.versions.filter(published_at__isnull=False), number=number)
    return _show(request, document, version)


@require_safe
def download(request: HttpRequest, pk: int, kind: str) -> HttpResponseBase:
    document = _public(pk)
    if document is None:
        return _gone(request, pk)
    reading = read_document(document, _live(document))
    address = request.build_absolute_uri(reverse("disclosure:document", args=[pk]))
    try:
        content, media_type = _file(reading, kind, address)
    except NotAvailable as error:
        return render(
            request, "disclosure/unavailable.html", {"document": document, "message": error.message}, status=503
        )
    response = FileResponse(
        BytesIO(content), as_attachment=True, filename=f"{_file_name(document.title)}.{kind}", content_type=media_type
    )
    return _protected(response)


def _file_name(title: str) -> str:
    """The title as far as file names go; a slash would cut off everything before it."""
    return title[:80].translate(_SLASHES)


def _file(reading: Reading, kind: str, address: str) -> tuple[bytes, str]:
    if kind == "txt":
        # The mark at the start makes old editors on Windows read the text as UTF-8.
        return document_text(reading, address=address).encode("utf-8-sig"), "text/plain; charset=utf-8"
    if kind == "docx":
        return document_docx(reading), _WORD
    if kind == "pdf":
        return document_pdf(reading, address=address), "application/pdf"
    raise Http404


@require_safe
def attachment(request: HttpRequest, pk: int, attachment: int) -> HttpResponseBase:
    """Stream a file to whoever may see its document; a file of a withdrawn document answers 410 like its page."""
    files = Attachment.objects.filter(document__in=visible_documents(request.user).order_by())
    row = files.filter(pk=attachment, document_id=pk).first()
    if row is None and _public(pk) is None:
        return _gone(request, pk)
    if row is None:
        raise Http404
    return _protected(
        FileResponse(row.file.open("rb"), as_attachment=True, filename=row.name, content_type=row.media_type)
    )


def _protected(response: FileResponse) -> FileResponse:
    """A file is saved, never run: no sniffing, no scripts, not even inside a frame."""
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def _public(pk: int) -> Document | None:
    return (
        public_documents()
        .select_related("organization", "column__organization", "column__parent", "live_version")
        .filter(pk=pk)
        .first()
    )


def _live(document: Document) -> DocumentVersion:
    assert document.live_version is not None, "published documents have a live version"
    return document.live_version


def _gone(request: HttpRequest, pk: int) -> HttpResponse:
    document = get_object_or_404(withdrawn_documents().select_related("organization"), pk=pk)
    return render(request, "disclosure/withdrawn.html", {"document": document}, status=410)


def _show(request: HttpRequest, document: Document, version: DocumentVersion) -> HttpResponse:
    reading = read_document(document, version)
    main, attached = page_parts(reading.content.body)
    address = request.build_absolute_uri(reverse("disclosure:document", args=[document.pk]))
    context = {
        "reading": reading,
        "document": document,
        "content": reading.content,
        "main": main,
        "attached": attached,
        "signature": signature_lines(reading.content),
        "is_live": version.pk == document.live_version_id,
        "organization": document.organization,
        "page_meta": article_meta(document, version, address),
        "today": timezone.localdate(),
    }
    return render(request, "disclosure/document.html", context)
