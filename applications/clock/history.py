"""Put the events of one request into a lawful history, whatever the order in which they were recorded."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from applications.clock.events import (
    ClockEvent,
    DecisionIssued,
    Received,
    Served,
    UnlawfulHistory,
    Withdrawn,
)

_ONCE = {
    Received: "收到申请",
    DecisionIssued: "作出答复",
    Served: "送达答复",
    Withdrawn: "撤回申请",
}


@dataclass(frozen=True)
class History:
    """The dates of one request after every contradiction has been ruled out."""

    received_on: date
    decided_on: date | None
    served_on: date | None
    withdrawn_on: date | None

    @property
    def stopped_on(self) -> date | None:
        """The day on which the answer clock stopped for good."""
        return self.decided_on or self.withdrawn_on


def arrange(events: Iterable[ClockEvent]) -> History:
    """Check the events against each other and return them by role; raises UnlawfulHistory."""
    found = _single_dates(events)
    received = found.get(Received)
    if received is None:
        raise UnlawfulHistory("没有收到申请的日期，不能计算期限。")
    history = History(received, found.get(DecisionIssued), found.get(Served), found.get(Withdrawn))
    _check_order(history)
    return history


def _single_dates(events: Iterable[ClockEvent]) -> dict[type, date]:
    found: dict[type, date] = {}
    for event in events:
        kind = type(event)
        if kind in found:
            raise UnlawfulHistory(f"“{_ONCE[kind]}”只能发生一次。")
        found[kind] = event.on
    return found


def _check_order(history: History) -> None:
    received, decided = history.received_on, history.decided_on
    if decided and decided < received:
        raise UnlawfulHistory(f"答复日期（{decided}）早于收到申请的日期（{received}）。")
    if history.withdrawn_on and history.withdrawn_on < received:
        raise UnlawfulHistory(f"撤回日期（{history.withdrawn_on}）早于收到申请的日期（{received}）。")
    if history.withdrawn_on and decided:
        raise UnlawfulHistory("已撤回的申请不再答复，已答复的申请不能撤回。")
    if history.served_on and not decided:
        raise UnlawfulHistory("答复尚未作出，不能登记送达。")
    if history.served_on and decided and history.served_on < decided:
        raise UnlawfulHistory(f"送达日期（{history.served_on}）早于答复日期（{decided}）。")
