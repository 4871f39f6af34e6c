"""The clock's trace as the squares of components/clock_strip.html."""

from dataclasses import dataclass
from datetime import date

from applications.clock import ClockReading, TraceDay
from portal.workdays.calendar import WorkCalendar


@dataclass(frozen=True, slots=True)
class ClockDay:
    """One square: ``kind`` is start, run (counted), make (counted, a make-up day), stop (excluded), off or due."""

    on: date
    kind: str
    label: str
    is_today: bool
    article: str


def clock_days(reading: ClockReading, calendar: WorkCalendar, *, today: date) -> list[ClockDay]:
    """Every day from receipt to the due date, in order; ``calendar`` is the one the reading was made with."""
    return [
        ClockDay(
            on=day.date,
            kind=_kind(reading, day, calendar),
            label=day.reason,
            is_today=day.date == today,
            article=day.article,
        )
        for day in reading.trace
    ]


def _kind(reading: ClockReading, day: TraceDay, calendar: WorkCalendar) -> str:
    if day.date == reading.received_on:
        return "start"
    if day.date == reading.answer_due_on:
        return "due"
    if day.counted:
        return "make" if day.date.weekday() >= 5 else "run"
    return "stop" if calendar.is_working_day(day.date) else "off"
