"""Dates of the demo are told from the load day."""

from dataclasses import replace
from datetime import date, datetime

import pytest
from django.core.management import call_command

from portal.demo.dates import LoadDay
from portal.demo.documents import entry_days, read_entries
from portal.workdays.selectors import work_calendar

pytestmark = pytest.mark.django_db


@pytest.fixture
def load_day():
    call_command("load_calendar", verbosity=0)
    return LoadDay(today=date(2026, 11, 20), now=datetime(2026, 11, 20, 9).astimezone(), calendar=work_calendar())


@pytest.mark.parametrize(
    ("told", "day"),
    [
        (-30, date(2026, 10, 21)),
        ("03-20", date(2026, 3, 20)),
        ("12-15", date(2025, 12, 15)),
        ("+5", date(2026, 3, 25)),
    ],
)
def test_a_day_is_told_from_today_by_season_or_after_the_issue(load_day, told, day):
    assert load_day.resolve(told, start=date(2026, 3, 20)) == day


def test_nothing_is_published_after_the_load_day(load_day):
    assert load_day.resolve("+9", start=date(2026, 11, 18)) == date(2026, 11, 20)


@pytest.mark.parametrize(
    ("text", "filled"),
    [
        ("{issued}", "2026年9月28日"),
        ("{issued:+3}", "2026年10月1日"),
        # 10-01 to 10-07 are days off, Sunday 09-20 was a working day; 09-25 was 中秋.
        ("{issued:+3w}", "2026年10月8日"),
        ("{issued:-6w}", "2026年9月18日"),
        ("{issued_year:-1}", "2025"),
        ("{date:-30}", "2026年10月21日"),
        ("{date_year:-360}", "2025"),
        ("{received:+1w}", "2026年11月3日"),
        ("{last_quarter}", "2026年第二季度"),
        ("{issued_month}", "9月"),
        ("{unknown}", "{unknown}"),
    ],
)
def test_placeholders(load_day, text, filled):
    assert load_day.fill(text, issued=date(2026, 9, 28), received=date(2026, 11, 2)) == filled


@pytest.mark.parametrize("today", [date(2026, 2, 3), date(2026, 7, 1), date(2026, 11, 20), date(2026, 12, 31)])
def test_every_document_is_issued_then_published_and_has_no_open_placeholder_on_any_load_day(load_day, today):
    when = replace(load_day, today=today)
    for entry in read_entries(when):
        issued, published = entry_days(entry, when)
        assert issued <= published <= today, entry.key
        text = when.fill(entry.body + entry.fields["title"], issued=issued, effective=when.day(-1))
        assert "{" not in text, entry.key
