"""Histories with corrections, opinions, extensions, fees and delays, worked out by hand."""

from datetime import date

import pytest

from applications.clock import (
    CorrectionNoticeIssued,
    CorrectionReceived,
    DelayNotified,
    ExclusionStart,
    ExtensionNotified,
    FeeNoticeSent,
    FeePaid,
    OpinionReading,
    OpinionSought,
    OpinionSource,
    ReasonsRequested,
    Received,
    UnlawfulHistory,
    read_clock,
)


def on(text: str) -> date:
    return date.fromisoformat(text)


THIRD_PARTY, CO_MAKER = OpinionSource.THIRD_PARTY, OpinionSource.CO_MAKER
CORRECTABLE = [
    Received(on("2025-03-10")),
    CorrectionNoticeIssued(on("2025-03-19"), delivered_on=on("2025-03-21"), period_days=10),
]
CHARGED = [Received(on("2025-12-01")), FeeNoticeSent(on("2025-12-24"), delivered_on=on("2025-12-26"))]
CONSULTED = [
    Received(on("2026-04-13")),
    OpinionSought(THIRD_PARTY, on("2026-05-06"), on("2026-05-08"), on("2026-05-27")),
]
EXCESSIVE = [Received(on("2026-03-02")), ReasonsRequested(on("2026-03-05"))]


def excluded_days(reading) -> int:
    return sum(day.article == "《政府信息公开条例》第三十三条第三款" for day in reading.trace)


def test_a_plain_extension(calendar):
    events = [Received(on("2026-03-02")), ExtensionNotified(on("2026-03-30"), 20)]
    reading = read_clock(events, calendar, on=on("2026-03-30"))
    assert (reading.original_due_on, reading.answer_due_on) == (on("2026-03-30"), on("2026-04-28"))
    assert (reading.working_days_used, reading.working_days_left) == (20, 20)


def test_an_extension_of_ten_days(calendar):
    events = [Received(on("2025-04-14")), ExtensionNotified(on("2025-05-14"), 10)]
    assert read_clock(events, calendar, on=on("2025-05-14")).answer_due_on == on("2025-05-28")


def test_a_correction_returned_on_its_last_day_restarts_the_clock(calendar):
    events = [*CORRECTABLE, CorrectionReceived(on("2025-04-07"))]
    reading = read_clock(events, calendar, on=on("2025-04-08"))
    assert reading.correction_notice_due_on == on("2025-03-19")
    assert reading.correction_due_on == reading.running_since == on("2025-04-07")
    assert (reading.original_due_on, reading.answer_due_on) == (on("2025-04-08"), on("2025-05-07"))
    assert (reading.working_days_used, reading.working_days_left, reading.paused) == (1, 19, False)
    assert next(day.date for day in reading.trace if day.counted) == on("2025-04-08")
    assert reading.trace[0].date == on("2025-03-10")
    assert sum(day.counted for day in reading.trace) == 20


def test_while_a_correction_is_awaited_there_is_no_answer_date(calendar):
    reading = read_clock(CORRECTABLE, calendar, on=on("2025-05-20"))
    assert (reading.answer_due_on, reading.correction_due_on) == (None, on("2025-04-07"))
    assert (reading.paused, reading.overdue) == (True, False)
    assert (reading.working_days_used, reading.working_days_left) == (0, 20)
    assert not any(day.counted for day in reading.trace)
    assert reading.trace[-1].date == on("2025-04-07")
    assert reading.trace[-1].reason == "等待申请人补正"


def test_an_undelivered_notice_has_no_correction_date_yet(calendar):
    events = [Received(on("2025-03-10")), CorrectionNoticeIssued(on("2025-03-19"))]
    assert read_clock(events, calendar, on=on("2025-03-20")).correction_due_on is None


def test_a_late_correction_counts_with_good_reason(calendar):
    events = [*CORRECTABLE, CorrectionReceived(on("2025-04-08"), excused=True)]
    assert read_clock(events, calendar, on=on("2025-04-08")).running_since == on("2025-04-08")


def test_a_late_notice_passes_only_with_a_supervisor(calendar):
    notice = CorrectionNoticeIssued(on("2025-03-20"), late_by_override=True)
    reading = read_clock([Received(on("2025-03-10")), notice], calendar, on=on("2025-03-20"))
    assert (reading.answer_due_on, reading.original_due_on) == (None, on("2025-04-08"))


def test_one_opinion_is_left_out_of_the_period(calendar):
    sought = OpinionSought(THIRD_PARTY, on("2024-09-09"), on("2024-09-11"), on("2024-09-25"))
    reading = read_clock([Received(on("2024-09-02")), sought], calendar, on=on("2024-09-25"))
    assert reading.answer_due_on == on("2024-10-21")
    assert excluded_days(reading) == 11


def test_opinion_left_out_from_delivery_when_the_office_counts_so(calendar):
    sought = OpinionSought(THIRD_PARTY, on("2024-09-09"), on("2024-09-11"), on("2024-09-25"))
    events = [Received(on("2024-09-02")), sought]
    reading = read_clock(events, calendar, on=on("2024-09-25"), exclude_from=ExclusionStart.DELIVERED)
    assert excluded_days(reading) == 9
    assert reading.answer_due_on == on("2024-10-17")


