from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from portal.audit.models import AuditEntry
from portal.workdays.models import CalendarDay, CalendarYear

ANNOUNCED = """
year = {year}
status = "{status}"
[notice]
title = "放假安排（虚构）"
document_number = "云测〔2026〕1号"
[[holiday]]
name = "元旦"
first_day_off = {year}-01-01
last_day_off = {year}-01-01
"""


def load(*files) -> list[str]:
    out = StringIO()
    call_command("load_calendar", *files, stdout=out)
    return out.getvalue().splitlines()


@pytest.fixture
def write(tmp_path):
    def write_year(year: int, status: str = "official"):
        path = tmp_path / f"{year}.toml"
        path.write_text(ANNOUNCED.format(year=year, status=status), encoding="utf-8")
        return path

    return write_year


def test_first_load_prints_every_listed_day_and_a_summary(db):
    lines = load()
    assert "2026年：正式安排，国务院办公厅关于2026年部分节假日安排的通知（国办发明电〔2025〕7号），39天有变化" in lines
    assert "  2026-09-20 调休上班" in lines
    assert lines[-1] == "共5个年度：新增5，更新0，无变化0，保留原有安排0。"
    assert CalendarDay.objects.count() == 28 + 8 + 28 + 5 + 33 + 6 + 13 + 12


def test_second_load_changes_nothing(db):
    load()
    entries = AuditEntry.objects.count()
    assert load() == ["共5个年度：新增0，更新0，无变化5，保留原有安排0。"]
    assert AuditEntry.objects.count() == entries


def test_an_announced_year_prints_what_changes(db, write):
    load()
    lines = load(write(2027))
    assert "  2027-02-08 春节放假 → 工作日" in lines
    assert "  2027-02-06 春节放假 → 周末" in lines
    assert lines[-1] == "共1个年度：新增0，更新1，无变化0，保留原有安排0。"


def test_what_an_office_imported_survives_the_next_start(db, write):
    load()
    load(write(2026), write(2027))
    lines = load()
    assert lines == [
        "2026年：已有正式安排（云测〔2026〕1号），与随附文件不同，未改动。",
        "2027年：已有正式安排（云测〔2026〕1号），与随附文件不同，未改动。",
        "共5个年度：新增0，更新0，无变化3，保留原有安排2。",
    ]
    assert CalendarYear.objects.get(year=2026).document_number == "云测〔2026〕1号"


def test_a_bad_file_stops_before_anything_is_written(db, write, tmp_path):
    bad = tmp_path / "bad.toml"
    bad.write_text("year = 2027", encoding="utf-8")
    with pytest.raises(CommandError, match=r"bad\.toml：缺少项目 status"):
        load(write(2027), bad)
    assert not CalendarYear.objects.exists()
