"""Turning a recognised official document into a draft."""

import hashlib
from dataclasses import dataclass
from datetime import date

from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction

from disclosure.enums import DisclosureAttribute
from disclosure.models import Document
from disclosure.recognition import RecognisedDocument, body_html
from disclosure.services.attachments import stored_file
from disclosure.services.drafts import save_draft
from disclosure.services.validation import field_label, longest
from portal.accounts.models import User
from portal.audit.services import record
from portal.common.exceptions import InvalidInput
from portal.common.files import clean_name
from portal.organizations.models import Organization

_ATTRIBUTES = {str(attribute.label): attribute for attribute in DisclosureAttribute}


@dataclass(frozen=True, slots=True)
class ImportOutcome:
    """The draft, and whether this call made it; False means that the same file was imported before."""

    document: Document
    created: bool


def import_document(
    organization: Organization,
    recognised: RecognisedDocument,
    *,
    actor: User | None,
    source_name: str,
    content: bytes,
    on: date,
) -> ImportOutcome:
    """Make a draft of what was recognised in a file and keep the file beside it.

    Nothing is invented: what the file does not say stays empty, and every doubt stays on the draft until the
    editor settles it. The same bytes for the same organization give the document that they gave before.
    """
    if recognised.classification:
        # 条例 art 14, 保密法: such a paper must not even lie on this machine as a draft.
        raise InvalidInput(
            f"文件标有密级“{recognised.classification}”，不得导入本系统。请立即按照保密规定处理。", field="file"
        )
    fingerprint = hashlib.sha256(content).hexdigest()
    if known := _imported_before(organization, fingerprint):
        return ImportOutcome(known, created=False)
    name = clean_name(source_name)
    try:
        with stored_file(ContentFile(content), folder="sources", name=name) as stored, transaction.atomic():
            draft = _draft(organization, recognised, on=on)
            draft.import_fingerprint, draft.source_name, draft.source_file = fingerprint, name, stored
            document = save_draft(draft, actor=actor)
            record(
                "document.import",
                actor=actor,
                target=document,
                organization=organization.code,
                sha256=fingerprint,
                doubts=len(document.import_problems),
            )
    except IntegrityError:
        # Somebody imported the same file a moment ago; the unique constraint decided who was first.
        if known := _imported_before(organization, fingerprint):
            return ImportOutcome(known, created=False)
        raise
    return ImportOutcome(document, created=True)


def _imported_before(organization: Organization, fingerprint: str) -> Document | None:
    return Document.objects.filter(organization=organization, import_fingerprint=fingerprint).first()


def _draft(organization: Organization, recognised: RecognisedDocument, *, on: date) -> Document:
    problems = list(recognised.problems)
    if recognised.issued_on and recognised.issued_on > on:
        problems.append("成文日期晚于今天，请核对")
    texts = {
        "title": recognised.title,
        "document_number": recognised.document_number,
        "issuer": recognised.issuer,
        "annotation": recognised.annotation,
    }
    return Document(
        organization=organization,
        **{name: _fitting(name, text or "", problems) for name, text in texts.items()},
        addressee=recognised.addressee or "",
        copies_to=recognised.copies_to or "",
        signatory="\n".join(recognised.signatories),
        issued_on=recognised.issued_on,
        printed_on=recognised.printed_on,
        disclosure_attribute=_ATTRIBUTES.get(recognised.disclosure_attribute or "", ""),
        body=body_html(recognised),
        import_problems=problems,
    )


def _fitting(name: str, text: str, problems: list[str]) -> str:
    """Cut what no real title or number would need, and say so."""
    limit = longest(Document, name)
    if len(text) <= limit:
        return text
    problems.append(f"{field_label(Document, name)}超过{limit}字，已截断，请对照原文件核对")
    return text[:limit]
