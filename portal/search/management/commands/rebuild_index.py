"""``manage.py rebuild_index``: build the search index anew from the database."""

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from portal.search.backends import get_backend
from portal.search.flushing import IndexBusyError, all_entries, rebuild


class Command(BaseCommand):
    help = "从数据库重建检索索引；重建期间旧索引照常可用，完成后一次切换。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--if-needed", action="store_true", help="索引存在、可读且分词版本相符时不重建")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["if_needed"] and get_backend().is_current():
            self.stdout.write("检索索引可用，无需重建。")
            return
        entries = tqdm(all_entries(), desc="建立检索索引", unit="条", disable=not sys.stderr.isatty())
        try:
            count = rebuild(iter(entries))
        except IndexBusyError:
            raise CommandError("另一个进程正在写检索索引，请稍后再试。") from None
        except OSError as error:
            raise CommandError(f"检索索引写入失败：{error.strerror}。请检查磁盘空间和目录权限。") from error
        self.stdout.write(f"检索索引已重建，共{count}条。")
