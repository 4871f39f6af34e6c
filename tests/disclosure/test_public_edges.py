"""Where a citizen or a machine leaves the usual path: old versions, files of withdrawn documents, odd questions."""

import re
from datetime import timedelta
from urllib.parse import quote

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from disclosure.services import (
    add_attachment,
    publish_document,
    reopen_document,
    save_draft,
    withdraw_document,
)
from tests.disclosure.conftest import NOW


@pytest.fixture
def publish_with_file(city, write, approve, author):
    """A public document with one attachment; returns the document and the address of the file."""

    def publish_it():
        draft = write(city)
        file = add_attachment(draft, actor=author, file=SimpleUploadedFile("一览表.csv", "甲,乙\n".encode()))
        document = publish_document(approve(draft, author=author), actor=author, at=NOW)
        return document, reverse("disclosure:attachment", args=[document.pk, file.pk])

    return publish_it


def test_a_file_of_a_withdrawn_document_is_gone_like_its_page(client, publish_with_file, author):
    document, address = publish_with_file()
    withdraw_document(document, actor=author, reason="数据有误", at=NOW)
    response = client.get(address)
    assert response.status_code == 410
    assert "数据有误" in response.content.decode()


def test_an_earlier_version_bears_the_date_of_its_own_publication(client, city, publish, approve, author):
    document = publish(city)
    draft = reopen_document(withdraw_document(document, actor=author, reason="更正", at=NOW), actor=author)
    draft.body = "<p>新的正文</p>"
    ready = approve(save_draft(draft, actor=author), author=author)
    publish_document(ready, actor=author, at=NOW + timedelta(days=3))
    pages = {
        "earlier": client.get(reverse("disclosure:version", args=[document.pk, 1])).content.decode(),
        "live": client.get(reverse("disclosure:document", args=[document.pk])).content.decode(),
    }
    for name, minute, day in (
        ("earlier", "2026-11-20 10:30", "2026年11月20日"),
        ("live", "2026-11-23 10:30", "2026年11月23日"),
    ):
        assert f'<meta name="PubDate" content="{minute}">' in pages[name]
        assert f"<dt>发布日期</dt><dd>{day}</dd>" in pages[name]


def statements(queries):
    """The SQL without the running numbers that PostgreSQL's cursors get."""
    return [re.sub(r"_django_curs_\w+", "cursor", query["sql"]) for query in queries]


@pytest.mark.parametrize("address", ["/wjk/", "/zwgk/yunlan/statutory/", "/api/v1/documents/"])
def test_a_question_of_a_thousand_words_is_answered_like_one_of_eight(address, client, city, publish):
    publish(city, "住房通知")
    words = "住房 " * 8
    with CaptureQueriesContext(connection) as few:
        assert client.get(address, {"q": words}).status_code == 200
    with CaptureQueriesContext(connection) as many:
        assert client.get(address, {"q": words + "查无此词 " * 1000}).status_code == 200
    assert statements(many) == statements(few)


def test_a_slash_in_the_title_does_not_cut_the_name_of_the_file(client, city, publish):
    document = publish(city, "关于A/B类项目的通知")
    response = client.get(reverse("disclosure:download", args=[document.pk, "txt"]))
    assert response["Content-Disposition"] == f"attachment; filename*=utf-8''{quote('关于A／B类项目的通知.txt')}"


@pytest.mark.parametrize("year", ["2026.5", "abc", "1e3", "99999999999"])
def test_a_year_that_is_no_year_is_refused(year, client, city):
    answer = client.get("/api/v1/documents/", {"year": year})
    assert (answer.status_code, answer.json()["field"]) == (400, "year")


def test_a_number_that_only_looks_like_one_names_no_document(client, city, write, author):
    document = write(city)
    client.force_login(author)
    response = client.post(reverse("disclosure:relate", args=[document.pk]), {"kind": "INTERPRETS", "target": "²"})
    assert response.context["form"].errors["target"] == ["没有找到这份文件，请核对编号。"]
