"""The working-day calendar (工作日历) as plain Python: no Django, no clock, no database.

A day works when it is Monday to Friday and not listed as a day off (放假), or when it is a weekend day
listed as a make-up working day (调休上班) in the State Council notice of its year. Nothing is guessed: a
year without data raises CalendarYearMissing.
"""

import hashlib
import json
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cached_property

ONE_DAY = timedelta(days=1)
PROVISIONAL_MARK = "暂按法定节日推算"


class YearStatus(StrEnum):
    """OFFICIAL: the notice is published. PROVISIONAL: only the statutory festivals are known yet."""

    OFFICIAL = "official"
    PROVISIONAL = "provisional"


class CalendarYearMissing(LookupError):
    """A computation reaches into a year that has no data; `year` says which."""

    def __init__(self, year: int) -> None:
        super().__init__(f"尚未载入{year}年的节假日安排，不能计算涉及该年的期限。")
        self.year = year


class InvalidYear(ValueError):
    """The data of a year contradict themselves (Chinese message)."""


@dataclass(frozen=True)
class Notice:
    """Where a day's quality comes from. Prints as title（文号）."""

    title: str
    document_number: str = ""
    url: str = ""

    def __str__(self) -> str:
        return f"{self.title}（{self.document_number}）" if self.document_number else self.title

    @property
    def citation(self) -> str:
        """The shortest unambiguous form: the document number (文号) where there is one."""
        return self.document_number or self.title


@dataclass(frozen=True, order=True)
class ListedDay:
    """A day that the notice names: a day off with its holiday, or a make-up working day."""

    on: date
    is_working: bool
    name: str


@dataclass(frozen=True, order=True)
class LocalDay:
    """A local override, e.g. the festival of an ethnic minority (全国年节及纪念日放假办法 art 4)."""

    on: date
    is_working: bool
    reason: str
    source: str


@dataclass(frozen=True)
class DayFact:
    """What one day is, in words, and the notice that makes it so."""

    on: date
    is_working: bool
    reason: str
    source: Notice
    provisional: bool


@dataclass(frozen=True)
class YearTable:
    """One year: every listed day (sorted) and the notice that lists them."""

    year: int
    status: YearStatus
    notice: Notice
    listed: tuple[ListedDay, ...]

    def __post_init__(self) -> None:
        object.__setattr__(self, "listed", tuple(sorted(self.listed)))
        if len(self.by_date) != len(self.listed):
            raise InvalidYear(f"{self.year}年的数据中有重复的日期。")
        for day in self.listed:
            if day.on.year != self.year:
                raise InvalidYear(f"{day.on}不属于{self.year}年。")
            if day.is_working and day.on.weekday() < 5:
                raise InvalidYear(f"{day.on}不是周末，不能列为调休上班日。")

    @cached_property
    def by_date(self) -> dict[date, ListedDay]:
        return {day.on: day for day in self.listed}

    @cached_property
    def version(self) -> str:
        """Short hash of the content: equal content has the equal version on every machine."""
        return _fingerprint(asdict(self))

    def describe(self, on: date) -> tuple[bool, str]:
        """Return (is_working, Chinese reason) of a day of this year."""
        day = self.by_date.get(on)
        if day is not None:
            return day.is_working, "调休上班" if day.is_working else f"{day.name}放假"
        return (True, "工作日") if on.weekday() < 5 else (False, "周末")


