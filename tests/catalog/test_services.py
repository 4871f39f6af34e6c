"""Changing and confirming items."""

from datetime import UTC, datetime

import pytest

from catalog.models import CatalogDomain, CatalogItem
from catalog.services import confirm_item, confirm_items, update_domain, update_item
from portal.audit.models import AuditEntry
from portal.common.exceptions import Conflict, InvalidInput
from portal.search.models import IndexChange
from tests.catalog.conftest import make_item

AT = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)


def test_a_change_is_saved_audited_and_marked_for_the_index(item, manager):
    saved = update_item(item, actor=manager, version=1, content="新的内容", time_limit_days=15)
    assert (saved.content, saved.time_limit_days, saved.version) == ("新的内容", 15, 2)
    entry = AuditEntry.objects.get(action="catalog.update_item")
    assert entry.actor_name == "目录员"
    assert entry.facts == {
        "changes": {"content": ["补助标准、申请条件和办理程序", "新的内容"], "time_limit_days": [20, 15]},
        "version": 2,
        "was_confirmed": False,
    }
    assert list(IndexChange.objects.values_list("kind", "object_id")) == [("catalog_item", item.pk)]


def test_saving_without_a_difference_writes_nothing(item, manager):
    saved = update_item(item, actor=manager, version=1, content=item.content, levels=["COUNTY"])
    assert saved.version == 1
    assert AuditEntry.objects.filter(action="catalog.update_item").count() == 0


def test_the_second_of_two_editors_is_refused_and_the_first_text_stays(item, manager, other_manager):
    update_item(item, actor=manager, version=1, content="先保存的")
    with pytest.raises(Conflict):
        update_item(item, actor=other_manager, version=1, content="后保存的")
    assert CatalogItem.objects.get(pk=item.pk).content == "先保存的"


@pytest.mark.parametrize(
    ("columns", "field"),
    [
        ({"level2": ""}, "level2"),
        ({"legal_basis": []}, "legal_basis"),
        ({"legal_basis": "不是列表"}, "legal_basis"),
        ({"levels": ["VILLAGE"]}, "levels"),
        ({"channels": []}, "channels"),
        ({"channels": [{"name": "电线杆", "required": True}]}, "channels"),
        ({"channels": [{"name": "政府网站"}]}, "channels"),
        ({"channels": [{"name": "政府网站", "required": True}, {"name": "政府网站", "required": False}]}, "channels"),
        ({"time_limit_kind": "immediate"}, "time_limit_days"),
        ({"time_limit_days": None}, "time_limit_days"),
        ({"audience": "SPECIFIC"}, "audience_group"),
        ({"audience_group": "老年人"}, "audience_group"),
        ({"mode": "MAYBE"}, "mode"),
    ],
)
def test_a_value_that_cannot_stand_is_refused_at_its_field(item, manager, columns, field):
    with pytest.raises(InvalidInput) as refused:
        update_item(item, actor=manager, version=1, **columns)
    assert refused.value.field == field
    assert CatalogItem.objects.get(pk=item.pk).version == 1


def test_two_items_of_a_domain_cannot_have_the_same_name(domain, item, manager):
    second = make_item(domain, 2)
    with pytest.raises(InvalidInput, match="本领域已有一级、二级事项都相同的事项"):
        update_item(second, actor=manager, version=1, level2=item.level2)


def test_columns_that_are_not_content_cannot_be_set(item, manager):
    with pytest.raises(InvalidInput, match="review_state"):
        update_item(item, actor=manager, version=1, review_state="CONFIRMED")


def test_confirming_names_the_person_and_the_time(item, manager):
    confirmed = confirm_item(item, actor=manager, at=AT)
    assert (confirmed.review_state, confirmed.confirmed_by_name, confirmed.confirmed_at) == ("CONFIRMED", "目录员", AT)
    assert AuditEntry.objects.filter(action="catalog.confirm_item", target_id=str(item.pk)).count() == 1


def test_confirming_again_changes_nothing(item, manager, other_manager):
    confirmed = confirm_item(item, actor=manager, at=AT)
    again = confirm_item(confirmed, actor=other_manager, at=datetime(2026, 12, 1, tzinfo=UTC))
    assert (again.confirmed_by_name, again.version) == ("目录员", confirmed.version)
    assert AuditEntry.objects.filter(action="catalog.confirm_item").count() == 1


def test_what_was_seen_is_what_is_confirmed(item, manager, other_manager):
    update_item(item, actor=other_manager, version=1, content="看过之后改的")
    with pytest.raises(Conflict):
        confirm_item(item, actor=manager, at=AT)
    assert CatalogItem.objects.get(pk=item.pk).review_state == "UNCONFIRMED"


def test_changing_a_confirmed_item_takes_the_confirmation_back(item, manager):
    confirmed = confirm_item(item, actor=manager, at=AT)
    changed = update_item(confirmed, actor=manager, version=confirmed.version, content="改过的内容")
    assert (changed.review_state, changed.confirmed_by_name, changed.confirmed_at) == ("UNCONFIRMED", "", None)
    assert AuditEntry.objects.filter(action="catalog.update_item").get().facts["was_confirmed"] is True


def test_several_are_confirmed_together_or_not_at_all(domain, manager, other_manager):
    rows = [make_item(domain, number) for number in range(1, 4)]
    update_item(rows[2], actor=other_manager, version=1, content="看过之后改的")
    with pytest.raises(Conflict):
        confirm_items(rows, actor=manager, at=AT)
    assert CatalogItem.objects.filter(review_state="CONFIRMED").count() == 0
    confirm_items(CatalogItem.objects.all(), actor=manager, at=AT)
    assert CatalogItem.objects.filter(review_state="CONFIRMED").count() == 3
    assert AuditEntry.objects.filter(action="catalog.confirm_item").count() == 3


def test_a_domain_is_renamed_with_an_audit_entry(domain, manager):
    update_domain(domain, actor=manager, name="社会救助和福利", order=5)
    assert CatalogDomain.objects.get().name == "社会救助和福利"
    entry = AuditEntry.objects.get(action="catalog.update_domain")
    assert entry.facts == {"changes": {"name": ["社会救助", "社会救助和福利"], "order": [1, 5]}}
