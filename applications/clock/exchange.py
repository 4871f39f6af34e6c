"""The clock for other systems: a request's history as plain JSON in, every date with its proof out."""

from collections.abc import Callable, Mapping, Sequence
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
    OpinionSource,
    ReasonsRequested,
    Received,
    Served,
    UnlawfulHistory,
    Withdrawn,
)
from applications.clock.reading import ClockReading

# What one request can reasonably see; more is a mistake or an attack.
MAX_EVENTS = 200


@dataclass(frozen=True)
class Inquiry:
    """A history to be read, and the day as of which it is read."""

    events: tuple[ClockEvent, ...]
    as_of: date


@dataclass(frozen=True)
class _Kind:
    """How one kind of event is written: its fields by JSON name, and which of them may be left out."""

    build: Callable[..., ClockEvent]
    fields: Mapping[str, tuple[str, type]]
    optional: frozenset[str] = frozenset()


def _opinion(source: OpinionSource) -> _Kind:
    def build(**facts: Any) -> OpinionSought:
        return OpinionSought(source, **facts)

    fields = {
        "sent_on": ("on", date),
        "delivered_on": ("delivered_on", date),
        "answered_on": ("answered_on", date),
    }
    return _Kind(build, fields, frozenset({"delivered_on", "answered_on"}))


_ON: Mapping[str, tuple[str, type]] = {"on": ("on", date)}
KINDS: Mapping[str, _Kind] = {
    "correction_notice": _Kind(
        CorrectionNoticeIssued,
        {
            "issued_on": ("on", date),
            "delivered_on": ("delivered_on", date),
            "period_days": ("period_days", int),
            "late_by_override": ("late_by_override", bool),
        },
        frozenset({"delivered_on", "period_days", "late_by_override"}),
    ),
    "correction_received": _Kind(CorrectionReceived, {**_ON, "excused": ("excused", bool)}, frozenset({"excused"})),
    "extension": _Kind(ExtensionNotified, {"notified_on": ("on", date), "days": ("days", int)}),
    **{source.value: _opinion(source) for source in OpinionSource},
    "fee_notice": _Kind(
        FeeNoticeSent,
        {"sent_on": ("on", date), "delivered_on": ("delivered_on", date)},
        frozenset({"delivered_on"}),
    ),
    "fee_paid": _Kind(FeePaid, _ON),
    "reasons_requested": _Kind(ReasonsRequested, _ON),
    "delay": _Kind(DelayNotified, {"notified_on": ("on", date), "until": ("until", date)}),
    "decision_issued": _Kind(DecisionIssued, _ON),
    "served": _Kind(Served, _ON),
    "withdrawn": _Kind(Withdrawn, _ON),
}


def read_inquiry(data: object, *, today: date) -> Inquiry:
    """Return the history written as ``{"received_on", "as_of"?, "events"?: [{"kind", …}]}``.

    ``as_of`` is ``today`` when left out. Raises UnlawfulHistory, in Chinese, for anything that is not of this form.
    """
    if not isinstance(data, Mapping):
        raise UnlawfulHistory("输入应为一个JSON对象，含received_on、as_of和events。")
    _refuse_unknown(data, {"received_on", "as_of", "events"}, "输入")
    received = _value(data, "received_on", date, "输入")
    as_of = _value(data, "as_of", date, "输入") if data.get("as_of") is not None else today
    listed = data.get("events") or []
    if not isinstance(listed, Sequence) or isinstance(listed, str) or len(listed) > MAX_EVENTS:
        raise UnlawfulHistory(f"events应为不超过{MAX_EVENTS}项的数组。")
    events = [_event(entry, number) for number, entry in enumerate(listed, 1)]
    return Inquiry((Received(received), *events), as_of)


def _event(entry: object, number: int) -> ClockEvent:
    where = f"第{number}个事件"
    kind = KINDS.get(str(entry.get("kind"))) if isinstance(entry, Mapping) else None
    if not isinstance(entry, Mapping) or kind is None:
        raise UnlawfulHistory(f"{where}的kind应为以下之一：{'、'.join(KINDS)}。")
    _refuse_unknown(entry, {"kind", *kind.fields}, where)
    facts = {
        target: _value(entry, name, form, where)
        for name, (target, form) in kind.fields.items()
        if name not in kind.optional or entry.get(name) is not None
    }
    return kind.build(**facts)


def _refuse_unknown(data: Mapping[str, Any], known: set[str], where: str) -> None:
    if unknown := sorted(str(name) for name in data if name not in known):
        raise UnlawfulHistory(f"{where}中有不认识的字段：{'、'.join(unknown)}。")


def _value(data: Mapping[str, Any], name: str, form: type, where: str) -> Any:
    value = data.get(name)
    if form is date:
        try:
            return date.fromisoformat(value) if isinstance(value, str) and len(value) == 10 else _bad_date(name, where)
        except ValueError:
            return _bad_date(name, where)
    if type(value) is not form:
        wanted = "整数" if form is int else "true或者false"
        raise UnlawfulHistory(f"{where}的{name}应为{wanted}。")
    return value


def _bad_date(name: str, where: str) -> date:
    raise UnlawfulHistory(f"{where}的{name}应为真实存在的日期，写作YYYY-MM-DD。")


def reading_as_json(reading: ClockReading) -> dict[str, Any]:
    """Return every date of the reading with the trace that proves it; null where a date does not apply."""

    def day(value: date | None) -> str | None:
        return value.isoformat() if value else None

    return {
        "answer_due_on": day(reading.answer_due_on),
        "correction_notice_due_on": day(reading.correction_notice_due_on),
        "correction_due_on": day(reading.correction_due_on),
        "payment_due_on": day(reading.payment_due_on),
        "consultations": [
            {"kind": opinion.source.value, "expires_on": opinion.expires_on.isoformat()} for opinion in reading.opinions
        ],
        "reconsideration_until": day(reading.reconsideration_until),
        "litigation_until": day(reading.litigation_until),
        "working_days_used": reading.working_days_used,
        "working_days_left": reading.working_days_left,
        "paused": reading.paused,
        "overdue": reading.overdue,
        "provisional": reading.provisional,
        "calendar_version": reading.calendar_version,
        "trace": [
            {"date": entry.date.isoformat(), "counted": entry.counted, "reason": entry.reason, "article": entry.article}
            for entry in reading.trace
        ],
    }
