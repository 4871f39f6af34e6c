"""Count working days one calendar day at a time, so that every date can be proved."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from applications.clock.limits import CIVIL_PROCEDURE_85, Limit
from portal.workdays.calendar import WorkCalendar


@dataclass(frozen=True)
class TraceDay:
    """One calendar day: whether it counted, why (Chinese), and the rule that says so."""

    date: date
    counted: bool
    reason: str
    article: str


def trace_period(start: date, limit: Limit, calendar: WorkCalendar) -> tuple[TraceDay, ...]:
    """Trace from the receipt day, which never counts (A1), to the day on which the limit is used up."""
    first = TraceDay(start, False, "收到申请当日，不计算在期间内", CIVIL_PROCEDURE_85)
    return (first, *_count(start, limit, calendar))


def _count(start: date, limit: Limit, calendar: WorkCalendar) -> Iterator[TraceDay]:
    counted, day = 0, start
    while counted < limit.length:
        day += timedelta(days=1)
        fact = calendar.explain(day)
        if fact.is_working:
            counted += 1
            yield TraceDay(day, True, f"{fact.reason}，第{counted}个工作日", limit.article)
        else:
            yield TraceDay(day, False, fact.reason, fact.source.citation)
