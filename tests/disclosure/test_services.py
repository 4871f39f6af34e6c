"""Columns, numbers, files, validity, links, search and the interface."""

import threading
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import connection, transaction
from django.urls import reverse

from catalog.models import CatalogDomain, CatalogItem
from catalog.selectors import filed_documents
from disclosure.enums import DisclosureAttribute, RelationKind
from disclosure.models import Attachment, Column, Document, IndexCounter, normalise_document_number
from disclosure.models.version import FrozenVersionError
from disclosure.recognition import RecognisedDocument, Section
from disclosure.services import (
    add_attachment,
    clean_body,
    create_columns,
    file_under_item,
    import_document,
    publish_document,
    relate_documents,
    remove_attachment,
    save_draft,
    submit_for_review,
    switch_validity,
    unfile,
    unrelate_documents,
    withdraw_document,
)
from disclosure.services import attachments as attachment_services
from disclosure.services.publishing import next_index_number
from portal.accounts.enums import Role
from portal.audit.models import AuditEntry
from portal.common.exceptions import InvalidInput, NotPermitted
from portal.search.services import SearchRequest, search
from tests.disclosure.conftest import NOW, TODAY, make_person

# 条例 art 20 items 1 to 15; art 21 adds by level.
ART_20 = [f"20-{number:02d}" for number in range(1, 16)]


@pytest.mark.parametrize(("slug", "additional"), [("yunlan", {"21-A", "21"}), ("lanxi", {"21-A", "21"})])
def test_every_organization_has_the_statutory_items_of_its_level(slug, additional, city, county):
    codes = set(
        Column.objects.filter(organization__slug=slug, part="STATUTORY").values_list("statutory_code", flat=True)
    )
    assert codes == {*ART_20, *additional}


def test_only_a_city_has_a_column_for_rules(city, bureau, county):
    assert list(Column.objects.filter(slug="regulations").values_list("organization__slug", flat=True)) == ["yunlan"]


def test_making_columns_again_changes_nothing_and_keeps_the_offices_own_words(city):
    Column.objects.filter(organization=city, slug="finance").update(title="财政信息")
    before = list(Column.objects.values_list("slug", "title", "order"))
    entries = AuditEntry.objects.count()
    create_columns(city, actor=None)
    call_command("load_columns", verbosity=0)
    assert (list(Column.objects.values_list("slug", "title", "order")), AuditEntry.objects.count()) == (before, entries)


def test_index_numbers_count_per_organization_and_year_and_are_never_reused(city, bureau, publish, author, stranger):
    second = make_person("second", (bureau, Role.REVIEWER))
    first = publish(city, "甲")
    withdraw_document(first, actor=author, reason="重复", at=NOW)
    numbers = [first.index_number, publish(city, "乙").index_number]
    numbers.append(publish(bureau, "丙", actor=stranger, by=second).index_number)
    numbers.append(publish(city, "丁", at=NOW + timedelta(days=60)).index_number)
    assert numbers == [
        f"{city.code}/2026-00001",
        f"{city.code}/2026-00002",
        f"{bureau.code}/2026-00001",
        f"{city.code}/2027-00001",
    ]


@pytest.mark.postgresql
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time anyway")
@pytest.mark.django_db(transaction=True)
def test_index_numbers_are_unique_when_many_publish_at_once():
    given, failed = [], []

    def take():
        try:
            for _ in range(5):
                with transaction.atomic():
                    number = next_index_number("000000000000000001", 2026)
                given.append(number)
        except Exception as error:  # noqa: BLE001  reported below
            failed.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=take) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert sorted(given) == [f"000000000000000001/2026-{number:05d}" for number in range(1, 21)]
    assert IndexCounter.objects.get().last == 20


def test_the_limit_for_publishing_is_twenty_working_days(calendar, city, write):
    by_issue = write(city, issued_on=date(2026, 9, 21))
    by_change = write(city, issued_on=date(2026, 1, 5), formed_on=date(2026, 9, 21))
    unknown_year = write(city, issued_on=date(2021, 7, 5))
    assert [d.publish_due_on for d in (by_issue, by_change, unknown_year)] == [
        date(2026, 10, 26),
        date(2026, 10, 26),
        None,
    ]


