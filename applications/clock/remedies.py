"""Remedy periods (救济期限): natural days and months, counted from the day after service."""

from calendar import monthrange
from datetime import date, timedelta

from applications.clock.limits import LITIGATION_MONTHS, RECONSIDERATION_DAYS
from portal.workdays.calendar import WorkCalendar


def reconsideration_until(served_on: date, calendar: WorkCalendar) -> date:
    """Last day for administrative reconsideration (行政复议).

    The day of service does not count; a last day that is a legal day of rest (法定休假日) rolls to the first
    day after it (民事诉讼法 art 85, to which 行政复议法 art 88 refers). A make-up working day does not roll.
    """
    return calendar.roll_forward(served_on + timedelta(days=RECONSIDERATION_DAYS.length))


def litigation_until(served_on: date, calendar: WorkCalendar) -> date:
    """Last day for a direct lawsuit (行政诉讼): the corresponding day six months on, rolled forward."""
    return calendar.roll_forward(add_months(served_on, LITIGATION_MONTHS.length))


def add_months(start: date, months: int) -> date:
    """Return the corresponding day months later, or the last day of that month when it has none."""
    year, month0 = divmod(start.year * 12 + start.month - 1 + months, 12)
    return date(year, month0 + 1, min(start.day, monthrange(year, month0 + 1)[1]))
