"""The statutory clock (法定期限) of a request, in plain Python: dates from dated events, never from counters.

Store what happened and on which day; read_clock recomputes every date and can show each day that it counted.
"""

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
from applications.clock.limits import ExclusionStart
from applications.clock.reading import ClockReading, OpinionReading, read_clock
from applications.clock.receipt import ReceiptChannel, ReceiptDate, receipt_date
from applications.clock.trace import TraceDay

__all__ = [
    "ClockEvent",
    "ClockReading",
    "CorrectionNoticeIssued",
    "CorrectionReceived",
    "DecisionIssued",
    "DelayNotified",
    "ExclusionStart",
    "ExtensionNotified",
    "FeeNoticeSent",
    "FeePaid",
    "OpinionReading",
    "OpinionSought",
    "OpinionSource",
    "ReasonsRequested",
    "ReceiptChannel",
    "ReceiptDate",
    "Received",
    "Served",
    "TraceDay",
    "UnlawfulHistory",
    "Withdrawn",
    "read_clock",
    "receipt_date",
]