@pytest.mark.parametrize("attribute", [DisclosureAttribute.ON_APPLICATION, DisclosureAttribute.NOT_DISCLOSED])
def test_what_is_not_published_proactively_has_no_limit(attribute, calendar, city, write):
    closed = write(city, issued_on=date(2026, 9, 21), disclosure_attribute=attribute, attribute_reason="第十六条")
    assert closed.publish_due_on is None


@pytest.mark.parametrize(
    "typed",
    ["云府发〔2026〕14号", "云府发[2026]14号", "云府发（２０２６）14 号", "云府发【2026】14号", " 云府发(2026)14号 "],
)
def test_a_document_number_is_the_same_in_any_brackets(typed):
    assert normalise_document_number(typed) == "云府发[2026]14号"


@pytest.mark.parametrize(
    ("html", "clean"),
    [
        ('<p style="color:red" id="a" onclick="x()">甲</p>', "<p>甲</p>"),
        ("<p>甲<script>alert(1)</script></p>", "<p>甲</p>"),
        ('<p><a href="javascript:x()">乙</a><img src="x"></p>', "<p>乙</p>"),
        ('<td onmouseover="x">', ""),
        ('<h2 class="attached-title">办法</h2>', '<h2 class="attached-title">办法</h2>'),
        ("<p> </p><br>", ""),
        ("<o:p>丙</o:p><iframe src=x></iframe>", "丙"),
        (
            '<table border="1"><tbody><tr><td colspan="2" rowspan="3" width="9">丁</td></tr></tbody></table>',
            '<table><tbody><tr><td colspan="2" rowspan="3">丁</td></tr></tbody></table>',
        ),
    ],
)
def test_the_body_keeps_structure_and_nothing_that_acts(html, clean):
    assert clean_body(html) == clean


def test_characters_that_no_file_may_contain_are_dropped(city, write):
    document = write(city, "关于\x0b公租房\n 的\x00通知", signatory="\x07云澜市人民政府 ")
    assert (document.title, document.signatory) == ("关于公租房 的通知", "云澜市人民政府")


def test_a_version_cannot_be_changed(city, publish):
    version = publish(city).live_version
    version.content = {}
    with pytest.raises(FrozenVersionError):
        version.save()
    with pytest.raises(FrozenVersionError):
        version.save(update_fields=["content"])


# --- Files -----------------------------------------------------------------------------------


def stored_files():
    folder = "disclosure/attachments"
    return set(default_storage.listdir(folder)[1]) if default_storage.exists(folder) else set()


def test_an_attachment_is_stored_with_its_facts_under_a_random_name(city, write, author):
    upload = SimpleUploadedFile("../../etc/房源 一览表.csv", "项目,套数\n".encode())
    attachment = add_attachment(write(city), actor=author, file=upload)
    assert (attachment.name, attachment.media_type, attachment.size) == ("房源 一览表.csv", "text/csv", 14)
    assert attachment.file.name.startswith("disclosure/attachments/")
    assert "房源" not in attachment.file.name
    assert ".." not in attachment.file.name


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("页面.html", b"<script>alert(1)</script>"),
        ("假的.pdf", b"<html>%PDF-1.4"),
        ("假的.png", b"\x89PNG but not really a picture?"[1:]),
        ("空的.txt", b""),
        ("程序.exe", b"MZ"),
        ("无扩展名", b"text"),
    ],
)
def test_a_bad_attachment_is_refused_and_leaves_nothing(name, content, city, write, author):
    document, before = write(city), stored_files()
    with pytest.raises(InvalidInput):
        add_attachment(document, actor=author, file=SimpleUploadedFile(name, content))
    assert (document.attachments.count(), stored_files()) == (0, before)


def test_a_file_is_removed_when_its_row_cannot_be_written(city, write, author, stranger, monkeypatch):
    document, before = write(city), stored_files()

    def fail(*args, **kwargs):
        raise RuntimeError("the log is full")

    with pytest.raises(NotPermitted):
        add_attachment(document, actor=stranger, file=SimpleUploadedFile("表.csv", b"a,b\n"))
    monkeypatch.setattr(attachment_services, "record", fail)
    with pytest.raises(RuntimeError):
        add_attachment(document, actor=author, file=SimpleUploadedFile("表.csv", b"a,b\n"))
    assert (Attachment.objects.count(), stored_files()) == (0, before)


