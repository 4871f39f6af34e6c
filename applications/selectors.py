"""Reading cases: the desk's list, the clock of one case, what the applicant may read."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q, QuerySet

from applications.clock import ClockEvent, ClockReading, DecisionIssued, Received, Served, Withdrawn, read_clock
from applications.enums import OPEN_STATUSES, CaseStatus
from applications.models import Case, CaseEvent
from applications.policies import visible_cases
from applications.workflow.transitions import TRANSITIONS
from portal.accounts.models import User
from portal.audit.registry import action_label as audit_label
from portal.common.encryption import blind_index
from portal.common.text import fold_width
from portal.workdays.calendar import CalendarYearMissing, WorkCalendar
from portal.workdays.selectors import work_calendar

_PUBLIC_STEPS = {row.action.value: row.public for row in TRANSITIONS if row.public}


def desk_cases(
    user: User, *, status: str = "", organization: str = "", text: str = "", mine: bool = False
) -> QuerySet[Case]:
    """The desk's list, most urgent first: waiting for registration, then open by due date, then the rest by date."""
    cases = visible_cases(user).select_related("organization", "assignee", "office")
    if status == "open":
        cases = cases.filter(status__in=OPEN_STATUSES)
    elif status:
        cases = cases.filter(status=status)
    if organization:
        cases = cases.filter(organization__slug=organization)
    if mine:
        cases = cases.filter(assignee=user)
    if text:
        cases = cases.filter(
            Q(reference__icontains=text)
            | Q(content__icontains=text)
            | Q(information_title__icontains=text)
            | Q(information_number__icontains=text)
        )
    return cases.annotate(is_open=Q(status__in=OPEN_STATUSES)).order_by(
        F("is_open").desc(), F("due_on").asc(nulls_first=True), "id"
    )


def clock_events(case: Case) -> list[ClockEvent]:
    """The dated facts of a case in the words of the clock."""
    events: list[ClockEvent] = []
    if case.received_on:
        events.append(Received(case.received_on))
    if case.answered_on:
        events.append(DecisionIssued(case.answered_on))
    if case.served_on:
        events.append(Served(case.served_on))
    if case.status == CaseStatus.WITHDRAWN and case.received_on and case.closed_on:
        events.append(Withdrawn(case.closed_on))
    return events


def read_case_clock(case: Case, *, on: date) -> ClockReading | None:
    """Every date of the case as of a day; None before the receipt date is fixed or without a calendar year."""
    if not case.received_on:
        return None
    try:
        return read_clock(clock_events(case), work_calendar(case.organization.region), on=on)
    except CalendarYearMissing:
        return None


@dataclass(frozen=True, slots=True)
class DaysLeft:
    """Working days until an answer is due or, when ``late``, since it was; 0 and late on the rest days after it."""

    count: int
    late: bool


def days_left(cases: Iterable[Case], *, on: date) -> dict[int, DaysLeft]:
    """Working days left of each open case by its key; one calendar per region serves a whole list.

    Cases that need a year whose calendar is missing are left out: the list must open without it.
    """
    calendars: dict[str, WorkCalendar] = {}
    left: dict[int, DaysLeft] = {}
    for case in cases:
        if case.due_on is None or case.status not in OPEN_STATUSES:
            continue
        region = case.organization.region
        calendar = calendars.get(region) or calendars.setdefault(region, work_calendar(region))
        first, last = sorted((on, case.due_on))
        with suppress(CalendarYearMissing):
            left[case.pk] = DaysLeft(calendar.working_days_between(first, last), late=on > case.due_on)
    return left


@dataclass(frozen=True, slots=True)
class PublicStep:
    """A step that the applicant may read: no names, no inner notes."""

    on: date
    text: str


def public_steps(case: Case) -> list[PublicStep]:
    """The course of a case as its applicant sees it, oldest first."""
    steps = [PublicStep(case.arrived_on, "已提交申请")]
    steps += [
        PublicStep(event.on, _PUBLIC_STEPS[event.action])
        for event in case.events.all()
        if event.action in _PUBLIC_STEPS
    ]
    return steps


def find_case_for_applicant(reference: str, query_code: str) -> Case | None:
    """The case named by number and query code together (both folded in case, width and blanks), or None."""
    return (
        Case.objects.select_related("organization")
        .filter(reference=normalise_reference(reference), query_code_hash=blind_index(query_code))
        .first()
    )


def normalise_reference(text: str) -> str:
    """Fold what people type: full-width signs, small letters, blanks and any kind of dash."""
    return fold_width(text.translate({ord(dash): "-" for dash in "－—–‐−﹣"})).upper()


def open_cases_with_deadline() -> QuerySet[Case]:
    """Cases whose answer is still owed: what reminders look at."""
    return Case.objects.filter(status__in=OPEN_STATUSES, due_on__isnull=False).select_related(
        "organization", "assignee"
    )


def unconfirmed_cases(*, before: date) -> QuerySet[Case]:
    """Cases that arrived before a day and that nobody has registered: confirmation may not delay the clock (A3)."""
    return Case.objects.filter(status=CaseStatus.SUBMITTED, arrived_on__lt=before).select_related("organization")


def similar_open_cases(case: Case) -> QuerySet[Case]:
    """Other cases of the same applicant (by blind index) with the same organization, newest first."""
    index = case.applicant.identity_index
    if not index:
        return Case.objects.none()
    return (
        Case.objects.filter(organization=case.organization, applicant__identity_index=index)
        .exclude(pk=case.pk)
        .order_by("-id")[:5]
    )


def case_events(case: Case) -> QuerySet[CaseEvent]:
    """The inner history, newest first."""
    return case.events.order_by("-id")


def action_label(action: str) -> str:
    """The line shown in a case's history: the words of the audit log."""
    return audit_label(f"case.{action}")
