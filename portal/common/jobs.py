"""Handing tasks to Celery after the commit, without letting a dead broker hold up a request.

Everything handed over here is also found by a query in the next tick, so losing the call costs a delay only.
"""

import logging
import time
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from celery import current_app
from django.db import connection, transaction
from kombu.exceptions import OperationalError

logger = logging.getLogger(__name__)

# After a failure nobody tries again for a while: each try may cost a request two seconds.
_PAUSE_SECONDS = 15
_broken_until = 0.0


@dataclass(frozen=True, slots=True)
class _Sending:
    """One promise to send, comparable, so that a transaction which asks many times sends once."""

    task_name: str
    calls: tuple[tuple[tuple[str, Any], ...], ...]

    def __call__(self) -> None:
        global _broken_until  # noqa: PLW0603  what one process has learned about its broker
        if time.monotonic() < _broken_until:
            return
        task = _task(self.task_name)
        try:
            for call in self.calls:
                task.apply_async(kwargs=dict(call))
        except (OperationalError, OSError) as error:
            _broken_until = time.monotonic() + _PAUSE_SECONDS
            logger.warning("Task %s was not sent (%s); the next tick catches up.", self.task_name, type(error).__name__)


def send_on_commit(task_name: str, calls: Iterable[dict[str, Any]] = ({},)) -> None:
    """Send a Celery task once per set of keyword arguments, when the transaction has been committed.

    By name, because services are imported by the modules of tasks and must not import them.
    """
    sending = _Sending(task_name, tuple(tuple(sorted(call.items())) for call in calls))
    if sending not in [promised for _, promised, *_ in connection.run_on_commit]:
        transaction.on_commit(sending)


def _task(name: str) -> Any:
    """The registered task; a web process has not imported the modules of tasks until it sends its first."""
    if name not in current_app.tasks:
        current_app.loader.import_default_modules()
    return current_app.tasks[name]
