"""The model's own checks, as errors a service may raise."""

from collections.abc import Iterable

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models

from portal.common.exceptions import InvalidInput


def require_valid(instance: models.Model, *, exclude: Iterable[str] = (), against_database: bool = True) -> None:
    """Raise InvalidInput with the first problem and its field; without the database when many rows are checked."""
    try:
        instance.full_clean(
            exclude=set(exclude), validate_unique=against_database, validate_constraints=against_database
        )
    except ValidationError as error:
        field, messages = next(iter(error.message_dict.items()))
        if field == NON_FIELD_ERRORS:
            raise InvalidInput(messages[0]) from error
        raise InvalidInput(messages[0], field=field) from error
