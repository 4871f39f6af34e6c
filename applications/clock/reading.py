"""Read the clock: from events and calendar to every legal date of a request."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from applications.clock.events import ClockEvent
from applications.clock.history import History, arrange
from applications.clock.limits import ANSWER_WORKING_DAYS, CORRECTION_NOTICE_WORKING_DAYS
from applications.clock.remedies import litigation_until, reconsideration_until
from applications.clock.trace import TraceDay, trace_period
from portal.workdays.calendar import WorkCalendar


@dataclass(frozen=True)
class ClockReading:
    """Every legal date of a request as it stands on one day. None where a date does not apply (yet).

    working_days_used + working_days_left is always the length of the answer period; left is negative by the
    number of working days by which the answer is late. overdue stays true for an answer that was issued late.
    provisional_dates names the fields that rest on a year whose arrangement is not announced yet.
    """

    received_on: date
    answer_due_on: date
    correction_notice_due_on: date
    working_days_used: int
    working_days_left: int
    overdue: bool
    reconsideration_until: date | None
    litigation_until: date | None
    provisional_dates: frozenset[str]
    calendar_version: str
    trace: tuple[TraceDay, ...]

    @property
    def provisional(self) -> bool:
        """Whether any of the dates may still move when the State Council notice appears."""
        return bool(self.provisional_dates)


def read_clock(events: Iterable[ClockEvent], calendar: WorkCalendar, *, on: date) -> ClockReading:
    """Compute all dates of a request from its events; their order in the list does not matter.

    on is the day as of which days used and overdue are told; the dates themselves do not depend on it.
    Raises UnlawfulHistory when the events contradict the law or each other, and CalendarYearMissing when a
    date would lie in a year without a calendar.
    """
    history = arrange(events)
    trace = trace_period(history.received_on, ANSWER_WORKING_DAYS, calendar)
    moment = _moment(history, on)
    used = calendar.working_days_between(history.received_on, moment)
    dates = {
        "answer_due_on": trace[-1].date,
        "correction_notice_due_on": calendar.add_working_days(
            history.received_on, CORRECTION_NOTICE_WORKING_DAYS.length
        ),
        **_remedy_dates(history, calendar),
    }
    return ClockReading(
        received_on=history.received_on,
        answer_due_on=dates["answer_due_on"],
        correction_notice_due_on=dates["correction_notice_due_on"],
        working_days_used=used,
        working_days_left=ANSWER_WORKING_DAYS.length - used,
        overdue=moment > dates["answer_due_on"],
        reconsideration_until=dates.get("reconsideration_until"),
        litigation_until=dates.get("litigation_until"),
        provisional_dates=frozenset(name for name, day in dates.items() if calendar.is_provisional(day)),
        calendar_version=calendar.version,
        trace=trace,
    )


def _moment(history: History, on: date) -> date:
    """The day up to which time has run for the office: the clock stops with the answer or a withdrawal."""
    return min(on, history.stopped_on or on)


def _remedy_dates(history: History, calendar: WorkCalendar) -> dict[str, date]:
    if history.served_on is None:
        return {}
    return {
        "reconsideration_until": reconsideration_until(history.served_on, calendar),
        "litigation_until": litigation_until(history.served_on, calendar),
    }
