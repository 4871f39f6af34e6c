"""Year files: what ships is whole, and a wrong file is refused with its name and the fault."""

from datetime import date

import pytest

from portal.workdays.calendar import YearStatus
from portal.workdays.yearfile import YearFileError, read_year_file, shipped_year_files

HEAD = '[notice]\ntitle = "通知"\n'


def test_shipped_years_and_their_status():
    tables = [read_year_file(path) for path in shipped_year_files()]
    assert [(table.year, table.status) for table in tables] == [
        (2024, YearStatus.OFFICIAL),
        (2025, YearStatus.OFFICIAL),
        (2026, YearStatus.OFFICIAL),
        (2027, YearStatus.PROVISIONAL),
        (2028, YearStatus.PROVISIONAL),
    ]
    assert [table.notice.document_number for table in tables] == [
        "国办发明电〔2023〕7号",
        "国办发明电〔2024〕12号",
        "国办发明电〔2025〕7号",
        "国务院令第795号",
        "国务院令第795号",
    ]
    assert [sum(not day.is_working for day in table.listed) for table in tables] == [28, 28, 33, 13, 12]
    assert [sum(day.is_working for day in table.listed) for table in tables] == [8, 5, 6, 0, 0]


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        ("year = ", "不是有效的 TOML 文件"),
        ('status = "official"\n' + HEAD, "缺少项目 year"),
        ('year = 2030\nstatus = "official"\n', "缺少项目 notice"),
        ('year = 2030\nstatus = "guessed"\n' + HEAD, "内容格式不正确"),
        ('year = 2030\nstatus = "official"\n' + HEAD, "缺少项目 holiday"),
        (
            'year = 2030\nstatus = "official"\n'
            + HEAD
            + '[[holiday]]\nname = "元旦"\nfirst_day_off = 2030-01-03\nlast_day_off = 2030-01-01\n',
            "放假结束日早于开始日",
        ),
        (
            'year = 2030\nstatus = "official"\n'
            + HEAD
            + '[[holiday]]\nname = "元旦"\nfirst_day_off = "一月"\nlast_day_off = 2030-01-01\n',
            "内容格式不正确",
        ),
        (
            'year = 2030\nstatus = "provisional"\n' + HEAD + '[[festival]]\nname = "元旦"\ndays = [2031-01-01]\n',
            "2031-01-01不属于2030年",
        ),
    ],
)
def test_a_wrong_file_is_refused_with_name_and_fault(tmp_path, content, fault):
    path = tmp_path / "2030.toml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(YearFileError) as caught:
        read_year_file(path)
    assert "2030.toml" in str(caught.value)
    assert fault in str(caught.value)


def test_a_missing_or_foreign_file_is_refused(tmp_path):
    with pytest.raises(YearFileError, match="无法读取文件"):
        read_year_file(tmp_path / "none.toml")
    path = tmp_path / "gbk.toml"
    path.write_bytes("title = '放假'".encode("gbk"))
    with pytest.raises(YearFileError, match="不是有效的 TOML 文件"):
        read_year_file(path)


def test_a_make_up_day_may_be_left_out(tmp_path):
    path = tmp_path / "2030.toml"
    path.write_text(
        'year = 2030\nstatus = "official"\n'
        + HEAD
        + '[[holiday]]\nname = "元旦"\nfirst_day_off = 2030-01-01\nlast_day_off = 2030-01-02\n',
        encoding="utf-8",
    )
    assert [day.on for day in read_year_file(path).listed] == [date(2030, 1, 1), date(2030, 1, 2)]
