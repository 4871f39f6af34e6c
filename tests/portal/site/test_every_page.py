"""Walk every link of the portal: each page answers, has the mandatory meta tags and one first-level heading."""

from urllib.parse import urldefrag, urljoin, urlsplit

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from portal.accounts.enums import Role
from tests.portal.site.pages import read

MANDATORY = {"SiteName", "SiteDomain", "SiteIDCode", "ColumnName", "ColumnDescription", "ColumnKeywords", "ColumnType"}
CONTENT = {"ArticleTitle", "PubDate", "ContentSource"}
# A reading mode leads back to the page; the admin and the API have frames of their own.
OUTSIDE = ("/mode/", "/admin/", "/api/")
MOST = 300


def walk(client: Client, start: str) -> dict[str, object]:
    """Every page that can be reached from ``start`` by links, by address; downloads are fetched but not read."""
    waiting, pages = [start], {}
    while waiting and len(pages) < MOST:
        address = waiting.pop()
        if address in pages:
            continue
        response = client.get(address, follow=True)
        pages[address] = response
        if response.status_code == 200 and response["Content-Type"].startswith("text/html"):
            waiting += own_links(address, read(response).links.values())
    return pages


def own_links(address: str, links) -> list[str]:
    targets = [urldefrag(urljoin(address, link)).url for link in links if link]
    return [target for target in targets if not urlsplit(target).netloc and not target.startswith(OUTSIDE)]


@pytest.fixture
def filled(city, bureau, domain, document, readable_index):
    return city


def html_pages(pages: dict[str, object]) -> dict[str, object]:
    return {address: page for address, page in pages.items() if page["Content-Type"].startswith("text/html")}


def test_every_public_page_answers_and_names_itself(client, filled, document):
    pages = walk(client, "/")

    assert {address: page.status_code for address, page in pages.items() if page.status_code != 200} == {}
    assert reverse("disclosure:document", args=[document.pk]) in pages
    for address, page in html_pages(pages).items():
        content = read(page)
        metas = {name for name, value in content.metas.items() if value}
        assert (address, MANDATORY - metas) == (address, set())
        assert (address, len(content.headings)) == (address, 1)


def test_document_page_has_the_ten_mandatory_tags(client, document):
    metas = read(client.get(reverse("disclosure:document", args=[document.pk]))).metas

    assert metas.keys() >= MANDATORY | CONTENT
    assert metas["ArticleTitle"] == "云澜市公共租赁住房管理办法"
    assert metas["PubDate"] == "2026-11-09 08:05"
    assert metas["ContentSource"] == "云澜市人民政府"
    assert (metas["ColumnName"], metas["ColumnType"]) == ("行政规范性文件", "政策文件")


def test_home_page_shows_the_newest_document_with_its_organ_and_day(client, document):
    page = client.get("/")

    assert read(page).links[document.title] == reverse("disclosure:document", args=[document.pk])
    assert '<time datetime="2026-11-09">2026-11-09</time>' in page.content.decode()


def test_home_page_costs_the_same_for_one_and_many_documents(client, document, django_assert_num_queries):

    client.get("/")
    with CaptureQueriesContext(connection) as one:
        client.get("/")
    for number in range(30):
        document.pk, document.index_number = None, f"x/{number}"
        document.save(force_insert=True)
    with django_assert_num_queries(len(one)):
        page = client.get("/")

    assert page.content.decode().count('<time datetime="') == 10


def test_every_page_of_the_workbench_answers(filled, staff_of):
    client = Client()
    client.force_login(staff_of(filled, *Role))

    pages = walk(client, reverse("site:desk"))

    assert {address: page.status_code for address, page in pages.items() if page.status_code != 200} == {}
    for address, page in html_pages(pages).items():
        assert (address, len(read(page).headings)) == (address, 1)
