"""Times in which the office waits for the applicant: after them the answer period starts afresh."""

from dataclasses import dataclass
from datetime import date
from enum import Enum, auto
from itertools import pairwise

from applications.clock.events import CorrectionNoticeIssued, CorrectionReceived, UnlawfulHistory
from applications.clock.history import History
from applications.clock.limits import CORRECTION_NOTICE_WORKING_DAYS, FEE_MEASURES_6, PAYMENT_WORKING_DAYS
from portal.workdays.calendar import WorkCalendar


class WaitingFor(Enum):
    CORRECTION = auto()
    PAYMENT = auto()


@dataclass(frozen=True)
class Waiting:
    """From the notice to the applicant's act. until is None while it lasts, due_on until delivery is known."""

    kind: WaitingFor
    since: date
    until: date | None
    due_on: date | None
    reason: str
    restart_reason: str
    article: str


def correction_notice_due_on(received_on: date, calendar: WorkCalendar) -> date:
    """Last day on which a correction may be asked for, always counted from the original receipt (art 30)."""
    return calendar.add_working_days(received_on, CORRECTION_NOTICE_WORKING_DAYS.length)


def waitings(history: History, calendar: WorkCalendar) -> tuple[Waiting, ...]:
    """Return the waiting times in order; raises UnlawfulHistory for one out of time or inside another."""
    found = [_for_correction(history, calendar), _for_payment(history, calendar)]
    ordered = sorted((entry for entry in found if entry), key=lambda entry: entry.since)
    for earlier, later in pairwise(ordered):
        if earlier.until is None or later.since < earlier.until:
            raise UnlawfulHistory(f"{earlier.reason}期间（自{earlier.since}起）不能发出新的通知。")
    return tuple(ordered)


def _for_correction(history: History, calendar: WorkCalendar) -> Waiting | None:
    notice, correction = history.correction_notice, history.correction
    if notice is None:
        return None
    _check_notice(notice, history.received_on, calendar)
    due = notice.delivered_on and calendar.add_working_days(notice.delivered_on, notice.period_days)
    _check_correction(correction, due)
    return Waiting(
        kind=WaitingFor.CORRECTION,
        since=notice.on,
        until=correction.on if correction else None,
        due_on=due,
        reason="等待申请人补正",
        restart_reason="收到补正材料当日，不计算在期间内",
        article=CORRECTION_NOTICE_WORKING_DAYS.article,
    )


def _check_notice(notice: CorrectionNoticeIssued, received_on: date, calendar: WorkCalendar) -> None:
    if notice.period_days < 1:
        raise UnlawfulHistory("补正期限至少为1个工作日。")
    last_day = correction_notice_due_on(received_on, calendar)
    if notice.on > last_day and not notice.late_by_override:
        raise UnlawfulHistory(f"补正告知须在收到申请之日起7个工作日内（不迟于{last_day}）作出，{notice.on}已超过期限。")


def _check_correction(correction: CorrectionReceived | None, due: date | None) -> None:
    if correction and due and correction.on > due and not correction.excused:
        raise UnlawfulHistory(f"补正期限已于{due}届满，{correction.on}收到的补正须有正当理由。")


def _for_payment(history: History, calendar: WorkCalendar) -> Waiting | None:
    notice, payment = history.fee_notice, history.payment
    if notice is None:
        return None
    due = notice.delivered_on and calendar.add_working_days(notice.delivered_on, PAYMENT_WORKING_DAYS.length)
    if payment and due and payment.on > due:
        raise UnlawfulHistory(f"缴费期限已于{due}届满，{payment.on}缴费不能恢复办理。")
    return Waiting(
        kind=WaitingFor.PAYMENT,
        since=notice.on,
        until=payment.on if payment else None,
        due_on=due,
        reason="等待申请人缴费",
        restart_reason="缴费当日，不计算在期间内",
        article=FEE_MEASURES_6,
    )
