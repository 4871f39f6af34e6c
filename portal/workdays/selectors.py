"""Read the working-day calendar."""

from datetime import date
from itertools import groupby

from portal.workdays.calendar import LocalDay, WorkCalendar, YearTable
from portal.workdays.models import CalendarDay, CalendarYear

_ALARM_MONTH = 11
_CACHE_SIZE = 64

_Key = tuple[tuple[str, ...], tuple[LocalDay, ...]]
_calendars: dict[_Key, WorkCalendar] = {}


def work_calendar(region: str = "") -> WorkCalendar:
    """Return the calendar of a region ("" = national), with all loaded years.

    Costs one small query (two for a region). The object is built once per content, so its key is the content
    itself: an import in another process, or one that is rolled back, can never leave a stale calendar here.
    """
    versions = tuple(CalendarYear.objects.order_by("year").values_list("version", flat=True))
    local_days = _local_days(region) if region else ()
    calendar = _calendars.get((versions, local_days))
    if calendar is None:
        tables = _year_tables()
        calendar = WorkCalendar(tables, local_days, region if local_days else "")
        if len(_calendars) >= _CACHE_SIZE:
            _calendars.clear()
        # The key is read off the tables: a load may have been committed since the first query.
        _calendars[tuple(table.version for table in tables), local_days] = calendar
    return calendar


def year_table(year: int) -> YearTable | None:
    """Return the loaded table of a year, or None."""
    row = CalendarYear.objects.filter(year=year).first()
    return row.to_table(list(row.days.filter(region=""))) if row else None


def calendar_alarm(on: date) -> str | None:
    """Return a Chinese warning when the calendar that is needed on that day is not final, else None.

    From 1 November the next year is needed too: terms that start now end there.
    """
    needed = [on.year, on.year + 1] if on.month >= _ALARM_MONTH else [on.year]
    loaded = {row.year: row for row in CalendarYear.objects.filter(year__in=needed)}
    for year in needed:
        row = loaded.get(year)
        if row is None:
            return f"尚未载入{year}年的节假日安排，涉及该年的期限无法计算，请尽快导入。"
        if row.is_provisional:
            return (
                f"{year}年的节假日安排尚未正式载入，涉及该年的期限暂按法定节日推算；国务院办公厅通知公布后请及时导入。"
            )
    return None


def _year_tables() -> tuple[YearTable, ...]:
    """Read all years and days in one statement, so that a concurrent load is seen whole or not at all."""
    days = CalendarDay.objects.filter(region="").select_related("year").order_by("year__year", "date")
    return tuple(year.to_table(list(group)) for year, group in groupby(days, key=lambda day: day.year))


def _local_days(region: str) -> tuple[LocalDay, ...]:
    return tuple(day.to_local_day() for day in CalendarDay.objects.filter(region=region).order_by("date"))
