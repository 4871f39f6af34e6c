"""The editor's desk in the hands of its people."""

import io

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from disclosure.enums import DocumentStatus
from disclosure.models import Document
from disclosure.services import submit_for_review
from portal.notifications.models import Message
from tests.disclosure.conftest import NOW

FIELDS = {
    "title": "关于调整公租房租金的通知",
    "document_number": "云府发〔2026〕20号",
    "issuer": "云澜市人民政府",
    "body_text": "一、调整范围\n本市公租房。\n| 户型 | 租金 |\n| 一居 | 300元 |",
    "keywords": "公租房，租金、公租房",
    "disclosure_attribute": "PROACTIVE",
    "validity": "IN_FORCE",
    "issued_on": "2026-11-02",
    "revision": "0",
}


@pytest.fixture
def typed(city):
    return {**FIELDS, "column": str(city.columns.get(slug="other-documents").pk)}


def test_from_a_typed_draft_to_the_public_page(client, city, calendar, typed, author, reviewer):
    client.force_login(author)
    client.post(reverse("disclosure:create"), typed)
    document = Document.objects.get()
    client.post(reverse("disclosure:submit", args=[document.pk]))
    client.force_login(reviewer)
    assert [m.subject for m in Message.objects.filter(recipient=reviewer)] == ["待审核：关于调整公租房租金的通知"]
    preview = client.get(reverse("disclosure:review", args=[document.pk])).content.decode()
    assert "<td>300元</td>" in preview
    client.post(reverse("disclosure:review", args=[document.pk]), {"decision": "APPROVED", "comment": ""})
    client.force_login(author)
    before = timezone.now()
    client.post(reverse("disclosure:publish", args=[document.pk]))
    document.refresh_from_db()
    client.logout()
    page = client.get(reverse("disclosure:document", args=[document.pk])).content.decode()
    assert document.status == DocumentStatus.PUBLISHED
    assert before <= document.published_at <= timezone.now()
    assert (document.keywords, document.document_number_key) == (["公租房", "租金"], "云府发[2026]20号")
    assert document.publish_due_on.isoformat() == "2026-11-30"
    assert "<h2>一、调整范围</h2>" in page


FORGED = {
    "published_at": "2020-01-01 00:00",
    "published_at_0": "2020-01-01",
    "at": "2020-01-01",
    "status": "PUBLISHED",
    "index_number": "000000000000000001/2020-00001",
    "live_version": "1",
    "withdrawn_at": "2020-01-01",
    "organization": "jiaoyu",
    "created_by": "1",
    "import_fingerprint": "0" * 64,
}


def test_a_forged_date_state_or_number_in_a_form_changes_nothing(client, city, bureau, typed, author, reviewer):
    client.force_login(author)
    client.post(reverse("disclosure:create"), typed | FORGED)
    document = Document.objects.get()
    assert (document.status, document.published_at, document.index_number, document.withdrawn_at) == (
        "DRAFT", None, None, None,
    )  # fmt: skip
    assert (document.organization, document.created_by, document.import_fingerprint) == (city, author, "")
    client.post(reverse("disclosure:edit", args=[document.pk]), typed | FORGED | {"revision": document.revision})
    client.post(reverse("disclosure:submit", args=[document.pk]), FORGED)
    client.force_login(reviewer)
    client.post(reverse("disclosure:review", args=[document.pk]), {**FORGED, "decision": "APPROVED"})
    client.force_login(author)
    client.post(reverse("disclosure:publish", args=[document.pk]), FORGED)
    document.refresh_from_db()
    today = timezone.localdate()
    assert timezone.localtime(document.published_at).date() == today
    assert document.index_number == f"{city.code}/{today.year}-00001"


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"title": ""}, "title"),
        ({"title": "长" * 501}, "title"),
        ({"column": "999999"}, "column"),
        ({"issued_on": "2026-13-40"}, "issued_on"),
        ({"validity": "WRONG"}, "validity"),
        ({"disclosure_attribute": "NOT_DISCLOSED"}, "attribute_reason"),
        ({"effective_on": "2026-12-01", "expires_on": "2026-11-01"}, "expires_on"),
        ({"document_number": "号" * 101}, "document_number"),
    ],
)
def test_bad_input_is_named_at_its_field_and_nothing_is_stored(change, field, client, city, typed, author):
    client.force_login(author)
    response = client.post(reverse("disclosure:create"), typed | change)
    assert list(response.context["form"].errors) == [field]
    assert 'value="云府发〔2026〕20号"' in response.content.decode() or field == "document_number"
    assert Document.objects.count() == 0


