"""What each person sees, with things in the database that could leak."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from disclosure.enums import DisclosureAttribute
from disclosure.models import Document
from disclosure.search import DocumentSource
from disclosure.selectors.desk import DESK_LISTS
from disclosure.selectors.documents import public_documents, visible_documents
from disclosure.services import add_attachment, submit_for_review, withdraw_document
from portal.accounts.enums import Role
from tests.disclosure.conftest import NOW, make_person


@pytest.fixture
def everything(city, bureau, write, approve, publish, author, stranger):
    """One document in every state for the city, a draft and a public document for the bureau."""
    second = make_person("second", (bureau, Role.REVIEWER))
    publish(city, "市·已发布")
    withdraw_document(publish(city, "市·已撤回"), actor=author, reason="重复", at=NOW)
    approve(write(city, "市·待发布"), author=author)
    submit_for_review(write(city, "市·待审核"), actor=author, at=NOW)
    write(city, "市·草稿")
    write(city, "市·不公开", disclosure_attribute=DisclosureAttribute.NOT_DISCLOSED, attribute_reason="第十四条")
    publish(bureau, "局·已发布", actor=stranger, by=second)
    write(bureau, "局·草稿", actor=stranger)


CITY = {"市·已发布", "市·已撤回", "市·待发布", "市·待审核", "市·草稿", "市·不公开"}
PUBLIC = {"市·已发布", "局·已发布"}


def titles(documents):
    return {document.title for document in documents}


def test_visible_documents_of_every_person(everything, author, reviewer, stranger, supervisor, clerk):
    author.is_active = True
    seen = {
        "anonymous": titles(visible_documents(AnonymousUser())),
        "author": titles(visible_documents(author)),
        "reviewer": titles(visible_documents(reviewer)),
        "stranger": titles(visible_documents(stranger)),
        "supervisor": titles(visible_documents(supervisor)),
        "clerk": titles(visible_documents(clerk)),
    }
    assert seen == {
        "anonymous": PUBLIC,
        "author": CITY | PUBLIC,
        "reviewer": CITY | PUBLIC,
        "stranger": PUBLIC | {"局·草稿"},
        "supervisor": CITY | PUBLIC | {"局·草稿"},
        "clerk": PUBLIC,
    }


def test_an_account_that_is_switched_off_sees_what_the_public_sees(everything, author):
    author.is_active = False
    author.save()
    assert titles(visible_documents(author)) == PUBLIC


def test_nothing_but_public_documents_reaches_pages_search_and_interface(everything, client):
    source = DocumentSource()
    assert {entry.title for entry in source.entries(None)} == PUBLIC
    every_id = list(Document.objects.values_list("pk", flat=True))
    assert {entry.title for entry in source.entries(every_id)} == PUBLIC
    assert {row["title"] for row in client.get("/api/v1/documents/").json()["results"]} == PUBLIC
    assert titles(client.get(reverse("disclosure:library")).context["page"]) == PUBLIC


def test_only_public_addresses_answer_a_visitor(everything, client):
    answers = {}
    for document in Document.objects.all():
        page = client.get(reverse("disclosure:document", args=[document.pk])).status_code
        text = client.get(reverse("disclosure:download", args=[document.pk, "txt"])).status_code
        interface = client.get(f"/api/v1/documents/{document.pk}/").status_code
        answers[document.title] = (page, text, interface)
    expected = dict.fromkeys(CITY | PUBLIC | {"局·草稿"}, (404, 404, 404))
    expected |= dict.fromkeys(PUBLIC, (200, 200, 200)) | {"市·已撤回": (410, 410, 404)}
    assert answers == expected


def test_attachments_follow_their_document(client, city, write, author, stranger):
    draft = write(city)
    attachment = add_attachment(draft, actor=author, file=SimpleUploadedFile("一览表.csv", "甲,乙\n".encode()))
    address = reverse("disclosure:attachment", args=[draft.pk, attachment.pk])
    answers = {"anonymous": client.get(address).status_code}
    for user in (author, stranger):
        client.force_login(user)
        response = client.get(address)
        answers[user.username] = response.status_code
        if response.streaming:
            assert response.getvalue() == "甲,乙\n".encode()
    assert answers == {"anonymous": 404, "author": 200, "stranger": 404}


def desk_lists(user):
    return {entry.key: titles(entry.documents(user)) for entry in DESK_LISTS}


def test_working_lists_of_the_author_and_the_reviewer(everything, author, reviewer):
    assert desk_lists(author) == {
        "mine": {"市·草稿", "市·不公开"},
        "review": set(),
        "publish": {"市·待发布"},
        "submitted": {"市·待审核"},
        "published": {"市·已发布"},
        "withdrawn": {"市·已撤回"},
        "drafts": {"市·草稿", "市·不公开"},
    }
    assert desk_lists(reviewer) == {
        "mine": set(),
        "review": {"市·待审核"},
        "publish": set(),
        "submitted": {"市·待审核"},
        "published": {"市·已发布"},
        "withdrawn": {"市·已撤回"},
        "drafts": {"市·草稿", "市·不公开"},
    }


DESK_PAGES = ["desk_document", "edit", "review", "withdraw", "relate", "file", "source"]


@pytest.mark.parametrize("name", DESK_PAGES)
def test_desk_pages_of_one_document_are_closed_to_others(name, client, city, write, stranger, clerk):
    address = reverse(f"disclosure:{name}", args=[write(city).pk])
    assert client.get(address).status_code == 302
    for user in (stranger, clerk):
        client.force_login(user)
        assert client.get(address).status_code == 404


@pytest.mark.parametrize("name", ["desk", "create", "import"])
def test_the_desk_is_closed_to_people_without_a_part_in_publishing(name, client, clerk):
    address = reverse(f"disclosure:{name}")
    assert client.get(address).status_code == 302
    client.force_login(clerk)
    assert client.get(address).status_code == 403


STEPS = ["submit", "publish", "reopen", "attach"]


@pytest.mark.parametrize("name", STEPS)
def test_steps_need_post_and_the_right_person(name, client, city, write, author, stranger):
    document = write(city)
    address = reverse(f"disclosure:{name}", args=[document.pk])
    assert client.post(address).status_code == 302
    client.force_login(stranger)
    assert client.post(address).status_code == 404
    client.force_login(author)
    assert client.get(address).status_code == 405
    document.refresh_from_db()
    assert document.status == "DRAFT"
    assert list(public_documents()) == []
