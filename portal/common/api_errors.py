"""One error format for the API: ``{"detail": …, "field": …}`` with the status of the domain error."""

from typing import Any

from django.http import Http404
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
    if response is None:
        return None
    if isinstance(error, ValidationError):
        response.data = _first_problem(error.detail)
    else:
        # Django names the model in English when nothing matches; a reader of the API needs neither.
        detail = "没有这个对象。" if isinstance(error, Http404) else str(response.data["detail"])
        response.data = {"detail": detail, "field": None}
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
