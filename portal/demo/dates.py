"""Dates of the demo content, told from the day of loading: the demo never looks old."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.conf import settings

from portal.common.templatetags.portal_tags import letter_day
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
        return self.workdays_before(self.today, count)

    def workdays_before(self, until: date, count: int) -> date:
        """The latest working day from which ``count`` working days have passed until that day."""
        day = self.working_day(until)
        while self.calendar.working_days_between(day, until) < count or not self.calendar.is_working_day(day):
            day -= timedelta(days=1)
        return day

    def moment(self, day: date, hour: int = 10) -> datetime:
        """A moment in office hours of that day, never later than now."""
        return min(datetime.combine(day, time(hour), tzinfo=settings.LOCAL_ZONE), self.now)

    def resolve(self, told: int | str, *, start: date | None = None) -> date:
        """A day as the data tell it: -30 from today, "+5" from ``start``, "03-20" the latest one not after today."""
        if isinstance(told, int):
            return self.day(told)
        if told.startswith("+"):
            return min((start or self.today) + timedelta(days=int(told)), self.today)
        month, day = (int(part) for part in told.split("-"))
        found = date(self.today.year, month, day)
        return found if found <= self.today else date(self.today.year - 1, month, day)

    def fill(
        self, text: str, *, issued: date | None = None, effective: date | None = None, received: date | None = None
    ) -> str:
        """Replace the placeholders that ``data/README.md`` lists; an unknown one stays as it is."""
        issued_on = issued or self.today
        bases = {"issued": issued_on, "effective": effective, "received": received, "date": self.today}
        values = {
            "year": str(self.today.year),
            "last_year": str(self.today.year - 1),
            "next_year": str(self.today.year + 1),
            "issued_month": f"{issued_on.month}月",
            "last_quarter": _quarter_before(issued_on),
        }

        def value(found: re.Match[str]) -> str:
            name, shift, in_working_days = found["name"], int(found["shift"] or 0), bool(found["unit"])
            if name == "issued_year":
                return str(issued_on.year + shift)
            base = bases.get(name.removesuffix("_year"))
            if base is None:
                return values.get(name, found[0])
            day = self._shift(base, shift) if in_working_days else base + timedelta(days=shift)
            return str(day.year) if name.endswith("_year") else letter_day(day)

        return re.sub(r"\{(?P<name>[a-z_]+)(?::(?P<shift>[+-]?\d+)(?P<unit>w?))?\}", value, text)

    def _shift(self, base: date, working_days: int) -> date:
        if working_days > 0:
            return self.calendar.add_working_days(base, working_days)
        return self.workdays_before(base, -working_days)


def _quarter_before(day: date) -> str:
    last = (day.month - 1) // 3
    return f"{day.year}年第{'一二三四'[last - 1]}季度" if last else f"{day.year - 1}年第四季度"
