"""From the queue into the index: nothing is lost, nothing stays that is no longer public."""

import json
import os
import signal
import subprocess
import sys
import time

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from portal.organizations.models import Organization
from portal.search import flushing, registry
from portal.search.backends import get_backend, index_folder
from portal.search.indexing import mark_changed
from portal.search.models import IndexChange
from portal.search.services import SearchRequest, search


def titles(words):
    return [hit.entry.title for hit in search(SearchRequest(q=words)).hits]


def test_a_change_reaches_the_index_and_leaves_the_queue(make_office):
    make_office("云澜市教育局")
    assert flushing.flush() == 1
    assert titles("教育") == ["云澜市教育局"]
    assert IndexChange.objects.count() == 0


def test_what_is_no_longer_public_leaves_the_index(make_office):
    office = make_office("云澜市教育局")
    flushing.flush()
    Organization.objects.update(is_active=False)
    mark_changed("office", office.pk)
    flushing.flush()
    assert get_backend().count() == 0


def test_a_withdrawn_object_is_not_shown_even_before_the_index_knows(make_office):
    make_office("云澜市教育局")
    flushing.flush()
    Organization.objects.update(is_active=False)
    result = search(SearchRequest(q="教育"))
    assert (result.total, result.hits) == (1, [])


def test_a_rolled_back_change_is_not_queued(make_office):
    office = make_office("云澜市教育局")
    before = IndexChange.objects.count()
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        mark_changed("office", office.pk)
        raise ZeroDivisionError
    assert IndexChange.objects.count() == before


def test_a_change_during_a_flush_is_not_lost(make_office):
    """The source is read, then the object changes and is queued again before the first row is removed."""
    office = make_office("云澜市教育局")
    plain = registry.source_of("office")

    class Interrupted(type(plain)):
        done = False

        def entries(self, ids):
            found = list(super().entries(ids))
            if not self.done:
                self.done = True
                Organization.objects.filter(pk=office.pk).update(name="云澜市卫生局")
                mark_changed("office", office.pk)
            return found

    registry.register_source(Interrupted())
    assert flushing.flush(limit=1) == 2
    assert (titles("教育"), titles("卫生")) == ([], ["云澜市卫生局"])


def test_one_bad_object_does_not_stop_the_others(make_office, caplog):
    bad, good = make_office("云澜市教育局"), make_office("云澜市卫生局")
    plain = registry.source_of("office")

    class Faulty(type(plain)):
        def entries(self, ids):
            if bad.pk in (ids or []):
                raise ZeroDivisionError
            return super().entries(ids)

    get_backend().rebuild([])
    registry.register_source(Faulty())
    assert flushing.flush() == 1
    assert titles(good.name) == [good.name]
    assert list(IndexChange.objects.values_list("object_id", flat=True)) == [bad.pk]


def test_rows_of_a_kind_without_source_are_dropped(make_office):
    mark_changed("vanished", 1)
    assert flushing.flush() == 1
    assert IndexChange.objects.count() == 0


def test_many_changes_in_one_transaction_send_one_task(make_office, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as callbacks:
        make_office("云澜市教育局")
        make_office("云澜市卫生局")
    assert len(callbacks) == 1


def test_publishing_is_found_right_after_the_commit(make_office, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        make_office("云澜市教育局")
    assert titles("教育") == ["云澜市教育局"]


def test_a_second_writer_waits_and_gives_up_without_losing_anything(make_office, monkeypatch):
    make_office("云澜市教育局")
    monkeypatch.setattr(flushing, "_WAIT_SECONDS", 0.1)
    with flushing.writer_lock(wait=0):
        assert flushing.flush() == 0
        with pytest.raises(CommandError, match="另一个进程"):
            call_command("rebuild_index")
    assert IndexChange.objects.count() == 1
    assert flushing.flush() == 1


def test_a_damaged_index_is_rebuilt_whole_by_the_next_flush(make_office):
    make_office("云澜市教育局")
    make_office("云澜市卫生局")
    flushing.flush()
    (index_folder() / "current.json").write_text("{}")
    mark_changed("office", Organization.objects.get(name="云澜市教育局").pk)
    flushing.flush()
    assert (titles("教育"), titles("卫生")) == (["云澜市教育局"], ["云澜市卫生局"])


def test_rebuild_index_says_how_many_and_only_when_needed(make_office, capsys):
    make_office("云澜市教育局")
    call_command("rebuild_index", "--if-needed")
    call_command("rebuild_index", "--if-needed")
    assert capsys.readouterr().out.splitlines() == ["检索索引已重建，共1条。", "检索索引可用，无需重建。"]


KILLED_WRITER = """
import json, sys, time
from pathlib import Path
from portal.search.backends.whoosh import WhooshBackend
from portal.search.entries import IndexEntry
backend = WhooshBackend(Path(sys.argv[1]))
if not backend.is_current():
    backend.rebuild([])
number = 0
while True:
    number += 1
    backend.replace([IndexEntry(kind="n", object_id=number, title=f"公告{number}", url="", body="停车管理 " * 200)])
    print(json.dumps(number), flush=True)
"""


@pytest.mark.parametrize("after", [3, 8, 15])
def test_a_killed_writer_leaves_a_whole_index(tmp_path, after):
    """Every change that was reported as committed is there, and the next writer can go on."""
    from portal.search.backends.whoosh import WhooshBackend
    from portal.search.entries import IndexEntry

    writer = subprocess.Popen([sys.executable, "-W", "ignore", "-c", KILLED_WRITER, tmp_path], stdout=subprocess.PIPE)
    committed = [json.loads(writer.stdout.readline()) for _ in range(after)][-1]
    time.sleep(0.01 * after)
    os.kill(writer.pid, signal.SIGKILL)
    rest = writer.stdout.read().split()
    writer.wait()
    writer.stdout.close()
    backend = WhooshBackend(tmp_path)
    assert backend.count() in {committed + len(rest), committed + len(rest) + 1}
    backend.replace([IndexEntry(kind="n", object_id=0, title="公告", url="")])
    backend.close()


def test_the_lock_of_a_killed_process_is_free(tmp_path, settings):
    settings.SEARCH = {**settings.SEARCH, "PATH": tmp_path}
    script = "import fcntl,sys,time; f=open(sys.argv[1],'w'); fcntl.flock(f, 2); print(1, flush=True); time.sleep(60)"
    holder = subprocess.Popen([sys.executable, "-c", script, tmp_path / "writer.lock"], stdout=subprocess.PIPE)
    holder.stdout.readline()
    with pytest.raises(flushing.IndexBusyError), flushing.writer_lock(wait=0):
        pass
    holder.kill()
    holder.wait()
    holder.stdout.close()
    with flushing.writer_lock(wait=1):
        assert (tmp_path / "writer.lock").exists()
