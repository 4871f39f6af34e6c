"""Load the yearly holiday arrangements (节假日安排) from files and say what changed."""

from collections import Counter
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from portal.common.exceptions import DomainError
from portal.workdays.calendar import YearStatus, YearTable, diff_year
from portal.workdays.models import CalendarYear
from portal.workdays.selectors import year_table
from portal.workdays.services import load_year
from portal.workdays.yearfile import YearFileError, read_year_file, shipped_year_files

_STATUS_LABEL = {
    YearStatus.OFFICIAL: CalendarYear.Status.OFFICIAL.label,
    YearStatus.PROVISIONAL: CalendarYear.Status.PROVISIONAL.label,
}


class Command(BaseCommand):
    help = "载入年度节假日安排（TOML 文件）；不指定文件时载入随系统提供的年度，已有的正式安排不会被改动。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", nargs="*", type=Path, metavar="FILE", help="年度安排文件，如 2027.toml")

    def handle(self, *args: Any, files: list[Path], **options: Any) -> None:
        try:
            tables = [read_year_file(path) for path in files or shipped_year_files()]
            with transaction.atomic():
                done = Counter(self._load(table, may_replace=bool(files)) for table in tables)
        except (YearFileError, DomainError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            f"共{len(tables)}个年度：新增{done['new']}，更新{done['updated']}，"
            f"无变化{done['unchanged']}，保留原有安排{done['kept']}。"
        )

    def _load(self, table: YearTable, *, may_replace: bool) -> str:
        old = year_table(table.year)
        if old == table:
            return "unchanged"
        # A start of the portal loads the shipped files again; what an office imported since must survive that.
        if old and old.status is YearStatus.OFFICIAL and not may_replace:
            self.stdout.write(f"{table.year}年：已有正式安排（{old.notice.citation}），与随附文件不同，未改动。")
            return "kept"
        load_year(table, actor=None)
        self._print_diff(old, table)
        return "updated" if old else "new"

    def _print_diff(self, old: YearTable | None, table: YearTable) -> None:
        changes = diff_year(old, table)
        self.stdout.write(f"{table.year}年：{_STATUS_LABEL[table.status]}，{table.notice}，{len(changes)}天有变化")
        for change in changes:
            before = f"{change.before} → " if change.before else ""
            self.stdout.write(f"  {change.on} {before}{change.after}")