@pytest.mark.parametrize(
    ("extensions", "due", "excluded"),
    [([], "2026-06-04", 16), ([ExtensionNotified(on("2026-05-20"), 20)], "2026-07-03", 16)],
)
def test_an_opinion_overlapping_an_extension(calendar, extensions, due, excluded):
    reading = read_clock([*CONSULTED, *extensions], calendar, on=on("2026-05-20"))
    assert reading.answer_due_on == on(due)
    assert excluded_days(reading) == excluded
    assert reading.opinions == (OpinionReading(THIRD_PARTY, on("2026-05-06"), on("2026-05-28")),)
    assert (reading.working_days_used, reading.paused) == (14, True)


@pytest.mark.parametrize(
    ("source", "delivered", "expires"),
    [(CO_MAKER, "2026-04-29", "2026-05-22"), (THIRD_PARTY, "2026-02-10", "2026-03-09")],
)
def test_an_opinion_expires_after_fifteen_working_days(calendar, source, delivered, expires):
    sought = OpinionSought(source, on(delivered), on(delivered))
    reading = read_clock([Received(on(delivered)), sought], calendar, on=on(delivered))
    assert reading.opinions[0].expires_on == on(expires)


def test_a_late_opinion_is_left_out_only_until_it_expired(calendar):
    silent = [Received(on("2026-04-13")), OpinionSought(THIRD_PARTY, on("2026-05-06"), on("2026-05-08"))]
    late = [silent[0], OpinionSought(THIRD_PARTY, on("2026-05-06"), on("2026-05-08"), on("2026-06-15"))]
    expected = read_clock(silent, calendar, on=on("2026-06-15")).answer_due_on
    assert read_clock(late, calendar, on=on("2026-06-15")).answer_due_on == expected == on("2026-06-05")


@pytest.mark.parametrize(
    ("as_of", "paused"),
    [("2026-05-05", False), ("2026-05-06", True), ("2026-05-26", True), ("2026-05-27", False)],
)
def test_paused_while_the_opinion_is_outstanding(calendar, as_of, paused):
    assert read_clock(CONSULTED, calendar, on=on(as_of)).paused is paused


def test_an_opinion_on_the_unclear_request_is_void_after_the_correction(calendar):
    sought = OpinionSought(THIRD_PARTY, on("2025-03-18"), on("2025-03-18"))
    events = [*CORRECTABLE, sought, CorrectionReceived(on("2025-03-24"))]
    plain = [*CORRECTABLE, CorrectionReceived(on("2025-03-24"))]
    reading = read_clock(events, calendar, on=on("2025-03-25"))
    assert reading.answer_due_on == read_clock(plain, calendar, on=on("2025-03-25")).answer_due_on
    assert not reading.paused


def test_paying_restarts_the_clock_and_may_end_on_a_make_up_saturday(calendar):
    reading = read_clock([*CHARGED, FeePaid(on("2026-01-19"))], calendar, on=on("2026-01-19"))
    assert reading.payment_due_on == on("2026-01-26")
    assert (reading.original_due_on, reading.answer_due_on) == (on("2025-12-29"), on("2026-02-14"))


def test_while_a_payment_is_awaited_there_is_no_answer_date(calendar):
    reading = read_clock(CHARGED, calendar, on=on("2026-01-27"))
    assert (reading.answer_due_on, reading.payment_due_on, reading.paused) == (None, on("2026-01-26"), True)


def test_a_restarted_period_may_be_extended_once_more(calendar):
    events = [
        Received(on("2025-12-01")),
        ExtensionNotified(on("2025-12-22"), 20),
        FeeNoticeSent(on("2025-12-24"), delivered_on=on("2025-12-26")),
        FeePaid(on("2026-01-19")),
        ExtensionNotified(on("2026-02-10"), 5),
    ]
    reading = read_clock(events, calendar, on=on("2026-02-10"))
    assert reading.answer_due_on == on("2026-02-28")


def test_asking_for_reasons_does_not_stop_the_clock(calendar):
    reading = read_clock(EXCESSIVE, calendar, on=on("2026-03-10"))
    assert (reading.answer_due_on, reading.paused) == (on("2026-03-30"), False)


@pytest.mark.parametrize(
    ("until", "due"),
    [
        pytest.param("2026-04-30", "2026-04-30", id="as-told"),
        pytest.param("2026-05-02", "2026-05-06", id="a-holiday-rolls-forward"),
    ],
)
def test_a_reasonable_delay_replaces_the_date(calendar, until, due):
    events = [*EXCESSIVE, DelayNotified(on("2026-03-20"), until=on(until))]
    reading = read_clock(events, calendar, on=on("2026-03-20"))
    assert (reading.original_due_on, reading.answer_due_on) == (on("2026-03-30"), on(due))
    assert reading.working_days_used == 14
    assert reading.working_days_left == calendar.working_days_between(on("2026-03-20"), on(due))
    assert reading.trace[-1].article == "《政府信息公开条例》第三十五条"