@pytest.mark.django_db(transaction=True)
def test_removing_an_attachment_deletes_its_bytes_unless_a_version_holds_them(city, write, author):
    document, before = write(city), stored_files()
    add_attachment(document, actor=author, file=SimpleUploadedFile("甲.csv", b"a,b\n"))
    remove_attachment(document.attachments.get(), actor=author)
    assert (document.attachments.count(), stored_files()) == (0, before)


# --- Validity and links ------------------------------------------------------------------------


def validity_of(*documents):
    return list(
        Document.objects.filter(pk__in=[d.pk for d in documents]).order_by("pk").values_list("validity", flat=True)
    )


def test_a_document_is_out_of_force_from_the_day_after_its_last(city, publish):
    document = publish(city, expires_on=TODAY)
    assert switch_validity(TODAY) == []
    assert switch_validity(TODAY + timedelta(days=1)) == [document]
    assert switch_validity(TODAY + timedelta(days=400)) == []
    assert validity_of(document) == ["EXPIRED"]


@pytest.mark.parametrize(
    ("kind", "validity"), [("AMENDS", "AMENDED"), ("REPEALS", "REPEALED"), ("BASED_ON", "IN_FORCE")]
)
def test_an_amendment_or_repeal_works_from_the_day_it_takes_effect(
    kind, validity, city, write, approve, publish, author
):
    old = publish(city, "旧办法")
    change = write(city, "决定", effective_on=TODAY + timedelta(days=3))
    relate_documents(change, target=old, kind=RelationKind(kind), actor=author, on=TODAY)
    publish_document(approve(change, author=author), actor=author, at=NOW)
    switch_validity(TODAY + timedelta(days=2))
    assert validity_of(old) == ["IN_FORCE"]
    switch_validity(TODAY + timedelta(days=3))
    assert validity_of(old) == [validity]


def test_publishing_a_repeal_that_is_in_effect_works_at_once(city, write, approve, publish, author):
    old, change = publish(city, "旧办法"), write(city, "决定")
    relate_documents(change, target=old, kind=RelationKind.REPEALS, actor=author, on=TODAY)
    assert validity_of(old) == ["IN_FORCE"]
    publish_document(approve(change, author=author), actor=author, at=NOW)
    assert validity_of(old) == ["REPEALED"]


def test_a_department_cannot_repeal_what_the_city_made(city, bureau, publish, write, stranger):
    old, change = publish(city, "市办法"), write(bureau, "局决定", actor=stranger)
    with pytest.raises(NotPermitted):
        relate_documents(change, target=old, kind=RelationKind.REPEALS, actor=stranger, on=TODAY)
    relation = relate_documents(change, target=old, kind=RelationKind.BASED_ON, actor=stranger, on=TODAY)
    unrelate_documents(relation, actor=stranger)
    assert old.relations_in.count() == 0


def test_a_document_whose_period_is_over_is_published_as_out_of_force(city, publish):
    lapsed = publish(city, "甲", expires_on=TODAY - timedelta(days=1))
    last_day = publish(city, "乙", expires_on=TODAY)
    assert (validity_of(lapsed), validity_of(last_day)) == (["EXPIRED"], ["IN_FORCE"])


@pytest.mark.parametrize("day", [date(1, 1, 1), date(202, 6, 11), date(9999, 12, 31)])
@pytest.mark.parametrize("name", ["issued_on", "formed_on", "effective_on", "expires_on", "printed_on"])
def test_a_year_out_of_this_world_is_refused_at_its_field(name, day, calendar, city, write):
    with pytest.raises(InvalidInput) as refusal:
        write(city, **{name: day})
    assert refusal.value.field == name


def test_two_documents_cannot_repeal_each_other(city, publish, author):
    first, second = publish(city, "甲"), publish(city, "乙")
    relate_documents(first, target=second, kind=RelationKind.REPEALS, actor=author, on=TODAY)
    with pytest.raises(InvalidInput):
        relate_documents(second, target=first, kind=RelationKind.AMENDS, actor=author, on=TODAY)
    assert validity_of(first) == ["IN_FORCE"]


