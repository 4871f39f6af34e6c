"""What can happen to a request, as far as the clock is concerned. An event is a fact with its legal date."""

from dataclasses import dataclass
from datetime import date


class UnlawfulHistory(ValueError):
    """The events contradict the law or each other (Chinese reason); no date is computed from them."""


@dataclass(frozen=True)
class Received:
    """The request was received (收到申请) in the sense of art 31; see receipt_date."""

    on: date


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


ClockEvent = Received | DecisionIssued | Served | Withdrawn
