"""``manage.py doctor``: what works on this machine, what is off, and the command that switches it on."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import django
from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import connection
from django.utils import timezone

from portal.common.pdf import pdf_problem
from portal.site.health import FAILED, OK, read_parts
from portal.workdays.selectors import calendar_alarm

Finding = tuple[str, str, str]
GOOD, OFF, BAD = "正常", "关闭", "故障"
PART_NAMES = {"database": "数据库", "migrations": "数据库结构", "search": "检索索引", "broker": "任务队列"}


class Command(BaseCommand):
    requires_system_checks: list[str] = []
    help = "检查本机环境：运行基础、数据库、任务队列、检索、PDF、字体、LibreOffice、浏览器；有故障时以非零状态退出。"

    def handle(self, *args: Any, **options: Any) -> None:
        findings = [*base(), *services(), *features()]
        for state, name, note in findings:
            self.stdout.write(f"[{state}] {name}：{note}")
        if any(state == BAD for state, _, _ in findings):
            sys.exit(1)


def base() -> Iterator[Finding]:
    yield GOOD, "运行环境", f"Python {sys.version.split()[0]}，Django {django.get_version()}"
    free = shutil.disk_usage(settings.VAR_DIR).free >> 20
    yield (GOOD if free > 500 else BAD), "数据目录", f"{settings.VAR_DIR}，可用空间 {free} MB"


def services() -> Iterator[Finding]:
    kinds = {
        "database": connection.vendor,
        "broker": "Redis" if settings.REDIS_URL else "文件（未设 REDIS_URL）",
    }
    parts = read_parts()
    for part in parts:
        state = GOOD if part.status == OK else BAD
        yield state, PART_NAMES[part.name], part.message or kinds.get(part.name, "可用")
    if all(part.status != FAILED for part in parts):
        alarm = calendar_alarm(timezone.localdate())
        yield (OFF if alarm else GOOD), "工作日历", alarm or "所需年度均为正式安排"


def features() -> Iterator[Finding]:
    problem = pdf_problem()
    yield (OFF if problem else GOOD), "PDF", problem or "可用"
    font = chinese_font()
    yield (
        (GOOD if font else OFF),
        "中文字体",
        font or "未找到，PDF 中文会缺字。安装命令：apt-get install fonts-noto-cjk",
    )
    office = shutil.which("soffice") or shutil.which("libreoffice")
    yield (
        GOOD if office else OFF,
        "LibreOffice",
        office or "未安装，不能导入 .doc/.wps。安装命令：apt-get install libreoffice-writer-nogui",
    )
    browser = shutil.which("chromium")
    yield (
        GOOD if browser else OFF,
        "Chromium",
        browser or "未安装，仅影响 make test 中的浏览器测试。安装命令：apt-get install chromium",
    )


def chinese_font() -> str:
    """The first Chinese font family that PDF files would use, or an empty string."""
    program = shutil.which("fc-list")
    if program is None:
        return ""
    found = subprocess.run(  # noqa: S603  a fixed program
        [program, ":lang=zh-cn", "family"], capture_output=True, text=True, check=False
    ).stdout
    return found.split("\n", 1)[0].strip()
