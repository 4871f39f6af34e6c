"""Reminders: to the right people, once, and caught up after a missed run."""

from datetime import date

import pytest

from applications.enums import CaseStatus
from applications.services.reminders import send_due_reminders
from portal.notifications.models import Message
from tests.applications.conftest import submit

# Received 2026-03-02, due Monday 2026-03-30.
FIVE, THREE, TWO, ONE, DUE = (date(2026, 3, day) for day in (23, 25, 26, 27, 30))
LATE = date(2026, 3, 31)


def told(event: str) -> list[str]:
    return sorted(Message.objects.filter(event=event).values_list("recipient__username", flat=True))


@pytest.fixture
def open_case(case_in, vera, charlie):
    case = case_in(CaseStatus.PROCESSING)
    Message.objects.all().delete()
    return case


def test_nothing_is_said_six_working_days_before(open_case):
    assert send_due_reminders(on=date(2026, 3, 20)) == 0
    assert Message.objects.count() == 0


def test_the_clerk_is_told_five_three_and_one_day_before_once_each(open_case):
    for day in (FIVE, FIVE, date(2026, 3, 24), THREE, THREE, TWO, ONE):
        send_due_reminders(on=day)
    assert told("case.due_soon") == ["alice", "alice", "alice"]
    assert Message.objects.exclude(event="case.due_soon").count() == 0


def test_a_missed_run_is_caught_up_by_the_next(open_case):
    send_due_reminders(on=TWO)
    assert told("case.due_soon") == ["alice"]
    assert Message.objects.get().subject == "案件 2026-ORG2-00001 还有2个工作日到期"


def test_on_the_day_the_reviewer_is_told_too(open_case):
    send_due_reminders(on=DUE)
    send_due_reminders(on=DUE)
    assert told("case.due_today") == ["alice", "rita"]


def test_after_the_day_everyone_responsible_and_the_supervisor(open_case):
    send_due_reminders(on=LATE)
    send_due_reminders(on=LATE)
    assert told("case.overdue") == ["alice", "rita", "sam", "vera"]
    assert "已超过1个工作日" in Message.objects.filter(event="case.overdue").first().body


def test_an_answered_case_is_left_alone(case_in, vera):
    case_in(CaseStatus.ANSWERED)
    Message.objects.all().delete()
    assert send_due_reminders(on=LATE) == 0
    assert Message.objects.count() == 0


def test_an_unregistered_case_is_pressed_the_day_after_it_arrived(bureau, alice):
    submit(bureau)
    Message.objects.all().delete()
    send_due_reminders(on=date(2026, 3, 2))
    assert told("case.unconfirmed") == []
    send_due_reminders(on=date(2026, 3, 3))
    send_due_reminders(on=date(2026, 3, 3))
    assert told("case.unconfirmed") == ["alice"]
    for saturday_and_sunday in (date(2026, 3, 7), date(2026, 3, 8)):
        send_due_reminders(on=saturday_and_sunday)
    assert told("case.unconfirmed") == ["alice"]


def test_a_missing_calendar_does_not_keep_other_cases_from_being_reminded_of(open_case, bureau, alice):
    submit(bureau, key="key-2", arrived_on=date(2098, 12, 31))
    Message.objects.all().delete()
    assert send_due_reminders(on=date(2099, 1, 5)) == 1
    assert told("case.overdue") == []
    assert told("case.unconfirmed") == ["alice"]