def test_linking_twice_is_one_link_and_never_to_itself(city, publish, author):
    policy, reading = publish(city, "办法"), publish(city, "解读")
    for _ in range(2):
        relate_documents(reading, target=policy, kind=RelationKind.INTERPRETS, actor=author, on=TODAY)
    assert policy.relations_in.count() == 1
    with pytest.raises(InvalidInput):
        relate_documents(policy, target=policy, kind=RelationKind.INTERPRETS, actor=author, on=TODAY)


@pytest.fixture
def item(db):
    domain = CatalogDomain.objects.create(order=1, name="保障性住房", slug="affordable-housing", ministry="住建部门")
    return CatalogItem.objects.create(
        domain=domain, order=1, level1="配给管理", level2="保障性住房申请", content="办法",
        time_limit="20个工作日", time_limit_kind="WORKING_DAYS", responsible_body="市人民政府",
    )  # fmt: skip


def test_only_public_documents_count_for_a_catalog_item(city, publish, write, author, item, django_assert_num_queries):
    public, draft = publish(city, "公开的"), write(city, "草稿")
    for document in (public, public, draft):
        file_under_item(document, item=item, actor=author)
    source = filed_documents()
    assert source.counts_by_item([item.pk, 999]) == {item.pk: 1}
    assert source.counts_by_domain() == {item.domain_id: 1}
    listed = source.documents_of(item)
    assert [(row.title, row.published_on, row.organization_name) for row in listed[:10]] == [
        ("公开的", TODAY, city.name)
    ]
    assert (len(listed), listed[0].url) == (1, reverse("disclosure:document", args=[public.pk]))
    unfile(public, item=item, actor=author)
    assert source.counts_by_item([item.pk]) == {}


def test_strangers_cannot_file_and_the_desk_pages_can(client, city, publish, author, stranger, item):
    document = publish(city)
    with pytest.raises(NotPermitted):
        file_under_item(document, item=item, actor=stranger)
    client.force_login(author)
    client.post(reverse("disclosure:file", args=[document.pk]), {"item": item.pk})
    assert list(document.filings.values_list("item", flat=True)) == [item.pk]
    client.post(reverse("disclosure:unfile", args=[document.pk, item.pk]))
    client.post(reverse("disclosure:file_item", args=[item.pk]), {"document": document.pk})
    assert list(document.filings.values_list("item", flat=True)) == [item.pk]
    page = client.get(reverse("disclosure:document", args=[document.pk])).content.decode()
    assert reverse("catalog:item", args=[item.pk]) in page


# --- Import ------------------------------------------------------------------------------------

RECOGNISED = RecognisedDocument(
    title="关于印发《管理办法》的通知",
    document_number="云府发〔2026〕3号",
    issuers=("云澜市人民政府", "云澜市财政局"),
    addressee="各部门：",
    issued_on=date(2026, 3, 2),
    disclosure_attribute="主动公开",
    annotation="（此件主动公开）",
    sections=(Section(0, None, None, ("现印发给你们。",)), Section(0, None, "管理办法", ("第一条",), part="管理办法")),
    signatories=("云澜市人民政府",),
    printed_on=date(2026, 3, 3),
    problems=("没有找到主送机关",),
)


def test_an_import_takes_over_what_was_found_and_invents_nothing(city, author):
    outcome = import_document(
        city, RECOGNISED, actor=author, source_name="../a\\b/三号.docx", content=b"bytes", on=TODAY
    )
    document = outcome.document
    assert outcome.created
    assert {
        "title": document.title,
        "number": document.document_number_key,
        "issuer": document.issuer,
        "issued_on": document.issued_on,
        "attribute": document.disclosure_attribute,
        "column": document.column,
        "genre": document.genre,
        "problems": document.import_problems,
        "source": document.source_name,
        "status": document.status,
    } == {
        "title": "关于印发《管理办法》的通知",
        "number": "云府发[2026]3号",
        "issuer": "云澜市人民政府 云澜市财政局",
        "issued_on": date(2026, 3, 2),
        "attribute": "PROACTIVE",
        "column": None,
        "genre": "",
        "problems": ["没有找到主送机关"],
        "source": "三号.docx",
        "status": "DRAFT",
    }
    assert '<h2 class="attached-title">管理办法</h2>' in document.body
    assert default_storage.size(document.source_file.name) == 5


