"""Encryption of personal data at rest (个人信息保护): a text field and a blind index for look-ups."""

import hashlib
import hmac
from functools import lru_cache
from typing import Any

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.db import models

from portal.common.text import fold_width


@lru_cache(maxsize=1)
def _cipher() -> MultiFernet:
    return MultiFernet([Fernet(key) for key in settings.DATA_KEYS])


class EncryptedTextField(models.TextField):
    """Text that the database only holds as a Fernet token; an empty string stays empty.

    The newest key of ``DATA_KEYS`` encrypts, every listed key decrypts, so keys can be rotated.
    Filtering by value is impossible by design: use ``blind_index`` in a column beside it.
    """

    def get_prep_value(self, value: Any) -> Any:
        if value in (None, ""):
            return value
        return _cipher().encrypt(str(value).encode()).decode()

    def from_db_value(self, value: str | None, expression: object, connection: object) -> str | None:
        if value in (None, ""):
            return value
        return _cipher().decrypt(value.encode()).decode()


def blind_index(value: str) -> str:
    """Return 64 hex digits that are equal for equal values and tell nothing without the data key.

    Width, case and blanks are folded first so that 「１１０Ａ」 and "110a" meet.
    """
    folded = fold_width(value).upper()
    key = hashlib.sha256(b"blind-index:" + settings.DATA_KEYS[-1].encode()).digest()
    return hmac.new(key, folded.encode(), hashlib.sha256).hexdigest() if folded else ""
