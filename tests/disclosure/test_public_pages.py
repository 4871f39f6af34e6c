"""What a citizen reads: columns, lists, documents, files."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from disclosure.enums import RelationKind
from disclosure.models import Document
from disclosure.services import (
    add_attachment,
    publish_document,
    relate_documents,
    reopen_document,
    save_draft,
    withdraw_document,
)
from portal.accounts.enums import Role
from portal.common import pdf
from tests.disclosure.conftest import NOW, TODAY, make_person

COLUMN_PAGES = ["column", "guide", "statutory"]


def text_of(response):
    return response.content.decode()


@pytest.mark.parametrize("name", COLUMN_PAGES)
def test_column_pages_open_even_when_nothing_is_published(name, client, city):
    response = client.get(reverse(f"disclosure:{name}", args=["yunlan"]))
    assert response.status_code == 200
    page = text_of(response)
    parts = ["政府信息公开指南", "政府信息公开制度", "法定主动公开内容", "政府信息公开年报", "依申请公开"]
    side = page[page.index('<nav class="side"') : page.index("</nav>", page.index('<nav class="side"'))]
    assert [side.index(part) for part in parts] == sorted(side.index(part) for part in parts)


def test_every_statutory_column_of_every_level_opens(client, city, county):
    for organization in (city, county):
        for column in organization.columns.all():
            assert client.get(reverse("disclosure:list", args=[organization.slug, column.slug])).status_code == 200


def test_an_unknown_organization_column_or_document_is_not_found(client, city):
    for address in ("/zwgk/nowhere/", "/zwgk/yunlan/nothing/", "/wjk/999999/"):
        assert client.get(address).status_code == 404


def test_an_empty_column_says_what_will_be_there(client, city):
    assert "本栏目暂无信息" in text_of(client.get(reverse("disclosure:list", args=["yunlan", "finance"])))


def test_the_governments_column_gathers_its_units_and_a_units_column_does_not(client, city, bureau, publish, stranger):
    second = make_person("second", (bureau, Role.REVIEWER))
    publish(city, "市政府文件")
    publish(bureau, "教育局文件", actor=stranger, by=second)
    gathered = client.get(reverse("disclosure:list", args=["yunlan", "other-documents"])).context["page"]
    own = client.get(reverse("disclosure:list", args=["jiaoyu", "other-documents"])).context["page"]
    assert [document.title for document in gathered] == ["教育局文件", "市政府文件"]
    assert [document.title for document in own] == ["教育局文件"]


def test_a_parent_column_gathers_its_children_and_counts_them(client, city, publish):
    publish(city, "甲", column="other-documents")
    publish(city, "乙", column="normative")
    response = client.get(reverse("disclosure:list", args=["yunlan", "policies"]))
    assert [document.title for document in response.context["page"]] == ["乙", "甲"]
    counts = {node.column.slug: node.count for node in response.context["statutory"]}
    assert {slug: count for slug, count in counts.items() if count} == {"policies": 2}


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("q=养老", ["养老办法"]),
        ("q=云府发[2025]003", []),
        ("q=云府发(2025)3号", ["养老办法"]),
        ("year=2025", ["养老办法"]),
        ("year=2026", ["解读", "住房通知"]),
        ("genre=办法", ["养老办法"]),
        ("subject=城乡建设", ["住房通知"]),
        ("validity=REPEALED", ["养老办法"]),
        ("validity=IN_FORCE&genre=办法", []),
        ("sort=issued", ["养老办法", "住房通知", "解读"]),
        ("sort=published", ["养老办法", "住房通知", "解读"]),
        ("organization=yunlan&q=住房", ["住房通知"]),
    ],
)
def test_filters_of_the_library(query, titles, client, city, publish):
    publish(
        city, "养老办法", at=NOW - timedelta(days=2), genre="办法", validity="REPEALED",
        document_number="云府发〔2025〕3号", issued_on=date(2025, 3, 1),
    )  # fmt: skip
    publish(
        city, "住房通知", at=NOW - timedelta(days=1), genre="通知",
        subject_category="城乡建设/住房", issued_on=date(2026, 5, 1),
    )  # fmt: skip
    publish(city, "解读", genre="解读")
    found = [document.title for document in client.get(f"{reverse('disclosure:library')}?{query}").context["page"]]
    if query == "sort=issued":
        # Databases differ on where a missing date stands.
        found.remove("解读")
        titles = [title for title in titles if title != "解读"]
    assert found == titles


def test_a_nonsense_filter_shows_the_list_and_the_error(client, city, publish):
    publish(city, "住房通知")
    response = client.get(f"{reverse('disclosure:library')}?validity=WRONG&sort=no&page=99")
    assert (response.status_code, [d.title for d in response.context["page"]]) == (200, ["住房通知"])


def test_the_document_page_shows_the_official_metadata(client, city, publish):
    document = publish(
        city,
        document_number="云府发〔2026〕14号",
        issued_on=date(2026, 11, 6),
        effective_on=date(2027, 1, 1),
        subject_category="城乡建设/住房保障",
        addressee="各乡镇人民政府：",
        signatory="云澜市人民政府",
        annotation="（此件主动公开）",
        body='<p>现印发给你们。</p><h2 class="attached-title">管理办法</h2><p>第一条</p>',
    )
    page = text_of(client.get(reverse("disclosure:document", args=[document.pk])))
    for text in (
        "00000000000000" + "0001/2026-00001",
        "2026年11月06日",
        "2026年11月20日",
        "施行 2027-01-01",
        "主动公开",
    ):
        assert text in page
    order = [
        "各乡镇人民政府：",
        "现印发给你们",
        '<p class="sign">云澜市人民政府\n2026年11月06日',
        "（此件主动公开）",
        "第一条",
    ]
    assert [page.index(text) for text in order] == sorted(page.index(text) for text in order)
    assert '<meta name="ArticleTitle" content="云澜市公共租赁住房管理办法">' in page
    assert '<meta name="PubDate" content="2026-11-20 10:30">' in page
    assert '<meta name="ColumnName" content="其他文件">' in page


def test_related_documents_are_shown_both_ways(client, city, publish, author):
    policy, reading = publish(city, "办法"), publish(city, "办法的解读", column="interpretations")
    relate_documents(reading, target=policy, kind=RelationKind.INTERPRETS, actor=author, on=TODAY)
    shown = {
        title: [(group.label, [d.title for d in group.documents]) for group in response.context["reading"].related]
        for title, response in (
            ("办法", client.get(reverse("disclosure:document", args=[policy.pk]))),
            ("解读", client.get(reverse("disclosure:document", args=[reading.pk]))),
        )
    }
    assert shown == {"办法": [("相关解读", ["办法的解读"])], "解读": [("解读的文件", ["办法"])]}


def test_a_draft_that_relates_to_a_public_document_does_not_show_there(client, city, publish, write, author):
    policy, secret = publish(city, "办法"), write(city, "尚未公开的解读")
    relate_documents(secret, target=policy, kind=RelationKind.INTERPRETS, actor=author, on=TODAY)
    assert "尚未公开的解读" not in text_of(client.get(reverse("disclosure:document", args=[policy.pk])))


def test_a_withdrawn_document_answers_gone_with_day_and_reason(client, city, publish, author):
    document = publish(city, body="<p>不应再看到的正文</p>")
    withdraw_document(document, actor=author, reason="数据有误，更正后重新公开", at=NOW)
    for name, args in (("document", []), ("download", ["txt"]), ("version", [1])):
        response = client.get(reverse(f"disclosure:{name}", args=[document.pk, *args]))
        assert response.status_code == 410
        assert "2026年11月20日" in text_of(response)
        assert "数据有误，更正后重新公开" in text_of(response)
        assert "不应再看到的正文" not in text_of(response)


def test_a_corrected_document_keeps_its_number_and_its_earlier_version(client, city, publish, approve, author):
    document = publish(city, body="<p>旧的正文</p>")
    withdrawn = withdraw_document(document, actor=author, reason="更正", at=NOW)
    draft = reopen_document(withdrawn, actor=author)
    assert client.get(reverse("disclosure:document", args=[document.pk])).status_code == 410
    draft.body = "<p>新的正文</p>"
    again = publish_document(
        approve(save_draft(draft, actor=author), author=author), actor=author, at=NOW + timedelta(days=1)
    )
    page = text_of(client.get(reverse("disclosure:document", args=[document.pk])))
    earlier = text_of(client.get(reverse("disclosure:version", args=[document.pk, 1])))
    assert again.index_number == document.index_number
    assert ("新的正文" in page, "旧的正文" in page, "第1版" in page) == (True, False, True)
    assert ("旧的正文" in earlier, "新的正文" in earlier, "不是现行版本" in earlier) == (True, False, True)


def test_the_text_download(client, city, publish):
    document = publish(
        city, signatory="云澜市人民政府", issued_on=date(2026, 11, 6),
        body="<h2>一、总则</h2><p>第一条　内容。</p><table><tr><th>年度</th><th>套数</th></tr><tr><td>2026</td><td>300</td></tr></table>",
    )  # fmt: skip
    response = client.get(reverse("disclosure:download", args=[document.pk, "txt"]))
    text = response.getvalue().decode("utf-8-sig")
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert "一、总则\n第一条 内容。\n| 年度 | 套数 |\n| 2026 | 300 |\n\n云澜市人民政府\n2026年11月06日" in text
    assert text.endswith(f"来源：http://testserver{reverse('disclosure:document', args=[document.pk])}\n")


def test_the_word_download_has_headings_and_tables(client, city, publish):
    import io

    import docx

    document = publish(
        city,
        body="<h2>一、总则</h2><p>第一条</p><table><tr><td colspan='2'>合计</td></tr><tr><td>甲</td><td>乙</td></tr></table>",
    )
    package = docx.Document(
        io.BytesIO(client.get(reverse("disclosure:download", args=[document.pk, "docx"])).getvalue())
    )
    assert [p.text for p in package.paragraphs if p.style.name == "Heading 1"] == ["一、总则"]
    assert [[cell.text for cell in row.cells] for row in package.tables[1].rows] == [["合计", "合计"], ["甲", "乙"]]


def test_the_pdf_download_or_a_page_that_says_why_not(client, city, publish):
    document = publish(city)
    response = client.get(reverse("disclosure:download", args=[document.pk, "pdf"]))
    if pdf.pdf_problem() is None:
        assert response.getvalue()[:5] == b"%PDF-"
    else:
        assert response.status_code == 503
        assert "暂时不能下载这种格式" in text_of(response)


def test_an_unknown_format_is_not_found(client, city, publish):
    assert client.get(reverse("disclosure:download", args=[publish(city).pk, "exe"])).status_code == 404


def test_an_attachment_is_sent_as_a_file_with_its_chinese_name(client, city, write, approve, author):
    draft = write(city)
    add_attachment(draft, actor=author, file=SimpleUploadedFile("房源一览表.csv", "项目,套数\n".encode()))
    document = publish_document(approve(draft, author=author), actor=author, at=NOW)
    attachment = document.attachments.get()
    response = client.get(reverse("disclosure:attachment", args=[document.pk, attachment.pk]))
    assert response.getvalue() == "项目,套数\n".encode()
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Disposition"].startswith("attachment; filename*=utf-8''%E6%88%BF")
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    other = Document.objects.exclude(pk=document.pk).first()
    assert other is None
    assert client.get(reverse("disclosure:attachment", args=[document.pk + 1, attachment.pk])).status_code == 404


@pytest.mark.parametrize("address", ["library", "column", "statutory", "list"])
def test_lists_cost_the_same_for_one_document_and_for_thirty(
    address, client, city, publish, django_assert_max_num_queries
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    args = {"library": [], "list": ["yunlan", "other-documents"]}.get(address, ["yunlan"])
    url = reverse(f"disclosure:{address}", args=args)
    publish(city, "第1件")
    client.get(url)
    with CaptureQueriesContext(
        connection,
    ) as one:
        client.get(url)
    for number in range(2, 31):
        publish(city, f"第{number}件")
    with CaptureQueriesContext(connection) as thirty:
        response = client.get(url)
    assert len(thirty) == len(one)
    if address != "column":
        assert (len(response.context["page"]), response.context["page"].paginator.num_pages) == (20, 2)


def test_today_is_asked_only_at_the_edge(city, publish):
    """The day shown is the local one: a document published at 00:30 in China belongs to that day."""
    document = publish(city, at=NOW.replace(hour=0, minute=30))
    assert timezone.localtime(document.published_at).date() == TODAY
