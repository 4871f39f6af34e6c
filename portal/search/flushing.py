"""Bringing queued changes into the index: one writer at a time, nothing lost when it is killed."""

import fcntl
import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import chain

from portal.search.backends import get_backend, index_folder
from portal.search.backends.base import IndexUnavailableError
from portal.search.entries import IndexEntry
from portal.search.models import IndexChange
from portal.search.registry import source_of, sources

logger = logging.getLogger(__name__)

# Another writer is at work: what it has not seen yet is worth a short wait, not an idle worker.
_WAIT_SECONDS = 5.0


class IndexBusyError(Exception):
    """Another process is writing the index."""


def flush(*, limit: int = 200) -> int:
    """Index everything that is queued, ``limit`` rows at a time; return how many rows were dealt with.

    A row goes only after the index was committed. Does nothing while another process writes: the rows stay
    for it or for the next tick. An index that is missing or damaged is built anew from the database.
    """
    try:
        with writer_lock(wait=_WAIT_SECONDS):
            return _flush_all(limit)
    except IndexBusyError:
        return 0


def rebuild(entries: Iterator[IndexEntry] | None = None) -> int:
    """Build the index anew from every source (or from ``entries``) and return how many objects it holds.

    Raises IndexBusyError. Rows queued meanwhile stay queued, and reach the new index with the next flush.
    """
    with writer_lock(wait=_WAIT_SECONDS):
        return get_backend().rebuild(entries if entries is not None else all_entries())


def all_entries() -> Iterator[IndexEntry]:
    """Every public object of every source."""
    return chain.from_iterable(source.entries(None) for source in sources())


@contextmanager
def writer_lock(*, wait: float) -> Iterator[None]:
    """Be the only writer of the index on this host; raise IndexBusyError when another stays longer than ``wait`` seconds.

    The kernel releases the lock of a killed process.
    """
    folder = index_folder()
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "writer.lock").open("w") as file:
        _acquire(file.fileno(), until=time.monotonic() + wait)
        yield


def _acquire(descriptor: int, *, until: float) -> None:
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > until:
                raise IndexBusyError("another process is writing the index") from None
            time.sleep(0.05)
        else:
            return


def _flush_all(limit: int) -> int:
    done, last = 0, 0
    while rows := list(IndexChange.objects.filter(pk__gt=last).order_by("pk")[:limit]):
        last = rows[-1].pk
        done += _flush_rows(rows)
    return done


def _flush_rows(rows: list[IndexChange]) -> int:
    """Index some rows; when that fails, each by itself, so that one bad object does not stop the others."""
    try:
        _index(rows)
    except IndexUnavailableError:
        logger.warning("The search index cannot be read; it is built anew.")
        get_backend().rebuild(all_entries())
    except Exception:
        logger.exception("Indexing failed for %s", ", ".join(map(str, rows[:5])))
        return sum(_flush_rows([row]) for row in rows) if len(rows) > 1 else 0
    IndexChange.objects.filter(pk__in=[row.pk for row in rows]).delete()
    return len(rows)


def _index(rows: list[IndexChange]) -> None:
    wanted: dict[str, set[int]] = {}
    for row in rows:
        wanted.setdefault(row.kind, set()).add(row.object_id)
    entries = [entry for kind, ids in wanted.items() for entry in _entries(kind, ids)]
    found = {entry.key for entry in entries}
    gone = [(kind, pk) for kind, ids in wanted.items() for pk in sorted(ids) if (kind, pk) not in found]
    backend = get_backend()
    if entries:
        backend.replace(entries)
    if gone:
        backend.delete(gone)


def _entries(kind: str, ids: set[int]) -> list[IndexEntry]:
    """What the source shows of these objects; a kind without a source shows nothing."""
    source = source_of(kind)
    return list(source.entries(sorted(ids))) if source else []
