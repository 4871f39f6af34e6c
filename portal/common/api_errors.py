"""One error format for the API: ``{"detail": …, "field": …}`` with the status of the domain error."""

from typing import Any

from rest_framework.exceptions import ValidationError
from rest_framework.response import Response
from rest_framework.settings import api_settings
from rest_framework.views import exception_handler

from portal.common.exceptions import DomainError


def handle(error: Exception, context: dict[str, Any]) -> Response | None:
    """DRF exception handler: domain errors keep their Chinese message, the rest is DRF's own answer."""
    if isinstance(error, DomainError):
        return Response({"detail": error.message, "field": error.field}, status=error.status_code)
    response = exception_handler(error, context)
    if response is not None and isinstance(error, ValidationError):
        response.data = _first_problem(error.detail)
    return response


def _first_problem(detail: Any) -> dict[str, Any]:
    """The first message of a validation error, and the parameter that it belongs to."""
    field = None
    while isinstance(detail, dict | list):
        if isinstance(detail, dict):
            name, detail = next(iter(detail.items()))
            field = None if name == api_settings.NON_FIELD_ERRORS_KEY else name
        else:
            detail = detail[0]
    return {"detail": str(detail), "field": field}
