"""The calendar itself: what a day is and why, local overrides, versions, missing years."""

from dataclasses import replace
from datetime import date

import pytest

from portal.workdays.calendar import (
    CalendarYearMissing,
    InvalidYear,
    ListedDay,
    LocalDay,
    Notice,
    WorkCalendar,
    YearStatus,
    YearTable,
    diff_year,
    statutory_year,
)

NOTICE = Notice("放假通知", "云政〔2030〕1号")


def year_2026(calendar: WorkCalendar) -> YearTable:
    return next(table for table in calendar.years if table.year == 2026)


@pytest.mark.parametrize(
    ("day", "is_working", "reason"),
    [
        (date(2026, 9, 19), False, "周末"),
        (date(2026, 9, 20), True, "调休上班"),
        (date(2026, 9, 21), True, "工作日"),
        (date(2026, 10, 3), False, "国庆节放假"),
        (date(2027, 2, 8), False, "春节放假（暂按法定节日推算）"),
        (date(2027, 2, 9), True, "工作日（暂按法定节日推算）"),
        (date(2027, 2, 13), False, "周末（暂按法定节日推算）"),
    ],
)
def test_explain(calendar, day, is_working, reason):
    fact = calendar.explain(day)
    assert (fact.on, fact.is_working, fact.reason) == (day, is_working, reason)
    assert fact.provisional == calendar.is_provisional(day) == (day.year == 2027)
    assert fact.source.citation == ("国办发明电〔2025〕7号" if day.year == 2026 else "国务院令第795号")


def test_a_local_day_overrides_the_nation_and_names_its_source(calendar):
    festival = LocalDay(date(2026, 4, 20), False, "三月街民族节放假", "云澜市人民政府通告")
    local = WorkCalendar(calendar.years, (festival,), "云澜市")
    fact = local.explain(festival.on)
    assert (fact.is_working, fact.reason, str(fact.source)) == (False, "三月街民族节放假", "云澜市人民政府通告")
    assert local.add_working_days(date(2026, 4, 17), 1) == date(2026, 4, 21)
    assert calendar.add_working_days(date(2026, 4, 17), 1) == date(2026, 4, 20)
    assert local.version != calendar.version


def test_roll_forward_passes_weekends_and_holidays_but_not_make_up_days(calendar):
    assert calendar.roll_forward(date(2026, 9, 19)) == date(2026, 9, 20)
    assert calendar.roll_forward(date(2026, 10, 1)) == date(2026, 10, 8)
    assert calendar.roll_forward(date(2026, 9, 21)) == date(2026, 9, 21)


def test_working_days_between_excludes_the_first_and_includes_the_last(calendar):
    assert calendar.working_days_between(date(2026, 9, 7), date(2026, 10, 10)) == 20
    assert calendar.working_days_between(date(2026, 9, 7), date(2026, 9, 7)) == 0
    assert calendar.working_days_between(date(2026, 9, 8), date(2026, 9, 7)) == 0


@pytest.mark.parametrize(
    ("question", "year"),
    [
        (lambda c: c.is_working_day(date(2023, 12, 31)), 2023),
        (lambda c: c.explain(date(2029, 1, 1)), 2029),
        (lambda c: c.is_provisional(date(2029, 1, 1)), 2029),
        (lambda c: c.add_working_days(date(2023, 12, 30), 1), 2023),
        (lambda c: c.add_working_days(date(2028, 12, 31), 1), 2029),
        (lambda c: c.add_working_days(date(2028, 12, 20), 20), 2029),
        (lambda c: c.working_days_between(date(2026, 1, 1), date(2029, 1, 1)), 2029),
        (lambda c: c.working_days_between(date(2023, 1, 1), date(2026, 1, 1)), 2023),
        (lambda c: c.roll_forward(date(2029, 1, 1)), 2029),
    ],
)
def test_a_missing_year_is_named_not_guessed(calendar, question, year):
    with pytest.raises(CalendarYearMissing) as caught:
        question(calendar)
    assert caught.value.year == year


def test_a_gap_between_years_is_never_jumped(calendar):
    gappy = WorkCalendar(tuple(table for table in calendar.years if table.year != 2025))
    with pytest.raises(CalendarYearMissing) as caught:
        gappy.add_working_days(date(2024, 12, 20), 20)
    assert caught.value.year == 2025
    assert gappy.add_working_days(date(2025, 12, 31), 1) == date(2026, 1, 4)


def test_the_day_before_the_first_known_year_may_start_a_period(calendar):
    assert calendar.add_working_days(date(2023, 12, 31), 1) == date(2024, 1, 2)


def test_version_follows_the_content_and_not_the_order(calendar):
    assert WorkCalendar(calendar.years[::-1]).version == calendar.version
    table = year_2026(calendar)
    changed = replace(table, listed=table.listed[:-1])
    others = tuple(other for other in calendar.years if other.year != 2026)
    assert WorkCalendar((*others, changed)).version != calendar.version


def test_statutory_year_lists_the_festivals_and_nothing_else():
    table = statutory_year(2030, {"元旦": [date(2030, 1, 1)]}, NOTICE)
    assert table.status is YearStatus.PROVISIONAL
    assert table.listed == (ListedDay(date(2030, 1, 1), False, "元旦"),)


def test_a_weekday_can_not_be_a_make_up_day():
    with pytest.raises(InvalidYear, match="2030-01-02不是周末，不能列为调休上班日。"):
        YearTable(2030, YearStatus.OFFICIAL, NOTICE, (ListedDay(date(2030, 1, 2), True, "元旦"),))


def test_a_year_holds_each_of_its_days_once():
    day = ListedDay(date(2030, 1, 1), False, "元旦")
    with pytest.raises(InvalidYear, match="重复"):
        YearTable(2030, YearStatus.OFFICIAL, NOTICE, (day, replace(day, name="新年")))
    with pytest.raises(InvalidYear, match="不属于2031年"):
        YearTable(2031, YearStatus.OFFICIAL, NOTICE, (day,))


def test_diff_lists_only_days_that_read_differently(calendar):
    old = statutory_year(2030, {"元旦": [date(2030, 1, 1)], "国庆节": [date(2030, 10, 1)]}, NOTICE)
    listed = (
        ListedDay(date(2030, 1, 1), False, "新年"),
        ListedDay(date(2030, 10, 1), False, "国庆节"),
        ListedDay(date(2030, 10, 4), False, "国庆节"),
        ListedDay(date(2030, 10, 12), True, "国庆节"),
    )
    new = YearTable(2030, YearStatus.OFFICIAL, NOTICE, listed)
    assert [(c.on, c.before, c.after, c.moves_dates) for c in diff_year(old, new)] == [
        (date(2030, 1, 1), "元旦放假", "新年放假", False),
        (date(2030, 10, 4), "工作日", "国庆节放假", True),
        (date(2030, 10, 12), "周末", "调休上班", True),
    ]
    assert [c.on for c in diff_year(None, old)] == [date(2030, 1, 1), date(2030, 10, 1)]
    assert diff_year(year_2026(calendar), year_2026(calendar)) == ()
