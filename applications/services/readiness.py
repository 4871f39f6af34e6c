"""What still blocks an answer: asked on the page, asserted at the door."""

from applications.enums import DecisionOutcome
from applications.models import Case, Decision
from applications.workflow.outcomes import OUTCOMES


def blockers(case: Case) -> list[str]:
    """Return, as Chinese phrases, what is missing before the answer can go to review; empty when it can go."""
    decision = Decision.objects.filter(case=case).first()
    if decision is None:
        return ["尚未起草答复"]
    outcome = OUTCOMES[decision.outcome]
    found = []
    if outcome.details and decision.detail not in {detail.value for detail in outcome.details}:
        found.append("未选择具体情形")
    if not decision.finding.strip():
        found.append("未写明查明的情况")
    if outcome.needs_reasons and decision.outcome != DecisionOutcome.P1 and not decision.reasons.strip():
        found.append("未说明理由")
    if outcome.needs_obtaining and not decision.obtaining.strip():
        found.append("未写明获取的方式、途径")
    if decision.outcome == DecisionOutcome.P1 and not decision.withheld:
        found.append("未列明不予公开的部分及其依据和理由")
    return found
