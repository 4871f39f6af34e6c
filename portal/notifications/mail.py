"""E-mail into a folder, for machines without a mail server: one file per message, never half, never twice."""

import hashlib
import os
from collections.abc import Sequence
from pathlib import Path

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend


class FolderBackend(BaseEmailBackend):
    """Writes each message to ``EMAIL_FILE_PATH`` under a name made from its Message-ID.

    The file appears complete (written aside, then renamed), and a message whose file is there is not written
    again: a repetition after a crash changes nothing.
    """

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        folder = Path(settings.EMAIL_FILE_PATH)
        folder.mkdir(parents=True, exist_ok=True)
        for email in email_messages:
            _store(folder, email)
        return len(email_messages)


def _store(folder: Path, email: EmailMessage) -> None:
    content = email.message()
    name = hashlib.sha256(content["Message-ID"].encode()).hexdigest()[:32]
    target = folder / f"{name}.eml"
    if target.exists():
        return
    aside = folder / f"{name}.{os.getpid()}.part"
    with aside.open("wb") as file:
        file.write(content.as_bytes())
        file.flush()
        os.fsync(file.fileno())
    aside.replace(target)
