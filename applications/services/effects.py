"""What each step does to the case besides moving it: guards, child records, and who is told.

``apply`` returns the line of explanation in the case's history. It never touches ``case.status``.
"""

from collections.abc import Callable
from dataclasses import dataclass

from applications.clock import ReceiptChannel, UnlawfulHistory, receipt_date
from applications.enums import DecisionOutcome, DeliveryMethod, LetterKind
from applications.models import Case, Decision, ServiceRecord
from applications.services.letters import issue_answer
from applications.services.notices import tell, tell_clerks
from applications.services.readiness import blockers
from applications.services.step import Step
from applications.workflow.transitions import CaseAction
from portal.accounts.permissions import Permission
from portal.accounts.policies import has_permission
from portal.accounts.selectors import users_with
from portal.common.exceptions import Conflict, InvalidInput, NotAvailable, NotPermitted
from portal.workdays.calendar import CalendarYearMissing
from portal.workdays.selectors import work_calendar


@dataclass(frozen=True, slots=True)
class Effect:
    """``apply(step) -> note`` and ``tell(step)``, which queues messages in the same transaction."""

    apply: Callable[[Step], str]
    tell: Callable[[Step], None] = lambda step: None


def _register(step: Step) -> str:
    """Fix the receipt date (收到申请之日) from channel and events: 条例 art 31."""
    case = step.case
    try:
        receipt = receipt_date(
            ReceiptChannel(case.channel),
            work_calendar(case.organization.region),
            arrived_on=case.arrived_on,
            signed_on=case.arrived_on if case.channel == ReceiptChannel.REGISTERED_MAIL else None,
            confirmed_on=step.on if _needs_confirmation(case) else None,
        )
    except UnlawfulHistory as unlawful:
        raise InvalidInput(str(unlawful), field="on") from unlawful
    except CalendarYearMissing as missing:
        raise NotAvailable(f"系统中没有{missing.year}年的工作日历，不能计算收到日期。") from missing
    case.received_on = receipt.on
    case.receipt_rule = f"{receipt.rule}（{receipt.article}）"
    if has_permission(step.actor, Permission.CASE_HANDLE, case.organization):
        case.assignee = step.actor
    return f"收到申请之日为{receipt.on:%Y-%m-%d}：{case.receipt_rule}"


def _needs_confirmation(case: Case) -> bool:
    return case.channel not in {ReceiptChannel.IN_PERSON, ReceiptChannel.REGISTERED_MAIL}


def _assign(step: Step) -> str:
    assignee = step.facts.get("assignee")
    if assignee is None or not has_permission(assignee, Permission.CASE_HANDLE, step.case.organization):
        raise InvalidInput("请选择本机关的承办人。", field="assignee")
    step.case.assignee = assignee
    step.case.office = step.facts.get("office")
    return f"承办人：{assignee}" + (f"（{step.case.office}）" if step.case.office else "")


def _submit_answer(step: Step) -> str:
    if found := blockers(step.case):
        raise Conflict("还不能提交审核：" + "；".join(found) + "。")
    return f"拟作出“{DecisionOutcome(_decision(step).outcome).label}”的答复"


def _approve(step: Step) -> str:
    decision = _decision(step)
    if decision.drafted_by_id == step.actor.pk:
        raise NotPermitted("起草人不能审核自己起草的答复。")
    decision.reviewed_by = step.actor
    decision.save(update_fields=["reviewed_by"])
    return step.facts.get("comment", "")


def _return(step: Step) -> str:
    comment = step.facts.get("comment", "").strip()
    if not comment:
        raise InvalidInput("请写明退回的理由。", field="comment")
    decision = _decision(step)
    decision.reviewed_by = None
    decision.save(update_fields=["reviewed_by"])
    return comment


def _sign(step: Step) -> str:
    """Sign and issue the answer: the paper gets its number and date, and the clock stops (条例 art 33, A2)."""
    case, decision = step.case, _decision(step)
    if step.actor.pk == decision.drafted_by_id:
        raise NotPermitted("起草人不能签发自己起草的答复。")
    decision.signed_by = step.actor
    decision.save(update_fields=["signed_by"])
    case.answered_on = step.on
    case.outcome = decision.outcome
    case.outcome_detail = decision.detail
    letter = issue_answer(case, decision, on=step.on, at=step.at, written=step.written)
    late = case.due_on is not None and step.on > case.due_on
    return f"答复书{letter.number}" + ("，已超过法定期限" if late else "")


def _serve(step: Step) -> str:
    method, evidence = step.facts.get("method", ""), step.facts.get("evidence", "").strip()
    if method not in DeliveryMethod.values:
        raise InvalidInput("请选择送达方式。", field="method")
    if not evidence:
        raise InvalidInput("请填写签收人、邮件单号或者其他送达凭证。", field="evidence")
    case = step.case
    if case.answered_on and step.on < case.answered_on:
        raise InvalidInput(f"送达日期不能早于答复日期（{case.answered_on}）。", field="on")
    letter = case.letters.filter(kind=LetterKind.ANSWER).latest("id")
    ServiceRecord.objects.create(
        letter=letter, method=method, served_on=step.on, evidence=evidence, recorded_by=step.actor
    )
    case.served_on = step.on
    return f"{DeliveryMethod(method).label}送达"


def _archive(step: Step) -> str:
    step.case.closed_on = step.on
    return ""


def _withdraw(step: Step) -> str:
    """The applicant withdraws: counted in the annual report as 其他处理·其他."""
    reason = step.facts.get("comment", "").strip()
    if not reason:
        raise InvalidInput("请写明申请人撤回的方式和说明。", field="comment")
    step.case.outcome = DecisionOutcome.O3
    step.case.closed_on = step.on
    return reason


def _decision(step: Step) -> Decision:
    decision = Decision.objects.filter(case=step.case).first()
    if decision is None:
        raise Conflict("尚未起草答复。")
    return decision


def _moment(step: Step) -> str:
    return f"{step.case.pk}:{step.at.isoformat()}"


def _tell_assignee(step: Step) -> None:
    if step.case.assignee_id != step.actor.pk:
        tell_clerks(step.case, "case.assigned", key=f"case.assigned:{_moment(step)}")


def _tell_reviewers(step: Step) -> None:
    people = users_with(Permission.CASE_REVIEW, step.case.organization)
    tell(step.case, "case.for_review", people, key=f"case.for_review:{_moment(step)}")


def _tell_signers(step: Step) -> None:
    people = users_with(Permission.CASE_SIGN, step.case.organization)
    tell(step.case, "case.for_signature", people, key=f"case.for_signature:{_moment(step)}")


def _tell_returned(step: Step) -> None:
    tell_clerks(step.case, "case.returned", key=f"case.returned:{_moment(step)}")


def _tell_signed(step: Step) -> None:
    tell_clerks(step.case, "case.signed", key=f"case.signed:{_moment(step)}")


EFFECTS: dict[CaseAction, Effect] = {
    CaseAction.REGISTER: Effect(_register),
    CaseAction.ASSIGN: Effect(_assign, _tell_assignee),
    CaseAction.SUBMIT_ANSWER: Effect(_submit_answer, _tell_reviewers),
    CaseAction.APPROVE: Effect(_approve, _tell_signers),
    CaseAction.RETURN: Effect(_return, _tell_returned),
    CaseAction.SIGN: Effect(_sign, _tell_signed),
    CaseAction.SERVE: Effect(_serve),
    CaseAction.ARCHIVE: Effect(_archive),
    CaseAction.WITHDRAW: Effect(_withdraw),
}
