"""Errors that a service raises and a person reads: views show them, the API maps them to a status."""


class DomainError(Exception):
    """A rule refused the action; ``message`` is Chinese, ``field`` names the form field concerned if any."""

    status_code = 409

    def __init__(self, message: str, *, field: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.field = field


class InvalidInput(DomainError):
    """What was typed or uploaded cannot be accepted."""

    status_code = 422


class Conflict(DomainError):
    """The state of the object does not allow the action (any more)."""


class NotPermitted(DomainError):
    """The person may not do this here."""

    status_code = 403


class NotAvailable(DomainError):
    """A feature is off on this machine, for instance PDF without Pango."""

    status_code = 503
