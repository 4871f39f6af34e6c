"""From the messages of a model's own checks to an error that a person can read."""

from django.core.exceptions import ValidationError
from django.db import models

from portal.common.exceptions import InvalidInput


def invalid_input(error: ValidationError, model: type[models.Model]) -> InvalidInput:
    """The first message, with the Chinese name of its field."""
    field, messages = next(iter(error.message_dict.items()))
    return InvalidInput(f"{field_label(model, field)}：{messages[0]}", field=field)


def field_label(model: type[models.Model], name: str) -> str:
    return str(getattr(model._meta.get_field(name), "verbose_name", name))


def longest(model: type[models.Model], name: str) -> int:
    """How many characters a text field takes."""
    return int(getattr(model._meta.get_field(name), "max_length", None) or 0)
