"""The desk of the catalog: who may enter, editing, confirming, and two editors at once."""

import pytest
from django.urls import reverse
from django.utils import timezone

from catalog.forms import ItemForm
from catalog.models import CatalogItem
from catalog.services import confirm_item, update_item
from portal.audit.models import AuditEntry
from tests.catalog.conftest import make_item


def typed(item, **changes):
    """What a browser sends when the form is opened and saved, with some fields typed anew."""
    form = ItemForm(instance=item)
    data = {name: form[name].value() for name in form.fields if name != "channels"}
    rows = form.fields["channels"].widget.get_context("channels", item.channels, {})["widget"]
    marks = {True: "required", False: "optional", None: ""}
    data |= {row["name"]: marks[row["mark"]] for row in rows["rows"]}
    data |= {f"channels_other_{mark}": lines for mark, lines in rows["others"].items()}
    return {name: "" if value is None else value for name, value in {**data, **changes}.items()}


def addresses(item):
    return [
        ("get", reverse("catalog:desk")),
        ("get", reverse("catalog:edit", args=[item.pk])),
        ("post", reverse("catalog:edit", args=[item.pk])),
        ("get", reverse("catalog:history", args=[item.pk])),
        ("post", reverse("catalog:confirm", args=[item.pk])),
        ("post", reverse("catalog:confirm_selected")),
    ]


def test_a_visitor_is_sent_to_the_login_page(client, item):
    for method, address in addresses(item):
        answer = getattr(client, method)(address)
        assert (answer.status_code, answer.url.split("?")[0]) == (302, reverse("accounts:login"))


def test_staff_without_the_permission_are_refused(client, item, editor):
    client.force_login(editor)
    for method, address in addresses(item):
        assert getattr(client, method)(address).status_code == 403
    assert CatalogItem.objects.get(pk=item.pk).version == 1


@pytest.fixture
def desk(client, manager):
    client.force_login(manager)
    return client


def test_the_desk_lists_and_filters(desk, domain, manager):
    items = [make_item(domain, number) for number in range(1, 4)]
    confirm_item(items[1], actor=manager, at=timezone.now())
    address = reverse("catalog:desk")
    assert [row.order for row in desk.get(address).context["page"]] == [1, 2, 3]
    assert [row.order for row in desk.get(address, {"review_state": "UNCONFIRMED"}).context["page"]] == [1, 3]
    assert [row.order for row in desk.get(address, {"q": "事项02"}).context["page"]] == [2]
    assert [row.order for row in desk.get(address, {"domain": domain.slug}).context["page"]] == [1, 2, 3]
    assert desk.get(address).context["counts"] == {"total": 3, "unconfirmed": 2, "confirmed": 1}


def test_the_desk_is_paged_and_costs_the_same_for_one_row_and_for_thirty(desk, domain, count_queries):
    address = reverse("catalog:desk")
    make_item(domain, 1)
    few = count_queries(desk, address)
    for number in range(2, 36):
        make_item(domain, number)
    assert count_queries(desk, address) == few
    assert len(desk.get(address).context["page"]) == 30


def test_the_history_is_paged_and_costs_the_same_for_one_change_and_for_thirty(desk, item, manager, count_queries):
    address = reverse("catalog:history", args=[item.pk])
    update_item(item, actor=manager, version=1, content="第1次")
    few = count_queries(desk, address)
    for number in range(2, 31):
        update_item(item, actor=manager, version=number, content=f"第{number}次")
    assert count_queries(desk, address) == few
    assert len(desk.get(address).context["entries"]) == 20


def test_opening_and_saving_the_form_changes_nothing(desk, item):
    before = CatalogItem.objects.filter(pk=item.pk).values().get()
    answer = desk.post(reverse("catalog:edit", args=[item.pk]), typed(item))
    assert answer.status_code == 302
    assert CatalogItem.objects.filter(pk=item.pk).values().get() == before


