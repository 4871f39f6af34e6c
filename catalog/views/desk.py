"""The desk of those who keep the catalog: list, form, confirmation and history."""

import re
from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from catalog.forms import DeskFilterForm, ItemForm
from catalog.models import CatalogItem
from catalog.policies import can_edit_catalog
from catalog.selectors import (
    differences,
    filed_documents,
    item_history,
    items,
    last_change,
    own_changes,
    read_entry,
    review_counts,
    visible_items,
)
from catalog.services import confirm_item, confirm_items, update_item
from portal.common.exceptions import Conflict, DomainError
from portal.common.pagination import paginate

ROWS_PER_PAGE = 30
# Number and version of a ticked row, as the boxes of the list write them.
_MARK = re.compile(r"([1-9][0-9]{0,17}):([0-9]+)")
View = Callable[..., HttpResponse]


def editor_required(view: View) -> View:
    """Sign in first; without the permission the answer is 403."""

    @login_required
    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if not can_edit_catalog(request.user):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded


@require_safe
@editor_required
def desk(request: HttpRequest) -> HttpResponse:
    form = DeskFilterForm(request.GET)
    criteria = form.cleaned_data if form.is_valid() else {}
    found = items(
        domain=criteria.get("domain", ""),
        review_state=criteria.get("review_state", ""),
        text=criteria.get("q", ""),
    )
    context = {"form": form, "page": paginate(request, found, ROWS_PER_PAGE), "counts": review_counts()}
    return render(request, "catalog/desk.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@editor_required
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    item = get_object_or_404(visible_items(), pk=pk)
    if request.method != "POST":
        return _form_page(request, item, ItemForm(instance=item))
    typed = CatalogItem.objects.get(pk=pk)  # the form writes what was typed into its instance
    form = ItemForm(request.POST, instance=typed)
    if not form.is_valid():
        return _form_page(request, item, form)
    columns = form.typed_columns()
    try:
        with transaction.atomic():
            saved = update_item(item, actor=request.user, version=form.cleaned_data["version"], **columns)
            if "confirm" in request.POST:
                saved = confirm_item(saved, actor=request.user, at=timezone.now())
    except Conflict as conflict:
        return _conflict_page(request, item, form, conflict)
    except DomainError as error:
        form.add_error(error.field if error.field in form.fields else None, error.message)
        return _form_page(request, item, form)
    messages.success(request, f"已保存“{saved}”，现为{saved.get_review_state_display()}。")
    return redirect("catalog:edit", pk=pk)


@require_POST
@editor_required
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    _confirm(request, [f"{pk}:{request.POST.get('version', '')}"])
    return redirect(_back(request))


@require_POST
@editor_required
def confirm_selected(request: HttpRequest) -> HttpResponse:
    """Confirm the ticked rows; each box carries the number and the version that was on the screen."""
    _confirm(request, request.POST.getlist("rows")[:ROWS_PER_PAGE])
    return redirect(_back(request))


@require_safe
@editor_required
def history(request: HttpRequest, pk: int) -> HttpResponse:
    item = get_object_or_404(visible_items(), pk=pk)
    page = paginate(request, item_history(item))
    context = {"item": item, "page": page, "entries": [read_entry(entry) for entry in page]}
    return render(request, "catalog/history.html", context)


def _confirm(request: HttpRequest, marks: list[str]) -> None:
    """Confirm what was seen: rows that somebody changed since are left out and said."""
    seen = {int(mark[1]): mark[2] for text in marks if (mark := _MARK.fullmatch(text))}
    rows = list(visible_items().filter(pk__in=seen))
    current = [row for row in rows if seen[row.pk] == str(row.version)]
    if not rows:
        messages.warning(request, "没有选中事项，请先勾选要核定的事项。")
        return
    try:
        confirmed = confirm_items(current, actor=request.user, at=timezone.now())
    except DomainError as error:
        messages.error(request, error.message)
        return
    if confirmed:
        messages.success(request, f"已核定{len(confirmed)}项。")
    if len(current) < len(rows):
        messages.warning(request, f"{len(rows) - len(current)}项已被他人修改，未核定，请核对最新内容。")


def _form_page(request: HttpRequest, item: CatalogItem, form: ItemForm) -> HttpResponse:
    context = {"item": item, "form": form, "filing_url": filed_documents().filing_url(item)}
    return render(request, "catalog/edit.html", context, status=422 if form.errors else 200)


def _conflict_page(request: HttpRequest, item: CatalogItem, form: ItemForm, conflict: Conflict) -> HttpResponse:
    """Show both texts and a form with the editor's own changes on top of what is saved by now."""
    item.refresh_from_db()
    own = own_changes(item, form.typed_columns(), since=form.cleaned_data["version"])
    merged = CatalogItem.objects.get(pk=item.pk)
    for name, value in own.items():
        setattr(merged, name, value)
    context = {
        "item": item,
        "form": ItemForm(instance=merged),
        "filing_url": filed_documents().filing_url(item),
        "conflict": conflict.message,
        "differences": differences(item, own),
        "last_change": last_change(item),
    }
    return render(request, "catalog/edit.html", context, status=conflict.status_code)


def _back(request: HttpRequest) -> str:
    """The list as it was filtered, or the desk."""
    back = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}, require_https=request.is_secure()):
        return back
    return reverse("catalog:desk")
