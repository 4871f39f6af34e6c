"""Days used, overdue, the trace in words, and the histories that are refused."""

from datetime import date

import pytest

from applications.clock import DecisionIssued, Received, Served, TraceDay, UnlawfulHistory, Withdrawn, read_clock
from portal.workdays.calendar import CalendarYearMissing

ANSWER = "《政府信息公开条例》第三十三条第二款"
RECEIVED = Received(date(2026, 9, 7))  # due on Saturday 2026-10-10, a make-up working day


def test_trace_says_why_each_day_counts_or_not(calendar):
    trace = {day.date: day for day in read_clock([RECEIVED], calendar, on=RECEIVED.on).trace}
    notice = "国办发明电〔2025〕7号"
    assert [trace[date(2026, 9, 7)], trace[date(2026, 9, 8)], trace[date(2026, 9, 12)]] == [
        TraceDay(date(2026, 9, 7), False, "收到申请当日，不计算在期间内", "《民事诉讼法》第八十五条"),
        TraceDay(date(2026, 9, 8), True, "工作日，第1个工作日", ANSWER),
        TraceDay(date(2026, 9, 12), False, "周末", notice),
    ]
    assert [trace[date(2026, 9, 20)], trace[date(2026, 10, 1)], trace[date(2026, 10, 10)]] == [
        TraceDay(date(2026, 9, 20), True, "调休上班，第10个工作日", ANSWER),
        TraceDay(date(2026, 10, 1), False, "国庆节放假", notice),
        TraceDay(date(2026, 10, 10), True, "调休上班，第20个工作日", ANSWER),
    ]


@pytest.mark.parametrize(
    ("as_of", "used", "left", "overdue"),
    [
        (date(2026, 9, 1), 0, 20, False),
        (date(2026, 9, 7), 0, 20, False),
        (date(2026, 9, 8), 1, 19, False),
        (date(2026, 10, 9), 19, 1, False),
        (date(2026, 10, 10), 20, 0, False),
        (date(2026, 10, 11), 20, 0, True),
        (date(2026, 10, 13), 22, -2, True),
    ],
)
def test_days_used_as_of_a_day(calendar, as_of, used, left, overdue):
    reading = read_clock([RECEIVED], calendar, on=as_of)
    assert (reading.working_days_used, reading.working_days_left, reading.overdue) == (used, left, overdue)


def test_issuing_on_the_last_day_is_in_time_even_when_delivered_later(calendar):
    events = [RECEIVED, DecisionIssued(date(2026, 10, 10)), Served(date(2026, 10, 20))]
    reading = read_clock(events, calendar, on=date(2026, 11, 20))
    assert (reading.overdue, reading.working_days_used) == (False, 20)


def test_a_late_answer_stays_late(calendar):
    reading = read_clock([RECEIVED, DecisionIssued(date(2026, 10, 12))], calendar, on=date(2026, 11, 20))
    assert (reading.overdue, reading.working_days_left) == (True, -1)


def test_a_future_answer_does_not_make_today_late(calendar):
    reading = read_clock([RECEIVED, DecisionIssued(date(2026, 10, 12))], calendar, on=date(2026, 10, 10))
    assert not reading.overdue


def test_withdrawal_stops_the_clock(calendar):
    reading = read_clock([RECEIVED, Withdrawn(date(2026, 9, 9))], calendar, on=date(2026, 11, 20))
    assert (reading.working_days_used, reading.overdue) == (2, False)


def test_remedies_wait_for_service(calendar):
    reading = read_clock([RECEIVED, DecisionIssued(date(2026, 9, 9))], calendar, on=date(2026, 9, 9))
    assert (reading.reconsideration_until, reading.litigation_until) == (None, None)


def test_a_remedy_date_in_an_unannounced_year_is_provisional_by_itself(calendar):
    events = [RECEIVED, DecisionIssued(date(2026, 9, 9)), Served(date(2026, 9, 9))]
    assert read_clock(events, calendar, on=date(2026, 9, 9)).provisional_dates == {"litigation_until"}


def test_a_year_without_calendar_is_refused(calendar):
    with pytest.raises(CalendarYearMissing) as caught:
        read_clock([Received(date(2028, 12, 10))], calendar, on=date(2028, 12, 10))
    assert caught.value.year == 2029
    assert str(caught.value) == "尚未载入2029年的节假日安排，不能计算涉及该年的期限。"


@pytest.mark.parametrize(
    ("events", "reason"),
    [
        pytest.param([], "没有收到申请的日期，不能计算期限。", id="nothing"),
        pytest.param([Served(date(2026, 9, 9))], "没有收到申请的日期，不能计算期限。", id="no-receipt"),
        pytest.param([RECEIVED, Received(date(2026, 9, 8))], "“收到申请”只能发生一次。", id="received-twice"),
        pytest.param(
            [RECEIVED, DecisionIssued(date(2026, 9, 4))],
            "答复日期（2026-09-04）早于收到申请的日期（2026-09-07）。",
            id="answered-before-receipt",
        ),
        pytest.param(
            [RECEIVED, Withdrawn(date(2026, 9, 4))],
            "撤回日期（2026-09-04）早于收到申请的日期（2026-09-07）。",
            id="withdrawn-before-receipt",
        ),
        pytest.param([RECEIVED, Served(date(2026, 9, 9))], "答复尚未作出，不能登记送达。", id="served-unanswered"),
        pytest.param(
            [RECEIVED, DecisionIssued(date(2026, 9, 9)), Served(date(2026, 9, 8))],
            "送达日期（2026-09-08）早于答复日期（2026-09-09）。",
            id="served-before-issued",
        ),
        pytest.param(
            [RECEIVED, DecisionIssued(date(2026, 9, 9)), Withdrawn(date(2026, 9, 10))],
            "已撤回的申请不再答复，已答复的申请不能撤回。",
            id="withdrawn-and-answered",
        ),
    ],
)
def test_unlawful_histories_are_refused_with_a_reason(calendar, events, reason):
    for order in (events, events[::-1]):
        with pytest.raises(UnlawfulHistory) as caught:
            read_clock(order, calendar, on=date(2026, 9, 30))
        assert str(caught.value) == reason
