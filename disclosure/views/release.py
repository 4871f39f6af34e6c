"""From draft to the public and back: submit, review, publish, withdraw, reopen."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from disclosure.enums import ReviewDecision
from disclosure.exports.text import signature_lines
from disclosure.forms.desk import ReviewForm, WithdrawForm
from disclosure.models import Document
from disclosure.policies import available_actions
from disclosure.selectors.reading import read_document
from disclosure.services import (
    publish_document,
    reopen_document,
    review_document,
    submit_for_review,
    withdraw_document,
)
from disclosure.services.body import page_parts
from disclosure.views.desk import desk_document
from disclosure.workflow import Action
from portal.common.exceptions import Conflict, DomainError


@login_required
@require_POST
def submit(request: HttpRequest, pk: int) -> HttpResponse:
    return _act(
        request,
        pk,
        lambda document: submit_for_review(document, actor=_user(request), at=timezone.now()),
        "已提交审核，审核人会收到通知。",
    )


@login_required
@require_POST
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    """The publication date is this moment; nothing in the request can name another."""
    return _act(
        request,
        pk,
        lambda document: publish_document(document, actor=_user(request), at=timezone.now()),
        "已发布，公众可以查阅。",
    )


@login_required
@require_POST
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    return _act(
        request,
        pk,
        lambda document: reopen_document(document, actor=_user(request)),
        "已转回草稿，修改后需要重新审核。",
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def review(request: HttpRequest, pk: int) -> HttpResponse:
    """The submitted version as the public would see it, and the opinion of a second person."""
    document = desk_document(request, pk)
    if Action.APPROVE not in available_actions(_user(request), document):
        raise Conflict("这份文件现在不由您审核：它不在待审核状态，或者您参与了起草，或者您没有审核权限。")
    form = ReviewForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        decision = ReviewDecision(form.cleaned_data["decision"])
        try:
            review_document(
                document,
                actor=_user(request),
                decision=decision,
                comment=form.cleaned_data["comment"],
                at=timezone.now(),
            )
        except DomainError as error:
            form.add_error(error.field if error.field in form.fields else None, error.message)
        else:
            messages.success(request, f"{decision.label}，已记录。")
            return redirect("disclosure:desk_document", pk)
    return render(request, "disclosure/desk/review.html", _review_context(document, form))


def _review_context(document: Document, form: ReviewForm) -> dict[str, Any]:
    version = document.versions.order_by("-number").select_related("submitted_by").first()
    if version is None:
        raise Conflict("没有可以审核的版本，请由起草人重新提交。")
    reading = read_document(document, version)
    main, attached = page_parts(reading.content.body)
    return {
        "document": document,
        "reading": reading,
        "content": reading.content,
        "main": main,
        "attached": attached,
        "signature": signature_lines(reading.content),
        "version": version,
        "form": form,
        "earlier": document.versions.exclude(pk=version.pk).defer("content").prefetch_related("reviews__reviewer"),
        "section": "desk",
    }


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    document = desk_document(request, pk)
    form = WithdrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            withdraw_document(document, actor=_user(request), reason=form.cleaned_data["reason"], at=timezone.now())
        except DomainError as error:
            form.add_error(error.field if error.field in form.fields else None, error.message)
        else:
            messages.success(request, "已撤回，原网址显示撤回日期和理由。")
            return redirect("disclosure:desk_document", pk)
    context = {"document": document, "form": form, "section": "desk"}
    return render(request, "disclosure/desk/withdraw.html", context)


def _act(request: HttpRequest, pk: int, work: Callable[[Document], Document], done: str) -> HttpResponse:
    """Run one step and come back to the document with what happened."""
    document = desk_document(request, pk)
    try:
        work(document)
    except DomainError as error:
        messages.error(request, error.message)
    else:
        messages.success(request, done)
    return redirect("disclosure:desk_document", pk)


def _user(request: HttpRequest) -> Any:
    """Behind login_required the user is a member of staff."""
    return request.user
