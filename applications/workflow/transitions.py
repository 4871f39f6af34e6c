"""The one table of transitions: buttons, guards, the API and the tests all read it."""

from dataclasses import dataclass
from enum import StrEnum

from applications.enums import CaseStatus as S
from portal.accounts.permissions import Permission


class CaseAction(StrEnum):
    REGISTER = "register"
    ASSIGN = "assign"
    SUBMIT_ANSWER = "submit_answer"
    APPROVE = "approve"
    RETURN = "return"
    SIGN = "sign"
    SERVE = "serve"
    ARCHIVE = "archive"
    WITHDRAW = "withdraw"


@dataclass(frozen=True, slots=True)
class Transition:
    """From any of ``sources`` to ``target`` by a person who holds ``permission`` in the case's organization.

    ``label`` is the button, ``done`` the line in the case's history, ``public`` what the applicant reads
    (empty = an inner step that is not shown).
    """

    action: CaseAction
    sources: frozenset[S]
    target: S
    permission: Permission
    label: str
    done: str
    public: str = ""


_ROWS = (
    Transition(
        CaseAction.REGISTER,
        frozenset({S.SUBMITTED}),
        S.PROCESSING,
        Permission.CASE_REGISTER,
        "登记",
        "登记申请",
        "已登记受理",
    ),
    Transition(
        CaseAction.ASSIGN, frozenset({S.PROCESSING}), S.PROCESSING, Permission.CASE_REGISTER, "分派", "分派承办人"
    ),
    Transition(
        CaseAction.SUBMIT_ANSWER,
        frozenset({S.PROCESSING}),
        S.UNDER_REVIEW,
        Permission.CASE_HANDLE,
        "提交审核",
        "提交答复审核",
    ),
    Transition(
        CaseAction.APPROVE,
        frozenset({S.UNDER_REVIEW}),
        S.AWAITING_SIGNATURE,
        Permission.CASE_REVIEW,
        "审核通过",
        "审核通过",
    ),
    Transition(
        CaseAction.RETURN, frozenset({S.UNDER_REVIEW}), S.PROCESSING, Permission.CASE_REVIEW, "退回修改", "退回修改"
    ),
    Transition(
        CaseAction.SIGN,
        frozenset({S.AWAITING_SIGNATURE}),
        S.ANSWERED,
        Permission.CASE_SIGN,
        "签发答复",
        "签发答复",
        "已作出答复",
    ),
    Transition(
        CaseAction.RETURN, frozenset({S.AWAITING_SIGNATURE}), S.PROCESSING, Permission.CASE_SIGN, "退回修改", "退回修改"
    ),
    Transition(
        CaseAction.SERVE,
        frozenset({S.ANSWERED}),
        S.SERVED,
        Permission.CASE_HANDLE,
        "登记送达",
        "登记送达",
        "答复已送达",
    ),
    Transition(
        CaseAction.ARCHIVE, frozenset({S.SERVED}), S.ARCHIVED, Permission.CASE_HANDLE, "办结归档", "办结归档", "已办结"
    ),
    Transition(
        CaseAction.WITHDRAW,
        frozenset({S.SUBMITTED, S.PROCESSING, S.UNDER_REVIEW, S.AWAITING_SIGNATURE}),
        S.WITHDRAWN,
        Permission.CASE_HANDLE,
        "登记撤回",
        "申请人撤回申请",
        "申请人已撤回",
    ),
)
TRANSITIONS = _ROWS


def find_transition(action: CaseAction, status: str) -> Transition | None:
    """The row for an action in a status, or None when the law or the procedure does not allow it."""
    return next((row for row in _ROWS if row.action == action and status in row.sources), None)


def transitions_from(status: str) -> tuple[Transition, ...]:
    """Every row that starts in a status, in the order of the procedure."""
    return tuple(row for row in _ROWS if status in row.sources)
