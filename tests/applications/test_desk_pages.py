"""The desk: who gets in, what the list costs, one page per step."""

import re
from pathlib import Path

import pytest
import time_machine
from django.conf import settings
from django.urls import reverse

from applications.enums import CaseStatus
from applications.models import Case, ReferenceCounter
from portal.accounts.enums import Role
from portal.audit.models import AuditEntry
from tests.applications.conftest import (
    RECEIVED,
    SECRET_NAME,
    SECRET_NUMBER,
    SECRET_PHONE,
    identity_paper,
    make_user,
    moment,
    submit,
)


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(moment(RECEIVED, 15), tick=False):
        yield


def pages_of(case):
    return [
        reverse("applications:case", args=[case.pk]),
        reverse("applications:case_clock", args=[case.pk]),
        reverse("applications:preview", args=[case.pk]),
        reverse("applications:decision", args=[case.pk]),
        reverse("applications:act", args=[case.pk, "serve"]),
        reverse("applications:letter", args=[case.letters.get().pk, "docx"]),
    ]


def test_visitors_log_in_and_strangers_find_nothing(client, case_in, charlie):
    case = case_in(CaseStatus.ANSWERED)
    assert [client.get(page).status_code for page in pages_of(case)] == [302] * 6
    client.force_login(charlie)
    assert [client.get(page).status_code for page in pages_of(case)] == [404] * 6


def test_people_without_a_case_role_are_refused(client, bureau):
    from portal.accounts.enums import Role
    from tests.applications.conftest import make_user

    client.force_login(make_user("ed", bureau, Role.EDITOR))
    assert client.get(reverse("applications:case_list")).status_code == 403


