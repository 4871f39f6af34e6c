"""Writing: a new draft, a draft from a file, its attachments, and the guide."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from disclosure.forms.desk import AttachmentForm
from disclosure.forms.document import DocumentForm, GuideForm, ImportForm, OrganizationChoiceForm
from disclosure.models import Document, Guide
from disclosure.policies import available_actions
from disclosure.recognition import UnreadableFile, read_content, recognise
from disclosure.services import add_attachment, import_document, remove_attachment, save_draft, save_guide
from disclosure.views.desk import desk_document
from disclosure.workflow import Action
from portal.accounts.permissions import Permission
from portal.accounts.selectors import organizations_with
from portal.common.exceptions import Conflict, DomainError
from portal.organizations.models import Organization

_PAGE = require_http_methods(["GET", "HEAD", "POST"])


@login_required
@_PAGE
def create(request: HttpRequest) -> HttpResponse:
    """A new draft; who drafts for several organizations names one first."""
    organizations = _drafting_for(request)
    organization = organizations.filter(slug=request.GET.get("organization", "")).first()
    if organization is None and organizations.count() > 1:
        form = OrganizationChoiceForm(organizations=organizations)
        return render(request, "disclosure/desk/choose.html", {"form": form, "section": "desk"})
    organization = organization or organizations.get()
    document = Document(organization=organization, issuer=organization.name)
    return _write(request, document, "disclosure/desk/edit.html")


@login_required
@_PAGE
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    document = desk_document(request, pk)
    if Action.EDIT not in available_actions(request.user, document):  # type: ignore[arg-type]
        raise Conflict(f"文件目前是“{document.get_status_display()}”，或者您没有起草权限，不能编辑。")
    return _write(request, document, "disclosure/desk/edit.html")


def _write(request: HttpRequest, document: Document, template: str) -> HttpResponse:
    user: Any = request.user
    form = DocumentForm(request.POST or None, instance=document)
    if request.method == "POST" and form.is_valid():
        try:
            saved = save_draft(form.filled(), actor=user)
        except DomainError as error:
            _add_error(form, error)
        else:
            messages.success(request, "草稿已保存。")
            return redirect("disclosure:desk_document", saved.pk)
    stored = Document.objects.filter(pk=document.pk).first() if document.pk else None
    context = {"form": form, "document": stored or document, "organization": document.organization, "section": "desk"}
    return render(request, template, context)


@login_required
@_PAGE
def import_file(request: HttpRequest) -> HttpResponse:
    """Read an uploaded file and open the draft with what was found and what is doubtful."""
    organizations = _drafting_for(request)
    form = ImportForm(request.POST or None, request.FILES or None, organizations=organizations)
    if request.method == "POST" and form.is_valid():
        try:
            return _import(request, form)
        except UnreadableFile as error:
            form.add_error("file", error.message)
        except DomainError as error:
            _add_error(form, error)
    return render(request, "disclosure/desk/import.html", {"form": form, "section": "desk"})


def _import(request: HttpRequest, form: ImportForm) -> HttpResponse:
    user: Any = request.user
    file = form.cleaned_data["file"]
    content = file.read()
    outcome = import_document(
        form.cleaned_data["organization"],
        recognise(read_content(content)),
        actor=user,
        source_name=file.name,
        content=content,
        on=timezone.localdate(),
    )
    if not outcome.created:
        messages.warning(request, "这个文件以前已经导入过，没有重复建立。")
        return redirect("disclosure:desk_document", outcome.document.pk)
    doubts = len(outcome.document.import_problems)
    messages.success(
        request, f"已导入为草稿，{f'有{doubts}处疑问请核对' if doubts else '没有发现疑问，请核对后提交审核'}。"
    )
    return redirect("disclosure:edit", outcome.document.pk)


@login_required
@require_POST
def attach(request: HttpRequest, pk: int) -> HttpResponse:
    document = desk_document(request, pk)
    user: Any = request.user
    form = AttachmentForm(request.POST, request.FILES)
    if not form.is_valid():
        messages.error(request, "请选择要上传的文件。")
        return redirect("disclosure:desk_document", pk)
    try:
        attachment = add_attachment(document, actor=user, file=form.cleaned_data["file"])
    except DomainError as error:
        messages.error(request, error.message)
    else:
        messages.success(request, f"已添加附件“{attachment.name}”。")
    return redirect("disclosure:desk_document", pk)


@login_required
@require_POST
def detach(request: HttpRequest, pk: int, attachment: int) -> HttpResponse:
    document = desk_document(request, pk)
    user: Any = request.user
    remove_attachment(get_object_or_404(document.attachments, pk=attachment), actor=user)
    messages.success(request, "已移除附件。")
    return redirect("disclosure:desk_document", pk)


@login_required
@_PAGE
def guide(request: HttpRequest, slug: str) -> HttpResponse:
    """The guide of an organization (条例 art 12)."""
    user: Any = request.user
    organization = get_object_or_404(organizations_with(user, Permission.DOCUMENT_PUBLISH), slug=slug)
    existing = Guide.objects.filter(organization=organization).first()
    form = GuideForm(request.POST or None, instance=existing or Guide(organization=organization))
    if request.method == "POST" and form.is_valid():
        try:
            save_guide(organization, actor=user, **form.cleaned_data)
        except DomainError as error:
            _add_error(form, error)
        else:
            messages.success(request, "公开指南已保存并公布。")
            return redirect("disclosure:guide", slug)
    return render(
        request, "disclosure/desk/guide.html", {"form": form, "organization": organization, "section": "desk"}
    )


def _drafting_for(request: HttpRequest) -> QuerySet[Organization]:
    organizations = organizations_with(request.user, Permission.DOCUMENT_DRAFT)  # type: ignore[arg-type]
    if not organizations.exists():
        raise PermissionDenied
    return organizations


def _add_error(form: BaseForm, error: DomainError) -> None:
    form.add_error(error.field if error.field in form.fields else None, error.message)
