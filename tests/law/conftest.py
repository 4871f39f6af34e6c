"""The law is tested without a database: the calendar comes straight from the shipped year files."""

import pytest

from portal.workdays.calendar import WorkCalendar
from portal.workdays.yearfile import read_year_file, shipped_year_files


@pytest.fixture(scope="session")
def calendar() -> WorkCalendar:
    return WorkCalendar(tuple(read_year_file(path) for path in shipped_year_files()))
