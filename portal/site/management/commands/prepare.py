"""``manage.py prepare``: from any earlier state to one in which the portal can be started.

Safe to repeat: a step with nothing to do costs a look. Every start runs it, on one machine and in containers.
"""

import hashlib
import socket
from argparse import ArgumentParser
from io import StringIO
from pathlib import Path
from typing import Any

import redis
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.utils import OperationalError

from portal.common.pdf import pdf_problem
from portal.demo.people import read_toml
from portal.organizations.models import Organization
from portal.search.backends import get_backend
from portal.search.flushing import flush, rebuild

CONNECT_SECONDS = 5


class Command(BaseCommand):
    help = "启动前的准备：检查数据库与消息服务、建表、载入基础数据、建立索引、收集静态文件；可重复执行。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--demo", action="store_true", help="同时载入演示城市云澜市")

    def handle(self, *args: Any, **options: Any) -> None:
        require_database()
        require_redis()
        self._migrate()
        self.stdout.write("核对基础数据…")
        call_command("load_reference", stdout=StringIO(), stderr=self.stderr)  # a hundred holidays are not news here
        if options["demo"] and is_for_demo():
            call_command("load_demo", stdout=self.stdout, stderr=self.stderr)
        self._build_index()
        self._collect_static()
        if problem := pdf_problem():
            self.stdout.write(problem)

    def _migrate(self) -> None:
        executor = MigrationExecutor(connection)
        plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
        if plan:
            self.stdout.write(f"正在更新数据库结构（{len(plan)}步）…")
            call_command("migrate", interactive=False, verbosity=0)

    def _build_index(self) -> None:
        """Missing, damaged or made by another analyzer: build it; otherwise only what is queued."""
        if get_backend().is_current():
            flush()
            return
        self.stdout.write("正在建立检索索引…")
        rebuild()

    def _collect_static(self) -> None:
        """Compressing a thousand files takes seconds, so it is done only when one of them has changed."""
        stamp: Path = settings.STATIC_ROOT / ".sources"
        now = static_fingerprint()
        if stamp.is_file() and stamp.read_text() == now:
            return
        self.stdout.write("正在收集静态文件…")
        call_command("collectstatic", interactive=False, verbosity=0)
        stamp.write_text(now)


def is_for_demo() -> bool:
    """Whether the database is empty or holds the fictional city: real offices never get demo accounts beside them."""
    demo = [entry["code"] for entry in read_toml("organizations.toml")["organization"]]
    return Organization.objects.filter(code__in=demo).exists() or not Organization.objects.exists()


def static_fingerprint() -> str:
    """A digest of path, size and time of every source file of the static files."""
    facts = hashlib.sha256()
    for finder in get_finders():
        for path, storage in finder.list([]):
            stat = Path(storage.path(path)).stat()
            facts.update(f"{path} {stat.st_size} {stat.st_mtime_ns}\n".encode())
    return facts.hexdigest()


def require_database() -> None:
    """Raise CommandError when the database does not answer; a silent host is noticed after seconds, not minutes."""
    database = connection.settings_dict
    host, port = database["HOST"], int(database["PORT"] or 5432)
    try:
        if host and not host.startswith("/"):
            socket.create_connection((host, port), CONNECT_SECONDS).close()
        connection.ensure_connection()
    except (OSError, OperationalError) as error:
        where = f"{host}:{port}/{database['NAME']}" if host else database["NAME"]
        raise CommandError(
            f"The database {where} (DATABASE_URL) cannot be used: {error}\n"
            "Check that it runs, that the database exists and that user and password are right.\n"
            f"无法使用数据库 {where}（DATABASE_URL）。请检查数据库服务是否已启动、数据库是否已建立、用户名和口令是否正确。"
        ) from None


def require_redis() -> None:
    """Raise CommandError when Redis is set but does not answer."""
    if not settings.REDIS_URL:
        return
    try:
        with redis.from_url(
            settings.REDIS_URL, socket_connect_timeout=CONNECT_SECONDS, socket_timeout=CONNECT_SECONDS
        ) as client:
            client.ping()
    except (redis.RedisError, ValueError) as error:
        raise CommandError(
            f"Redis (REDIS_URL) cannot be used: {error}\n"
            "Check that it runs and that address and password are right, or unset REDIS_URL to run without it.\n"
            "无法使用 Redis（REDIS_URL）。请检查服务是否已启动、地址和口令是否正确；也可以不设 REDIS_URL，改用内置方式运行。"
        ) from None
