"""One error format for the API: ``{"detail": …, "field": …}`` with the status of the domain error."""

from typing import Any

from rest_framework.response import Response
from rest_framework.views import exception_handler

from portal.common.exceptions import DomainError


def handle(error: Exception, context: dict[str, Any]) -> Response | None:
    """DRF exception handler: domain errors keep their Chinese message, the rest is DRF's own answer."""
    if isinstance(error, DomainError):
        return Response({"detail": error.message, "field": error.field}, status=error.status_code)
    return exception_handler(error, context)
