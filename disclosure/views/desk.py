"""The editor's desk: working lists and the page of one document in any state."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from disclosure.enums import DocumentStatus
from disclosure.exports.text import signature_lines
from disclosure.forms.desk import AttachmentForm, DeskFilterForm
from disclosure.models import Document
from disclosure.policies import available_actions, can_file
from disclosure.selectors.desk import DESK_LISTS, desk_counts, desk_documents, document_history
from disclosure.selectors.documents import containing, for_list
from disclosure.selectors.readiness import blockers
from disclosure.selectors.reading import items_of
from disclosure.services.body import page_parts
from disclosure.workflow import Action
from portal.accounts.permissions import Permission
from portal.accounts.policies import has_permission
from portal.accounts.selectors import organizations_with
from portal.common.pagination import paginate

_UNPUBLISHED = (DocumentStatus.DRAFT, DocumentStatus.APPROVED)


def require_staff(request: HttpRequest) -> None:
    """The desk is for people who may see unpublished information somewhere; everybody else is refused."""
    if not organizations_with(request.user, Permission.DOCUMENT_VIEW).exists():  # type: ignore[arg-type]
        raise PermissionDenied


def desk_document(request: HttpRequest, pk: int) -> Document:
    """The document through what the person may see, or 404."""
    documents = desk_documents(request.user).select_related("organization", "column")  # type: ignore[arg-type]
    return get_object_or_404(documents, pk=pk)


@login_required
@require_safe
def lists(request: HttpRequest) -> HttpResponse:
    require_staff(request)
    user: Any = request.user
    wanted = request.GET.get("list", DESK_LISTS[0].key)
    chosen = next((entry for entry in DESK_LISTS if entry.key == wanted), None)
    if chosen is None:
        raise Http404
    organizations = organizations_with(user, Permission.DOCUMENT_VIEW)
    form = DeskFilterForm(request.GET or None, organizations=organizations)
    documents = _filtered(chosen.documents(user), form).order_by("-updated_at", "-id")
    counts = desk_counts(user)
    context = {
        "chosen": chosen,
        "tabs": [(entry, counts[entry.key]) for entry in DESK_LISTS],
        "form": form,
        "page": paginate(request, for_list(documents).select_related("created_by")),
        "today": timezone.localdate(),
        "may_draft": organizations_with(user, Permission.DOCUMENT_DRAFT).exists(),
        "guides": organizations_with(user, Permission.DOCUMENT_PUBLISH),
        "section": "desk",
    }
    return render(request, "disclosure/desk/lists.html", context)


def _filtered(documents: QuerySet[Document], form: DeskFilterForm) -> QuerySet[Document]:
    if not form.is_valid():
        return documents
    if organization := form.cleaned_data["organization"]:
        documents = documents.filter(organization=organization)
    return containing(documents, form.cleaned_data["q"], "index_number")


@login_required
@require_safe
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything about one document, and what this person can do with it now."""
    document = desk_document(request, pk)
    user: Any = request.user
    actions = available_actions(user, document)
    main, attached = page_parts(document.body)
    context = {
        "document": document,
        "content": document,
        "main": main,
        "attached": attached,
        "actions": {action.name.lower(): True for action in actions},
        "blockers": blockers(document) if document.status in _UNPUBLISHED else [],
        "attachments": document.attachments.all(),
        "versions": document.versions.defer("content")
        .select_related("submitted_by")
        .prefetch_related("reviews__reviewer"),
        "relations_out": document.relations_out.select_related("target").defer("target__body"),
        "relations_in": document.relations_in.select_related("source").defer("source__body"),
        "items": items_of(document),
        "signature": signature_lines(document),
        "may_file": can_file(user, document),
        "may_draft": has_permission(user, Permission.DOCUMENT_DRAFT, document.organization),
        "may_edit": Action.EDIT in actions,
        "attachment_form": AttachmentForm(),
        "history": document_history(document),
        "today": timezone.localdate(),
        "section": "desk",
    }
    return render(request, "disclosure/desk/document.html", context)


@login_required
@require_safe
def source(request: HttpRequest, pk: int) -> FileResponse:
    """The imported original, for comparing."""
    document = desk_document(request, pk)
    if not document.source_file:
        raise Http404
    response = FileResponse(
        document.source_file.open("rb"),
        as_attachment=True,
        filename=document.source_name,
        content_type="application/octet-stream",
    )
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
