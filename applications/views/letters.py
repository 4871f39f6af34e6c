"""Handing out files of a case: always through a check, never by address."""

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_http_methods, require_safe

from applications.models import CaseFile, Decision, Letter
from applications.policies import visible_cases
from applications.services.identity import open_case_file
from applications.services.letters.compose import compose_answer
from applications.views.public import case_of_session, online_letters
from applications.views.staff import StaffRequest, staff_required

_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}


@never_cache
@require_safe
@staff_required
def desk_letter(request: StaffRequest, pk: int, extension: str) -> FileResponse:
    """A letter for staff who may see its case."""
    letter = get_object_or_404(Letter, pk=pk, case__in=visible_cases(request.user))
    return _send(letter, extension)


@never_cache
@require_safe
def public_letter(request: HttpRequest, reference: str, pk: int, extension: str) -> FileResponse:
    """A letter served online, for the applicant who has proved number and code."""
    case = case_of_session(request, reference)
    letter = next((row for row in online_letters(case) if row.pk == pk), None) if case else None
    if letter is None:
        raise Http404
    return _send(letter, extension)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@staff_required
def case_file(request: StaffRequest, pk: int) -> HttpResponseBase:
    """An applicant's paper: audited, hence a POST. A reload after logging in leads to the case."""
    file = get_object_or_404(
        CaseFile.objects.select_related("case__organization"), pk=pk, case__in=visible_cases(request.user)
    )
    if request.method != "POST":
        return redirect("applications:case", pk=file.case_id)
    open_case_file(file, actor=request.user)
    return FileResponse(file.file.open("rb"), as_attachment=True, filename=file.name, content_type=file.media_type)


@never_cache
@require_safe
@staff_required
@xframe_options_sameorigin
def preview(request: StaffRequest, pk: int) -> HttpResponse:
    """The answer as it would be printed today, without a number: nothing is issued by looking."""
    case = get_object_or_404(visible_cases(request.user).select_related("organization", "applicant"), pk=pk)
    draft = get_object_or_404(Decision, case=case)
    letter = compose_answer(case, draft, number="（签发时编号）", on=timezone.localdate())
    return render(request, "applications/preview.html", {"case": case, "letter": letter})


def _send(letter: Letter, extension: str) -> FileResponse:
    if extension not in _TYPES or not (stored := getattr(letter, extension)):
        raise Http404
    return FileResponse(
        stored.open("rb"),
        as_attachment=True,
        filename=f"{letter.get_kind_display()}{letter.number}.{extension}",
        content_type=_TYPES[extension],
    )
