"""``prepare``, ``tick`` and ``doctor`` as an operator uses them."""

from io import StringIO

import pytest
from django.contrib.staticfiles import finders
from django.core.management import CommandError, call_command

from catalog.models import CatalogDomain
from portal.organizations.enums import OrganizationLevel
from portal.organizations.models import Organization
from portal.search.backends import get_backend
from portal.site.management.commands.prepare import is_for_demo, static_fingerprint
from portal.site.management.commands.tick import JOBS
from portal.workdays.models import CalendarYear


def run(name: str, **options) -> list[str]:
    output = StringIO()
    call_command(name, stdout=output, stderr=output, **options)
    return output.getvalue().splitlines()


@pytest.fixture
def own_static_folder(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path / "static"
    return settings.STATIC_ROOT


@pytest.mark.django_db
def test_prepare_makes_an_empty_database_usable_and_has_nothing_to_do_the_second_time(own_static_folder):
    first = run("prepare")
    assert [line for line in first if line.startswith("正在")] == ["正在建立检索索引…", "正在收集静态文件…"]
    assert CatalogDomain.objects.count() == 26
    assert CalendarYear.objects.exists()
    assert get_backend().is_current()
    assert (own_static_folder / "css" / "tokens.css").is_file()
    assert run("prepare") == ["核对基础数据…"]


@pytest.mark.django_db
def test_a_changed_static_file_is_collected_again(own_static_folder, settings, tmp_path):
    source = tmp_path / "more"
    source.mkdir()
    settings.STATICFILES_DIRS = [*settings.STATICFILES_DIRS, source]
    finders.get_finder.cache_clear()
    before = static_fingerprint()
    (source / "new.css").write_text("a{}")
    assert static_fingerprint() != before
    finders.get_finder.cache_clear()


@pytest.mark.django_db
def test_real_offices_get_no_demo_accounts_beside_them():
    assert is_for_demo()
    Organization.objects.create(
        name="某县人民政府", code="11000000000000000X", slug="mou", level=OrganizationLevel.COUNTY_GOVERNMENT
    )
    assert not is_for_demo()


@pytest.mark.django_db
def test_tick_runs_every_job_and_says_so_in_one_line_each():
    call_command("load_calendar", stdout=StringIO())
    lines = run("tick")
    assert [line.split("：")[0] for line in lines] == list(JOBS.values())
    assert [line for line in lines if "完成" not in line] == []


@pytest.mark.django_db
def test_a_broken_job_does_not_keep_the_others_from_running(settings, tmp_path):
    call_command("load_calendar", stdout=StringIO())
    in_the_way = tmp_path / "search"
    in_the_way.touch()
    settings.SEARCH = {**settings.SEARCH, "PATH": in_the_way}
    output = StringIO()
    with pytest.raises(CommandError, match="检索索引更新"):
        call_command("tick", stdout=output, stderr=output)
    lines = output.getvalue().splitlines()
    assert len(lines) == len(JOBS)
    assert [line for line in lines if "失败" in line] == [lines[-1]]


@pytest.mark.django_db
def test_doctor_names_what_is_off_and_the_command_that_switches_it_on(monkeypatch):
    call_command("load_calendar", stdout=StringIO())
    run("rebuild_index")
    monkeypatch.setenv("PATH", "/nowhere")
    lines = run("doctor")
    off = {line.split("] ")[1].split("：")[0]: line for line in lines if line.startswith("[关闭]")}
    assert {"中文字体", "LibreOffice", "Chromium"} <= set(off)
    assert "apt-get install libreoffice-writer-nogui" in off["LibreOffice"]
    assert [line for line in lines if line.startswith("[故障]")] == []


@pytest.mark.django_db
def test_doctor_fails_when_the_index_cannot_be_read():
    output = StringIO()
    with pytest.raises(SystemExit) as caught:
        call_command("doctor", stdout=output)
    assert caught.value.code == 1
    assert [line for line in output.getvalue().splitlines() if line.startswith("[故障]")] == [
        "[故障] 检索索引：检索索引不可读，请运行 manage.py rebuild_index。"
    ]
