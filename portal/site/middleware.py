"""A refused action shows a page in words, also when a view forgot to show it at the field."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from portal.common.exceptions import DomainError


class DomainErrorPage:
    """Turn a DomainError that left a view into a page with its message and status (403, 409, 422, 503)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, DomainError):
            return None
        return render(request, "site/refused.html", {"message": exception.message}, status=exception.status_code)