@pytest.mark.parametrize(
    ("events", "reason"),
    [
        pytest.param(
            [Received(on("2025-04-14")), ExtensionNotified(on("2025-05-15"), 10)],
            "答复期限已于2025-05-14届满，2025-05-15不能再延期。",
            id="extension-after-expiry",
        ),
        pytest.param(
            [Received(on("2026-03-02")), ExtensionNotified(on("2026-03-20"), 21)],
            "延期须为1至20个工作日。",
            id="extension-too-long",
        ),
        pytest.param(
            [
                Received(on("2026-03-02")),
                ExtensionNotified(on("2026-03-20"), 5),
                ExtensionNotified(on("2026-03-21"), 5),
            ],
            "同一答复期限只能延期一次。",
            id="second-extension",
        ),
        pytest.param(
            [*CORRECTABLE, ExtensionNotified(on("2025-03-25"), 5)],
            "等待申请人补正期间（自2025-03-19起）答复期限没有计算，不能延期。",
            id="extension-while-waiting",
        ),
        pytest.param(
            [*CORRECTABLE, CorrectionNoticeIssued(on("2025-03-18"))],
            "“补正告知”只能发生一次。",
            id="second-correction-notice",
        ),
        pytest.param(
            [Received(on("2025-03-10")), CorrectionNoticeIssued(on("2025-03-20"))],
            "补正告知须在收到申请之日起7个工作日内（不迟于2025-03-19）作出，2025-03-20已超过期限。",
            id="late-correction-notice",
        ),
        pytest.param(
            [*CORRECTABLE, CorrectionReceived(on("2025-04-08"))],
            "补正期限已于2025-04-07届满，2025-04-08收到的补正须有正当理由。",
            id="late-correction",
        ),
        pytest.param(
            [Received(on("2025-03-10")), CorrectionReceived(on("2025-03-12"))],
            "没有补正告知，不能登记收到补正。",
            id="unasked-correction",
        ),
        pytest.param(
            [Received(on("2025-03-10")), OpinionSought(THIRD_PARTY, on("2025-03-07"))],
            "征求意见日期（2025-03-07）早于收到申请的日期（2025-03-10）。",
            id="opinion-before-receipt",
        ),
        pytest.param(
            [Received(on("2025-03-10")), OpinionSought(THIRD_PARTY, on("2025-03-12"), on("2025-03-11"))],
            "征求意见的送达日期（2025-03-11）早于发出日期（2025-03-12）。",
            id="delivered-before-sent",
        ),
        pytest.param(
            [
                Received(on("2025-03-10")),
                OpinionSought(THIRD_PARTY, on("2025-03-12"), on("2025-03-14"), on("2025-03-13")),
            ],
            "征求意见的回复日期（2025-03-13）早于送达日期（2025-03-14）。",
            id="answered-before-delivered",
        ),
        pytest.param(
            [Received(on("2025-12-01")), FeeNoticeSent(on("2025-12-30"))],
            "答复期限已于2025-12-29届满，2025-12-30不能再发出通知。",
            id="fee-notice-after-expiry",
        ),
        pytest.param(
            [*CHARGED, FeePaid(on("2026-01-27"))],
            "缴费期限已于2026-01-26届满，2026-01-27缴费不能恢复办理。",
            id="paid-too-late",
        ),
        pytest.param(
            [*CORRECTABLE, FeeNoticeSent(on("2025-03-25"))],
            "等待申请人补正期间（自2025-03-19起）不能发出新的通知。",
            id="fee-notice-while-waiting",
        ),
        pytest.param(
            [Received(on("2026-03-02")), DelayNotified(on("2026-03-20"), until=on("2026-04-30"))],
            "延迟答复须先要求申请人说明理由。",
            id="delay-without-reasons",
        ),
        pytest.param(
            [*EXCESSIVE, DelayNotified(on("2026-03-31"), until=on("2026-04-30"))],
            "答复期限已于2026-03-30届满，2026-03-31不能再延迟答复。",
            id="delay-after-expiry",
        ),
        pytest.param(
            [*EXCESSIVE, DelayNotified(on("2026-03-20"), until=on("2026-03-27"))],
            "延迟答复的日期（2026-03-27）早于原答复期限（2026-03-30）。",
            id="delay-backwards",
        ),
        pytest.param(
            [
                *EXCESSIVE,
                DelayNotified(on("2026-03-20"), until=on("2026-04-30")),
                ExtensionNotified(on("2026-03-23"), 5),
            ],
            "已告知延迟答复的日期，不能再延期。",
            id="extension-after-delay",
        ),
    ],
)
def test_unlawful_steps_are_refused_with_a_reason(calendar, events, reason):
    for order in (events, events[::-1]):
        with pytest.raises(UnlawfulHistory) as caught:
            read_clock(order, calendar, on=on("2026-06-01"))
        assert str(caught.value) == reason
