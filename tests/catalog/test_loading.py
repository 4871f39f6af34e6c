"""Loading the shipped catalog: equal to the file, repeatable, and never over what the office has made of it."""

import csv
from collections import Counter
from dataclasses import replace
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.utils import timezone

import catalog
from catalog.models import CatalogDomain, CatalogItem
from catalog.services import confirm_item, load_catalog, shipped_domains, shipped_rows, update_item
from portal.audit.models import AuditEntry
from portal.common.exceptions import InvalidInput

FILE = Path(catalog.__file__).parent / "data" / "catalog26.csv"


def load(rows=None):
    return load_catalog(shipped_rows() if rows is None else rows, actor=None, domains=shipped_domains())


@pytest.fixture
def lines():
    with FILE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def as_line(item):
    """An item written as the file writes it, channels without order."""
    audience = item.get_audience_display()
    return {
        "level1": item.level1,
        "level2": item.level2,
        "content": item.content,
        "legal_basis": ";".join(item.legal_basis),
        "time_limit": item.time_limit,
        "time_limit_kind": item.time_limit_kind,
        "time_limit_days": str(item.time_limit_days or ""),
        "responsible_body": item.responsible_body,
        "channels": {c["name"].replace("（", "(").replace("）", ")") for c in item.channels if c["required"]},
        "audience": f"{audience}:{item.audience_group}" if item.audience_group else audience,
        "mode": item.get_mode_display(),
        "levels": ";".join(item.level_labels),
        "source": item.source,
    }


def test_loaded_rows_equal_the_file(db, lines):
    report = load()
    assert (report.domains_created, report.created, report.kept) == (26, 721, [])
    loaded = {(item.level1, item.level2, item.domain_id): as_line(item) for item in CatalogItem.objects.all()}
    by_name = {name: d.pk for d in CatalogDomain.objects.all() for name in (d.name, *d.aliases)}
    expected = {}
    for line in lines:
        cells = {key: line[key] for key in line if key not in {"domain_no", "domain", "ministry"}}
        cells["channels"] = set(cells["channels"].split(";"))
        expected[line["level1"], line["level2"], by_name[line["domain"]]] = cells
    assert loaded == expected


def test_provenance_is_carried_and_nothing_is_confirmed_by_loading(db):
    load()
    verified = [item for item in CatalogItem.objects.all() if item.verified_source]
    assert len(verified) == 135
    assert all(item.verified_source.startswith(("http://", "https://")) for item in verified)
    assert CatalogItem.objects.filter(source="reconstructed").count() == 586
    assert set(CatalogItem.objects.values_list("review_state", flat=True)) == {"UNCONFIRMED"}


def test_domains_stand_in_the_order_of_the_state_council(db):
    load()
    assert list(CatalogDomain.objects.values_list("slug", flat=True)[:10]) == [
        "major-projects",
        "public-resource-trading",
        "compulsory-education",
        "household-registration",
        "social-assistance",
        "elderly-care",
        "legal-services",
        "budgets",
        "employment",
        "social-insurance",
    ]
    assert list(CatalogDomain.objects.values_list("order", flat=True)) == list(range(1, 27))


def test_rows_of_a_domain_keep_the_order_of_the_file(db, lines):
    load()
    expected = [line["level2"] for line in lines if line["domain"] == "养老服务"]
    assert list(CatalogItem.objects.filter(domain__slug="elderly-care").values_list("level2", flat=True)) == expected


def test_every_row_satisfies_the_model(db):
    load()
    for item in CatalogItem.objects.all()[:60]:
        item.full_clean()


def test_loading_twice_changes_nothing_and_leaves_one_audit_entry(db):
    load()
    before = list(CatalogItem.objects.values())
    report = load()
    assert (report.domains_created, report.created, report.updated, report.unchanged) == (0, 0, 0, 721)
    assert list(CatalogItem.objects.values()) == before
    entry = AuditEntry.objects.get(action="catalog.load")
    assert entry.facts == {"domains_created": 26, "created": 721, "updated": 0, "kept": 0}


def test_the_second_load_reads_the_catalog_once(db, django_assert_max_num_queries):
    load()
    with django_assert_max_num_queries(60):
        load()


def test_an_edited_row_is_kept_and_reported(db, manager):
    load()
    item = CatalogItem.objects.get(domain__slug="elderly-care", order=1)
    update_item(item, actor=manager, version=item.version, content="本市的写法")
    report = load()
    item.refresh_from_db()
    assert item.content == "本市的写法"
    assert report.unchanged == 720
    assert report.kept == [f"养老服务：{item}，本单位已修改或核定，保留现有内容。"]


def test_a_renamed_row_is_found_again_and_not_loaded_a_second_time(db, manager):
    load()
    item = CatalogItem.objects.get(domain__slug="elderly-care", order=1)
    update_item(item, actor=manager, version=item.version, level2="本市的名称")
    report = load()
    assert (report.created, len(report.kept)) == (0, 1)
    assert CatalogItem.objects.count() == 721


def test_a_corrected_file_updates_untouched_rows_only(db, manager):
    rows = shipped_rows()
    load(rows)
    untouched = CatalogItem.objects.get(domain__slug="elderly-care", order=1)
    confirmed = CatalogItem.objects.get(domain__slug="elderly-care", order=2)
    confirm_item(confirmed, actor=manager, at=timezone.now())
    corrected = [
        replace(row, content="更正后的内容") if row.domain == "养老服务" and row.order <= 2 else row for row in rows
    ]
    report = load(corrected)
    assert (report.updated, len(report.kept)) == (1, 1)
    kept = CatalogItem.objects.get(pk=confirmed.pk)
    untouched.refresh_from_db()
    assert (untouched.content, untouched.version) == ("更正后的内容", 2)
    assert (kept.content, kept.review_state) == (confirmed.content, "CONFIRMED")


def test_an_office_row_with_the_name_of_a_new_row_stays(db, manager):
    rows = shipped_rows()
    load(rows[1:])
    neighbour = CatalogItem.objects.get(domain__slug="planning", level2=rows[1].level2)
    update_item(neighbour, actor=manager, version=1, level1=rows[0].level1, level2=rows[0].level2)
    report = load(rows)
    assert report.created == 0
    assert f"国土空间规划：{rows[0].level1} / {rows[0].level2}，已有同名事项，未载入。" in report.kept


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"domain": "没有的领域"}, "没有名为“没有的领域”的领域。"),
        ({"time_limit_days": None}, "按工作日或自然日计算的时限，请填写大于0的天数。"),
    ],
)
def test_a_bad_row_loads_nothing(db, change, message):
    rows = shipped_rows()
    with pytest.raises(InvalidInput) as refused:
        load([*rows[:5], replace(rows[5], **change)])
    assert refused.value.message == message
    assert CatalogItem.objects.count() == 0
    assert CatalogDomain.objects.count() == 0


def test_a_row_given_twice_is_refused(db):
    rows = shipped_rows()[:2]
    with pytest.raises(InvalidInput, match="出现了两次"):
        load([*rows, rows[0]])


def test_the_command_says_what_it_did(db):
    out = StringIO()
    call_command("load_catalog", stdout=out)
    assert out.getvalue() == "标准目录：新增领域26，新增事项721，更新0，无变化0，保留本单位内容0。\n"


def test_no_domain_address_hides_another_page(db):
    reserved = {"desk", "items"}
    slugs = Counter(row.slug for row in shipped_domains())
    assert reserved & set(slugs) == set()
    assert max(slugs.values()) == 1