def test_every_column_can_be_changed(desk, item):
    changes = {
        "order": 9,
        "level1": "救助业务",
        "level2": "低保标准",
        "content": "标准与变动情况",
        "legal_basis": "最低生活保障审核确认办法\n\n  社会救助暂行办法 ",
        "time_limit": "实时公开",
        "time_limit_kind": "immediate",
        "time_limit_days": "",
        "responsible_body": "县级民政部门、乡镇人民政府",
        "channels_1": "optional",
        "channels_2": "required",
        "channels_other_required": "救助热线\n其他",
        "channels_other_optional": "",
        "audience": "SPECIFIC",
        "audience_group": "低保家庭",
        "mode": "ON_APPLICATION",
        "levels": ["COUNTY", "TOWNSHIP"],
        "source": "https://www.example.org/guide",
    }
    assert desk.post(reverse("catalog:edit", args=[item.pk]), typed(item, **changes)).status_code == 302
    saved = CatalogItem.objects.get(pk=item.pk)
    assert (saved.order, saved.level1, saved.level2, saved.content) == (9, "救助业务", "低保标准", "标准与变动情况")
    assert saved.legal_basis == ["最低生活保障审核确认办法", "社会救助暂行办法"]
    assert (saved.time_limit, saved.time_limit_kind, saved.time_limit_days) == ("实时公开", "immediate", None)
    assert saved.channels == [
        {"name": "政府网站", "required": False},
        {"name": "政府公报", "required": True},
        {"name": "其他（救助热线）", "required": True},
        {"name": "其他", "required": True},
    ]
    assert (saved.audience, saved.audience_group, saved.mode) == ("SPECIFIC", "低保家庭", "ON_APPLICATION")
    assert (saved.levels, saved.source) == (["COUNTY", "TOWNSHIP"], "https://www.example.org/guide")


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"level2": ""}, "level2"),
        ({"legal_basis": " \n "}, "legal_basis"),
        ({"time_limit_days": "很多"}, "time_limit_days"),
        ({"time_limit_days": ""}, "time_limit_days"),
        ({"audience": "SPECIFIC"}, "audience_group"),
        ({"channels_1": "", "channels_other_optional": ""}, "channels"),
        ({"channels_other_required": "村务公开栏"}, "channels"),
        ({"levels": []}, "levels"),
        ({"version": "99999999999999999999"}, "version"),
    ],
)
def test_bad_input_is_said_at_the_field_and_what_was_typed_stays(desk, item, changes, field):
    data = typed(item, content="我打的字", **changes)
    answer = desk.post(reverse("catalog:edit", args=[item.pk]), data)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
    assert answer.context["form"]["content"].value() == "我打的字"
    assert CatalogItem.objects.get(pk=item.pk).version == 1


def test_null_characters_of_pasted_text_are_dropped(desk, item):
    changes = {"legal_basis": "土地\x00管理法", "channels_other_optional": "村务\x00公开栏"}
    assert desk.post(reverse("catalog:edit", args=[item.pk]), typed(item, **changes)).status_code == 302
    saved = CatalogItem.objects.get(pk=item.pk)
    assert (saved.legal_basis, saved.channels[-1]["name"]) == (["土地管理法"], "其他（村务公开栏）")


def test_a_name_already_taken_in_the_domain_is_said(desk, domain, item):
    second = make_item(domain, 2)
    answer = desk.post(reverse("catalog:edit", args=[second.pk]), typed(second, level2=item.level2))
    assert answer.context["form"].non_field_errors() == ["本领域已有一级、二级事项都相同的事项。"]


