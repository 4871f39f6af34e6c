"""The search task: thin, re-runnable, without arguments."""

from celery import shared_task

from portal.search import flushing


@shared_task(name="search.flush")
def flush() -> int:
    return flushing.flush()
