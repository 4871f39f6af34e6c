"""Files of a draft."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import PurePath
from uuid import uuid4

from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db import transaction

from disclosure.models import Attachment, Document
from disclosure.services.transition import move
from disclosure.workflow import Action
from portal.accounts.models import User
from portal.audit.services import record
from portal.common.files import discard_on_error, inspect_upload


@contextmanager
def stored_file(file: File, *, folder: str, name: str) -> Iterator[str]:
    """Write a file under a random name and yield its storage name; it is removed when the block fails.

    Enter it outside the transaction, so that a failing commit removes the file too.
    """
    with discard_on_error() as written:
        written.append(default_storage.save(f"disclosure/{folder}/{uuid4().hex}{PurePath(name).suffix.lower()}", file))
        yield written[0]


def add_attachment(document: Document, *, actor: User | None, file: File) -> Attachment:
    """Check an uploaded file and hang it on the draft; a file of unknown or false kind raises InvalidInput."""
    facts = inspect_upload(file, field="file")
    with stored_file(file, folder="attachments", name=facts.name) as stored, transaction.atomic():
        row = move(document, Action.EDIT, actor=actor)
        attachment = Attachment.objects.create(
            document=row,
            file=stored,
            name=facts.name,
            media_type=facts.media_type,
            size=facts.size,
            sha256=facts.sha256,
            order=row.attachments.count() + 1,
        )
        if actor is not None:
            row.authors.add(actor)
        record(
            "document.attach",
            actor=actor,
            target=row,
            organization=row.organization.code,
            file=facts.name,
            sha256=facts.sha256,
        )
    return attachment


@transaction.atomic
def remove_attachment(attachment: Attachment, *, actor: User) -> Document:
    """Take a file off the draft. Bytes that belong to a frozen version stay on disk as evidence."""
    row = move(attachment.document, Action.EDIT, actor=actor)
    stored = str(attachment.file.name)
    attachment.delete()
    row.authors.add(actor)
    if not row.versions.exists():
        transaction.on_commit(lambda: default_storage.delete(stored))
    record(
        "document.detach",
        actor=actor,
        target=row,
        organization=row.organization.code,
        file=attachment.name,
        sha256=attachment.sha256,
    )
    return row
