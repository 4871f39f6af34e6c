"""Dates worked out by hand from the State Council notices of 2024 to 2026 and the festivals of 2027."""

from datetime import date

import pytest

from applications.clock import DecisionIssued, Received, Served, read_clock


def on(text: str) -> date:
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("received", "notice_due", "answer_due"),
    [
        pytest.param("2026-03-02", "2026-03-11", "2026-03-30", id="in-person-monday"),
        pytest.param("2026-02-14", "2026-03-03", "2026-03-20", id="make-up-saturday-before-spring-festival"),
        pytest.param("2026-09-20", "2026-09-30", "2026-10-23", id="make-up-sunday-before-autumn"),
        pytest.param("2025-09-22", "2025-09-30", "2025-10-24", id="across-national-day"),
        pytest.param("2026-05-06", "2026-05-14", "2026-06-02", id="letter-confirmed-after-labour-day"),
    ],
)
def test_answer_and_correction_notice_dates(calendar, received, notice_due, answer_due):
    reading = read_clock([Received(on(received))], calendar, on=on(received))
    assert reading.correction_notice_due_on == on(notice_due)
    assert reading.answer_due_on == on(answer_due)


@pytest.mark.parametrize(
    ("received", "answer_due"),
    [
        ("2026-09-07", "2026-10-10"),
        ("2024-08-30", "2024-09-29"),
        ("2025-09-08", "2025-10-11"),
        ("2025-12-04", "2026-01-04"),
        ("2026-01-26", "2026-02-28"),
        ("2025-04-07", "2025-05-07"),
        ("2024-09-02", "2024-09-30"),
        ("2026-04-13", "2026-05-13"),
        ("2025-12-01", "2025-12-29"),
        ("2026-01-19", "2026-02-14"),
        ("2025-04-14", "2025-05-14"),
        ("2025-03-10", "2025-04-08"),
        ("2026-09-21", "2026-10-26"),
        ("2026-02-10", "2026-03-16"),
    ],
)
def test_the_answer_may_fall_due_on_a_make_up_weekend(calendar, received, answer_due):
    assert read_clock([Received(on(received))], calendar, on=on(received)).answer_due_on == on(answer_due)


@pytest.mark.parametrize(
    ("received", "answer_due", "provisional"),
    [
        ("2026-12-10", "2027-01-08", {"answer_due_on", "original_due_on"}),
        ("2026-12-25", "2027-01-25", {"answer_due_on", "original_due_on", "correction_notice_due_on"}),
        ("2026-12-02", "2026-12-30", set()),
    ],
)
def test_a_date_in_an_unannounced_year_is_provisional(calendar, received, answer_due, provisional):
    reading = read_clock([Received(on(received))], calendar, on=on(received))
    assert reading.answer_due_on == on(answer_due)
    assert reading.provisional_dates == provisional
    assert reading.provisional == bool(provisional)


@pytest.mark.parametrize(
    ("delivered", "count", "last_day"),
    [
        pytest.param("2026-04-29", 15, "2026-05-22", id="co-maker-consultation"),
        pytest.param("2026-02-10", 15, "2026-03-09", id="third-party-before-spring-festival"),
        pytest.param("2025-03-21", 10, "2025-04-07", id="correction-period"),
        pytest.param("2025-12-26", 20, "2026-01-26", id="payment-period"),
    ],
)
def test_other_working_day_periods(calendar, delivered, count, last_day):
    assert calendar.add_working_days(on(delivered), count) == on(last_day)


@pytest.mark.parametrize(("year", "count"), [(2024, 251), (2025, 248), (2026, 248)])
def test_working_days_per_year(calendar, year, count):
    assert not calendar.is_working_day(date(year, 1, 1))  # so counting may start after it
    assert calendar.working_days_between(date(year, 1, 1), date(year, 12, 31)) == count


def test_new_years_eve_of_the_moon_was_a_working_day_in_2024_only(calendar):
    assert calendar.is_working_day(on("2024-02-09"))
    assert not calendar.is_working_day(on("2025-01-28"))
    assert not calendar.is_working_day(on("2026-02-16"))


@pytest.mark.parametrize(
    ("served", "reconsideration", "litigation"),
    [
        pytest.param("2026-03-30", "2026-05-29", "2026-09-30", id="plain"),
        pytest.param("2026-08-31", "2026-10-30", "2027-03-01", id="no-31-february-then-sunday-rolls"),
        pytest.param("2025-08-31", "2025-10-30", "2026-02-28", id="last-day-is-a-make-up-saturday"),
        pytest.param("2025-08-29", "2025-10-28", "2026-02-28", id="28-february-for-29"),
        pytest.param("2024-08-29", "2024-10-28", "2025-02-28", id="28-february-for-29-weekday"),
        pytest.param("2026-04-01", "2026-06-01", "2026-10-08", id="rolls-over-national-day"),
        pytest.param("2025-08-06", "2025-10-09", "2026-02-06", id="reconsideration-rolls-over-national-day"),
        pytest.param("2026-07-22", "2026-09-20", "2027-01-22", id="make-up-sunday-does-not-roll"),
    ],
)
def test_remedy_dates(calendar, served, reconsideration, litigation):
    received = on("2024-01-02")
    events = [Received(received), DecisionIssued(on(served)), Served(on(served))]
    reading = read_clock(events, calendar, on=on(served))
    assert reading.reconsideration_until == on(reconsideration)
    assert reading.litigation_until == on(litigation)
