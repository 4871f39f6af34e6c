"""Load the 26 domains and the national template of the standard catalog (标准目录)."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from catalog.services import load_catalog, shipped_domains, shipped_rows
from portal.common.exceptions import DomainError

_SHOWN = 10


class Command(BaseCommand):
    help = "载入26个领域和标准目录事项；可重复执行，本单位修改或核定过的事项不会被覆盖。"

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            report = load_catalog(shipped_rows(), actor=None, domains=shipped_domains())
        except DomainError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            f"标准目录：新增领域{report.domains_created}，新增事项{report.created}，更新{report.updated}，"
            f"无变化{report.unchanged}，保留本单位内容{len(report.kept)}。"
        )
        for sentence in report.kept[:_SHOWN]:
            self.stdout.write(f"  {sentence}")
        if len(report.kept) > _SHOWN:
            self.stdout.write(f"  其余{len(report.kept) - _SHOWN}项略。")
