"""Writing drafts."""

import re
from datetime import date

from django.core.exceptions import ValidationError
from django.db import models, transaction

from disclosure.enums import DisclosureAttribute
from disclosure.models import CONTENT_FIELDS, Document, normalise_document_number
from disclosure.services.body import clean_body
from disclosure.services.transition import move
from disclosure.services.validation import invalid_input, longest
from disclosure.workflow import Action
from portal.accounts.models import User
from portal.accounts.permissions import Permission
from portal.accounts.policies import require_permission
from portal.audit.services import record
from portal.common.exceptions import Conflict, InvalidInput
from portal.workdays.calendar import CalendarYearMissing
from portal.workdays.selectors import work_calendar

# 条例 art 26: within 20 working days from the day the information was formed or changed.
PUBLISH_WITHIN = 20
_FIRST_YEAR, _LAST_YEAR = 1900, 2100
_DAYS = tuple(
    field.name
    for field in Document._meta.fields
    if field.name in CONTENT_FIELDS and isinstance(field, models.DateField)
)
_CLOSED = frozenset({DisclosureAttribute.ON_APPLICATION, DisclosureAttribute.NOT_DISCLOSED})
_TEXT_FIELDS = tuple(
    field.name
    for field in Document._meta.fields
    if field.name in CONTENT_FIELDS and isinstance(field, models.CharField | models.TextField)
)
# Characters that no Word file and no feed may contain; they come with pasted text.
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff]")
_DRAFT_FIELDS = (*CONTENT_FIELDS, "column", "validity", "import_problems")


@transaction.atomic
def save_draft(document: Document, *, actor: User | None) -> Document:
    """Create a draft from an unsaved document, or write the changed fields of a loaded one; returns the saved row.

    Only the fields that an author may write are taken over: state, numbers and dates of publication never are.
    ``document.revision`` is what the author saw: when somebody saved in between, Conflict is raised.
    """
    row = _locked(document, actor)
    for name in _DRAFT_FIELDS:
        setattr(row, name, getattr(document, name))
    _check_days(row)
    _complete(row)
    _check(row)
    created = row.pk is None
    row.revision += 1
    row.save()
    if actor is not None:
        row.authors.add(actor)
    record(
        "document.create" if created else "document.edit",
        actor=actor,
        target=row,
        organization=row.organization.code,
        revision=row.revision,
    )
    return row


def _locked(document: Document, actor: User | None) -> Document:
    if document.pk is None:
        if actor is not None:
            require_permission(actor, Permission.DOCUMENT_DRAFT, document.organization)
        return Document(
            organization=document.organization,
            created_by=actor,
            import_fingerprint=document.import_fingerprint,
            source_name=document.source_name,
            source_file=document.source_file,
        )
    row = move(document, Action.EDIT, actor=actor)
    if row.revision != document.revision:
        raise Conflict("您编辑期间，这份草稿已被他人修改。请先复制您的改动，重新打开后再保存。")
    return row


def _check_days(row: Document) -> None:
    """A year with a digit too many or too few is a slip of the keyboard, and no calendar reaches there."""
    for name in _DAYS:
        day = getattr(row, name)
        if day is not None and not _FIRST_YEAR <= day.year <= _LAST_YEAR:
            raise InvalidInput(f"年份应当在{_FIRST_YEAR}年至{_LAST_YEAR}年之间，请核对。", field=name)


def _complete(row: Document) -> None:
    for name in _TEXT_FIELDS:
        setattr(row, name, _CONTROLS.sub("", getattr(row, name)).strip())
    row.title = " ".join(row.title.split())
    row.body = clean_body(row.body)
    row.document_number_key = normalise_document_number(row.document_number)
    row.publish_due_on = _due_on(row)


def _due_on(row: Document) -> date | None:
    """None when the day is unknown or lies in a year without a calendar: the limit is not guessed.

    None also for what is not to be published proactively: nothing can be late there.
    """
    formed_on = row.formed_on or row.issued_on
    if formed_on is None or row.disclosure_attribute in _CLOSED:
        return None
    try:
        return work_calendar(row.organization.region).add_working_days(formed_on, PUBLISH_WITHIN)
    except CalendarYearMissing:
        return None


def _check(row: Document) -> None:
    if row.column and row.column.organization_id != row.organization_id:
        raise InvalidInput("栏目不属于该机关，请重新选择。", field="column")
    if row.effective_on and row.expires_on and row.expires_on < row.effective_on:
        raise InvalidInput("有效期至不能早于施行日期。", field="expires_on")
    try:
        row.clean_fields(exclude=["title", "created_by", "live_version", "source_file"])
    except ValidationError as error:
        raise invalid_input(error, Document) from error
    if len(row.title) > longest(Document, "title"):
        raise InvalidInput("标题超过500字，请核对。", field="title")
