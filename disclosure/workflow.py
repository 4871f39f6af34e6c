"""The life of a document as one table: which action leads from which state to which, and what it takes.

The service that moves a document and the buttons on the desk both read this table, so they cannot differ.
"""

from dataclasses import dataclass

from django.db import models

from disclosure.enums import DocumentStatus
from portal.accounts.permissions import Permission


class Action(models.TextChoices):
    EDIT = "EDIT", "编辑"
    SUBMIT = "SUBMIT", "提交审核"
    APPROVE = "APPROVE", "审核通过"
    RETURN = "RETURN", "退回修改"
    PUBLISH = "PUBLISH", "发布"
    WITHDRAW = "WITHDRAW", "撤回"
    REOPEN = "REOPEN", "重新编辑"


@dataclass(frozen=True, slots=True)
class Transition:
    """One row: the action is possible in ``source`` and leads to ``target``."""

    action: Action
    source: DocumentStatus
    target: DocumentStatus
    permission: Permission


_S, _P = DocumentStatus, Permission
TRANSITIONS = (
    Transition(Action.EDIT, _S.DRAFT, _S.DRAFT, _P.DOCUMENT_DRAFT),
    Transition(Action.SUBMIT, _S.DRAFT, _S.IN_REVIEW, _P.DOCUMENT_DRAFT),
    Transition(Action.APPROVE, _S.IN_REVIEW, _S.APPROVED, _P.DOCUMENT_REVIEW),
    Transition(Action.RETURN, _S.IN_REVIEW, _S.DRAFT, _P.DOCUMENT_REVIEW),
    Transition(Action.PUBLISH, _S.APPROVED, _S.PUBLISHED, _P.DOCUMENT_PUBLISH),
    Transition(Action.WITHDRAW, _S.PUBLISHED, _S.WITHDRAWN, _P.DOCUMENT_PUBLISH),
    # A change after approval or withdrawal goes through review again.
    Transition(Action.REOPEN, _S.APPROVED, _S.DRAFT, _P.DOCUMENT_DRAFT),
    Transition(Action.REOPEN, _S.WITHDRAWN, _S.DRAFT, _P.DOCUMENT_DRAFT),
)
_TABLE = {(row.source, row.action): row for row in TRANSITIONS}


def find_transition(status: str, action: Action) -> Transition | None:
    """Return the row for an action in a state, or None when the action is impossible there."""
    return _TABLE.get((DocumentStatus(status), action))


def transitions_from(status: str) -> tuple[Transition, ...]:
    """Every row that starts in a state, in the order of the table."""
    return tuple(row for row in TRANSITIONS if row.source == status)
