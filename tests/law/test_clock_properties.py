"""What must hold for every request, whatever its dates."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from applications.clock import (
    CorrectionNoticeIssued,
    CorrectionReceived,
    DecisionIssued,
    ExclusionStart,
    ExtensionNotified,
    FeeNoticeSent,
    FeePaid,
    OpinionSought,
    OpinionSource,
    Received,
    Served,
    read_clock,
)
from portal.workdays.calendar import WorkCalendar
from portal.workdays.yearfile import read_year_file, shipped_year_files

CALENDAR = WorkCalendar(tuple(read_year_file(path) for path in shipped_year_files()))
RECEIPTS = st.dates(date(2024, 1, 1), date(2026, 12, 31))


def every_receipt_date():
    first, last = date(2024, 1, 1), date(2026, 12, 31)
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def naive_due(received: date, count: int) -> date:
    """The definition read aloud: walk on, day by day, until count working days have passed."""
    day = received
    while count:
        day += timedelta(days=1)
        table = next(table for table in CALENDAR.years if table.year == day.year)
        listed = {entry.on: entry.is_working for entry in table.listed}
        count -= listed.get(day, day.weekday() < 5)
    return day


@pytest.mark.parametrize("year", [2024, 2025, 2026])
def test_every_receipt_date_gives_the_date_of_the_definition(year):
    due_dates = []
    for received in (day for day in every_receipt_date() if day.year == year):
        reading = read_clock([Received(received)], CALENDAR, on=received)
        assert reading.answer_due_on == naive_due(received, 20)
        assert reading.correction_notice_due_on == naive_due(received, 7)
        assert CALENDAR.is_working_day(reading.answer_due_on)
        due_dates.append(reading.answer_due_on)
    assert due_dates == sorted(due_dates)


@given(RECEIPTS)
def test_the_trace_proves_the_date(received):
    reading = read_clock([Received(received)], CALENDAR, on=received)
    counted = [day.date for day in reading.trace if day.counted]
    assert len(counted) == 20
    assert counted[-1] == reading.trace[-1].date == reading.answer_due_on
    span = (reading.answer_due_on - received).days
    assert [day.date for day in reading.trace] == [received + timedelta(days=n) for n in range(span + 1)]
    assert not reading.trace[0].counted
    assert all(day.counted == CALENDAR.is_working_day(day.date) for day in reading.trace[1:])
    assert all(day.reason and day.article for day in reading.trace)


@given(RECEIPTS, st.integers(0, 60), st.integers(0, 30), st.randoms(use_true_random=False))
def test_the_order_of_events_does_not_matter(received, until_decision, until_service, random):
    decided = received + timedelta(days=until_decision)
    events = [Received(received), DecisionIssued(decided), Served(decided + timedelta(days=until_service))]
    shuffled = random.sample(events, len(events))
    assert read_clock(shuffled, CALENDAR, on=decided) == read_clock(events, CALENDAR, on=decided)


@given(RECEIPTS, st.integers(0, 200))
def test_days_used_and_left_add_up_and_tell_when_it_is_overdue(received, later):
    reading = read_clock([Received(received)], CALENDAR, on=received + timedelta(days=later))
    assert reading.working_days_used + reading.working_days_left == 20
    assert reading.overdue == (received + timedelta(days=later) > reading.answer_due_on)
    if reading.working_days_left < 0:
        assert reading.overdue


@settings(max_examples=300)
@given(st.dates(date(2024, 1, 2), date(2027, 3, 1)))
def test_remedies_end_on_a_working_day_and_never_early(served):
    reading = read_clock([Received(served), DecisionIssued(served), Served(served)], CALENDAR, on=served)
    assert CALENDAR.is_working_day(reading.reconsideration_until)
    assert CALENDAR.is_working_day(reading.litigation_until)
    assert reading.reconsideration_until >= served + timedelta(days=60)
    assert reading.reconsideration_until < reading.litigation_until


def add(day: date, count: int) -> date:
    return CALENDAR.add_working_days(day, count) if count else day


@st.composite
def opinions(draw, received: date) -> list[OpinionSought]:
    sought = []
    for source in draw(st.lists(st.sampled_from(OpinionSource), max_size=3)):
        sent = received + timedelta(days=draw(st.integers(0, 20)))
        delivered = draw(st.none() | st.integers(0, 5).map(lambda n, sent=sent: sent + timedelta(days=n)))
        answer = draw(st.none() | st.integers(0, 40))
        answered = None if answer is None else (delivered or sent) + timedelta(days=answer)
        sought.append(OpinionSought(source, sent, delivered, answered))
    return sought


@st.composite
def histories(draw) -> list:
    """Lawful histories: perhaps corrected, then consulted, charged and paid, extended, answered and served."""
    received = draw(RECEIPTS)
    events, running = [Received(received)], received
    if draw(st.booleans()):
        noticed = add(received, draw(st.integers(0, 7)))
        running = add(noticed, draw(st.integers(0, 10)))
        events += [CorrectionNoticeIssued(noticed, delivered_on=noticed), CorrectionReceived(running)]
    if draw(st.booleans()):
        charged = add(running, draw(st.integers(1, 15)))
        running = add(charged, draw(st.integers(0, 20)))
        events += [FeeNoticeSent(charged, delivered_on=charged), FeePaid(running)]
    events += draw(opinions(running))
    if draw(st.booleans()):
        events.append(ExtensionNotified(add(running, draw(st.integers(0, 20))), draw(st.integers(1, 20))))
    return events


@settings(max_examples=300)
@given(histories(), st.randoms(use_true_random=False), st.sampled_from(ExclusionStart))
def test_any_lawful_history_reads_alike_in_any_order_and_proves_its_date(events, random, exclude_from):
    received = events[0].on
    reading = read_clock(events, CALENDAR, on=received, exclude_from=exclude_from)
    shuffled = random.sample(events, len(events))
    assert read_clock(shuffled, CALENDAR, on=received, exclude_from=exclude_from) == reading
    extension = sum(event.days for event in events if isinstance(event, ExtensionNotified))
    counted = [day.date for day in reading.trace if day.counted]
    assert len(counted) == 20 + extension
    assert counted[-1] == reading.trace[-1].date == reading.answer_due_on
    assert CALENDAR.is_working_day(reading.answer_due_on)
    span = (reading.answer_due_on - received).days
    assert [day.date for day in reading.trace] == [received + timedelta(days=n) for n in range(span + 1)]
    assert all(day > reading.running_since for day in counted)


@settings(max_examples=200)
@given(RECEIPTS.flatmap(lambda received: st.tuples(st.just(received), opinions(received))))
def test_parallel_opinions_leave_out_their_union_and_nothing_twice(case):
    received, sought = case
    reading = read_clock([Received(received), *sought], CALENDAR, on=received)
    due = reading.answer_due_on
    left_out = set()
    for opinion in sought:
        expiry = add(opinion.delivered_on or opinion.on, 15)
        end = min(opinion.answered_on or expiry, expiry)
        left_out |= {opinion.on + timedelta(days=n) for n in range(1, (end - opinion.on).days + 1)}
    working = [received + timedelta(days=n) for n in range(1, (due - received).days + 1)]
    assert sum(CALENDAR.is_working_day(day) and day not in left_out for day in working) == 20
    alone = [read_clock([Received(received), one], CALENDAR, on=received).answer_due_on for one in sought]
    assert all(due >= single for single in alone)


@given(RECEIPTS, st.integers(0, 20), st.integers(1, 19))
def test_a_longer_extension_never_gives_an_earlier_date(received, notified_after, days):
    def due(length: int) -> date:
        told = ExtensionNotified(add(received, notified_after), length)
        return read_clock([Received(received), told], CALENDAR, on=received).answer_due_on

    assert due(days) < due(days + 1)
    assert due(days) == CALENDAR.add_working_days(received, 20 + days)
