"""The answer periods of a request: the first from receipt, another after each correction or payment.

Only the last one counts. The earlier ones are kept because an extension or a fee notice had to be in time then.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from applications.clock.events import DelayNotified, ExtensionNotified, OpinionSought, OpinionSource, UnlawfulHistory
from applications.clock.history import History
from applications.clock.limits import (
    ANSWER_WORKING_DAYS,
    EXTENSION_MAX_WORKING_DAYS,
    OPINION_WORKING_DAYS,
    ExclusionStart,
)
from applications.clock.trace import AnswerPeriod, Exclusion, trace_period
from applications.clock.waiting import Waiting, WaitingFor
from portal.workdays.calendar import WorkCalendar

_OPINION_REASON = {
    OpinionSource.THIRD_PARTY: "征求第三方意见期间",
    OpinionSource.CO_MAKER: "征求共同制作机关意见期间",
    OpinionSource.AGENCY: "征求其他机关意见期间",
}


@dataclass(frozen=True)
class _Span:
    """Where a period lies among the events. Opinions sought before `opinions_from` have no effect in it."""

    start: date
    start_reason: str
    opinions_from: date
    ended_by: Waiting | None


def opinion_expiry(opinion: OpinionSought, calendar: WorkCalendar) -> date:
    """Last day for the opinion: 15 working days from delivery, from sending while delivery is unproven (A5)."""
    return calendar.add_working_days(opinion.delivered_on or opinion.on, OPINION_WORKING_DAYS.length)


def answer_periods(
    history: History, waits: Sequence[Waiting], calendar: WorkCalendar, exclude_from: ExclusionStart
) -> tuple[AnswerPeriod, ...]:
    """Return the periods in order; raises UnlawfulHistory for what was notified too late or twice."""
    spans = _spans(history, waits)
    extensions: list[list[ExtensionNotified]] = [[] for _ in spans]
    delays: list[list[DelayNotified]] = [[] for _ in spans]
    for extension in history.extensions:
        extensions[_position(spans, extension.on, "延期")].append(extension)
    if history.delay:
        delays[_position(spans, history.delay.on, "延迟答复")].append(history.delay)
    exclusions = [(opinion, _exclusion(opinion, calendar, exclude_from)) for opinion in history.opinions]
    return tuple(
        _period(span, exts, told, exclusions, calendar)
        for span, exts, told in zip(spans, extensions, delays, strict=True)
    )


def _spans(history: History, waits: Sequence[Waiting]) -> list[_Span]:
    spans = []
    start, reason, opinions_from = history.received_on, "收到申请当日，不计算在期间内", history.received_on
    for wait in waits:
        spans.append(_Span(start, reason, opinions_from, wait))
        if wait.until is None:
            return spans
        start, reason = wait.until, wait.restart_reason
        # Opinions sought on the unclear request are void with it.
        opinions_from = start if wait.kind is WaitingFor.CORRECTION else opinions_from
    return [*spans, _Span(start, reason, opinions_from, None)]


def _position(spans: Sequence[_Span], on: date, act: str) -> int:
    """The index of the period in which an act on that day falls; none is running while the office waits."""
    index = max(number for number, span in enumerate(spans) if span.start <= on)
    wait = spans[index].ended_by
    if wait and on > wait.since:
        raise UnlawfulHistory(f"{wait.reason}期间（自{wait.since}起）答复期限没有计算，不能{act}。")
    return index


def _period(
    span: _Span,
    extensions: Sequence[ExtensionNotified],
    delays: Sequence[DelayNotified],
    exclusions: Sequence[tuple[OpinionSought, Exclusion | None]],
    calendar: WorkCalendar,
) -> AnswerPeriod:
    def known_on(day: date) -> tuple[Exclusion, ...]:
        return tuple(ex for sought, ex in exclusions if ex and span.opinions_from <= sought.on <= day)

    period = AnswerPeriod(span.start, span.start_reason, ANSWER_WORKING_DAYS.length)
    for extension in extensions:
        _check_extension(extension, extensions, delays)
        due = _due_on(replace(period, exclusions=known_on(extension.on)), calendar)
        if extension.on > due:
            raise UnlawfulHistory(f"答复期限已于{due}届满，{extension.on}不能再延期。")
        period = replace(period, length=period.length + extension.days)
    for delay in delays:
        due = _due_on(replace(period, exclusions=known_on(delay.on)), calendar)
        _check_delay(delay, due)
        period = replace(period, delayed_from=delay.on, delayed_until=calendar.roll_forward(delay.until))
    if span.ended_by is None:
        return replace(period, exclusions=known_on(date.max))
    period = replace(period, exclusions=known_on(span.ended_by.since))
    _check_notice_in_time(span.ended_by, _due_on(period, calendar))
    return period


def _due_on(period: AnswerPeriod, calendar: WorkCalendar) -> date:
    return trace_period(period, calendar)[-1].date


def _check_extension(
    extension: ExtensionNotified, extensions: Sequence[ExtensionNotified], delays: Sequence[DelayNotified]
) -> None:
    if len(extensions) > 1:
        raise UnlawfulHistory("同一答复期限只能延期一次。")
    if not 1 <= extension.days <= EXTENSION_MAX_WORKING_DAYS.length:
        raise UnlawfulHistory(f"延期须为1至{EXTENSION_MAX_WORKING_DAYS.length}个工作日。")
    if any(delay.on <= extension.on for delay in delays):
        raise UnlawfulHistory("已告知延迟答复的日期，不能再延期。")


def _check_delay(delay: DelayNotified, due: date) -> None:
    if delay.on > due:
        raise UnlawfulHistory(f"答复期限已于{due}届满，{delay.on}不能再延迟答复。")
    if delay.until < due:
        raise UnlawfulHistory(f"延迟答复的日期（{delay.until}）早于原答复期限（{due}）。")


def _check_notice_in_time(wait: Waiting, due: date) -> None:
    if wait.since > due:
        raise UnlawfulHistory(f"答复期限已于{due}届满，{wait.since}不能再发出通知。")


def _exclusion(opinion: OpinionSought, calendar: WorkCalendar, exclude_from: ExclusionStart) -> Exclusion | None:
    """The half-open interval that one opinion takes out of the period, capped at its expiry (A5)."""
    after = opinion.on if exclude_from is ExclusionStart.SENT else opinion.delivered_on
    if after is None:
        return None
    expiry = opinion_expiry(opinion, calendar)
    return Exclusion(after, min(opinion.answered_on or expiry, expiry), _OPINION_REASON[opinion.source])
