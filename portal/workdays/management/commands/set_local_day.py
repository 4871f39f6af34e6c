"""Override one day for one region: the festival of an ethnic minority, a local notice (放假办法 art 4)."""

from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from portal.common.exceptions import DomainError
from portal.workdays.services import set_local_day


class Command(BaseCommand):
    help = "为一个地区设置本地放假日或者上班日；该地区在办案件的期限在下一次到期检查时重新计算。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("region", help="行政区划代码，与机关的行政区划代码一致")
        parser.add_argument("day", type=_day, help="日期，YYYY-MM-DD")
        parser.add_argument("kind", choices=("off", "work"), help="off 放假，work 上班")
        parser.add_argument("--reason", required=True, help="事由，如某民族节日")
        parser.add_argument("--source", required=True, help="依据的通知及文号")

    def handle(self, *args: Any, region: str, day: date, kind: str, reason: str, source: str, **options: Any) -> None:
        try:
            set_local_day(region, on=day, is_working=kind == "work", reason=reason, source=source, actor=None)
        except DomainError as refused:
            raise CommandError(refused.message) from refused
        self.stdout.write(f"{region}：{day}设为{'上班' if kind == 'work' else '放假'}（{reason}，{source}）")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise CommandError(f"“{text}”不是真实存在的日期，写作YYYY-MM-DD。") from None
