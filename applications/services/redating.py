"""When the work calendar changes, the dates of open cases move with it: read anew, written down, told."""

from datetime import date, datetime

from django.db import transaction

from applications.clock import read_clock
from applications.models import Case, CaseEvent
from applications.selectors import clock_events, open_cases_with_deadline
from applications.services.notices import tell_clerks
from portal.audit.services import record
from portal.workdays.calendar import CalendarYearMissing, WorkCalendar
from portal.workdays.selectors import work_calendar

REDATE = "redate"


def redate_open_cases(*, on: date, at: datetime) -> int:
    """Bring the stored answer date of every open case in line with the calendar; returns how many moved.

    The dates themselves are always computed; the stored one is what lists and reminders sort and ask by.
    """
    calendars: dict[str, WorkCalendar] = {}
    moved = 0
    for case in open_cases_with_deadline().iterator(chunk_size=200):
        region = case.organization.region
        calendar = calendars.get(region) or calendars.setdefault(region, work_calendar(region))
        moved += _redate(case, calendar, on=on, at=at)
    return moved


def _redate(case: Case, calendar: WorkCalendar, *, on: date, at: datetime) -> int:
    if _computed(case, calendar, on) in {None, case.due_on}:
        return 0
    with transaction.atomic():
        locked = Case.objects.select_for_update(of=("self",)).select_related("organization").get(pk=case.pk)
        before, after = locked.due_on, _computed(locked, calendar, on)
        if after in {None, before}:
            return 0
        locked.due_on = after
        locked.save(update_fields=["due_on"])
        CaseEvent.objects.create(
            case=locked,
            action=REDATE,
            on=on,
            at=at,
            actor=None,
            actor_name="系统",
            from_status=locked.status,
            to_status=locked.status,
            due_before=before,
            due_after=after,
        )
        tell_clerks(locked, "case.redated", key=f"case.redated:{locked.pk}:{before}:{after}:{on}", before=before)
        record("case.redate", actor=None, target=locked, organization=locked.organization.code, due_on=[before, after])
    return 1


def _computed(case: Case, calendar: WorkCalendar, on: date) -> date | None:
    """The answer date by the present calendar; None where a year is missing, which has an alarm of its own."""
    try:
        return read_clock(clock_events(case), calendar, on=on).answer_due_on
    except CalendarYearMissing:
        return None
