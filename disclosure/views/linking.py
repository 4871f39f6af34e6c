"""Relations between documents, and filing under items of the standard catalog."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from catalog.models import CatalogItem
from catalog.selectors import containing as items_containing
from disclosure.enums import DocumentStatus, RelationKind
from disclosure.forms.desk import FiledDocumentForm, ItemChoiceForm, ItemSearchForm, RelationForm
from disclosure.models import Document, DocumentFiling, DocumentRelation, normalise_document_number
from disclosure.selectors.desk import desk_documents
from disclosure.selectors.documents import containing, for_list, visible_documents
from disclosure.selectors.reading import items_of
from disclosure.services import file_under_item, relate_documents, unfile, unrelate_documents
from disclosure.views.desk import desk_document, require_staff
from portal.common.exceptions import DomainError, InvalidInput
from portal.common.pagination import paginate


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def relate(request: HttpRequest, pk: int) -> HttpResponse:
    document = desk_document(request, pk)
    user: Any = request.user
    form = RelationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            target = _find_target(request, form.cleaned_data["target"])
            kind = RelationKind(form.cleaned_data["kind"])
            relate_documents(document, target=target, kind=kind, actor=user, on=timezone.localdate())
        except DomainError as error:
            form.add_error(error.field if error.field in form.fields else None, error.message)
        else:
            messages.success(request, f"已关联“{target}”。")
            return redirect("disclosure:desk_document", pk)
    context = {"document": document, "form": form, "section": "desk"}
    return render(request, "disclosure/desk/relate.html", context)


def _find_target(request: HttpRequest, named: str) -> Document:
    """The one document that the person may see under that name."""
    named = named.strip()
    wanted = Q(index_number=named) | Q(document_number_key=normalise_document_number(named))
    if named.isdecimal():
        wanted |= Q(pk=int(named))
    found = list(visible_documents(request.user).filter(wanted)[:2])  # type: ignore[arg-type]
    if not found:
        raise InvalidInput("没有找到这份文件，请核对编号。", field="target")
    if len(found) > 1:
        raise InvalidInput("有多份文件使用这个编号，请改填索引号。", field="target")
    return found[0]


@login_required
@require_POST
def unrelate(request: HttpRequest, pk: int, relation: int) -> HttpResponse:
    document = desk_document(request, pk)
    row = get_object_or_404(DocumentRelation.objects.filter(source=document), pk=relation)
    user: Any = request.user
    unrelate_documents(row, actor=user)
    messages.success(request, "已取消关联。")
    return redirect("disclosure:desk_document", pk)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def file_document(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose the catalog items that this document fulfils."""
    document = desk_document(request, pk)
    user: Any = request.user
    if request.method == "POST":
        chosen = ItemChoiceForm(request.POST)
        if chosen.is_valid():
            item = chosen.cleaned_data["item"]
            file_under_item(document, item=item, actor=user)
            messages.success(request, f"已归入“{item}”。")
        return redirect(request.get_full_path())
    form = ItemSearchForm(request.GET or None)
    context = {
        "document": document,
        "form": form,
        "page": paginate(request, _items(form).exclude(pk__in=document.filings.values("item"))),
        "items": items_of(document),
        "section": "desk",
    }
    return render(request, "disclosure/desk/file.html", context)


def _items(form: ItemSearchForm) -> QuerySet[CatalogItem]:
    items = CatalogItem.objects.select_related("domain")
    if not form.is_valid():
        return items
    if domain := form.cleaned_data["domain"]:
        items = items.filter(domain=domain)
    return items_containing(items, form.cleaned_data["q"])


@login_required
@require_POST
def unfile_document(request: HttpRequest, pk: int, item: int) -> HttpResponse:
    document = desk_document(request, pk)
    user: Any = request.user
    unfile(document, item=get_object_or_404(CatalogItem, pk=item), actor=user)
    messages.success(request, "已移出该事项。")
    return redirect("disclosure:desk_document", pk)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def file_item(request: HttpRequest, item: int) -> HttpResponse:
    """The other way round: choose documents for one catalog item."""
    require_staff(request)
    user: Any = request.user
    row = get_object_or_404(CatalogItem.objects.select_related("domain"), pk=item)
    documents = desk_documents(user).exclude(status=DocumentStatus.WITHDRAWN)
    if request.method == "POST":
        chosen = FiledDocumentForm(request.POST, documents=documents)
        if chosen.is_valid():
            file_under_item(chosen.cleaned_data["document"], item=row, actor=user)
            messages.success(request, f"已归入“{row}”。")
        return redirect(request.get_full_path())
    query = request.GET.get("q", "").strip()
    documents = containing(documents, query)
    filed = DocumentFiling.objects.filter(item=row).values("document")
    context = {
        "item": row,
        "query": query,
        "page": paginate(request, for_list(documents.exclude(pk__in=filed)).order_by("-updated_at", "-id")),
        "filed": for_list(documents.filter(pk__in=filed)).order_by("-updated_at")[:50],
        "section": "desk",
    }
    return render(request, "disclosure/desk/file_item.html", context)
