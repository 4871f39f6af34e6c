"""Error pages in the look of the site; the worst one needs neither context nor database."""

import pytest
from django.db import DatabaseError, connection
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse

from portal.common.exceptions import Conflict, InvalidInput, NotAvailable, NotPermitted
from portal.site.middleware import DomainErrorPage
from tests.portal.site.pages import read


def test_not_found_keeps_the_frame_and_helps_on(client, city):
    response = client.get("/no/such/page/")

    assert response.status_code == 404
    page = read(response)
    assert page.headings == ["没有找到这个页面"]
    assert page.links["网站地图"] == reverse("site:sitemap")
    assert page.metas["SiteIDCode"] == "0000000000"


def test_expired_form_says_that_nothing_was_sent(city):
    response = Client(enforce_csrf_checks=True).post(reverse("accounts:login"), {"username": "a", "password": "b"})

    assert response.status_code == 403
    assert read(response).headings == ["页面已过期，没有提交"]


@pytest.mark.parametrize("name", ["400", "403"])
def test_other_refusals_have_a_page(rf, city, name):
    assert "<h1>" in render_to_string(f"{name}.html", {}, request=rf.get("/"))


def test_server_error_page_needs_no_context_and_no_database():
    assert "系统暂时无法处理" in render_to_string("500.html")


def test_failing_view_shows_the_server_error_page(client, city, monkeypatch):
    def fail(*args: object, **kwargs: object) -> None:
        raise DatabaseError

    client.raise_request_exception = False
    with monkeypatch.context() as patch:
        patch.setattr(connection, "cursor", fail)
        response = client.get("/")

    assert response.status_code == 500
    page = read(response)
    assert page.headings == ["系统暂时无法处理"]
    assert {name: page.metas[name] for name in ("SiteIDCode", "ColumnName")} == {
        "SiteIDCode": "0000000000",
        "ColumnName": "首页",
    }


def test_a_request_that_cannot_be_read_keeps_the_frame(client, city, settings):
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 2
    response = client.post(reverse("accounts:login"), {"a": "1", "b": "2", "c": "3"})

    assert response.status_code == 400
    page = read(response)
    assert page.headings == ["请求无法处理"]
    assert page.metas["SiteIDCode"] == "0000000000"


@pytest.mark.parametrize(
    ("error", "status"), [(InvalidInput, 422), (Conflict, 409), (NotPermitted, 403), (NotAvailable, 503)]
)
def test_refused_action_is_said_in_words(rf, city, error, status):
    response = DomainErrorPage(lambda request: None).process_exception(rf.get("/"), error("案件已经办结。"))

    assert response.status_code == status
    assert "案件已经办结。" in response.content.decode()


def test_other_exceptions_are_left_alone(rf):
    assert DomainErrorPage(lambda request: None).process_exception(rf.get("/"), ValueError("x")) is None
