"""Is each part the portal stands on usable? Messages are for operators and give no internals away."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from celery import current_app
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from portal.search.backends import get_backend

logger = logging.getLogger(__name__)
OK, DEGRADED, FAILED = "ok", "degraded", "failed"


@dataclass(frozen=True, slots=True)
class Part:
    """``status`` is ok, degraded (pages still work) or failed."""

    name: str
    status: str
    message: str


class _PendingMigrations(Exception):
    pass


def read_parts() -> list[Part]:
    """Check every part; each check is bounded by the connection timeouts in the settings."""
    return [
        _check("database", _ask_database, FAILED, "数据库连接不上。"),
        _check("migrations", _require_migrations, FAILED, "数据库结构不是最新的，请运行 manage.py migrate。"),
        _check("search", _ask_index, FAILED, "检索索引不可读，请运行 manage.py rebuild_index。"),
        _check("broker", _ask_broker, DEGRADED, "任务队列连接不上：网页可用，提醒和索引会推迟。"),
    ]


def is_ready(parts: list[Part]) -> bool:
    return all(part.status != FAILED for part in parts)


def _check(name: str, ask: Callable[[], None], worst: str, message: str) -> Part:
    try:
        ask()
    except Exception:  # whatever a driver raises means the same here: this part does not work
        logger.warning("readiness: %s does not work", name, exc_info=True)
        return Part(name, worst, message)
    return Part(name, OK, "")


def _ask_database() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


@cache
def _require_migrations() -> None:
    """Remembered once true: a process never sees its own migrations undone, and reading them all is slow."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise _PendingMigrations


def _ask_index() -> None:
    get_backend().count()


def _ask_broker() -> None:
    with current_app.connection_for_write() as broker:
        broker.ensure_connection(max_retries=1, timeout=2)
