"""Documents of the demo city: drafted, reviewed and published by their own people through the services."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from catalog.models import CatalogDomain, CatalogItem
from disclosure.enums import RelationKind, ReviewDecision
from disclosure.models import Column, Document
from disclosure.recognition import body_html, read_content, recognise, text_to_html
from disclosure.services.attachments import add_attachment
from disclosure.services.drafts import save_draft
from disclosure.services.links import file_under_item, relate_documents
from disclosure.services.publishing import publish_document, withdraw_document
from disclosure.services.review import review_document, submit_for_review
from portal.accounts.models import User
from portal.accounts.permissions import Permission
from portal.accounts.selectors import users_with
from portal.demo.attachments import make_file
from portal.demo.dates import LoadDay
from portal.demo.people import DATA
from portal.organizations.models import Organization

_COPIED = ("issuer", "genre", "subject_category", "disclosure_attribute", "attribute_reason", "validity")


@dataclass(frozen=True, slots=True)
class Entry:
    """One file of the data folder: its fields and its body."""

    fields: dict[str, Any]
    body: str

    @property
    def key(self) -> str:
        return self.fields["key"]

    @property
    def source_name(self) -> str:
        """By which a loaded document is found again."""
        return f"demo:{self.key}"


def read_entries(when: LoadDay) -> list[Entry]:
    """All documents of the demo, the earliest published first."""
    entries = [_parse(path) for path in sorted((DATA / "documents").glob("*.md"))]
    return sorted(entries, key=lambda entry: (entry_days(entry, when)[1], entry.key))


def entry_days(entry: Entry, when: LoadDay) -> tuple[date, date]:
    """The working days on which the document was issued and published."""
    issued = when.working_day(when.resolve(entry.fields["issued"]))
    return issued, max(when.working_day(when.resolve(entry.fields["published"], start=issued)), issued)


def _parse(path: Path) -> Entry:
    _, head, body = path.read_text(encoding="utf-8").split("+++\n", 2)
    return Entry(tomllib.loads(head), body.strip("\n"))


def load_documents(organizations: dict[str, Organization], when: LoadDay) -> Iterator[str]:
    """Load what is missing, one title at a time (for a progress bar); then relations and late steps."""
    entries = read_entries(when)
    loaded = {document.source_name: document for document in Document.objects.filter(source_name__startswith="demo:")}
    fresh = []
    for entry in entries:
        if entry.source_name not in loaded:
            loaded[entry.source_name] = _load(entry, organizations[entry.fields["organization"]], when)
            fresh.append(entry)
        yield entry.key
    for entry in fresh:
        for kind, other in entry.fields.get("relations", []):
            source, target = loaded[entry.source_name], loaded[f"demo:{other}"]
            relate_documents(source, target=target, kind=RelationKind(kind), actor=source.created_by, on=when.today)


@cache
def _domains() -> dict[str, CatalogDomain]:
    """Domains by every name they go by."""
    return {name: domain for domain in CatalogDomain.objects.all() for name in (domain.name, *domain.aliases)}


def count_entries() -> int:
    return len(list((DATA / "documents").glob("*.md")))


@dataclass(frozen=True, slots=True)
class _Desk:
    """Three different people of an organization."""

    editor: User
    reviewer: User
    publisher: User


def _desk(organization: Organization) -> _Desk:
    editor = users_with(Permission.DOCUMENT_DRAFT, organization)[0]
    reviewer = users_with(Permission.DOCUMENT_REVIEW, organization).exclude(pk=editor.pk)[0]
    return _Desk(editor, reviewer, users_with(Permission.DOCUMENT_PUBLISH, organization)[0])


def _load(entry: Entry, organization: Organization, when: LoadDay) -> Document:
    desk, fields = _desk(organization), entry.fields
    issued, _ = entry_days(entry, when)
    document = save_draft(_draft(entry, organization, issued, when), actor=desk.editor)
    Document.objects.filter(pk=document.pk).update(source_name=entry.source_name)
    document.source_name = entry.source_name
    for attachment in fields.get("attachments", []):
        add_attachment(
            document, actor=desk.editor, file=make_file(attachment, lambda text: when.fill(text, issued=issued))
        )
    for domain, level1, level2 in fields.get("catalog", []):
        for item in CatalogItem.objects.filter(domain=_domains()[domain], level1=level1, level2=level2)[:1]:
            file_under_item(document, item=item, actor=desk.editor)
    return _advance(document, entry, desk, when)


def _draft(entry: Entry, organization: Organization, issued: date, when: LoadDay) -> Document:
    fields = entry.fields
    effective = _offset(fields.get("effective"), when)

    def fill(text: str) -> str:
        return when.fill(text, issued=issued, effective=effective)

    number, title, body = fill(fields.get("document_number", "")), fill(fields["title"]), fill(entry.body)
    parts: dict[str, Any] = {"body": text_to_html(body)}
    if number:
        # An official document: let the recogniser find addressee, signature and annotation in the text.
        found = recognise(read_content(f"{fields['issuer']}文件\n\n{number}\n\n{title}\n\n{body}\n".encode()))
        parts = {
            "body": body_html(found),
            "addressee": found.addressee or "",
            "signatory": "\n".join(found.signatories),
            "annotation": found.annotation or "",
        }
    return Document(
        organization=organization,
        column=Column.objects.get(organization=organization, slug=fields["column"]),
        title=title,
        document_number=number,
        keywords=[fill(word) for word in fields.get("keywords", [])],
        summary=fill(fields.get("summary", "")),
        issued_on=issued,
        formed_on=issued,
        effective_on=effective,
        expires_on=_offset(fields.get("expires"), when),
        **{name: fields.get(name, "") for name in _COPIED},
        **parts,
    )


def _offset(days: int | None, when: LoadDay) -> date | None:
    return None if days is None else when.day(days)


def _advance(document: Document, entry: Entry, desk: _Desk, when: LoadDay) -> Document:
    status = entry.fields["status"]
    if status == "draft":
        return document
    _, published = entry_days(entry, when)
    before = when.working_day(published - timedelta(days=1))
    document = submit_for_review(document, actor=desk.editor, at=when.moment(before))
    if status == "in_review":
        return document
    approved = ReviewDecision.APPROVED
    document = review_document(document, actor=desk.reviewer, decision=approved, at=when.moment(published, 9))
    document = publish_document(document, actor=desk.publisher, at=when.moment(published, 10))
    if status == "withdrawn":
        reason = entry.fields["withdrawn_reason"]
        document = withdraw_document(document, actor=desk.publisher, reason=reason, at=when.moment(when.today, 9))
    return document
