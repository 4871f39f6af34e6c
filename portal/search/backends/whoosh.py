"""The default engine: Whoosh 2.7.4 writes the index, our own snapshot reads it.

The folder of the setting holds one directory per index and the file ``current.json`` that names the one in
use; replacing that file switches over at once. The index is a cache of the database: it is pickled data that
nobody but the portal may write, and when it is damaged it is built again.
"""

import json
import shutil
import threading
import uuid
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from itertools import islice
from pathlib import Path

from whoosh import fields, formats
from whoosh.codec.whoosh3 import W3Codec
from whoosh.columns import RefBytesColumn
from whoosh.index import FileIndex, create_in, open_dir
from whoosh.reading import IndexReader, TermNotFound
from whoosh.writing import SegmentWriter

from portal.search.backends.base import FILTERS, IndexUnavailableError, RawRequest, RawResult
from portal.search.backends.snapshot import Snapshot
from portal.search.entries import IndexEntry, Key
from portal.search.entry_tokens import entry_tokens
from portal.search.text import fingerprint

# A rebuild commits in parts: one huge commit spends most of its time merging on disk.
_PART = 5000
_POINTER = "current.json"


class _WeightOnly(formats.Frequency):
    """Postings of weights alone: the frequency is the weight already and need not be stored twice."""

    def fixed_value_size(self) -> int:
        return 0

    def word_values(self, value: object, analyzer: object, **options: object) -> Iterator[tuple]:
        for token, frequency, weight, _ in super().word_values(value, analyzer, **options):
            yield token, frequency, weight, b""


def _tokens() -> fields.FieldType:
    field = fields.TEXT(phrase=False)
    field.format = _WeightOnly()
    return field


def _schema() -> fields.Schema:
    values = {name: fields.ID(sortable=RefBytesColumn()) for name in FILTERS}
    day = fields.NUMERIC(int, bits=32, signed=False, sortable=True)
    return fields.Schema(
        key=fields.ID(unique=True, stored=True),
        title=_tokens(),
        body=_tokens(),
        numbers=_tokens(),
        cited=_tokens(),
        day=day,
        **values,
    )


class WhooshBackend:
    """One index folder on a local disk. Threads and processes may search while one writes."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._opening = threading.Lock()
        self._snapshot: Snapshot | None = None
        self._name = ""

    # --- Reading ---------------------------------------------------------------------------

    def search(self, request: RawRequest) -> RawResult:
        with _damage_is_unavailable():
            return self._current_snapshot().search(request)

    def count(self) -> int:
        with _damage_is_unavailable():
            return self._current_snapshot().count()

    def is_current(self) -> bool:
        try:
            self.count()
        except IndexUnavailableError:
            return False
        return self._pointer().get("analyzer") == fingerprint()

    def close(self) -> None:
        self._snapshot = None

    def _current_snapshot(self) -> Snapshot:
        """The newest state of the index; looking whether it changed costs a few microseconds."""
        name = self._pointer()["folder"]
        with self._opening:
            if self._snapshot is None or self._name != name or self._snapshot.is_outdated():
                self._snapshot = Snapshot(open_dir(self._folder / name))
                self._name = name
            return self._snapshot

    # --- Writing ---------------------------------------------------------------------------

    def replace(self, entries: Iterable[IndexEntry]) -> None:
        with self._changing() as (writer, reader):
            for entry in entries:
                _remove(writer, reader, entry.key)
                _add(writer, entry)

    def delete(self, keys: Iterable[Key]) -> None:
        with self._changing() as (writer, reader):
            for key in keys:
                _remove(writer, reader, key)

    @contextmanager
    def _changing(self) -> Iterator[tuple[SegmentWriter, IndexReader]]:
        """A writer on the index in use, and a reader of its state before."""
        with _damage_is_unavailable():
            writer = _writer(open_dir(self._folder / self._pointer()["folder"]))
        with _committed(writer), closing(writer.reader()) as reader:
            yield writer, reader

    def rebuild(self, entries: Iterable[IndexEntry]) -> int:
        before = self._name_in_use()
        name = f"index-{uuid.uuid4().hex[:12]}"
        (self._folder / name).mkdir(parents=True)
        count = _fill(create_in(self._folder / name, _schema()), entries)
        self._switch_to(name)
        for old in self._folder.glob("index-*/"):
            # Another process may be reading the one that was in use until now.
            if old.name not in {name, before}:
                shutil.rmtree(old, ignore_errors=True)
        return count

    # --- Which index is in use ---------------------------------------------------------------

    def _pointer(self) -> dict[str, str]:
        """The content of ``current.json``: folder and analyzer of the index in use."""
        try:
            content = json.loads((self._folder / _POINTER).read_text())
        except (OSError, ValueError) as error:
            raise IndexUnavailableError("no index") from error
        if not isinstance(content, dict) or "folder" not in content:
            raise IndexUnavailableError("no index")
        return content

    def _name_in_use(self) -> str | None:
        try:
            return self._pointer()["folder"]
        except IndexUnavailableError:
            return None

    def _switch_to(self, name: str) -> None:
        fresh = self._folder / f"{name}.json"
        fresh.write_text(json.dumps({"folder": name, "analyzer": fingerprint()}))
        fresh.replace(self._folder / _POINTER)


def _writer(index: FileIndex) -> SegmentWriter:
    return index.writer(timeout=10, limitmb=256, codec=W3Codec(blocklimit=1024))


@contextmanager
def _committed(writer: SegmentWriter, **options: bool) -> Iterator[None]:
    """Commit what the block wrote, or nothing of it."""
    try:
        yield
    except BaseException:
        writer.cancel()
        raise
    writer.commit(**options)


def _fill(index: FileIndex, entries: Iterable[IndexEntry]) -> int:
    """Write entries into a new index, in parts that are not merged, and return how many there were."""
    count, remaining = 0, iter(entries)
    while part := list(islice(remaining, _PART)):
        writer = _writer(index)
        with _committed(writer, merge=False):
            for entry in part:
                _add(writer, entry)
        count += len(part)
    return count


def _add(writer: SegmentWriter, entry: IndexEntry) -> None:
    tokens = entry_tokens(entry)
    day = entry.published_on
    writer.add_document(
        key=_key_text(entry.key),
        title=tokens.title,
        body=tokens.body,
        numbers=tokens.numbers,
        cited=tokens.cited,
        day=day.year * 10000 + day.month * 100 + day.day if day else 0,
        **entry.values,
    )


def _remove(writer: SegmentWriter, reader: IndexReader, key: Key) -> None:
    """Delete by document number: the writer's own update would open a searcher for every entry."""
    try:
        for number in list(reader.postings("key", _key_text(key)).all_ids()):
            writer.delete_document(number)
    except TermNotFound:
        pass


def _key_text(key: Key) -> str:
    return f"{key[0]}:{key[1]}"


@contextmanager
def _damage_is_unavailable() -> Iterator[None]:
    """Whatever a damaged index makes of reading it (a broken pickle raises anything) is one error for us."""
    try:
        yield
    except IndexUnavailableError:
        raise
    except Exception as error:
        raise IndexUnavailableError(f"the index cannot be read: {type(error).__name__}") from error
