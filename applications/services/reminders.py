"""Reminders of statutory deadlines. What is due is a query, so a missed run is caught up by the next one."""

import logging
from datetime import date, timedelta

from django.conf import settings
from django.db import transaction

from applications.models import Case
from applications.selectors import open_cases_with_deadline, unconfirmed_cases
from applications.services.notices import people_in_charge, supervisors_of, tell, tell_clerks
from portal.accounts.permissions import Permission
from portal.accounts.selectors import users_with
from portal.workdays.calendar import CalendarYearMissing, WorkCalendar
from portal.workdays.selectors import work_calendar

logger = logging.getLogger(__name__)


def send_due_reminders(*, on: date) -> int:
    """Queue every reminder owed on a day and return how many cases were looked at and found due.

    Running it twice queues nothing twice: each reminder has a key. Five, three and one working days before
    the date the people in charge are told; on the day the reviewers too; after it, each working day, also
    signers and the supervisors of the competent office. A case that needs a year whose calendar is missing is
    passed over, so that it does not keep the others from being reminded of; the calendar has its own alarm.
    """
    horizon = on + timedelta(days=settings.REMINDER_HORIZON_DAYS)
    due = open_cases_with_deadline().filter(due_on__lte=horizon).iterator(chunk_size=200)
    waiting = unconfirmed_cases(before=on).iterator(chunk_size=200)
    found = sum(_remind_if_possible(case, on=on) for case in due)
    return found + sum(_press_for_confirmation(case, on=on) for case in waiting)


def _remind_if_possible(case: Case, *, on: date) -> int:
    try:
        return _remind(case, on=on)
    except CalendarYearMissing as missing:
        logger.warning("Case %s cannot be reminded of: no calendar for %s.", case.pk, missing.year)
        return 0


@transaction.atomic
def _press_for_confirmation(case: Case, *, on: date) -> int:
    """Each working day that a request lies unregistered; on a day of rest nobody could register it."""
    if _is_day_of_rest(case, on):
        return 0
    tell_clerks(case, "case.unconfirmed", key=f"case.unconfirmed:{case.pk}:{on}", arrived_on=case.arrived_on)
    return 1


def _is_day_of_rest(case: Case, on: date) -> bool:
    """Without a calendar every day may be a working day: better one message too many."""
    try:
        return not work_calendar(case.organization.region).is_working_day(on)
    except CalendarYearMissing:
        return False


@transaction.atomic
def _remind(case: Case, *, on: date) -> int:
    calendar = work_calendar(case.organization.region)
    assert case.due_on is not None
    if on > case.due_on:
        return _remind_overdue(case, calendar, on=on)
    left = calendar.working_days_between(on, case.due_on)
    if on == case.due_on:
        people = {*people_in_charge(case), *users_with(Permission.CASE_REVIEW, case.organization)}
        tell(case, "case.due_today", people, key=f"case.due_today:{case.pk}:{case.due_on}")
        return 1
    step = min((days for days in settings.REMINDER_WORKING_DAYS if left <= days), default=None)
    if step is None:
        return 0
    tell_clerks(case, "case.due_soon", key=f"case.due_soon:{case.pk}:{case.due_on}:{step}", left=left)
    return 1


def _remind_overdue(case: Case, calendar: WorkCalendar, *, on: date) -> int:
    if not calendar.is_working_day(on):
        return 0
    people = {
        *people_in_charge(case),
        *users_with(Permission.CASE_REVIEW, case.organization),
        *users_with(Permission.CASE_SIGN, case.organization),
        *supervisors_of(case),
    }
    late = calendar.working_days_between(case.due_on, on) if case.due_on else 0
    tell(case, "case.overdue", people, key=f"case.overdue:{case.pk}:{case.due_on}:{on}", late=late)
    return 1
