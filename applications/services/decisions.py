"""Drafting the answer: saved as often as the clerk likes, frozen once it is under review."""

from datetime import datetime
from typing import Any

from django.db import transaction

from applications.enums import CaseStatus, DecisionOutcome
from applications.models import Case, Decision
from applications.workflow.articles import tidy_articles
from applications.workflow.outcomes import OUTCOMES
from portal.accounts.models import User
from portal.accounts.permissions import Permission
from portal.accounts.policies import require_permission
from portal.audit.services import record
from portal.common.exceptions import Conflict, InvalidInput


@transaction.atomic
def save_decision(
    case: Case,
    *,
    actor: User,
    at: datetime,
    outcome: str,
    finding: str,
    detail: str = "",
    reasons: str = "",
    obtaining: str = "",
    withheld: list[dict[str, str]] | None = None,
    seen: str | None = None,
) -> Decision:
    """Save the draft of the answer; allowed only while the case is being handled.

    ``withheld`` lists the parts of a partial disclosure: {"part", "article", "reason"}. Raises InvalidInput
    for a detail that does not belong to the outcome, or an article that the Regulation does not have.
    ``seen`` is the draft's ``updated_at`` (ISO 8601, empty for none) on which the change is based; Conflict when
    somebody else has saved since. None does not ask.
    """
    locked = Case.objects.select_for_update(of=("self",)).select_related("organization").get(pk=case.pk)
    require_permission(actor, Permission.CASE_HANDLE, locked.organization)
    if locked.status != CaseStatus.PROCESSING:
        raise Conflict(f"案件目前是“{locked.get_status_display()}”，不能修改答复。")
    if seen is not None:
        _refuse_stale(locked, actor, seen)
    row = OUTCOMES.get(outcome)
    if row is None:
        raise InvalidInput("请选择处理结果。", field="outcome")
    if detail and detail not in {item.value for item in row.details}:
        raise InvalidInput("所选情形不属于这一处理结果。", field="detail")
    values: dict[str, Any] = {
        "outcome": outcome,
        "detail": detail,
        "finding": finding,
        "reasons": reasons,
        "obtaining": obtaining,
        "withheld": _tidy_parts(withheld or []) if outcome == DecisionOutcome.P1 else [],
        "drafted_by": actor,
        "reviewed_by": None,
        "updated_at": at,
    }
    decision, _ = Decision.objects.update_or_create(case=locked, defaults=values)
    record("case.save_decision", actor=actor, target=locked, organization=locked.organization.code, outcome=outcome)
    return decision


def _refuse_stale(case: Case, actor: User, seen: str) -> None:
    """A colleague's newer draft stays; one's own may be saved twice, as a double click does."""
    draft = Decision.objects.filter(case=case).select_related("drafted_by").first()
    if draft and draft.drafted_by_id != actor.pk and draft.updated_at.isoformat() != seen:
        raise Conflict(
            f"{draft.drafted_by}已在您打开本页之后保存了答复草稿，您的修改没有保存。"
            "请先复制您填写的内容，重新打开本页，在新的草稿上修改。"
        )


def _tidy_parts(parts: list[dict[str, str]]) -> list[dict[str, str]]:
    """Write every article in one form: the remedy paragraph is chosen by it."""
    return [{**part, "article": _tidy_article(part["article"], number)} for number, part in enumerate(parts, 1)]


def _tidy_article(text: str, number: int) -> str:
    try:
        return tidy_articles(text)
    except ValueError as unknown:
        raise InvalidInput(
            f"第{number}项的“{text}”不是《政府信息公开条例》的条款，请写成“第十五条”“第十六条第二款”的形式；"
            "其他法律、行政法规的名称和条款写在理由中。",
            field="withheld",
        ) from unknown
