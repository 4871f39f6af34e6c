"""The audit log: it can only grow, and whatever is done to it behind the portal's back is seen."""

import threading
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from portal.accounts.models import User
from portal.audit.chain import GENESIS, entry_hash
from portal.audit.models import AppendOnlyError, AuditEntry
from portal.audit.registry import action_label, register_action
from portal.audit.services import record, verify

ACTION = "audit.tried"
register_action(ACTION, "试写留痕")
DROP_TRIGGERS = {
    "sqlite": ["DROP TRIGGER audit_refuse_update", "DROP TRIGGER audit_refuse_delete"],
    "postgresql": ["DROP TRIGGER audit_refuse_change ON audit_auditentry"],
}


@pytest.fixture
def an(db):
    return User.objects.create_user("an", display_name="安")


@pytest.fixture
def entries(an):
    """Five entries of one chain, oldest first."""
    return [record(ACTION, actor=an, target=an, organization="0" * 18, step=step) for step in range(5)]


@pytest.fixture
def tamper(entries):
    """Somebody who may do anything in the database: the triggers are gone."""
    with connection.cursor() as cursor:
        for statement in DROP_TRIGGERS[connection.vendor]:
            cursor.execute(statement)
    return entries


def verify_audit(**options):
    """Run the command; return the Chinese sentences of its refusal, or what it printed."""
    output = StringIO()
    try:
        call_command("verify_audit", stdout=output, **options)
    except CommandError as error:
        return str(error)
    return output.getvalue()


def test_an_entry_copies_who_and_what(an, entries):
    entry = entries[0]
    assert (entry.number, entry.actor_id, entry.actor_name, entry.target_type, entry.target_id) == (
        1,
        an.pk,
        "安",
        "accounts.User",
        str(an.pk),
    )
    assert (entry.facts, action_label(entry.action)) == ({"step": 0}, "试写留痕")


def test_the_system_has_a_name_too(an):
    assert record(ACTION, actor=None, target=an).actor_name == "系统"


def test_each_entry_is_chained_to_the_one_before(entries):
    hashes = [GENESIS, *(entry.hash for entry in entries)]
    assert [entry.previous_hash for entry in entries] == hashes[:-1]
    assert [entry.hash for entry in entries] == [entry_hash(entry) for entry in AuditEntry.objects.order_by("number")]


def test_an_untouched_chain_is_verified(entries):
    report = verify()
    assert (report.count, report.head_hash, report.problems) == (5, entries[-1].hash, ())
    assert verify_audit(expect_head=entries[2].hash) == f"操作留痕校验通过，共5条，末条摘要 {entries[-1].hash}\n"


def test_an_empty_log_is_verified(db):
    assert verify_audit() == f"操作留痕校验通过，共0条，末条摘要 {GENESIS}\n"


def test_an_action_without_label_is_refused(an):
    with pytest.raises(ValueError, match="has no label"):
        record("no.such", actor=an, target=an)
    assert AuditEntry.objects.count() == 0


def test_an_entry_goes_with_the_transaction_that_it_speaks_of(an):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        record(ACTION, actor=an, target=an)
        raise ZeroDivisionError
    assert AuditEntry.objects.count() == 0


def test_objects_refuse_to_change(entries):
    with pytest.raises(AppendOnlyError):
        entries[0].save()
    with pytest.raises(AppendOnlyError):
        entries[0].delete()


@pytest.mark.parametrize(
    "change",
    [
        lambda rows: rows.update(actor_name="白"),
        lambda rows: rows.filter(number=3).update(facts={}),
        lambda rows: rows.delete(),
        lambda rows: rows.filter(number=5)._raw_delete("default"),
    ],
    ids=["update all", "update one", "delete all", "delete one"],
)
def test_the_database_itself_refuses_to_change_or_delete(entries, change):
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        change(AuditEntry.objects.all())
    assert verify().count == 5


@pytest.mark.parametrize(
    "changed",
    [{"actor_name": "白"}, {"facts": {"step": 7}}, {"organization": ""}, {"action": "x"}, {"target_label": "别的"}],
    ids=lambda changed: next(iter(changed)),
)
def test_a_changed_entry_is_seen(tamper, changed):
    AuditEntry.objects.filter(number=3).update(**changed)
    assert verify().problems == ("第3条的内容与摘要不符，已被改动。",)
    assert "第3条的内容与摘要不符" in verify_audit()


def test_a_changed_entry_with_a_new_hash_breaks_the_chain_after_it(tamper):
    entry = AuditEntry.objects.get(number=3)
    entry.actor_name = "白"
    AuditEntry.objects.filter(number=3).update(actor_name="白", hash=entry_hash(entry))
    assert verify().problems == ("第4条与前一条不衔接。",)


def test_a_removed_entry_is_seen(tamper):
    AuditEntry.objects.filter(number=3).delete()
    assert verify().problems == ("第3条缺失（下一条是第4条）。", "第4条与前一条不衔接。")


def test_an_inserted_entry_is_seen(tamper):
    AuditEntry.objects.filter(number=5).delete()
    forged = AuditEntry.objects.get(number=4)
    forged.pk, forged.number, forged.actor_name, forged.hash = None, 5, "白", "f" * 64
    forged._state.adding = True
    forged.save()
    assert verify().problems == ("第5条与前一条不衔接。", "第5条的内容与摘要不符，已被改动。")


def test_a_cut_off_end_is_seen_by_whoever_kept_the_last_hash(tamper):
    head = tamper[-1].hash
    AuditEntry.objects.filter(number__gt=3).delete()
    assert verify_audit().startswith("操作留痕校验通过，共3条")
    assert verify_audit(expect_head=head) == (f"操作留痕校验不通过：\n链上找不到摘要{head}，日志可能被整体替换或截短。")


@pytest.mark.postgresql
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time anyway")
@pytest.mark.django_db(transaction=True)
def test_many_writers_make_one_chain_without_gaps():
    user = User.objects.create_user("an", display_name="安")
    start = threading.Barrier(8)

    def write():
        start.wait()
        for step in range(20):
            record(ACTION, actor=user, target=user, step=step)
        connection.close()

    writers = [threading.Thread(target=write) for _ in range(8)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    report = verify()
    assert (report.count, report.problems) == (160, ())


@pytest.mark.django_db(transaction=True)
def test_the_triggers_are_back_after_a_database_was_emptied():
    """Runs after a test with real transactions as well as before one: the guard of the suite itself."""
    user = User.objects.create_user("an", display_name="安")
    record(ACTION, actor=user, target=user)
    with pytest.raises(DatabaseError, match="append-only"):
        AuditEntry.objects.update(actor_name="白")


@pytest.mark.django_db(transaction=True)
def test_a_database_with_entries_can_be_emptied_for_the_next_test():
    assert AuditEntry.objects.count() == 0
    test_the_triggers_are_back_after_a_database_was_emptied()