def test_the_list_costs_the_same_for_one_case_and_for_thirty(client, bureau, alice, case_in, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client.force_login(alice)
    case_in(CaseStatus.PROCESSING)
    client.get(reverse("applications:case_list"))
    with CaptureQueriesContext(
        connection,
    ) as one:
        client.get(reverse("applications:case_list"))
    for number in range(29):
        case_in(CaseStatus.PROCESSING, key=f"more-{number}", files=False)
    with django_assert_num_queries(len(one)):
        text = client.get(reverse("applications:case_list")).content.decode()
    assert len(re.findall(r"2026-ORG2-\d{5}</a>", text)) == 20
    assert "共 30 件" in text


def test_the_list_is_ordered_by_due_date(client, alice, case_in, bureau):
    from datetime import date

    with time_machine.travel(moment(date(2026, 3, 4), 15), tick=False):
        late = case_in(CaseStatus.PROCESSING, key="b", on=date(2026, 3, 4))
        early = case_in(CaseStatus.PROCESSING, key="a", on=date(2026, 3, 2))
        waiting = submit(bureau, key="c").case
        done = case_in(CaseStatus.ARCHIVED, key="d", on=date(2026, 3, 2))
        client.force_login(alice)
        text = client.get(reverse("applications:case_list") + "?status=").content.decode()
    shown = re.findall(r"(2026-ORG2-\d{5})</a>", text)
    assert shown == [case.reference for case in (waiting, early, late, done)]


def test_staff_see_masked_data_until_they_ask_and_asking_leaves_a_trace(client, alice, case_in):
    case = case_in(CaseStatus.PROCESSING)
    client.force_login(alice)
    text = client.get(reverse("applications:case", args=[case.pk])).content.decode()
    assert [secret for secret in (SECRET_NAME, SECRET_NUMBER, SECRET_PHONE) if secret in text] == []
    assert "欧＊＊＊" in text
    assert client.get(reverse("applications:applicant", args=[case.pk])).status_code == 302
    text = client.post(reverse("applications:applicant", args=[case.pk])).content.decode()
    assert [secret for secret in (SECRET_NAME, SECRET_NUMBER, SECRET_PHONE) if secret not in text] == []
    assert AuditEntry.objects.first().action == "case.reveal_identity"


def test_a_supervisor_sees_the_case_but_not_the_person(client, vera, case_in):
    case = case_in(CaseStatus.PROCESSING)
    client.force_login(vera)
    text = client.get(reverse("applications:case", args=[case.pk])).content.decode()
    assert "查看完整信息" not in text
    assert client.post(reverse("applications:applicant", args=[case.pk])).status_code == 403
    assert client.post(reverse("applications:file", args=[case.files.get().pk])).status_code == 403


def test_names_of_uploaded_files_are_shown_to_those_who_may_know_the_person(client, alice, vera, bureau):
    case = submit_case_with_telling_file_name(bureau)
    shown = []
    for person in (alice, vera):
        client.force_login(person)
        shown.append(
            f"{SECRET_NAME}身份证.png" in client.get(reverse("applications:case", args=[case.pk])).content.decode()
        )
    assert shown == [True, False]


def submit_case_with_telling_file_name(bureau):
    case = submit(bureau).case
    case.files.update(name=f"{SECRET_NAME}身份证.png")
    return case


def test_a_case_goes_from_arrival_to_archive_by_its_buttons(client, bureau, alice, rita, sam):
    case = submit(bureau).case
    journey = [
        (alice, "act", ["register"], {"on": "2026-03-02"}, CaseStatus.PROCESSING),
        (alice, "decision", [], {"outcome": "U2", "finding": "经查阅台账。", "reasons": "需要汇总。", "detail": ""}, CaseStatus.PROCESSING),
        (alice, "act", ["submit_answer"], {"on": "2026-03-02"}, CaseStatus.UNDER_REVIEW),
        (rita, "act", ["approve"], {"on": "2026-03-02"}, CaseStatus.AWAITING_SIGNATURE),
        (sam, "act", ["sign"], {"on": "2026-03-02"}, CaseStatus.ANSWERED),
        (alice, "act", ["serve"], {"on": "2026-03-02", "method": "MAIL", "evidence": "EMS 1"}, CaseStatus.SERVED),
        (alice, "act", ["archive"], {"on": "2026-03-02"}, CaseStatus.ARCHIVED),
    ]  # fmt: skip
    for person, view, arguments, data, reached in journey:
        client.force_login(person)
        answer = client.post(reverse(f"applications:{view}", args=[case.pk, *arguments]), data)
        assert answer.status_code == 302, answer.content.decode()
        assert Case.objects.get(pk=case.pk).status == reached


def test_an_unfinished_answer_is_refused_with_what_is_missing(client, alice, case_in):
    case = case_in(CaseStatus.PROCESSING)
    client.force_login(alice)
    answer = client.post(reverse("applications:act", args=[case.pk, "submit_answer"]), {"on": "2026-03-02"})
    assert answer.status_code == 422
    assert "尚未起草答复" in answer.content.decode()


def test_withheld_parts_are_read_line_by_line(client, alice, case_in):
    case = case_in(CaseStatus.PROCESSING)
    client.force_login(alice)
    address = reverse("applications:decision", args=[case.pk])
    data = {"outcome": "P1", "finding": "经查。", "obtaining": "正文", "withheld": "电话|第十五条"}
    assert "第1行应有内容、条款、理由三项" in client.post(address, data).content.decode()
    assert client.post(address, {**data, "withheld": "电话｜第十五条｜个人隐私\n"}).status_code == 302
    assert Case.objects.get(pk=case.pk).decision.withheld == [
        {"part": "电话", "article": "第十五条", "reason": "个人隐私"}
    ]


def intake_data(key, **changes):
    return {
        "channel": "ordinary_letter", "arrived_on": "2026-02-27", "confirmed_on": "2026-03-02",
        "name": "某某", "identity_type": "OTHER", "identity_number": "A1", "phone": "0000-1234567",
        "address": "某处", "content": "某信息", "carrier": "PAPER", "delivery": "MAIL", "submission_key": key, **changes,
    }  # fmt: skip


def open_intake(client, bureau):
    address = reverse("applications:intake", args=[bureau.slug])
    page = client.get(address).content.decode()
    return address, re.search(r'name="submission_key" value="([^"]+)"', page).group(1)


def test_a_letter_is_registered_with_the_day_of_confirmation(client, bureau, alice):
    client.force_login(alice)
    address, key = open_intake(client, bureau)
    answer = client.post(address, intake_data(key, identity_file=identity_paper()))
    case = Case.objects.get()
    assert answer.status_code == 302
    assert (case.status, case.received_on.isoformat(), case.arrived_on.isoformat()) == (
        CaseStatus.PROCESSING, "2026-03-02", "2026-02-27",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"arrived_on": "2026-03-03", "confirmed_on": ""}, "到达日期不能晚于今天"),
        ({"confirmed_on": "2026-02-26"}, "确认日期不能早于到达日期"),
        ({"channel": "in_person"}, "当面提交和签收的邮件不需要确认日期"),
        ({"channel": "web"}, "选择一个有效的选项"),
    ],
)
def test_impossible_receipts_are_refused(changes, message, client, bureau, alice):
    client.force_login(alice)
    address, key = open_intake(client, bureau)
    answer = client.post(address, intake_data(key, **changes))
    assert answer.status_code == 422
    assert message in answer.content.decode()
    assert Case.objects.count() == 0


