"""The citizen's pages: the form of article 29, the receipt, and where a request stands."""

import re

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from applications.enums import CaseStatus
from applications.models import Applicant, Case
from tests.applications.conftest import RECEIVED, SECRET_NAME, SECRET_NUMBER, identity_paper, moment, submit

GOOD = {
    "name": SECRET_NAME,
    "identity_type": "RESIDENT_CARD",
    "identity_number": SECRET_NUMBER,
    "phone": "199 0000 0042",
    "address": "云澜市测试街9号",
    "content": "测试片区征收补偿方案",
    "carrier": "PAPER",
    "delivery": "MAIL",
}


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(moment(RECEIVED, 15), tick=False):
        yield


def open_form(client, bureau, applicant="person"):
    address = reverse("applications:new", args=[bureau.slug]) + f"?as={applicant}"
    page = client.get(address).content.decode()
    return address, re.search(r'name="submission_key" value="([^"]+)"', page).group(1)


def send(client, bureau, **changes):
    address, key = open_form(client, bureau, changes.pop("applicant", "person"))
    data = {**GOOD, "submission_key": key, "identity_file": identity_paper(), **changes}
    return client.post(address, {name: value for name, value in data.items() if value is not None})


def test_the_form_asks_for_article_29_and_no_purpose(client, bureau):
    page = client.get(reverse("applications:new", args=[bureau.slug])).content.decode()
    asked = set(re.findall(r'name="(\w+)"', page[page.index('enctype="multipart') :]))
    assert asked - {"csrfmiddlewaretoken", "submission_key"} == {
        "name", "work_unit", "identity_type", "identity_number", "phone", "email", "fax", "address", "postcode",
        "identity_file", "mandate_file", "information_title", "information_number", "content", "supporting_file",
        "carrier", "delivery", "accepts_other_form", "needs_assistance",
    }  # fmt: skip
    assert "用途" not in page


def test_a_sent_form_gives_a_receipt_with_number_code_and_qr(client, bureau):
    page = client.get(send(client, bureau).url)
    case = Case.objects.get()
    text = page.content.decode()
    assert page.status_code == 200
    assert case.reference in text
    code = re.search(r'<dt>查询码</dt><dd class="num big">(\w{8})</dd>', text).group(1)
    assert "data:image/svg+xml" in text
    detail = client.post(reverse("applications:status"), {"reference": case.reference, "query_code": code}, follow=True)
    assert "待登记" in detail.content.decode()
    assert Applicant.objects.get().phone == "19900000042"


def test_the_receipt_is_for_the_session_that_asked(client, bureau):
    from django.test import Client

    address = send(client, bureau).url
    stranger = Client().get(address)
    assert (stranger.status_code, stranger.url) == (302, reverse("applications:status"))


def test_sending_the_same_form_twice_makes_one_case(client, bureau):
    address, key = open_form(client, bureau)
    first = client.post(address, {**GOOD, "submission_key": key, "identity_file": identity_paper()})
    second = client.post(address, {**GOOD, "submission_key": key, "identity_file": identity_paper()})
    assert first.url == second.url
    assert Case.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "field", "message"),
    [
        ({"identity_number": "990100199001010013"}, "证件号码", "校验位不对"),
        ({"identity_number": "12345"}, "证件号码", "应为18位"),
        ({"identity_number": "99010019901301001X"}, "证件号码", "出生日期不存在"),
        ({"identity_number": "990100199002300018"}, "证件号码", "出生日期不存在"),
        ({"phone": "abc"}, "联系电话", "手机号码或者带区号"),
        ({"content": ""}, "所需信息的内容描述", "该字段是必填项。"),
        ({"content": "\u200b\x0b"}, "所需信息的内容描述", "不能只有空白或者不可见字符"),
        ({"delivery": "EMAIL"}, "电子邮箱", "请填写电子邮箱"),
        ({"delivery": "CARRIER_PIGEON"}, "获取信息的方式", "选择一个有效的选项"),
        ({"identity_file": None}, "身份证明", "该字段是必填项。"),
        ({"identity_file": SimpleUploadedFile("a.png", b"<html>%PDF-1.4")}, "身份证明", "内容与扩展名不符"),
        ({"identity_file": SimpleUploadedFile("a.exe", b"MZ")}, "身份证明", "格式不受支持"),
        ({"submission_key": "forged"}, "", "页面已过期"),
    ],
)
def test_bad_input_is_told_at_its_field_keeps_what_was_typed_and_changes_nothing(
    changes, field, message, client, bureau
):
    answer = send(client, bureau, **changes)
    text = answer.content.decode()
    summary = text[text.index("error-summary") :]
    assert answer.status_code == 422
    assert field in summary
    assert message in summary
    if "address" not in changes:
        assert 'value="云澜市测试街9号"' in text
    assert Case.objects.count() == 0


