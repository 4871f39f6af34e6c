"""Every action in every state, and the second person."""

import pytest

from disclosure.enums import DocumentStatus, ReviewDecision
from disclosure.models import Document
from disclosure.policies import available_actions
from disclosure.services import (
    publish_document,
    reopen_document,
    review_document,
    save_draft,
    submit_for_review,
    withdraw_document,
)
from disclosure.workflow import Action, find_transition
from portal.accounts.enums import Role
from portal.audit.models import AuditEntry
from portal.common.exceptions import Conflict, InvalidInput, NotPermitted
from tests.disclosure.conftest import NOW, make_person

LEADS_TO = {
    ("DRAFT", "EDIT"): "DRAFT",
    ("DRAFT", "SUBMIT"): "IN_REVIEW",
    ("IN_REVIEW", "APPROVE"): "APPROVED",
    ("IN_REVIEW", "RETURN"): "DRAFT",
    ("APPROVED", "PUBLISH"): "PUBLISHED",
    ("APPROVED", "REOPEN"): "DRAFT",
    ("PUBLISHED", "WITHDRAW"): "WITHDRAWN",
    ("WITHDRAWN", "REOPEN"): "DRAFT",
}


@pytest.mark.parametrize("action", list(Action), ids=str)
@pytest.mark.parametrize("status", list(DocumentStatus), ids=str)
def test_the_table_allows_exactly_these_transitions(status, action):
    row = find_transition(status, action)
    assert (row.target if row else None) == LEADS_TO.get((status, action))


def in_state(status, city, write, approve, author):
    """A document that reached the state through the services."""
    document = write(city)
    if status == "DRAFT":
        return document
    if status == "IN_REVIEW":
        return submit_for_review(document, actor=author, at=NOW)
    document = approve(document, author=author)
    if status == "APPROVED":
        return document
    document = publish_document(document, actor=author, at=NOW)
    return document if status == "PUBLISHED" else withdraw_document(document, actor=author, reason="重复", at=NOW)


def perform(action, document, author, reviewer):
    document = Document.objects.get(pk=document.pk)
    steps = {
        "EDIT": lambda: save_draft(document, actor=author),
        "SUBMIT": lambda: submit_for_review(document, actor=author, at=NOW),
        "APPROVE": lambda: review_document(document, actor=reviewer, decision=ReviewDecision.APPROVED, at=NOW),
        "RETURN": lambda: review_document(
            document, actor=reviewer, decision=ReviewDecision.RETURNED, comment="请补充依据", at=NOW
        ),
        "PUBLISH": lambda: publish_document(document, actor=author, at=NOW),
        "WITHDRAW": lambda: withdraw_document(document, actor=author, reason="重复", at=NOW),
        "REOPEN": lambda: reopen_document(document, actor=author),
    }
    return steps[action]()


@pytest.mark.parametrize("action", list(Action), ids=str)
@pytest.mark.parametrize("status", list(DocumentStatus), ids=str)
def test_a_service_moves_only_along_the_table(status, action, city, write, approve, author, reviewer):
    document = in_state(status, city, write, approve, author)
    entries = AuditEntry.objects.count()
    if target := LEADS_TO.get((status, action)):
        perform(action, document, author, reviewer)
        document.refresh_from_db()
        assert document.status == target
        assert AuditEntry.objects.count() == entries + 1
    else:
        with pytest.raises(Conflict):
            perform(action, document, author, reviewer)
        document.refresh_from_db()
        assert (document.status, AuditEntry.objects.count()) == (status, entries)


def test_the_author_cannot_review_even_with_the_role(city, write, both):
    document = submit_for_review(write(city, actor=both), actor=both, at=NOW)
    with pytest.raises(NotPermitted):
        review_document(document, actor=both, decision=ReviewDecision.APPROVED, at=NOW)
    document.refresh_from_db()
    assert document.status == "IN_REVIEW"


def test_who_changed_the_draft_or_handed_it_in_cannot_review_it(city, write, author, both):
    document = write(city)
    document.summary = "改过"
    save_draft(document, actor=both)
    document.refresh_from_db()
    submitted = submit_for_review(document, actor=author, at=NOW)
    with pytest.raises(NotPermitted):
        review_document(submitted, actor=both, decision=ReviewDecision.APPROVED, at=NOW)
    other = write(city, "另一份")
    submitted = submit_for_review(other, actor=both, at=NOW)
    with pytest.raises(NotPermitted):
        review_document(submitted, actor=both, decision=ReviewDecision.RETURNED, comment="不行", at=NOW)


def test_a_second_person_with_both_roles_may_review(city, write, author, both):
    submitted = submit_for_review(write(city), actor=author, at=NOW)
    assert review_document(submitted, actor=both, decision=ReviewDecision.APPROVED, at=NOW).status == "APPROVED"


@pytest.mark.parametrize("action", ["SUBMIT", "APPROVE", "PUBLISH", "WITHDRAW", "EDIT", "REOPEN"])
def test_people_of_another_organization_can_do_nothing(action, city, write, approve, author, stranger):
    start = {"APPROVE": "IN_REVIEW", "PUBLISH": "APPROVED", "WITHDRAW": "PUBLISHED", "REOPEN": "WITHDRAWN"}
    document = in_state(start.get(action, "DRAFT"), city, write, approve, author)
    with pytest.raises(NotPermitted):
        perform(action, document, stranger, stranger)


def test_the_desk_offers_what_the_services_allow(city, write, approve, author, reviewer, both, stranger, clerk):
    document = submit_for_review(write(city), actor=author, at=NOW)
    people = {"author": author, "reviewer": reviewer, "both": both, "stranger": stranger, "clerk": clerk}
    offered = {name: {str(a) for a in available_actions(user, document)} for name, user in people.items()}
    review = {"APPROVE", "RETURN"}
    assert offered == {"author": set(), "reviewer": review, "both": review, "stranger": set(), "clerk": set()}


def test_an_incomplete_draft_is_not_accepted_for_review(city, author):
    document = save_draft(
        Document(organization=city, title="只有标题", import_problems=["未找到成文日期"]), actor=author
    )
    with pytest.raises(InvalidInput) as refused:
        submit_for_review(document, actor=author, at=NOW)
    assert refused.value.message == (
        "请填写发文机关。请选择栏目。只有公开属性为“主动公开”的文件才能发布。请填写正文或者上传附件。"
        "待核对：未找到成文日期"
    )
    assert document.versions.count() == 0


def test_returning_needs_a_comment(city, write, author, reviewer):
    document = submit_for_review(write(city), actor=author, at=NOW)
    with pytest.raises(InvalidInput):
        review_document(document, actor=reviewer, decision=ReviewDecision.RETURNED, comment="  ", at=NOW)


def test_what_changed_behind_the_review_is_not_published(city, write, approve, author):
    document = approve(write(city), author=author)
    Document.objects.filter(pk=document.pk).update(body="<p>另一个内容</p>")
    with pytest.raises(Conflict):
        publish_document(document, actor=author, at=NOW)


def test_two_editors_do_not_overwrite_each_other(city, write, author):
    make_person("colleague", (city, Role.EDITOR))
    document = write(city)
    first, second = Document.objects.get(pk=document.pk), Document.objects.get(pk=document.pk)
    first.summary = "甲的概述"
    save_draft(first, actor=author)
    second.summary = "乙的概述"
    with pytest.raises(Conflict):
        save_draft(second, actor=author)
    document.refresh_from_db()
    assert document.summary == "甲的概述"