def test_a_column_of_another_organization_is_refused(client, city, bureau, typed, author):
    client.force_login(author)
    foreign = bureau.columns.get(slug="others")
    response = client.post(reverse("disclosure:create"), typed | {"column": str(foreign.pk)})
    assert list(response.context["form"].errors) == ["column"]


def test_saving_over_a_colleagues_change_keeps_what_was_typed(client, city, write, typed, author):
    document = write(city)
    client.force_login(author)
    address = reverse("disclosure:edit", args=[document.pk])
    client.post(address, typed | {"revision": "1", "title": "先保存的"})
    response = client.post(address, typed | {"revision": "1", "title": "后保存的"})
    document.refresh_from_db()
    assert document.title == "先保存的"
    assert "已被他人修改" in response.content.decode()
    assert 'value="后保存的"' in response.content.decode()


def test_text_that_nobody_touched_keeps_its_html(client, city, write, typed, author):
    html = '<table><tr><td colspan="2">合计</td></tr><tr><td>甲</td><td>乙</td></tr></table>'
    document = write(city, body=html)
    client.force_login(author)
    address = reverse("disclosure:edit", args=[document.pk])
    shown = client.get(address).context["form"].initial["body_text"]
    client.post(address, typed | {"body_text": shown, "revision": str(document.revision)})
    document.refresh_from_db()
    assert 'colspan="2"' in document.body


def test_what_was_pasted_into_the_text_cannot_act(client, city, typed, author):
    client.force_login(author)
    evil = '<script>alert(1)</script>\n<img src=x onerror=alert(1)>\n一、<b onclick="x()">范围</b>'
    client.post(reverse("disclosure:create"), typed | {"body_text": evil})
    body = Document.objects.get().body
    assert "<script" not in body
    assert "<img" not in body
    assert "&lt;script&gt;" in body


def official_paper():
    package = docx.Document()
    for line in (
        "云澜市教育局文件",
        "云教发〔2026〕9号",
        "关于做好校园开放工作的通知",
        "各学校：",
        "现就有关事项通知如下。",
        "云澜市教育局",
        "2026年10月12日",
        "（此件主动公开）",
    ):
        package.add_paragraph(line)
    target = io.BytesIO()
    package.save(target)
    return target.getvalue()


def test_an_imported_file_fills_the_form_and_doubts_must_be_settled(client, city, author):
    client.force_login(author)
    upload = {
        "organization": "yunlan",
        "file": SimpleUploadedFile("通知.txt", "关于校园开放的通知\n各学校：\n请做好校园开放工作。".encode()),
    }
    response = client.post(reverse("disclosure:import"), upload, follow=True)
    document = Document.objects.get()
    assert document.import_problems
    page = response.content.decode()
    assert all(problem in page for problem in document.import_problems)
    form = response.context["form"]
    posted = {name: value if value is not None else "" for name, value in form.initial.items()}
    posted |= {"settled": document.import_problems, "validity": "IN_FORCE"}
    client.post(reverse("disclosure:edit", args=[document.pk]), posted)
    document.refresh_from_db()
    assert document.import_problems == []


def test_importing_the_same_file_again_makes_no_second_document(client, city, author):
    client.force_login(author)
    content = official_paper()
    for name in ("通知.docx", "通知（副本）.docx"):
        client.post(reverse("disclosure:import"), {"organization": "yunlan", "file": SimpleUploadedFile(name, content)})
    document = Document.objects.get()
    assert (document.document_number, document.source_name) == ("云教发〔2026〕9号", "通知.docx")
    source = client.get(reverse("disclosure:source", args=[document.pk]))
    assert source.getvalue() == content


