"""The clock's trace as the squares of components/clock_strip.html."""

from dataclasses import dataclass
from datetime import date

from applications.clock import ClockReading


@dataclass(frozen=True, slots=True)
class ClockDay:
    """One square: ``kind`` is start, run, off, make or due."""

    on: date
    kind: str
    label: str
    is_today: bool
    article: str


def clock_days(reading: ClockReading, *, today: date) -> list[ClockDay]:
    """Every day from receipt to the due date, in order."""
    return [
        ClockDay(
            on=day.date,
            kind=_kind(reading, day.date, counted=day.counted),
            label=day.reason,
            is_today=day.date == today,
            article=day.article,
        )
        for day in reading.trace
    ]


def _kind(reading: ClockReading, day: date, *, counted: bool) -> str:
    if day == reading.received_on:
        return "start"
    if day == reading.answer_due_on:
        return "due"
    if not counted:
        return "off"
    return "make" if day.weekday() >= 5 else "run"
