"""The one door for transitions: nothing else assigns ``case.status``."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from applications.clock import UnlawfulHistory, read_clock
from applications.models import Case, CaseEvent
from applications.selectors import clock_events
from applications.services.effects import EFFECTS
from applications.services.step import Step
from applications.workflow.transitions import CaseAction, Transition, find_transition
from portal.accounts.models import User
from portal.accounts.policies import require_permission
from portal.audit.services import record
from portal.common.exceptions import Conflict, InvalidInput, NotAvailable
from portal.common.files import discard_on_error
from portal.workdays.calendar import CalendarYearMissing
from portal.workdays.selectors import work_calendar


def perform(case: Case, action: CaseAction, *, actor: User, on: date, at: datetime, **facts: Any) -> Case:
    """Take one step of the procedure and return the case as it now stands.

    In one transaction: lock the row → find the table row → permission → effect with its guards and child
    records → event → dates → audit → messages. Raises Conflict when the step is not allowed in this status,
    NotPermitted, or InvalidInput naming the form field.
    """
    with discard_on_error() as written, transaction.atomic():
        locked = Case.objects.select_for_update(of=("self",)).select_related("organization").get(pk=case.pk)
        row = find_transition(action, locked.status)
        if row is None:
            raise Conflict(f"案件目前是“{locked.get_status_display()}”，不能办理这一步。页面可能已过时，请刷新。")
        require_permission(actor, row.permission, locked.organization)
        if on > timezone.localtime(at).date():
            raise InvalidInput("日期不能晚于今天。", field="on")
        if on < (last := _last_date(locked)):
            raise InvalidInput(f"日期不能早于上一步的日期（{last}）。", field="on")
        _take(Step(locked, actor, on, at, facts, written), row)
    return locked


def _last_date(case: Case) -> date:
    """No step may be dated before the one it follows: an answer dated back would look as if it were in time."""
    last = case.events.order_by("-id").values_list("on", flat=True).first()
    return last or case.arrived_on


def _take(step: Step, row: Transition) -> None:
    case, before, due_before = step.case, step.case.status, step.case.due_on
    effect = EFFECTS[row.action]
    note = effect.apply(step)
    case.status = row.target
    refresh_due_date(case, on=step.on)
    case.save()
    CaseEvent.objects.create(
        case=case,
        action=row.action,
        on=step.on,
        at=step.at,
        actor=step.actor,
        actor_name=str(step.actor),
        from_status=before,
        to_status=case.status,
        note=note,
        due_before=due_before,
        due_after=case.due_on,
    )
    effect.tell(step)
    record(
        f"case.{row.action}",
        actor=step.actor,
        target=case,
        organization=case.organization.code,
        on=step.on,
        status=[before, case.status],
        due_on=[due_before, case.due_on],
    )


def refresh_due_date(case: Case, *, on: date) -> None:
    """Rebuild the sorting column from the clock."""
    if case.received_on is None:
        return
    try:
        case.due_on = read_clock(clock_events(case), work_calendar(case.organization.region), on=on).answer_due_on
    except CalendarYearMissing as missing:
        raise NotAvailable(
            f"系统中没有{missing.year}年的工作日历，不能计算期限。请系统管理员先导入放假安排。"
        ) from missing
    except UnlawfulHistory as unlawful:
        raise InvalidInput(str(unlawful), field="on") from unlawful
