"""A changed calendar moves open cases, once, with a trace, and tells the people in charge."""

from datetime import date

from django.core.management import call_command

from applications.enums import CaseStatus
from applications.models import Case
from applications.services.redating import redate_open_cases
from portal.audit.models import AuditEntry
from portal.notifications.models import Message
from tests.applications.conftest import moment

TODAY = date(2026, 3, 5)


def redate() -> int:
    return redate_open_cases(on=TODAY, at=moment(TODAY))


def test_a_local_holiday_moves_the_open_cases_of_its_region_once(case_in, bureau):
    open_case, answered = case_in(CaseStatus.PROCESSING), case_in(CaseStatus.ANSWERED, key="key-2")
    Message.objects.all().delete()
    assert redate() == 0
    call_command("set_local_day", "990100", "2026-03-20", "off", reason="三月街", source="云澜通知〔2026〕1号")
    assert (redate(), redate()) == (1, 0)
    moved = Case.objects.get(pk=open_case.pk)
    event = moved.events.last()
    assert moved.due_on == date(2026, 3, 31)
    assert (event.due_before, event.due_after, event.actor_name) == (date(2026, 3, 30), date(2026, 3, 31), "系统")
    assert Case.objects.get(pk=answered.pk).due_on == date(2026, 3, 30)
    assert list(Message.objects.values_list("event", "recipient__username")) == [("case.redated", "alice")]
    assert AuditEntry.objects.first().facts == {"due_on": ["2026-03-30", "2026-03-31"]}


def test_another_region_does_not_move(case_in):
    case = case_in(CaseStatus.PROCESSING)
    call_command("set_local_day", "880000", "2026-03-20", "off", reason="某节", source="某通知")
    assert redate() == 0
    assert Case.objects.get(pk=case.pk).due_on == date(2026, 3, 30)