def test_when_another_saved_first_both_texts_are_shown_and_nothing_is_lost(desk, item, other_manager):
    mine = typed(item, content="我写的内容")
    update_item(item, actor=other_manager, version=1, content="他先保存的内容", levels=["TOWNSHIP"])
    answer = desk.post(reverse("catalog:edit", args=[item.pk]), mine)
    assert answer.status_code == 409
    assert [(c.label, c.before, c.after) for c in answer.context["differences"]] == [
        ("公开内容（要素）", ["他先保存的内容"], ["我写的内容"])
    ]
    assert answer.context["last_change"].actor_name == "另一位目录员"
    assert answer.context["form"]["content"].value() == "我写的内容"
    assert CatalogItem.objects.get(pk=item.pk).content == "他先保存的内容"

    again = typed(answer.context["form"].instance)
    assert desk.post(reverse("catalog:edit", args=[item.pk]), again).status_code == 302
    saved = CatalogItem.objects.get(pk=item.pk)
    assert (saved.content, saved.levels, saved.version) == ("我写的内容", ["TOWNSHIP"], 3)


def test_save_and_confirm_in_one_step(desk, item):
    desk.post(reverse("catalog:edit", args=[item.pk]), {**typed(item, content="核对过的内容"), "confirm": "1"})
    saved = CatalogItem.objects.get(pk=item.pk)
    assert (saved.content, saved.review_state, saved.confirmed_by_name) == ("核对过的内容", "CONFIRMED", "目录员")


def test_one_row_is_confirmed_in_one_click(desk, item):
    answer = desk.post(reverse("catalog:confirm", args=[item.pk]), {"version": 1, "next": "/catalog/desk/?q=a"})
    assert answer.url == "/catalog/desk/?q=a"
    assert CatalogItem.objects.get(pk=item.pk).review_state == "CONFIRMED"
    assert AuditEntry.objects.get(action="catalog.confirm_item").actor_name == "目录员"


def test_ticked_rows_are_confirmed_but_not_those_changed_meanwhile(desk, domain, other_manager):
    rows = [make_item(domain, number) for number in range(1, 4)]
    update_item(rows[1], actor=other_manager, version=1, content="看过之后改的")
    answer = desk.post(reverse("catalog:confirm_selected"), {"rows": [f"{row.pk}:1" for row in rows[:2]]}, follow=True)
    assert [str(message) for message in answer.context["messages"]] == [
        "已核定1项。",
        "1项已被他人修改，未核定，请核对最新内容。",
    ]
    assert list(CatalogItem.objects.order_by("order").values_list("review_state", flat=True)) == [
        "CONFIRMED",
        "UNCONFIRMED",
        "UNCONFIRMED",
    ]


@pytest.mark.parametrize("rows", [[], ["x"], ["x:1"], ["999999:1"], [":"], ["01:1"], ["１:1"], ["9" * 30 + ":1"]])
def test_confirming_nothing_says_so(desk, item, rows):
    answer = desk.post(reverse("catalog:confirm_selected"), {"rows": rows}, follow=True)
    assert [str(message) for message in answer.context["messages"]] == ["没有选中事项，请先勾选要核定的事项。"]


def test_going_back_never_leaves_the_portal(desk, item):
    answer = desk.post(reverse("catalog:confirm", args=[item.pk]), {"version": 1, "next": "https://evil.example/"})
    assert answer.url == reverse("catalog:desk")


def test_the_history_tells_who_changed_what(desk, item, manager):
    changed = update_item(item, actor=manager, version=1, channels=[{"name": "政府公报", "required": True}])
    confirm_item(changed, actor=manager, at=timezone.now())
    entries = desk.get(reverse("catalog:history", args=[item.pk])).context["entries"]
    assert [(e.action, e.entry.actor_name, [(c.label, c.before, c.after) for c in e.changes]) for e in entries] == [
        ("核定目录事项", "目录员", []),
        (
            "修改目录事项",
            "目录员",
            [("公开渠道和载体", ["■ 必选：政府网站", "□ 可选：其他（村务公开栏）"], ["■ 必选：政府公报"])],
        ),
    ]


def test_the_form_leads_to_filing_a_document(desk, item, documents):
    assert desk.get(reverse("catalog:edit", args=[item.pk])).context["filing_url"] == f"/filing/?item={item.pk}"
