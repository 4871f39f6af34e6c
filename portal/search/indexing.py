"""Telling the index that something has changed."""

from portal.common.jobs import send_on_commit
from portal.search.models import IndexChange


def mark_changed(kind: str, pk: int) -> None:
    """Note that an object became public, changed, or is no longer public.

    Call it inside the transaction of the write: both are committed or neither. The index follows within
    seconds through Celery, or with the next tick when the broker is down.
    """
    IndexChange.objects.create(kind=kind, object_id=pk)
    send_on_commit("search.flush")
