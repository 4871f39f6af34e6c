"""The deadline calculator (期限计算器): anybody may check how a date was counted; nothing is stored."""

from calendar import Calendar
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from applications.clock import ClockReading, UnlawfulHistory, read_clock
from applications.clock.exchange import read_inquiry
from applications.forms.calculator import CalculatorForm, EventForm
from applications.views.clock_days import ClockDay, clock_days
from portal.common.page_meta import ColumnMeta, ColumnType, PageMeta
from portal.workdays.calendar import CalendarYearMissing, WorkCalendar
from portal.workdays.selectors import work_calendar

_META = PageMeta(
    column=ColumnMeta(
        name="期限计算器",
        description="按照政府信息公开条例和国务院办公厅放假安排计算答复、补正、征求意见、缴费和救济期限，逐日说明依据。",
        keywords="答复期限,工作日,补正,延期,征求意见,依申请公开",
        kind=ColumnType.APPLICATION,
    )
)
_FIRST_ROWS, _MORE_ROWS, _MOST_ROWS = 3, 3, 30


@dataclass(frozen=True, slots=True)
class Month:
    """A month as weeks of seven cells; None where the day belongs to another month."""

    first: date
    weeks: list[list[tuple[date, ClockDay | None] | None]]


@require_safe
def calculator(request: HttpRequest) -> HttpResponse:
    """Everything is in the address, so a reckoning can be kept, sent and printed."""
    asked = "received_on" in request.GET
    rows = _row_count(request)
    form = CalculatorForm(request.GET if asked else None)
    events = [EventForm(request.GET if asked else None, prefix=f"e{number}") for number in range(rows)]
    context = {"page_meta": _META, "form": form, "events": events, "rows": rows, "most_rows": _MOST_ROWS}
    if asked and "more" not in request.GET and form.is_valid() and all(event.is_valid() for event in events):
        calendar = work_calendar()
        try:
            reading = _read(form, events, calendar)
        except (UnlawfulHistory, CalendarYearMissing) as refused:
            context["refusal"] = str(refused)
        else:
            days = clock_days(reading, calendar, today=timezone.localdate())
            context |= {"reading": reading, "days": days, "months": _months(days)}
    return render(request, "applications/calculator.html", context)


def _row_count(request: HttpRequest) -> int:
    given = request.GET.get("rows", "")
    rows = int(given) if given.isdecimal() and len(given) < 4 else _FIRST_ROWS
    return max(1, min(rows + (_MORE_ROWS if "more" in request.GET else 0), _MOST_ROWS))


def _read(form: CalculatorForm, rows: list[EventForm], calendar: WorkCalendar) -> ClockReading:
    as_of = form.cleaned_data["as_of"]
    data = {
        "received_on": form.cleaned_data["received_on"].isoformat(),
        "as_of": as_of.isoformat() if as_of else None,
        "events": [event for row in rows if (event := row.event())],
    }
    inquiry = read_inquiry(data, today=timezone.localdate())
    return read_clock(inquiry.events, calendar, on=inquiry.as_of)


def _months(days: list[ClockDay]) -> list[Month]:
    """The traced days laid out as month calendars, Monday first."""
    by_date = {day.on: day for day in days}
    months = [first for first, _ in groupby(sorted(by_date), key=lambda on: on.replace(day=1))]
    return [Month(first, [_week(first, week, by_date) for week in _weeks(first)]) for first in months]


def _weeks(first: date) -> list[list[int]]:
    return Calendar().monthdayscalendar(first.year, first.month)


def _week(first: date, numbers: list[int], by_date: dict[date, ClockDay]) -> list[tuple[date, ClockDay | None] | None]:
    days = [first.replace(day=number) if number else None for number in numbers]
    return [(day, by_date.get(day)) if day else None for day in days]