def test_a_refused_registration_leaves_no_case_no_number_and_no_file(client, bureau, alice):
    client.force_login(alice)
    address, key = open_intake(client, bureau)
    before = stored_files()
    answer = client.post(address, intake_data(key, confirmed_on="2026-03-03", identity_file=identity_paper()))
    assert answer.status_code == 422
    assert '<a href="#id_confirmed_on">与申请人确认之日：日期不能晚于今天。</a>' in answer.content.decode()
    assert (Case.objects.count(), ReferenceCounter.objects.count(), stored_files()) == (0, 0, before)
    client.post(address, intake_data(key))
    assert Case.objects.get().reference == "2026-ORG2-00001"


def stored_files():
    return sorted(path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file())


def test_a_registration_sent_twice_is_one_case_and_says_so(client, bureau, alice):
    client.force_login(alice)
    address, key = open_intake(client, bureau)
    client.post(address, intake_data(key))
    again = client.post(address, intake_data(key, content="另一项信息"), follow=True).content.decode()
    assert "此前已经提交，申请编号2026-ORG2-00001，没有重复登记" in again
    assert Case.objects.count() == 1


@pytest.mark.parametrize("view", ["applicant", "file"])
def test_reloading_a_page_that_leaves_a_trace_leads_to_the_case(view, client, alice, case_in):
    case = case_in(CaseStatus.PROCESSING)
    client.force_login(alice)
    before = AuditEntry.objects.count()
    answer = client.get(reverse(f"applications:{view}", args=[case.pk if view == "applicant" else case.files.get().pk]))
    assert (answer.status_code, answer.url) == (302, reverse("applications:case", args=[case.pk]))
    assert AuditEntry.objects.count() == before


def test_an_answer_that_cannot_be_changed_is_not_offered_for_change(client, alice, vera, case_in):
    under_review, in_progress = case_in(CaseStatus.UNDER_REVIEW), case_in(CaseStatus.PROCESSING, key="key-2")
    for person, case in ((alice, under_review), (vera, in_progress)):
        client.force_login(person)
        answer = client.get(reverse("applications:decision", args=[case.pk]), follow=True)
        assert answer.redirect_chain == [(reverse("applications:case", args=[case.pk]), 302)]
        assert "您不能修改答复" in answer.content.decode()


def test_a_draft_saved_meanwhile_by_a_colleague_is_not_overwritten(client, alice, bureau, case_in):
    case = case_in(CaseStatus.PROCESSING)
    address = reverse("applications:decision", args=[case.pk])
    mine = {"outcome": "U2", "finding": "我的", "reasons": "需要汇总。", "seen": ""}
    client.force_login(make_user("bob", bureau, Role.CLERK))
    assert client.post(address, {**mine, "finding": "同事的"}).status_code == 302
    client.force_login(alice)
    answer = client.post(address, mine)
    assert answer.status_code == 422
    assert "bob同志已在您打开本页之后保存了答复草稿" in answer.content.decode()
    assert Case.objects.get(pk=case.pk).decision.finding == "同事的"
    fresh = re.search(r'name="seen" value="([^"]+)"', client.get(address).content.decode()).group(1)
    assert [client.post(address, {**mine, "seen": fresh}).status_code for _ in range(2)] == [302, 302]


def test_a_clerk_of_another_bureau_cannot_register_here(client, bureau, charlie):
    client.force_login(charlie)
    assert client.get(reverse("applications:intake", args=[bureau.slug])).status_code == 404


@pytest.mark.parametrize("action", ["submit_answer", "approve", "return", "sign", "archive", "assign"])
def test_what_is_done_at_the_desk_cannot_be_dated_back(action, client, case_in, alice, rita, sam):
    """Only what happened elsewhere is dated by hand; a forged date in the form is not even read."""
    from datetime import date, timedelta

    from applications.workflow.transitions import CaseAction, find_transition

    starts = {"submit_answer": "PROCESSING", "approve": "UNDER_REVIEW", "return": "UNDER_REVIEW"}
    starts |= {"sign": "AWAITING_SIGNATURE", "archive": "SERVED", "assign": "PROCESSING"}
    status = CaseStatus(starts[action])
    case = case_in(status)
    row = find_transition(CaseAction(action), status)
    if action == "submit_answer":
        from applications.services.decisions import save_decision

        save_decision(case, actor=alice, at=moment(RECEIVED, 13), outcome="U2", finding="经查。", reasons="需要汇总。")
    later = RECEIVED + timedelta(days=8)
    with time_machine.travel(moment(later, 15), tick=False):
        client.force_login({"case.review": rita, "case.sign": sam}.get(row.permission, alice))
        address = reverse("applications:act", args=[case.pk, action])
        assert 'name="on"' not in client.get(address).content.decode()
        answer = client.post(address, {"on": RECEIVED.isoformat(), "comment": "理由", "assignee": alice.pk})
    assert answer.status_code == 302
    assert case.events.last().on == later == date(2026, 3, 10)
