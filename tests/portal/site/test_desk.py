"""The workbench's first page shows what a role may do, and the log only to those who may read it."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from portal.accounts.enums import Role
from portal.audit.services import record
from portal.site.audit_log import visible_entries
from tests.portal.site.pages import read


def logged_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_visitor_is_asked_to_log_in_and_comes_back(client, city):
    response = client.get(reverse("site:desk"))
    assert response["Location"] == f"{reverse('accounts:login')}?next={reverse('site:desk')}"


@pytest.mark.parametrize(
    ("role", "entries"),
    [
        (Role.CLERK, {"依申请公开案件"}),
        (Role.REVIEWER, {"依申请公开案件", "信息发布"}),
        (Role.EDITOR, {"信息发布"}),
        (Role.CATALOG_MANAGER, {"信息发布", "标准目录维护"}),
        (Role.SUPERVISOR, {"依申请公开案件", "信息发布", "操作留痕"}),
        (Role.ADMINISTRATOR, {"标准目录维护", "操作留痕"}),
    ],
)
def test_navigation_shows_what_the_role_may_open(city, staff_of, role, entries):
    links = set(read(logged_in(staff_of(city, role)).get(reverse("site:desk"))).links)

    assert links & {"依申请公开案件", "信息发布", "标准目录维护", "操作留痕"} == entries


def test_person_without_a_role_is_told_so(city, staff_of):
    assert "还没有任何机关的角色" in logged_in(staff_of(city)).get(reverse("site:desk")).content.decode()


def test_desk_needs_a_bounded_number_of_queries(city, staff_of, django_assert_max_num_queries):
    client = logged_in(staff_of(city, *Role))
    with django_assert_max_num_queries(20):
        client.get(reverse("site:desk"))


def test_log_out_is_a_post_button(city, staff_of):
    client = logged_in(staff_of(city))
    text = client.get(reverse("site:desk")).content.decode()

    assert f'<form method="post" action="{reverse("accounts:logout")}">' in text
    assert client.post(reverse("accounts:logout"))["Location"] == reverse("site:home")


def test_log_in_keeps_the_page_one_came_for(client, city, staff_of):
    staff_of(city)
    address = reverse("accounts:login") + "?next=/desk/audit/"
    assert '<input type="hidden" name="next" value="/desk/audit/">' in client.get(address).content.decode()

    response = client.post(address, {"username": "lin", "password": "long-enough-1", "next": "/desk/audit/"})

    assert response["Location"] == "/desk/audit/"


def test_wrong_password_is_said_on_top_and_the_name_is_kept(client, city, staff_of):
    staff_of(city)

    text = client.post(reverse("accounts:login"), {"username": "lin", "password": "wrong"}).content.decode()

    assert 'class="error-summary" role="alert"' in text
    assert 'value="lin"' in text


def test_log_is_not_found_without_the_permission(city, staff_of):
    assert logged_in(staff_of(city, Role.CLERK)).get(reverse("site:audit")).status_code == 404


def test_supervisor_of_one_organ_reads_only_its_entries(city, bureau, staff_of):
    user = staff_of(bureau, Role.SUPERVISOR)
    record("account.login", actor=user, target=user)

    assert set(visible_entries(user).values_list("organization", flat=True)) == {bureau.code}


def test_supervisor_of_the_city_reads_every_entry_below_and_those_of_the_whole_site(city, bureau, staff_of):
    user = staff_of(city, Role.SUPERVISOR)
    record("account.login", actor=user, target=user)

    assert set(visible_entries(user).values_list("organization", flat=True)) == {city.code, bureau.code, ""}


def test_log_can_be_narrowed_by_action_organ_and_person(city, bureau, staff_of):
    user = staff_of(city, Role.SUPERVISOR)
    client = logged_in(user)

    by_action = client.get(reverse("site:audit"), {"action": "account.assign_role"}).context["page"]
    by_organ = client.get(reverse("site:audit"), {"organization": bureau.code}).context["page"]
    by_person = client.get(reverse("site:audit"), {"actor": "林知"}).context["page"]

    assert {entry.action for entry in by_action} == {"account.assign_role"}
    assert {entry.organization for entry in by_organ} == {bureau.code}
    assert {entry.actor_name for entry in by_person} == {"林知远"}


def test_bad_filter_value_changes_nothing(city, staff_of):
    client = logged_in(staff_of(city, Role.SUPERVISOR))
    everything = client.get(reverse("site:audit")).context["page"].paginator.count
    assert client.get(reverse("site:audit"), {"action": "no.such"}).context["page"].paginator.count == everything


def test_log_is_paginated_and_costs_the_same_for_one_and_many_rows(city, bureau, staff_of, django_assert_num_queries):
    user = staff_of(city, Role.SUPERVISOR)
    client = logged_in(user)
    address = reverse("site:audit") + f"?organization={bureau.code}"
    with CaptureQueriesContext(connection) as few:
        assert client.get(address).context["page"].paginator.count == 1
    for _ in range(60):
        record("account.assign_role", actor=user, target=user, organization=bureau.code)
    with django_assert_num_queries(len(few)):
        page = client.get(address).context["page"]

    assert (len(page), page.paginator.num_pages) == (50, 2)