def test_errors_are_listed_in_the_order_of_the_page_and_lead_to_what_can_be_focused(client, bureau):
    address, key = open_form(client, bureau)
    text = client.post(address, {"submission_key": key}).content.decode()
    linked = re.findall(r'<li><a href="#(\w+)">', text)
    assert linked == [
        "id_name", "id_identity_type", "id_identity_number", "id_phone", "id_address", "id_identity_file",
        "id_content", "id_carrier_0", "id_delivery_0",
    ]  # fmt: skip
    assert [name for name in linked if not re.search(rf'<(input|select|textarea)[^>]* id="{name}"', text)] == []


def test_full_width_digits_are_read(client, bureau):
    send(client, bureau, identity_number="９９０１００１９９００１０１００１２")
    assert Applicant.objects.get().identity_number == SECRET_NUMBER


def test_an_organization_gives_its_type_and_code(client, bureau):
    organization = {
        "applicant": "organization",
        "applicant_kind": "LEGAL_SERVICE",
        "name": "云澜某律师事务所",
        "credit_code": "99000000000000001a",
        "contact_name": "某律师",
    }
    assert send(client, bureau, **organization).status_code == 302
    applicant = Applicant.objects.get()
    assert (applicant.kind, applicant.credit_code) == ("LEGAL_SERVICE", "99000000000000001A")


def test_a_wrong_code_tells_nothing_and_guessing_is_braked(client, bureau, settings):
    settings.STATUS_TRIES = 3
    case = submit(bureau).case
    address = reverse("applications:status")
    answers = [
        client.post(address, {"reference": reference, "query_code": "AAAA2222"}).content.decode()
        for reference in (case.reference, "2026-ORG2-99999")
    ]
    told = [re.search(r"<ul>\s*<li>([^<]+)</li>", answer).group(1) for answer in answers]
    assert told[0] == told[1] == "申请编号或者查询码不正确，请对照登记回执核对。两项都要填写。"
    for _ in range(2):
        last = client.post(address, {"reference": case.reference, "query_code": "AAAA2222"}).content.decode()
    assert "查询次数过多" in last


def test_a_case_is_not_shown_without_its_code(client, bureau):
    case = submit(bureau).case
    answer = client.get(reverse("applications:status_detail", args=[case.reference]))
    assert answer.status_code == 302


def look_up(client, bureau, case):
    from applications.services.reference import query_code

    data = {"reference": case.reference, "query_code": query_code(case.submission_key)}
    return client.post(reverse("applications:status"), data, follow=True).content.decode()


def test_the_status_page_shows_the_date_and_how_it_was_counted(client, bureau, case_in):
    text = look_up(client, bureau, case_in(CaseStatus.PROCESSING))
    assert "2026年3月30日（星期一）" in text
    days = re.findall(r"<tr[^>]*><td class=\"num\">([^<]+)</td><td[^>]*>([^<]+)</td>", text)
    assert len([day for day, counted in days if counted == "计入"]) == 20
    assert days[0] == ("2026年3月2日（星期一） 今天", "不计")
    assert days[-1] == ("2026年3月30日（星期一）", "计入")