def test_a_classified_paper_is_not_even_stored(city, author):
    marked = replace(RECOGNISED, classification="机密")
    with pytest.raises(InvalidInput, match="标有密级“机密”"):
        import_document(city, marked, actor=author, source_name="a.txt", content=b"secret", on=TODAY)
    assert not Document.objects.exists()


def test_the_same_bytes_give_one_document_per_organization(city, bureau):
    def load(organization):
        return import_document(organization, RECOGNISED, actor=None, source_name="a.txt", content=b"same", on=TODAY)

    outcomes = [load(city), load(city), load(bureau)]
    assert [outcome.created for outcome in outcomes] == [True, False, True]
    assert outcomes[0].document == outcomes[1].document
    assert Document.objects.count() == 2


def test_an_import_of_nothing_recognised_is_an_empty_draft_with_its_problems(city):
    empty = RecognisedDocument(problems=("文件中没有文字",))
    document = import_document(city, empty, actor=None, source_name="空.pdf", content=b"x", on=TODAY).document
    assert (document.title, document.issued_on, document.disclosure_attribute) == ("", None, "")
    assert document.import_problems == ["文件中没有文字"]
    assert str(document) == "（无标题）"


def test_what_is_too_long_or_dated_in_the_future_becomes_a_problem(city):
    strange = RecognisedDocument(title="长" * 600, issued_on=TODAY + timedelta(days=1))
    document = import_document(city, strange, actor=None, source_name="a.txt", content=b"y", on=TODAY).document
    assert len(document.title) == 500
    assert document.import_problems == ["成文日期晚于今天，请核对", "标题超过500字，已截断，请对照原文件核对"]


def test_an_import_that_fails_leaves_no_file(city, stranger):
    folder = "disclosure/sources"
    before = set(default_storage.listdir(folder)[1]) if default_storage.exists(folder) else set()
    with pytest.raises(NotPermitted):
        import_document(city, RECOGNISED, actor=stranger, source_name="a.txt", content=b"z", on=TODAY)
    after = set(default_storage.listdir(folder)[1]) if default_storage.exists(folder) else set()
    assert after == before


def test_the_system_prepares_drafts_and_nothing_more(city):
    document = import_document(city, RECOGNISED, actor=None, source_name="a.txt", content=b"w", on=TODAY).document
    document.column = Column.objects.get(organization=city, slug="normative")
    document.import_problems = []
    document = save_draft(document, actor=None)
    with pytest.raises(NotPermitted):
        submit_for_review(document, actor=None, at=NOW)


# --- Search and interface -----------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_a_published_document_is_found_and_a_withdrawn_one_is_not(city, publish, author):
    def titles_found(words):
        return [hit.entry.title for hit in search(SearchRequest(q=words)).hits]

    document = publish(city, "公共租赁住房租金标准", document_number="云府发〔2026〕14号")
    assert titles_found("云府发[2026]14号") == [document.title]
    withdraw_document(document, actor=author, reason="重复", at=NOW)
    assert titles_found("公共租赁住房") == []


def test_the_interface_gives_documents_with_filters(client, city, publish, write, approve, author):
    draft = write(city, "办法", document_number="云府发〔2026〕3号", genre="办法", issued_on=date(2026, 1, 5))
    add_attachment(draft, actor=author, file=SimpleUploadedFile("表.csv", b"a,b\n"))
    document = publish_document(approve(draft, author=author), actor=author, at=NOW)
    publish(city, "通知", genre="通知", column="normative")

    def found(query):
        return [row["title"] for row in client.get(f"/api/v1/documents/?{query}").json()["results"]]

    assert found("") == ["通知", "办法"]
    assert found("genre=办法&year=2026&organization=yunlan&column=other-documents") == ["办法"]
    assert found("year=1999") == []
    assert found("q=云府发(2026)3号") == ["办法"]
    assert found("published_after=2026-11-21") == []
    row = client.get(f"/api/v1/documents/{document.pk}/").json()
    assert row["page"] == f"http://testserver/wjk/{document.pk}/"
    assert [entry["name"] for entry in row["attachments"]] == ["表.csv"]
    assert client.get(row["attachments"][0]["url"]).getvalue() == b"a,b\n"
    assert client.get("/api/v1/columns/?organization=yunlan&part=RULES").json()["results"][0]["slug"] == "rules"
    assert client.post("/api/v1/documents/", {}).status_code in {403, 405}
