from dataclasses import replace
from datetime import date

import pytest
from django.db import transaction

from portal.audit.models import AuditEntry
from portal.common.exceptions import Conflict, InvalidInput
from portal.workdays.calendar import ListedDay, Notice, YearStatus, YearTable
from portal.workdays.models import CalendarDay, CalendarYear
from portal.workdays.selectors import calendar_alarm, work_calendar, year_table
from portal.workdays.services import load_year, set_local_day

OFFICIAL_2027 = YearTable(
    2027,
    YearStatus.OFFICIAL,
    Notice("关于2027年部分节假日安排的通知（虚构）", "云测〔2026〕1号"),
    (ListedDay(date(2027, 1, 1), False, "元旦"), ListedDay(date(2027, 1, 4), False, "元旦")),
)
FESTIVAL = {
    "on": date(2026, 4, 20),
    "is_working": False,
    "reason": "民族节日放假",
    "source": "云澜市人民政府通告",
    "actor": None,
}


def test_what_is_loaded_reads_back_the_same(shipped_years):
    assert {year: year_table(year) for year in shipped_years} == shipped_years
    assert work_calendar().years == tuple(shipped_years.values())


def test_loading_the_same_year_again_changes_nothing(shipped_years):
    entries = AuditEntry.objects.count()
    before = list(CalendarDay.objects.values_list("pk", flat=True))
    load_year(shipped_years[2026], actor=None)
    assert AuditEntry.objects.count() == entries
    assert list(CalendarDay.objects.values_list("pk", flat=True)) == before


def test_the_official_notice_replaces_the_provisional_year_and_leaves_a_trace(shipped_years):
    assert work_calendar().add_working_days(date(2026, 12, 31), 1) == date(2027, 1, 4)
    year = load_year(OFFICIAL_2027, actor=None)
    assert work_calendar().add_working_days(date(2026, 12, 31), 1) == date(2027, 1, 5)
    assert not work_calendar().is_provisional(date(2027, 1, 4))
    entry = AuditEntry.objects.order_by("number").last()
    assert (entry.action, entry.target_id) == ("workdays.load_year", str(year.pk))
    assert entry.facts["previous_version"] == shipped_years[2027].version
    assert entry.facts["version"] == OFFICIAL_2027.version
    assert "2027-01-04" in entry.facts["changed_days"]


def test_an_official_year_is_never_replaced_by_a_guess(shipped_years):
    load_year(OFFICIAL_2027, actor=None)
    with pytest.raises(Conflict, match="2027年已载入正式安排"):
        load_year(shipped_years[2027], actor=None)
    assert year_table(2027) == OFFICIAL_2027


def test_a_year_without_days_is_refused(db):
    with pytest.raises(InvalidInput, match="没有列出任何放假日"):
        load_year(replace(OFFICIAL_2027, listed=()), actor=None)
    assert not CalendarYear.objects.exists()


def test_a_local_day_counts_in_its_region_only(shipped_years):
    set_local_day("云澜市", **FESTIVAL)
    assert not work_calendar("云澜市").is_working_day(date(2026, 4, 20))
    assert work_calendar("云澜市").explain(date(2026, 4, 20)).reason == "民族节日放假"
    assert work_calendar().is_working_day(date(2026, 4, 20))
    assert work_calendar("邻市").version == work_calendar().version


def test_a_local_day_can_be_set_again_and_survives_a_reload(shipped_years):
    set_local_day("云澜市", **FESTIVAL)
    set_local_day("云澜市", **FESTIVAL)
    assert AuditEntry.objects.filter(action="workdays.set_local_day").count() == 1
    set_local_day("云澜市", **FESTIVAL | {"is_working": True, "reason": "照常上班"})
    assert AuditEntry.objects.filter(action="workdays.set_local_day").count() == 2
    table = shipped_years[2026]
    load_year(replace(table, notice=replace(table.notice, url="")), actor=None)
    assert work_calendar("云澜市").explain(date(2026, 4, 20)).reason == "照常上班"


@pytest.mark.parametrize(
    ("field", "change"),
    [
        ("reason", {"reason": " "}),
        ("source", {"source": ""}),
        ("date", {"on": date(2031, 1, 2)}),
    ],
)
def test_a_local_day_needs_its_facts(shipped_years, field, change):
    with pytest.raises(InvalidInput) as caught:
        set_local_day("云澜市", **FESTIVAL | change)
    assert caught.value.field == field
    assert not CalendarDay.objects.exclude(region="").exists()


def test_a_local_day_needs_a_region(shipped_years):
    with pytest.raises(InvalidInput) as caught:
        set_local_day(" ", **FESTIVAL)
    assert caught.value.field == "region"


def test_the_calendar_is_built_once_and_costs_one_query(shipped_years, django_assert_num_queries):
    first = work_calendar()
    with django_assert_num_queries(1):
        assert work_calendar() is first


def test_a_load_that_is_rolled_back_is_not_remembered(shipped_years):
    version = work_calendar().version
    with pytest.raises(RuntimeError), transaction.atomic():
        load_year(OFFICIAL_2027, actor=None)
        assert work_calendar().version != version
        raise RuntimeError
    assert work_calendar().version == version


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2026, 10, 31), None),
        (date(2026, 11, 1), "2027年的节假日安排尚未正式载入"),
        (date(2027, 1, 1), "2027年的节假日安排尚未正式载入"),
        (date(2029, 1, 1), "尚未载入2029年的节假日安排"),
    ],
)
def test_the_alarm_starts_on_the_first_of_november(shipped_years, on, expected):
    alarm = calendar_alarm(on)
    assert alarm is None if expected is None else alarm.startswith(expected)


def test_the_alarm_ends_with_the_notice_and_sounds_for_the_next_year(shipped_years):
    load_year(OFFICIAL_2027, actor=None)
    assert calendar_alarm(date(2026, 11, 20)) is None
    assert calendar_alarm(date(2027, 11, 1)).startswith("2028年的节假日安排尚未正式载入")