@pytest.mark.parametrize(
    "file",
    [
        SimpleUploadedFile("程序.exe", b"MZ\x90"),
        SimpleUploadedFile("坏的.docx", b"PK\x03\x04broken"),
        SimpleUploadedFile("空的.txt", b""),
        SimpleUploadedFile("坏的.pdf", b"%PDF-1.4 broken"),
    ],
    ids=lambda file: file.name,
)
def test_an_unreadable_file_is_refused_with_a_sentence(file, client, city, author):
    client.force_login(author)
    response = client.post(reverse("disclosure:import"), {"organization": "yunlan", "file": file})
    assert list(response.context["form"].errors) == ["file"]
    assert Document.objects.count() == 0


def test_one_cannot_import_for_an_organization_of_others(client, city, bureau, author):
    client.force_login(author)
    upload = {"organization": "jiaoyu", "file": SimpleUploadedFile("通知.docx", official_paper())}
    response = client.post(reverse("disclosure:import"), upload)
    assert list(response.context["form"].errors) == ["organization"]


@pytest.mark.parametrize("number", [1, 30])
def test_the_desk_list_is_paged(number, client, city, write, author):
    for index in range(number):
        write(city, f"第{index}件")
    client.force_login(author)
    page = client.get(reverse("disclosure:desk")).context["page"]
    assert (len(page), page.paginator.count) == (min(number, 20), number)


def test_the_desk_list_costs_the_same_for_one_and_thirty(client, city, write, author):
    client.force_login(author)
    write(city, "第0件")
    client.get(reverse("disclosure:desk"))
    with CaptureQueriesContext(connection) as one:
        client.get(reverse("disclosure:desk"))
    for index in range(1, 30):
        write(city, f"第{index}件")
    with CaptureQueriesContext(connection) as thirty:
        client.get(reverse("disclosure:desk"))
    assert len(thirty) == len(one)


def test_the_page_of_a_document_explains_what_is_missing_and_what_happened(client, city, write, author):
    document = write(city, disclosure_attribute="")
    client.force_login(author)
    page = client.get(reverse("disclosure:desk_document", args=[document.pk])).content.decode()
    assert "只有公开属性为“主动公开”的文件才能发布。" in page
    assert "新建文件" in page
    assert "提交审核</button>" not in page


def test_the_reviewer_returns_a_document_and_its_author_is_told(client, city, write, author, reviewer):
    document = submit_for_review(write(city), actor=author, at=NOW)
    client.force_login(reviewer)
    address = reverse("disclosure:review", args=[document.pk])
    response = client.post(address, {"decision": "RETURNED", "comment": ""})
    assert list(response.context["form"].errors) == ["comment"]
    client.post(address, {"decision": "RETURNED", "comment": "请补充第三条的依据"})
    document.refresh_from_db()
    assert document.status == "DRAFT"
    message = Message.objects.get(recipient=author, event="document.returned")
    assert "请补充第三条的依据" in message.body


def test_the_author_is_told_that_he_cannot_review(client, city, write, both):
    document = submit_for_review(write(city, actor=both), actor=both, at=NOW)
    client.force_login(both)
    assert client.get(reverse("disclosure:review", args=[document.pk])).status_code == 409


def test_withdrawing_needs_a_reason(client, city, publish, author):
    document = publish(city)
    client.force_login(author)
    address = reverse("disclosure:withdraw", args=[document.pk])
    assert client.get(address).status_code == 200
    assert list(client.post(address, {"reason": " "}).context["form"].errors) == ["reason"]
    client.post(address, {"reason": "数据有误"})
    document.refresh_from_db()
    assert (document.status, document.withdrawn_reason) == ("WITHDRAWN", "数据有误")


def test_the_guide_is_written_and_read(client, city, author):
    client.force_login(author)
    address = reverse("disclosure:guide_edit", args=["yunlan"])
    elements = {
        "classification": "按条例分类",
        "arrangement": "按栏目编排",
        "access": "本网站",
        "effective_on": "2026-01-01",
    }
    assert list(client.post(address, elements | {"access": ""}).context["form"].errors) == ["access"]
    client.post(address, elements)
    client.logout()
    page = client.get(reverse("disclosure:guide", args=["yunlan"])).content.decode()
    for text in (
        "按条例分类",
        "按栏目编排",
        "本网站",
        city.address,
        city.office_hours,
        city.phone,
        "传真号码",
        "互联网联系方式",
    ):
        assert text in page
