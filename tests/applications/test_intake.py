"""Intake: one case per form, numbers without gaps, files checked, personal data sealed."""

import threading

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction

from applications.enums import CaseStatus, Channel, FileKind
from applications.models import Applicant, Case, CaseEvent
from applications.selectors import find_case_for_applicant
from applications.services.identity import reveal_applicant
from applications.services.reference import next_case_reference
from applications.services.transition import perform
from applications.workflow.transitions import CaseAction
from portal.audit.models import AuditEntry
from portal.common.exceptions import InvalidInput, NotPermitted
from portal.notifications.models import Message
from tests.applications.conftest import (
    RECEIVED,
    SECRET_NAME,
    SECRET_NUMBER,
    SECRET_PHONE,
    identity_paper,
    moment,
    read,
    submit,
)


def test_the_same_form_twice_is_one_case_with_one_receipt(bureau, alice):
    first, second = submit(bureau), submit(bureau)
    assert (first.created, second.created) == (True, False)
    assert (first.case.pk, first.query_code) == (second.case.pk, second.query_code)
    assert Case.objects.count() == 1
    assert Message.objects.filter(event="case.submitted").count() == 1


def test_numbers_run_without_gaps(bureau, other_bureau):
    references = [submit(bureau, key=f"k{i}").case.reference for i in range(3)]
    references.append(submit(other_bureau, key="other").case.reference)
    assert references == ["2026-ORG2-00001", "2026-ORG2-00002", "2026-ORG2-00003", "2026-ORG3-00001"]


def test_a_refused_submission_uses_up_no_number(bureau):
    with pytest.raises(InvalidInput, match="内容与扩展名不符"):
        bad = SimpleUploadedFile("身份证.png", b"MZ not a picture at all")
        _submit_with(bureau, bad)
    assert Case.objects.count() == 0
    assert submit(bureau).case.reference == "2026-ORG2-00001"


def _submit_with(bureau, upload):
    from applications.services.intake import ApplicantFacts, RequestFacts, submit_case

    return submit_case(
        bureau,
        submission_key="k",
        channel=Channel.WEB,
        applicant=ApplicantFacts(kind="NATURAL_PERSON", name="某", phone="0000-1234567", address="某处"),
        request=RequestFacts(content="某信息", carrier="PAPER", delivery="MAIL"),
        arrived_on=RECEIVED,
        at=moment(RECEIVED),
        files=[(FileKind.IDENTITY, upload)],
    )


def test_a_failed_write_leaves_no_file_behind(bureau, monkeypatch):
    from applications.services import intake

    def full_disk(*args, **kwargs):
        raise OSError("disk full")

    monkeypatch.setattr(intake, "record", full_disk)
    before = _stored_files()
    with pytest.raises(OSError, match="disk full"):
        submit(bureau)
    assert _stored_files() == before
    assert Case.objects.count() == 0


def _stored_files(folder="cases"):
    if not default_storage.exists(folder):
        return set()
    folders, files = default_storage.listdir(folder)
    found = {f"{folder}/{name}" for name in files}
    return found.union(*(_stored_files(f"{folder}/{name}") for name in folders))


@pytest.mark.parametrize(
    ("channel", "arrived", "confirmed", "received"),
    [
        (Channel.WEB, "2026-03-02", "2026-03-02", "2026-03-02"),
        (Channel.WEB, "2026-02-14", "2026-02-26", "2026-02-24"),
        (Channel.FAX, "2026-03-06", "2026-03-09", "2026-03-09"),
        (Channel.ORDINARY_LETTER, "2026-04-30", "2026-05-06", "2026-05-06"),
        (Channel.IN_PERSON, "2026-03-02", "2026-03-05", "2026-03-02"),
        (Channel.REGISTERED_MAIL, "2026-03-02", "2026-03-05", "2026-03-02"),
    ],
)
def test_the_receipt_date_follows_from_channel_and_events(channel, arrived, confirmed, received, bureau, alice):
    from datetime import date

    arrived_on, on = date.fromisoformat(arrived), date.fromisoformat(confirmed)
    case = submit(bureau, channel=channel, arrived_on=arrived_on).case
    case = perform(case, CaseAction.REGISTER, actor=alice, on=on, at=moment(on))
    assert case.received_on.isoformat() == received


def test_status_needs_number_and_code_and_folds_what_people_type(bureau):
    submission = submit(bureau)
    reference, code = submission.case.reference, submission.query_code
    assert find_case_for_applicant(reference, code) == submission.case
    assert find_case_for_applicant(" ２０２６－org2－00001 ", code.lower()) == submission.case
    assert find_case_for_applicant(reference, "WRONG222") is None
    assert find_case_for_applicant("2026-ORG2-00002", code) is None
    assert find_case_for_applicant("", "") is None


def test_personal_data_is_nowhere_in_clear(case_in, alice, charlie, vera):
    case = case_in(CaseStatus.ARCHIVED)
    case.files.update(name=f"{SECRET_NAME}身份证.png")
    secrets = (SECRET_NAME, SECRET_NUMBER, SECRET_PHONE)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM applications_applicant")
        raw = str(cursor.fetchall())
        cursor.execute("SELECT * FROM applications_casefile")
        files = str(cursor.fetchall())
    stored = {
        "table": raw,
        "files": files,
        "audit": str(list(AuditEntry.objects.values())),
        "messages": str(list(Message.objects.values())),
        "events": str(list(CaseEvent.objects.values())),
        "case": str(Case.objects.filter(pk=case.pk).values().get()),
    }
    assert {place: [s for s in secrets if s in text] for place, text in stored.items()} == {p: [] for p in stored}
    assert Applicant.objects.get(case=case).name == SECRET_NAME


def test_reading_an_identity_is_audited_and_only_for_clerks(case_in, alice, vera, rita):
    case = case_in(CaseStatus.PROCESSING)
    for person in (vera, rita):
        with pytest.raises(NotPermitted):
            reveal_applicant(case, actor=person)
    assert reveal_applicant(case, actor=alice).identity_number == SECRET_NUMBER
    entry = AuditEntry.objects.first()
    assert (entry.action, entry.actor_name, entry.target_id) == ("case.reveal_identity", "alice同志", str(case.pk))


def test_identity_papers_are_stored_under_a_name_that_tells_nothing(bureau):
    case = submit(bureau).case
    file = case.files.get()
    assert file.name == "身份证.png"
    assert SECRET_NAME not in file.file.name
    assert file.file.name.startswith("cases/")
    assert read(file.file) == identity_paper().read()


@pytest.mark.postgresql
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time anyway")
@pytest.mark.django_db(transaction=True)
def test_numbers_stay_gapless_under_concurrency(bureau):
    taken, lock = [], threading.Lock()

    def take():
        try:
            for _ in range(5):
                with transaction.atomic():
                    reference = next_case_reference(bureau, 2026)
                with lock:
                    taken.append(reference)
        finally:
            connection.close()

    threads = [threading.Thread(target=take) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(taken) == [f"2026-ORG2-{number:05d}" for number in range(1, 31)]
