"""``manage.py explain_clock FILE|-``: read a request's history as JSON, print every statutory date and its proof."""

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from applications.clock import UnlawfulHistory, read_clock
from applications.clock.exchange import read_inquiry, reading_as_json
from portal.workdays.calendar import CalendarYearMissing
from portal.workdays.selectors import work_calendar

_REFUSED = 2


class Command(BaseCommand):
    help = "读取JSON格式的办理经过，输出法定期限和逐日计算过程；不合法的经过以状态码2退出并说明理由。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", help="JSON文件，“-”表示标准输入")
        parser.add_argument("--region", default="", help="行政区划代码，用于当地放假安排")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            inquiry = read_inquiry(json.loads(_read(options["file"])), today=timezone.localdate())
            reading = read_clock(inquiry.events, work_calendar(options["region"]), on=inquiry.as_of)
        except json.JSONDecodeError as error:
            raise CommandError(f"不是有效的JSON：第{error.lineno}行第{error.colno}列。", returncode=_REFUSED) from error
        except (UnlawfulHistory, CalendarYearMissing) as error:
            raise CommandError(str(error), returncode=_REFUSED) from error
        self.stdout.write(json.dumps(reading_as_json(reading), ensure_ascii=False, indent=2))


def _read(name: str) -> str:
    if name == "-":
        return sys.stdin.read()
    try:
        return Path(name).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise CommandError(f"不能读取文件：{name}", returncode=_REFUSED) from error
