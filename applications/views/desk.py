"""The desk of cases: the list by due date, one case, and one page per step of the procedure."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from applications.enums import OPEN_STATUSES, CaseStatus, Channel
from applications.forms.desk import ACTION_FORMS, INTAKE_FORMS, CaseFilterForm, DecisionForm
from applications.forms.request import new_submission_key
from applications.models import Case, Decision
from applications.policies import allowed_transitions, can_see_identity, visible_cases
from applications.selectors import action_label, case_events, days_left, desk_cases, read_case_clock, similar_open_cases
from applications.services.counter import take_in_by_hand
from applications.services.decisions import save_decision
from applications.services.identity import reveal_applicant
from applications.services.masking import masked_applicant
from applications.services.readiness import blockers
from applications.services.transition import perform
from applications.views.clock_days import clock_days
from applications.views.staff import StaffRequest, staff_required
from applications.workflow.outcomes import OUTCOMES
from applications.workflow.transitions import CaseAction, find_transition
from portal.accounts.permissions import Permission
from portal.accounts.policies import has_permission
from portal.accounts.selectors import organizations_with
from portal.common.exceptions import DomainError
from portal.common.pagination import paginate
from portal.workdays.selectors import work_calendar


@never_cache
@require_safe
@staff_required
def case_list(request: StaffRequest) -> HttpResponse:
    """Cases in the order in which they fall due."""
    form = CaseFilterForm(request.GET or {"status": "open"}, user=request.user)
    wanted = form.cleaned_data if form.is_valid() else {}
    cases = desk_cases(
        request.user,
        status=wanted.get("status", ""),
        organization=wanted.get("organization", ""),
        text=wanted.get("q", ""),
        mine=wanted.get("mine", False),
    )
    page = paginate(request, cases)
    left = days_left(page, on=timezone.localdate())
    context = {
        "form": form,
        "page": page,
        "rows": [(case, left.get(case.pk)) for case in page],
        "may_register": organizations_with(request.user, Permission.CASE_REGISTER),
    }
    return render(request, "applications/desk/list.html", context)


def _visible_case(request: StaffRequest, pk: int) -> Case:
    cases = visible_cases(request.user).select_related("organization", "applicant", "assignee", "office")
    return get_object_or_404(cases, pk=pk)


@never_cache
@require_safe
@staff_required
def case_detail(request: StaffRequest, pk: int) -> HttpResponse:
    """One case: its clock, its history, what may be done now and what still blocks the answer."""
    case = _visible_case(request, pk)
    today = timezone.localdate()
    reading = read_case_clock(case, on=today)
    draft = Decision.objects.filter(case=case).select_related("drafted_by", "reviewed_by", "signed_by").first()
    context = {
        "case": case,
        "is_open": case.status in OPEN_STATUSES,
        "reading": reading,
        "days": clock_days(reading, work_calendar(case.organization.region), today=today) if reading else [],
        "transitions": allowed_transitions(request.user, case),
        "may_draft": _may_draft(request, case),
        "blockers": blockers(case) if case.status == CaseStatus.PROCESSING else [],
        "decision": draft,
        "outcome": OUTCOMES.get(draft.outcome) if draft else None,
        "events": [(event, action_label(event.action)) for event in case_events(case)],
        "letters": case.letters.select_related("service", "service__recorded_by"),
        "files": case.files.all(),
        "applicant": masked_applicant(case.applicant),
        "may_see_identity": can_see_identity(request.user, case),
        "similar": similar_open_cases(case),
    }
    return render(request, "applications/desk/case.html", context)


def _may_draft(request: StaffRequest, case: Case) -> bool:
    return case.status == CaseStatus.PROCESSING and has_permission(
        request.user, Permission.CASE_HANDLE, case.organization
    )


@never_cache
@require_safe
@staff_required
def case_clock(request: StaffRequest, pk: int) -> HttpResponse:
    """Every day that was counted or not, why, and by which article: to be printed for a court."""
    case = _visible_case(request, pk)
    today = timezone.localdate()
    reading = read_case_clock(case, on=today)
    context = {
        "case": case,
        "reading": reading,
        "days": clock_days(reading, work_calendar(case.organization.region), today=today) if reading else [],
    }
    return render(request, "applications/desk/clock.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@staff_required
def applicant(request: StaffRequest, pk: int) -> HttpResponse:
    """The applicant in full: a POST, because looking leaves a trace. A reload after logging in leads to the case."""
    case = _visible_case(request, pk)
    if request.method != "POST":
        return redirect("applications:case", pk=case.pk)
    person = reveal_applicant(case, actor=request.user)
    return render(request, "applications/desk/applicant.html", {"case": case, "applicant": person})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@staff_required
def act(request: StaffRequest, pk: int, action: str) -> HttpResponse:
    """One page for every step: what it does, its facts, and a button. The table of transitions decides."""
    case = _visible_case(request, pk)
    if action not in set(CaseAction):
        raise Http404
    row = find_transition(CaseAction(action), case.status)
    if row is None or row not in allowed_transitions(request.user, case):
        messages.error(request, f"案件目前是“{case.get_status_display()}”，不能办理这一步。")
        return redirect("applications:case", pk=case.pk)
    form_class = ACTION_FORMS[row.action]
    if request.method == "POST":
        form = form_class(request.POST, case=case)
        if form.is_valid():
            try:
                on = form.cleaned_data.get("on") or timezone.localdate()
                perform(case, row.action, actor=request.user, on=on, at=timezone.now(), **form.step_facts())
            except DomainError as refused:
                form.add_error(refused.field if refused.field in form.fields else None, refused.message)
            else:
                messages.success(request, f"{case.reference}：{row.done}，已办理。")
                return redirect("applications:case", pk=case.pk)
    else:
        form = form_class(case=case, initial={"on": timezone.localdate(), "method": case.delivery})
    context = {"case": case, "row": row, "target": CaseStatus(row.target).label, "form": form}
    return render(request, "applications/desk/act.html", context, status=422 if form.errors else 200)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@staff_required
def decision(request: StaffRequest, pk: int) -> HttpResponse:
    """Draft the answer: outcome, finding, reasons. Saving never sends it anywhere."""
    case = _visible_case(request, pk)
    if not _may_draft(request, case):
        messages.error(request, f"案件目前是“{case.get_status_display()}”，您不能修改答复。")
        return redirect("applications:case", pk=case.pk)
    saved = Decision.objects.filter(case=case).first()
    if request.method == "POST":
        form = DecisionForm(request.POST)
        if form.is_valid():
            try:
                save_decision(case, actor=request.user, at=timezone.now(), **form.cleaned_data)
            except DomainError as refused:
                form.add_error(refused.field if refused.field in form.fields else None, refused.message)
            else:
                messages.success(request, "答复草稿已保存。")
                return redirect("applications:case", pk=case.pk)
    else:
        form = DecisionForm(initial=DecisionForm.initial_from(saved) if saved else {})
    context = {"case": case, "form": form, "outcomes": OUTCOMES.values()}
    return render(request, "applications/desk/decision.html", context, status=422 if form.errors else 200)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@staff_required
def intake(request: StaffRequest, slug: str) -> HttpResponse:
    """Register a request that came in by hand, post, e-mail or fax."""
    organization = get_object_or_404(organizations_with(request.user, Permission.CASE_REGISTER), slug=slug)
    kind = request.GET.get("as", "person")
    form_class = INTAKE_FORMS.get(kind, INTAKE_FORMS["person"])
    if request.method == "POST":
        form = form_class(request.POST, request.FILES)
        if form.is_valid() and (case := _take_in(request, organization, form)):
            return redirect("applications:case", pk=case.pk)
    else:
        initial = {"submission_key": new_submission_key(), "arrived_on": timezone.localdate()}
        form = form_class(initial=initial)
    context = {"organization": organization, "form": form, "applicant": kind}
    return render(request, "applications/desk/intake.html", context, status=422 if form.errors else 200)


def _take_in(request: StaffRequest, organization: Any, form: Any) -> Case | None:
    """Create the case and, when the receipt date is known, register it; None when a rule refused."""
    try:
        submission = take_in_by_hand(
            organization,
            registered_on=form.registered_on(),
            submission_key=form.cleaned_data["submission_key"],
            channel=Channel(form.cleaned_data["channel"]),
            applicant=form.applicant_facts(),
            request=form.request_facts(),
            arrived_on=form.cleaned_data["arrived_on"],
            at=timezone.now(),
            actor=request.user,
            files=form.evidence(),
        )
    except DomainError as refused:
        field = "confirmed_on" if refused.field == "on" else refused.field
        form.add_error(field if field in form.fields else None, refused.message)
        return None
    case = submission.case
    if not submission.created:
        messages.warning(request, f"这份登记表此前已经提交，申请编号{case.reference}，没有重复登记。")
        return case
    status_address = reverse("applications:status")
    messages.success(
        request,
        f"已收件，申请编号{case.reference}，查询码{submission.query_code}。请告知申请人可在{status_address}查询。",
    )
    return case
