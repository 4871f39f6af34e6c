"""Reading cases: what the list says about time."""

from datetime import date

import pytest
import time_machine
from django.urls import reverse

from applications.enums import CaseStatus
from applications.selectors import DaysLeft, days_left
from tests.applications.conftest import moment


@pytest.mark.parametrize(
    ("on", "left"),
    [
        (date(2026, 3, 2), DaysLeft(20, late=False)),
        (date(2026, 3, 27), DaysLeft(1, late=False)),
        (date(2026, 3, 30), DaysLeft(0, late=False)),
        (date(2026, 3, 31), DaysLeft(1, late=True)),
        # 清明: the 4th to the 6th of April are days of rest.
        (date(2026, 4, 6), DaysLeft(4, late=True)),
    ],
)
def test_working_days_left_or_late(on, left, case_in):
    case = case_in(CaseStatus.PROCESSING)
    assert days_left([case], on=on) == {case.pk: left}


def test_a_case_due_on_friday_is_late_on_saturday_though_no_working_day_passed(case_in):
    case = case_in(CaseStatus.PROCESSING, on=date(2026, 2, 28))
    assert case.due_on == date(2026, 3, 27)
    assert days_left([case], on=date(2026, 3, 28)) == {case.pk: DaysLeft(0, late=True)}


def test_only_open_cases_have_days_left(case_in):
    cases = [case_in(status, key=status) for status in CaseStatus]
    open_keys = {"PROCESSING", "UNDER_REVIEW", "AWAITING_SIGNATURE"}
    assert set(days_left(cases, on=date(2026, 3, 3))) == {c.pk for c in cases if c.status in open_keys}


def test_without_the_calendar_of_a_year_the_list_opens_and_the_case_says_why(client, case_in, alice):
    case = case_in(CaseStatus.PROCESSING)
    assert days_left([case], on=date(2099, 1, 5)) == {}
    with time_machine.travel(moment(date(2099, 1, 5)), tick=False):
        client.force_login(alice)
        assert case.reference in client.get(reverse("applications:case_list")).content.decode()
        page = client.get(reverse("applications:case", args=[case.pk])).content.decode()
    assert "系统中缺少计算剩余工作日所需年度的工作日历" in page
    assert "尚未登记" not in page