@dataclass(frozen=True)
class WorkCalendar:
    """Working-day arithmetic over the loaded years, with the local overrides of one region.

    Immutable, so a reading made with it can be repeated: `version` identifies the data it was made from.
    Every method raises CalendarYearMissing when it would have to look at a day of a year without data.
    """

    years: tuple[YearTable, ...]
    local_days: tuple[LocalDay, ...] = ()
    region: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "years", tuple(sorted(self.years, key=lambda table: table.year)))
        object.__setattr__(self, "local_days", tuple(sorted(self.local_days)))
        if len(self._table_of) != len(self.years):
            raise InvalidYear("同一年度载入了两份节假日安排。")

    @cached_property
    def version(self) -> str:
        """Short hash of the days used; regions without overrides share the national version."""
        return _fingerprint([[t.version for t in self.years], [asdict(d) for d in self.local_days]])

    def is_working_day(self, on: date) -> bool:
        return self._describe(on)[0]

    def is_provisional(self, on: date) -> bool:
        """Whether the arrangement of that year is not published yet, so that the day may still change."""
        return self._table(on).status is YearStatus.PROVISIONAL

    def explain(self, on: date) -> DayFact:
        """Say what the day is and why, e.g. "国庆节放假"; a provisional year says so in the reason."""
        is_working, reason = self._describe(on)
        table, local = self._table(on), self._local_of.get(on)
        provisional = local is None and table.status is YearStatus.PROVISIONAL
        return DayFact(
            on=on,
            is_working=is_working,
            reason=f"{reason}（{PROVISIONAL_MARK}）" if provisional else reason,
            source=Notice(local.source) if local else table.notice,
            provisional=provisional,
        )

    def add_working_days(self, start: date, count: int) -> date:
        """Return the count-th working day strictly after start (count >= 1)."""
        if count < 1:
            raise ValueError("count must be at least 1")
        return self._working_day_at(bisect_right(self._working_days, start) + count - 1, start + ONE_DAY)

    def working_days_between(self, after: date, until: date) -> int:
        """Count the working days x with after < x <= until; 0 when until is not later."""
        if until <= after:
            return 0
        self._require_data(after + ONE_DAY, until)
        return bisect_right(self._working_days, until) - bisect_right(self._working_days, after)

    def roll_forward(self, on: date) -> date:
        """Return on itself when it works, else the next working day (for periods in natural days)."""
        return self._working_day_at(bisect_left(self._working_days, on), on)

    def _working_day_at(self, index: int, first_needed: date) -> date:
        """Return the working day at index, provided that no year without data lies before it."""
        self._table(first_needed)
        last_known = date(self._run_end[first_needed.year], 12, 31)
        if index < len(self._working_days) and self._working_days[index] <= last_known:
            return self._working_days[index]
        raise CalendarYearMissing(last_known.year + 1)

    def _require_data(self, first: date, last: date) -> None:
        self._table(first)
        if self._run_end[first.year] < last.year:
            raise CalendarYearMissing(self._run_end[first.year] + 1)

    def _describe(self, on: date) -> tuple[bool, str]:
        table, local = self._table(on), self._local_of.get(on)
        return (local.is_working, local.reason) if local else table.describe(on)

    def _table(self, on: date) -> YearTable:
        try:
            return self._table_of[on.year]
        except KeyError:
            raise CalendarYearMissing(on.year) from None

    @cached_property
    def _table_of(self) -> dict[int, YearTable]:
        return {table.year: table for table in self.years}

    @cached_property
    def _local_of(self) -> dict[date, LocalDay]:
        return {day.on: day for day in self.local_days}

    @cached_property
    def _run_end(self) -> dict[int, int]:
        """For each loaded year, the last year that follows without a gap."""
        ends: dict[int, int] = {}
        for table in reversed(self.years):
            ends[table.year] = ends.get(table.year + 1, table.year)
        return ends

    @cached_property
    def _working_days(self) -> list[date]:
        """All working days, sorted once, so that every question is a binary search."""
        return [day for table in self.years for day in _days_of(table.year) if self.is_working_day(day)]


def statutory_year(year: int, festivals: Mapping[str, Sequence[date]], notice: Notice) -> YearTable:
    """Build a provisional year: Monday to Friday minus the statutory festival days.

    festivals maps each name to its days, as fixed by 全国年节及纪念日放假办法 art 2. Days exchanged with
    weekends are not known before the State Council notice, so none are invented here.

    """
    listed = tuple(ListedDay(on, False, name) for name, days in festivals.items() for on in days)
    return YearTable(year, YearStatus.PROVISIONAL, notice, listed)


@dataclass(frozen=True)
class DayChange:
    """One day that a new table describes otherwise; `before` is None when the year was not loaded."""

    on: date
    before: str | None
    after: str
    moves_dates: bool


def diff_year(old: YearTable | None, new: YearTable) -> tuple[DayChange, ...]:
    """List the days that change from old to new; for a year not loaded yet, the days that it lists."""
    changes = []
    for on in sorted({day.on for table in (old, new) if table for day in table.listed}):
        was_working, before = old.describe(on) if old else (None, None)
        is_working, after = new.describe(on)
        if before != after:
            changes.append(DayChange(on, before, after, was_working != is_working))
    return tuple(changes)


def _days_of(year: int) -> Iterable[date]:
    first = date(year, 1, 1)
    return (first + timedelta(days=n) for n in range((date(year + 1, 1, 1) - first).days))


def _fingerprint(content: object) -> str:
    canonical = json.dumps(content, sort_keys=True, default=str, ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).hexdigest()[:12]
