"""``manage.py load_reference``: every table of reference data, in the order in which they need each other."""

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand

LOADERS = ("load_calendar", "load_catalog", "load_columns")


class Command(BaseCommand):
    help = "载入全部基础数据（工作日历、26个领域标准目录、栏目结构）；可重复执行。"

    def handle(self, *args: Any, **options: Any) -> None:
        for name in LOADERS:
            call_command(name, stdout=self.stdout, stderr=self.stderr, verbosity=options["verbosity"])
