"""What can happen to a request, as far as the clock is concerned.

An event is a fact with its legal date: `on` is always the day on which the act itself was done.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class UnlawfulHistory(ValueError):
    """The events contradict the law or each other (Chinese reason); no date is computed from them."""


class OpinionSource(StrEnum):
    """Whose opinion is sought: a third party (art 32), a co-maker (art 34), another agency (art 11, 33)."""

    THIRD_PARTY = "third_party_consultation"
    CO_MAKER = "co_maker_consultation"
    AGENCY = "agency_consultation"


@dataclass(frozen=True)
class Received:
    """The request was received (收到申请) in the sense of art 31; see receipt_date."""

    on: date


@dataclass(frozen=True)
class CorrectionNoticeIssued:
    """The office told the applicant what to correct (补正告知, art 30), within period_days working days.

    late_by_override: a supervisor let a notice pass that was issued after the 7th working day (A7).
    """

    on: date
    delivered_on: date | None = None
    period_days: int = 15
    late_by_override: bool = False


@dataclass(frozen=True)
class CorrectionReceived:
    """The corrected request arrived (补正). excused: it is late for a good reason (正当理由)."""

    on: date
    excused: bool = False


@dataclass(frozen=True)
class ExtensionNotified:
    """The applicant was told that the answer takes up to 20 working days more (延期答复, art 33)."""

    on: date
    days: int


@dataclass(frozen=True)
class OpinionSought:
    """An opinion was sought in writing (征求意见); delivered and answered when that is known."""

    source: OpinionSource
    on: date
    delivered_on: date | None = None
    answered_on: date | None = None


@dataclass(frozen=True)
class FeeNoticeSent:
    """The applicant was asked to pay the processing fee (收费通知)."""

    on: date
    delivered_on: date | None = None


@dataclass(frozen=True)
class FeePaid:
    """The fee was paid in full (缴费)."""

    on: date


@dataclass(frozen=True)
class ReasonsRequested:
    """The applicant was asked to explain an excessive number of requests (说明理由, art 35). The clock runs on."""

    on: date


@dataclass(frozen=True)
class DelayNotified:
    """The applicant was told a reasonable later date (延迟答复, art 35): the reasons were good, 20 days too few."""

    on: date
    until: date


@dataclass(frozen=True)
class DecisionIssued:
    """The answer (答复) left the office. Art 33 is met by issuing in time, delivery may follow."""

    on: date


@dataclass(frozen=True)
class Served:
    """The answer reached the applicant (送达); the remedy periods start."""

    on: date


@dataclass(frozen=True)
class Withdrawn:
    """The applicant withdrew the request (撤回申请) before it was answered."""

    on: date


ClockEvent = (
    Received
    | CorrectionNoticeIssued
    | CorrectionReceived
    | ExtensionNotified
    | OpinionSought
    | FeeNoticeSent
    | FeePaid
    | ReasonsRequested
    | DelayNotified
    | DecisionIssued
    | Served
    | Withdrawn
)
