"""Sort the events of one request by role, whatever the order in which they were recorded."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from applications.clock.events import (
    ClockEvent,
    CorrectionNoticeIssued,
    CorrectionReceived,
    DecisionIssued,
    DelayNotified,
    ExtensionNotified,
    FeeNoticeSent,
    FeePaid,
    OpinionSought,
    ReasonsRequested,
    Received,
    Served,
    UnlawfulHistory,
    Withdrawn,
)

_LABELS: dict[type, str] = {
    Received: "收到申请",
    CorrectionNoticeIssued: "补正告知",
    CorrectionReceived: "收到补正",
    ExtensionNotified: "延期告知",
    OpinionSought: "征求意见",
    FeeNoticeSent: "收费通知",
    FeePaid: "缴费",
    ReasonsRequested: "要求说明理由",
    DelayNotified: "延迟答复告知",
    DecisionIssued: "答复",
    Served: "送达",
    Withdrawn: "撤回",
}
_MAY_REPEAT = (ExtensionNotified, OpinionSought)
_AFTER_THE_ANSWER = (DecisionIssued, Served, Withdrawn)


@dataclass(frozen=True)
class History:
    """The events of one request by role, free of plain contradictions; the terms are checked by periods."""

    received_on: date
    correction_notice: CorrectionNoticeIssued | None
    correction: CorrectionReceived | None
    fee_notice: FeeNoticeSent | None
    payment: FeePaid | None
    extensions: tuple[ExtensionNotified, ...]
    opinions: tuple[OpinionSought, ...]
    reasons_requested: ReasonsRequested | None
    delay: DelayNotified | None
    decided_on: date | None
    served_on: date | None
    withdrawn_on: date | None

    @property
    def stopped_on(self) -> date | None:
        """The day on which the answer clock stopped for good."""
        return self.decided_on or self.withdrawn_on


def arrange(events: Iterable[ClockEvent]) -> History:
    """Check the events against each other and return them by role; raises UnlawfulHistory."""
    listed = sorted(events, key=lambda event: (event.on, _LABELS[type(event)], repr(event)))
    once = _single_events(listed)
    if Received not in once:
        raise UnlawfulHistory("没有收到申请的日期，不能计算期限。")
    _check_order(listed, once)
    _check_answers(once)
    return History(
        received_on=once[Received].on,
        correction_notice=once.get(CorrectionNoticeIssued),
        correction=once.get(CorrectionReceived),
        fee_notice=once.get(FeeNoticeSent),
        payment=once.get(FeePaid),
        extensions=tuple(event for event in listed if isinstance(event, ExtensionNotified)),
        opinions=tuple(event for event in listed if isinstance(event, OpinionSought)),
        reasons_requested=once.get(ReasonsRequested),
        delay=once.get(DelayNotified),
        decided_on=_on(once, DecisionIssued),
        served_on=_on(once, Served),
        withdrawn_on=_on(once, Withdrawn),
    )


def _single_events(events: Iterable[ClockEvent]) -> dict[type, Any]:
    found: dict[type, Any] = {}
    for event in events:
        kind = type(event)
        if kind in found and kind not in _MAY_REPEAT:
            raise UnlawfulHistory(f"“{_LABELS[kind]}”只能发生一次。")
        found[kind] = event
    return found


def _check_order(events: list[ClockEvent], once: dict[type, Any]) -> None:
    received = once[Received].on
    stop = once.get(DecisionIssued) or once.get(Withdrawn)
    for event in events:
        label = _LABELS[type(event)]
        if event.on < received:
            raise UnlawfulHistory(f"{label}日期（{event.on}）早于收到申请的日期（{received}）。")
        if stop and event.on > stop.on and not isinstance(event, _AFTER_THE_ANSWER):
            raise UnlawfulHistory(f"{label}日期（{event.on}）晚于{_LABELS[type(stop)]}日期（{stop.on}）。")
        _check_delivery(event, label)


def _check_delivery(event: ClockEvent, label: str) -> None:
    delivered = getattr(event, "delivered_on", None)
    answered = getattr(event, "answered_on", None)
    if delivered and delivered < event.on:
        raise UnlawfulHistory(f"{label}的送达日期（{delivered}）早于发出日期（{event.on}）。")
    if answered and answered < (delivered or event.on):
        raise UnlawfulHistory(f"{label}的回复日期（{answered}）早于送达日期（{delivered or event.on}）。")


def _check_answers(once: dict[type, Any]) -> None:
    decided, served = _on(once, DecisionIssued), _on(once, Served)
    if decided and Withdrawn in once:
        raise UnlawfulHistory("已撤回的申请不再答复，已答复的申请不能撤回。")
    if served and not decided:
        raise UnlawfulHistory("答复尚未作出，不能登记送达。")
    if served and decided and served < decided:
        raise UnlawfulHistory(f"送达日期（{served}）早于答复日期（{decided}）。")
    for answer, question, reason in (
        (CorrectionReceived, CorrectionNoticeIssued, "没有补正告知，不能登记收到补正。"),
        (FeePaid, FeeNoticeSent, "没有收费通知，不能登记缴费。"),
        (DelayNotified, ReasonsRequested, "延迟答复须先要求申请人说明理由。"),
    ):
        if answer in once and (question not in once or once[answer].on < once[question].on):
            raise UnlawfulHistory(reason)


def _on(once: dict[type, Any], kind: type) -> date | None:
    return once[kind].on if kind in once else None
