"""The clock with its whole trace, against counting working days one by one without explaining any."""

from datetime import date, timedelta

from applications.clock import Received, read_clock
from portal.workdays.calendar import WorkCalendar
from portal.workdays.yearfile import read_year_file, shipped_year_files
from tests.benchmarks.timing import best_of, report

RECEIPTS = [date(2024, 1, 2) + timedelta(days=step) for step in range(1000)]


def test_a_reading_with_its_proof_costs_little_more_than_bare_counting():
    calendar = WorkCalendar([read_year_file(path) for path in shipped_year_files()])

    def count_bare():
        for received in RECEIPTS:
            day, counted = received, 0
            while counted < 20:
                day += timedelta(days=1)
                counted += calendar.is_working_day(day)

    def read():
        for received in RECEIPTS:
            read_clock([Received(received)], calendar, on=received)

    assert report("1000 readings", best_of(read), best_of(count_bare), "bare counting") < 40
