"""Dates of the demo content, told from the day of loading: the demo never looks old."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.conf import settings

from portal.workdays.calendar import WorkCalendar


@dataclass(frozen=True, slots=True)
class LoadDay:
    """The day on which the demo is loaded, the moment it began, and the calendar to count by."""

    today: date
    now: datetime
    calendar: WorkCalendar

    def day(self, offset: int) -> date:
        """The day so many calendar days from today."""
        return self.today + timedelta(days=offset)

    def working_day(self, day: date) -> date:
        """The day itself or, when it is a day of rest, the working day before: offices issue on working days."""
        while not self.calendar.is_working_day(day):
            day -= timedelta(days=1)
        return day

    def workdays_ago(self, count: int) -> date:
        """The latest working day from which ``count`` working days have passed until today."""
        day = self.working_day(self.today)
        while self.calendar.working_days_between(day, self.today) < count or not self.calendar.is_working_day(day):
            day -= timedelta(days=1)
        return day

    def moment(self, day: date, hour: int = 10) -> datetime:
        """A moment in office hours of that day, never later than now."""
        return min(datetime.combine(day, time(hour), tzinfo=settings.LOCAL_ZONE), self.now)

    def fill(self, text: str, *, issued: date | None = None, effective: date | None = None) -> str:
        """Replace the placeholders {issued} {issued_year} {effective} {year} {last_year} {next_year} {date:±N}."""
        values = {
            "issued": letter_day(issued),
            "issued_year": str((issued or self.today).year),
            "effective": letter_day(effective),
            "year": str(self.today.year),
            "last_year": str(self.today.year - 1),
            "next_year": str(self.today.year + 1),
        }
        text = re.sub(r"\{date:([+-]?\d+)\}", lambda m: letter_day(self.day(int(m[1]))), text)
        return re.sub(r"\{(\w+)\}", lambda m: values.get(m[1], m[0]), text)


def letter_day(day: date | None) -> str:
    return f"{day.year}年{day.month}月{day.day}日" if day else ""