def test_inner_notes_and_names_never_reach_the_applicant(client, bureau, case_in, rita):
    from applications.services.transition import perform
    from applications.workflow.transitions import CaseAction

    case = case_in(CaseStatus.UNDER_REVIEW)
    perform(case, CaseAction.RETURN, actor=rita, on=RECEIVED, at=moment(RECEIVED), comment="内部意见勿外传")
    text = look_up(client, bureau, case)
    assert [word for word in ("内部意见勿外传", "退回", "alice", "rita") if word in text] == []


def test_the_letter_is_handed_out_only_when_served_online_and_only_with_the_code(client, bureau, case_in):
    from django.test import Client

    case = case_in(CaseStatus.SERVED)
    letter = case.letters.get()
    address = reverse("applications:public_letter", args=[case.reference, letter.pk, "docx"])
    assert Client().get(address).status_code == 404
    text = look_up(client, bureau, case)
    assert address in text
    answer = client.get(address)
    assert answer["Content-Disposition"].startswith("attachment")
    assert b"".join(answer.streaming_content)[:2] == b"PK"
    other = case_in(CaseStatus.ANSWERED, key="key-2")
    stolen = reverse("applications:public_letter", args=[case.reference, other.letters.get().pk, "docx"])
    assert client.get(stolen).status_code == 404


def test_behind_the_proxy_visitors_are_told_apart_and_none_can_pose_as_many(client, bureau, settings):
    settings.STATUS_TRIES, settings.TRUST_PROXY = 2, True

    def ask(forwarded):
        data = {"reference": "2026-ORG2-00001", "query_code": "22222222"}
        return client.post(
            reverse("applications:status"), data, headers={"x-forwarded-for": forwarded}
        ).content.decode()

    answers = [ask(f"198.51.100.{n}, 203.0.113.7") for n in range(3)]
    assert ["查询次数过多" in answer for answer in answers] == [False, False, True]
    assert "查询次数过多" not in ask("203.0.113.8")


def test_a_brake_lasts_its_whole_window(client, bureau, settings):
    settings.STATUS_TRIES = 1
    data = {"reference": "2026-ORG2-00001", "query_code": "22222222"}
    with time_machine.travel(moment(RECEIVED, 15), tick=False) as clock:
        answers = []
        for seconds in (0, 1, 600, 301):
            clock.shift(seconds)
            answers.append("查询次数过多" in client.post(reverse("applications:status"), data).content.decode())
    assert answers == [False, True, True, False]


def test_a_form_sent_again_with_other_words_says_that_it_was_not_taken_in(client, bureau):
    address, key = open_form(client, bureau)
    client.post(address, {**GOOD, "submission_key": key, "identity_file": identity_paper()})
    changed = {**GOOD, "content": "另一项信息", "submission_key": key, "identity_file": identity_paper()}
    text = client.post(address, changed, follow=True).content.decode()
    assert "这份申请表此前已经提交，没有重复登记" in text
    assert Case.objects.get().content == GOOD["content"]


def test_leaving_forgets_the_receipt_and_the_case(client, bureau):
    receipt = send(client, bureau).url
    before = client.session.session_key
    case = Case.objects.get()
    code = re.search(r'<dt>查询码</dt><dd class="num big">(\w{8})</dd>', client.get(receipt).content.decode()).group(1)
    client.post(reverse("applications:status"), {"reference": case.reference, "query_code": code})
    detail = reverse("applications:status_detail", args=[case.reference])
    assert client.get(detail).status_code == 200
    assert client.session.session_key != before
    assert client.session.get_expiry_age() <= 1800
    client.post(reverse("applications:leave"))
    assert [client.get(page).status_code for page in (detail, receipt)] == [302, 302]
