"""Read the clock: from events and calendar to every legal date of a request."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from applications.clock.events import ClockEvent, OpinionSource
from applications.clock.history import History, arrange
from applications.clock.limits import ANSWER_WORKING_DAYS, ExclusionStart
from applications.clock.periods import answer_periods, opinion_expiry
from applications.clock.remedies import litigation_until, reconsideration_until
from applications.clock.trace import AnswerPeriod, TraceDay, trace_period, trace_void
from applications.clock.waiting import Waiting, WaitingFor, correction_notice_due_on, waitings
from portal.workdays.calendar import ONE_DAY, WorkCalendar

_DATE_FIELDS = (
    "answer_due_on",
    "original_due_on",
    "correction_notice_due_on",
    "correction_due_on",
    "payment_due_on",
    "reconsideration_until",
    "litigation_until",
)


@dataclass(frozen=True)
class OpinionReading:
    """Until when an opinion that was sought may be given (15 working days)."""

    source: OpinionSource
    sought_on: date
    expires_on: date


@dataclass(frozen=True)
class ClockReading:
    """Every legal date of a request as it stands on one day. None where a date does not apply (yet).

    answer_due_on is None while a correction or a payment is awaited; original_due_on is the date counted
    from receipt as if nothing had been corrected, paid, extended or delayed: letters and supervisors need it. running_since is the day after which the present answer period is counted.
    working_days_used + working_days_left is always the length of that period; left is negative by the number of
    working days by which the answer is late. overdue stays true for an answer that was issued late.
    provisional_dates names the fields that rest on a year whose arrangement is not announced yet.
    trace holds every calendar day from receipt to the answer date; the counted ones are the period.
    """

    received_on: date
    running_since: date
    answer_due_on: date | None
    original_due_on: date
    correction_notice_due_on: date
    correction_due_on: date | None
    payment_due_on: date | None
    opinions: tuple[OpinionReading, ...]
    working_days_used: int
    working_days_left: int
    paused: bool
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


def read_clock(
    events: Iterable[ClockEvent],
    calendar: WorkCalendar,
    *,
    on: date,
    exclude_from: ExclusionStart = ExclusionStart.SENT,
) -> ClockReading:
    """Compute all dates of a request from its events; their order in the list does not matter.

    on is the day as of which days used, paused and overdue are told; the dates themselves do not depend on it.
    exclude_from settles ambiguity A4. Raises UnlawfulHistory when the events contradict the law or each other,
    and CalendarYearMissing when a date would lie in a year without a calendar.
    """
    history = arrange(events)
    waits = waitings(history, calendar)
    periods = answer_periods(history, waits, calendar, exclude_from)
    trace = _full_trace(history, waits, periods[-1], calendar)
    answer_due_on = None if _awaited(waits) else trace[-1].date
    opinions = tuple(OpinionReading(o.source, o.on, opinion_expiry(o, calendar)) for o in history.opinions)
    moment = min(on, history.stopped_on or on)
    used, left = _days_used(trace, answer_due_on, moment, calendar)
    served = history.served_on
    reading = ClockReading(
        received_on=history.received_on,
        running_since=periods[-1].start,
        answer_due_on=answer_due_on,
        original_due_on=_original_due_on(periods[0], calendar),
        correction_notice_due_on=correction_notice_due_on(history.received_on, calendar),
        correction_due_on=next((wait.due_on for wait in waits if wait.kind is WaitingFor.CORRECTION), None),
        payment_due_on=next((wait.due_on for wait in waits if wait.kind is WaitingFor.PAYMENT), None),
        opinions=opinions,
        working_days_used=used,
        working_days_left=left,
        paused=_is_paused(history, waits, opinions, on),
        overdue=answer_due_on is not None and moment > answer_due_on,
        reconsideration_until=reconsideration_until(served, calendar) if served else None,
        litigation_until=litigation_until(served, calendar) if served else None,
        provisional_dates=frozenset(),
        calendar_version=calendar.version,
        trace=trace,
    )
    return replace(reading, provisional_dates=_provisional_dates(reading, calendar))


def _original_due_on(first: AnswerPeriod, calendar: WorkCalendar) -> date:
    plain = replace(first, length=ANSWER_WORKING_DAYS.length, delayed_from=None, delayed_until=None)
    return trace_period(plain, calendar)[-1].date


def _awaited(waits: Sequence[Waiting]) -> bool:
    """Whether the office still waits for a correction or a payment."""
    return bool(waits) and waits[-1].until is None


def _full_trace(
    history: History, waits: Sequence[Waiting], period: AnswerPeriod, calendar: WorkCalendar
) -> tuple[TraceDay, ...]:
    """Every day from receipt: those before a restart do not count, those of the present period as they fall."""
    days: list[TraceDay] = []
    start = history.received_on
    for wait in waits:
        end = wait.until - ONE_DAY if wait.until else wait.due_on or wait.since
        days += trace_void(start, min(wait.since, end), "答复期限重新计算，此前的日期不计入", wait.article)
        days += trace_void(wait.since + ONE_DAY, end, wait.reason, wait.article)
        start = wait.until or start
    return tuple(days) if _awaited(waits) else (*days, *trace_period(period, calendar))


def _days_used(trace: Sequence[TraceDay], due_on: date | None, moment: date, calendar: WorkCalendar) -> tuple[int, int]:
    """Working days (used, left) at a moment. While the applicant's act is awaited, the whole period lies ahead."""
    if due_on is None:
        return 0, ANSWER_WORKING_DAYS.length
    total = sum(day.counted for day in trace)
    used = sum(day.counted for day in trace if day.date <= moment)
    used += calendar.working_days_between(due_on, moment)
    return used, total - used


def _is_paused(history: History, waits: Sequence[Waiting], opinions: Sequence[OpinionReading], on: date) -> bool:
    """Whether at the end of that day an opinion, a correction or a payment is outstanding."""
    if history.stopped_on and history.stopped_on <= on:
        return False
    if any(wait.since <= on and (wait.until is None or on < wait.until) for wait in waits):
        return True
    voided_before = history.correction.on if history.correction else history.received_on
    return any(
        sought.on <= on <= reading.expires_on
        and (sought.answered_on is None or on < sought.answered_on)
        and not sought.on < voided_before <= on
        for sought, reading in zip(history.opinions, opinions, strict=True)
    )


def _provisional_dates(reading: ClockReading, calendar: WorkCalendar) -> frozenset[str]:
    """Name the dates that lie in a year whose arrangement is not announced."""
    named = {name: [getattr(reading, name)] for name in _DATE_FIELDS}
    named["opinions"] = [opinion.expires_on for opinion in reading.opinions]
    return frozenset(name for name, days in named.items() if any(d and calendar.is_provisional(d) for d in days))
