"""Count working days one calendar day at a time, so that every date can be proved."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from applications.clock.limits import ANSWER_WORKING_DAYS, CIVIL_PROCEDURE_85, DELAY_ARTICLE, EXCLUSION_ARTICLE
from portal.workdays.calendar import ONE_DAY, DayFact, WorkCalendar


@dataclass(frozen=True)
class TraceDay:
    """One calendar day: whether it counted, why (Chinese), and the rule that says so."""

    date: date
    counted: bool
    reason: str
    article: str


@dataclass(frozen=True)
class Exclusion:
    """Days that do not count: after < day <= until (art 33, third paragraph)."""

    after: date
    until: date
    reason: str


@dataclass(frozen=True)
class AnswerPeriod:
    """One run of the answer clock: length in working days after start, without the excluded days.

    Overlapping exclusions are not added up, since a day is left out once. A delay told under art 35 replaces
    the length: the period then ends on delayed_until.
    """

    start: date
    start_reason: str
    length: int
    exclusions: tuple[Exclusion, ...] = ()
    delayed_from: date | None = None
    delayed_until: date | None = None


def trace_period(period: AnswerPeriod, calendar: WorkCalendar) -> tuple[TraceDay, ...]:
    """Trace from the start day, which never counts (A1), to the day on which the period ends."""
    first = TraceDay(period.start, False, period.start_reason, CIVIL_PROCEDURE_85)
    days = _delayed_days(period, calendar) if period.delayed_until else _days(period, calendar)
    return (first, *days)


def trace_void(first: date, last: date, reason: str, article: str) -> Iterable[TraceDay]:
    """Trace first to last (inclusive) as days that do not count."""
    return (TraceDay(first + timedelta(days=n), False, reason, article) for n in range((last - first).days + 1))


def _days(period: AnswerPeriod, calendar: WorkCalendar) -> Iterator[TraceDay]:
    counted, day = 0, period.start
    while counted < period.length:
        day += ONE_DAY
        fact = calendar.explain(day)
        entry = _excluded_or_off(period, fact)
        if entry is None:
            counted += 1
            entry = _counted(fact, counted)
        yield entry


def _delayed_days(period: AnswerPeriod, calendar: WorkCalendar) -> Iterator[TraceDay]:
    assert period.delayed_from and period.delayed_until
    counted, day = 0, period.start
    while day < period.delayed_until:
        day += ONE_DAY
        fact = calendar.explain(day)
        if day > period.delayed_from and fact.is_working:
            yield TraceDay(day, True, f"{fact.reason}，在告知的延迟答复期间内", DELAY_ARTICLE)
            continue
        entry = _excluded_or_off(period, fact)
        if entry is None:
            counted += 1
            entry = _counted(fact, counted)
        yield entry


def _excluded_or_off(period: AnswerPeriod, fact: DayFact) -> TraceDay | None:
    """The entry of a day that does not count, or None for one that does."""
    if not fact.is_working:
        return TraceDay(fact.on, False, fact.reason, fact.source.citation)
    for exclusion in period.exclusions:
        if exclusion.after < fact.on <= exclusion.until:
            return TraceDay(fact.on, False, f"{exclusion.reason}，不计算在内", EXCLUSION_ARTICLE)
    return None


def _counted(fact: DayFact, number: int) -> TraceDay:
    return TraceDay(fact.on, True, f"{fact.reason}，第{number}个工作日", ANSWER_WORKING_DAYS.article)
