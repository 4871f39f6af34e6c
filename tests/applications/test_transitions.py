"""Every action in every status, by everyone: the table decides, nothing else."""

from datetime import date

import pytest
from django.db.models import Model

from applications.enums import CaseStatus
from applications.models import Case, CaseEvent
from applications.policies import allowed_transitions, visible_cases
from applications.services.transition import perform
from applications.workflow.transitions import TRANSITIONS, CaseAction, find_transition
from portal.audit.models import AuditEntry
from portal.common.exceptions import Conflict, InvalidInput, NotPermitted
from tests.applications.conftest import RECEIVED, moment

FACTS = {
    CaseAction.WITHDRAW: {"comment": "来电撤回"},
    CaseAction.RETURN: {"comment": "理由不充分"},
    CaseAction.SERVE: {"method": "MAIL", "evidence": "EMS 0001"},
}


def person_for(action, status, alice, rita, sam):
    row = find_transition(action, status)
    holders = {"case.review": rita, "case.sign": sam}
    return holders.get(row.permission, alice) if row else alice


@pytest.mark.parametrize("status", list(CaseStatus))
@pytest.mark.parametrize("action", list(CaseAction))
def test_every_action_in_every_status(action, status, case_in, alice, rita, sam):
    case = case_in(status)
    facts = dict(FACTS.get(action, {}))
    if action == CaseAction.ASSIGN:
        facts["assignee"] = alice
    if action == CaseAction.SUBMIT_ANSWER and status == CaseStatus.PROCESSING:
        from applications.services.decisions import save_decision

        save_decision(
            case,
            actor=alice,
            at=moment(RECEIVED),
            outcome="U2",
            finding="经查，没有现成信息。",
            reasons="需要汇总加工。",
        )
    before = (CaseEvent.objects.count(), AuditEntry.objects.count())
    row = find_transition(action, status)
    actor = person_for(action, status, alice, rita, sam)
    if row is None:
        with pytest.raises(Conflict):
            perform(case, action, actor=actor, on=RECEIVED, at=moment(RECEIVED), **facts)
        assert Case.objects.get(pk=case.pk).status == status
        assert (CaseEvent.objects.count(), AuditEntry.objects.count()) == before
    else:
        perform(case, action, actor=actor, on=RECEIVED, at=moment(RECEIVED), **facts)
        assert Case.objects.get(pk=case.pk).status == row.target
        assert (CaseEvent.objects.count(), AuditEntry.objects.count()) == (before[0] + 1, before[1] + 1)


@pytest.mark.parametrize("row", TRANSITIONS, ids=lambda row: f"{row.action}-{min(row.sources)}")
def test_a_stranger_takes_no_step(row, case_in, charlie, vera):
    case = case_in(min(row.sources))
    for person in (charlie, vera):
        with pytest.raises(NotPermitted):
            perform(case, row.action, actor=person, on=RECEIVED, at=moment(RECEIVED), **FACTS.get(row.action, {}))


def test_buttons_are_the_rows_one_may_take(case_in, alice, rita, sam, vera):
    case = case_in(CaseStatus.AWAITING_SIGNATURE)
    assert [row.action for row in allowed_transitions(sam, case)] == [CaseAction.SIGN, CaseAction.RETURN]
    assert [row.action for row in allowed_transitions(alice, case)] == [CaseAction.WITHDRAW]
    assert allowed_transitions(rita, case) == ()
    assert allowed_transitions(vera, case) == ()


def test_the_drafter_neither_reviews_nor_signs(case_in, alice, bureau):
    from portal.accounts.enums import Role
    from portal.accounts.services import assign_role

    for role in (Role.REVIEWER, Role.SIGNER):
        assign_role(alice, organization=bureau, role=role, actor=None)
    case = case_in(CaseStatus.UNDER_REVIEW)
    with pytest.raises(NotPermitted, match="起草人不能审核"):
        perform(case, CaseAction.APPROVE, actor=alice, on=RECEIVED, at=moment(RECEIVED))
    case = case_in(CaseStatus.AWAITING_SIGNATURE, key="key-2")
    with pytest.raises(NotPermitted, match="起草人不能签发"):
        perform(case, CaseAction.SIGN, actor=alice, on=RECEIVED, at=moment(RECEIVED))


def test_a_date_in_the_future_is_refused(case_in, alice):
    case = case_in(CaseStatus.SUBMITTED)
    with pytest.raises(InvalidInput, match="不能晚于今天"):
        perform(case, CaseAction.REGISTER, actor=alice, on=RECEIVED.replace(day=3), at=moment(RECEIVED))


@pytest.mark.parametrize(
    ("status", "action", "facts"),
    [
        (CaseStatus.SUBMITTED, CaseAction.WITHDRAW, {"comment": "来电撤回"}),
        (CaseStatus.AWAITING_SIGNATURE, CaseAction.SIGN, {}),
        (CaseStatus.SERVED, CaseAction.ARCHIVE, {}),
    ],
)
def test_no_step_is_dated_before_the_one_it_follows(status, action, facts, case_in, alice, sam):
    case = case_in(status)
    actor = sam if action == CaseAction.SIGN else alice
    with pytest.raises(InvalidInput, match="不能早于上一步的日期（2026-03-02）") as refused:
        perform(case, action, actor=actor, on=date(2026, 3, 1), at=moment(date(2026, 3, 5)), **facts)
    assert refused.value.field == "on"
    assert Case.objects.get(pk=case.pk).status == status


def test_a_return_needs_a_reason_and_reopens_the_draft(case_in, rita):
    case = case_in(CaseStatus.UNDER_REVIEW)
    with pytest.raises(InvalidInput, match="写明退回的理由"):
        perform(case, CaseAction.RETURN, actor=rita, on=RECEIVED, at=moment(RECEIVED), comment=" ")
    returned = perform(case, CaseAction.RETURN, actor=rita, on=RECEIVED, at=moment(RECEIVED), comment="引用条款有误")
    assert returned.status == CaseStatus.PROCESSING
    assert returned.events.last().note == "引用条款有误"


def test_visible_cases_for_everyone(case_in, alice, rita, sam, charlie, vera):
    from django.contrib.auth.models import AnonymousUser

    from portal.accounts.models import User

    case = case_in(CaseStatus.PROCESSING)
    nobody = User.objects.create_user(username="nobody", password="x")
    seen = {
        name: list(visible_cases(person).values_list("pk", flat=True))
        for name, person in {
            "clerk": alice, "reviewer": rita, "signer": sam, "supervisor": vera,
            "stranger": charlie, "no role": nobody, "visitor": AnonymousUser(),
        }.items()
    }  # fmt: skip
    own = [case.pk]
    assert seen == {
        "clerk": own, "reviewer": own, "signer": own, "supervisor": own, "stranger": [], "no role": [], "visitor": [],
    }  # fmt: skip


def test_dates_follow_the_receipt(case_in):
    case = case_in(CaseStatus.PROCESSING)
    assert (case.received_on.isoformat(), case.due_on.isoformat()) == ("2026-03-02", "2026-03-30")


def test_case_models_have_no_status_setter_elsewhere():
    """The door is the only code that assigns a case's status."""
    from pathlib import Path

    import applications

    assert issubclass(Case, Model)
    folder = Path(applications.__file__).parent
    writers = sorted(
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*.py")
        if "migrations" not in path.parts and "case.status = " in path.read_text(encoding="utf-8")
    )
    assert writers == ["services/transition.py"]
