"""The open interface as a whole: schema, documentation, conditional reads, one format of errors."""

import json

import pytest
from django.core.management import call_command
from django.urls import reverse
from rest_framework.throttling import AnonRateThrottle

from catalog.models import CatalogDomain

DOMAINS = "/api/v1/catalog/domains/"


@pytest.fixture
def domain(db):
    return CatalogDomain.objects.create(order=1, name="社会救助", slug="social-assistance", ministry="民政部")


@pytest.fixture
def schema(tmp_path, db):
    path = tmp_path / "schema.json"
    call_command("spectacular", "--validate", "--fail-on-warn", "--format", "openapi-json", "--file", str(path))
    return json.loads(path.read_text())


def test_every_operation_documents_its_errors(schema):
    operations = [(method, found) for path in schema["paths"].values() for method, found in path.items()]
    assert {method for method, _ in operations} == {"get", "post"}
    for method, operation in operations:
        special = "304" if method == "get" else "422"
        assert {"200", special, "400", "404", "406", "429"} <= set(operation["responses"]), operation["operationId"]


def test_every_address_is_under_the_version(schema):
    assert {path.split("/")[1:3] == ["api", "v1"] for path in schema["paths"]} == {True}


def test_an_unchanged_list_is_not_sent_again(client, domain):
    first = client.get(DOMAINS)
    same = client.get(DOMAINS, headers={"If-None-Match": first["ETag"]})
    assert (same.status_code, same.content) == (304, b"")
    CatalogDomain.objects.update(name="社会救助和福利")
    changed = client.get(DOMAINS, headers={"If-None-Match": first["ETag"]})
    assert (changed.status_code, changed.json()["results"][0]["name"]) == (200, "社会救助和福利")


@pytest.mark.parametrize(
    ("address", "status"),
    [
        (f"{DOMAINS}nothing/", 404),
        (f"{DOMAINS}?page=99", 404),
        (f"{DOMAINS}?page=0", 404),
        ("/api/v1/catalog/items/?mode=x", 400),
    ],
)
def test_errors_have_one_format(client, domain, address, status):
    answer = client.get(address)
    assert answer.status_code == status
    assert set(answer.json()) == {"detail", "field"}
    # Chinese for readers: no name of a class, no sentence in English.
    assert not any(letter.isascii() and letter.isalpha() for letter in answer.json()["detail"].replace("x", ""))


@pytest.mark.parametrize("size", ["0", "-5", "101", "100000", "1.5", "all", "9" * 5000])
def test_a_size_of_page_that_cannot_be_had_is_refused(client, domain, size):
    answer = client.get(DOMAINS, {"page_size": size})
    assert (answer.status_code, answer.json()) == (400, {"detail": "应当是1至100的整数。", "field": "page_size"})


def test_the_size_of_a_page_can_be_chosen(client, domain):
    assert client.get(DOMAINS, {"page_size": "100"}).json()["count"] == 1


def test_who_asks_too_often_is_told_to_wait(client, domain, monkeypatch):
    monkeypatch.setattr(AnonRateThrottle, "THROTTLE_RATES", {"anon": "2/min"})
    answers = [client.get(DOMAINS) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert set(answers[-1].json()) == {"detail", "field"}
    assert int(answers[-1]["Retry-After"]) <= 60


def test_the_documentation_page_has_no_inline_script_or_style(client, db):
    page = client.get(reverse("api:docs")).content.decode()
    assert "<style" not in page
    assert page.count("<script") == page.count("<script src=")
    assert " style=" not in page


def test_the_documentation_script_reads_our_schema(client, db):
    script = client.get(reverse("api:docs"), {"script": ""})
    assert script["Content-Type"] == "application/javascript"
    assert (
        reverse("api:schema").replace("/", "\\u002F") in script.content.decode()
        or reverse("api:schema") in script.content.decode()
    )


def test_an_unknown_address_answers_in_the_error_format(client):
    answer = client.get("/api/v1/nothing/here/")
    assert (answer.status_code, answer.json()) == (404, {"detail": "没有这个接口，请看接口文档。", "field": None})
