import pytest

from portal.workdays.services import load_year
from portal.workdays.yearfile import read_year_file, shipped_year_files


@pytest.fixture
def shipped_years(db):
    """The calendar as a new portal has it: 2024 to 2026 official, 2027 and 2028 provisional."""
    tables = [read_year_file(path) for path in shipped_year_files()]
    for table in tables:
        load_year(table, actor=None)
    return {table.year: table for table in tables}
