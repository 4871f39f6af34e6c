"""Pages for what went wrong before or outside a view. Django would render them without the identity of the site."""

from django.http import HttpRequest, HttpResponseBadRequest, HttpResponseServerError
from django.shortcuts import render
from django.template.loader import render_to_string

from portal.site.context import site


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponseBadRequest:
    """The request could not be read: too many fields, a forged host. Nothing of the exception is shown."""
    return HttpResponseBadRequest(render(request, "400.html").content)


def server_error(request: HttpRequest) -> HttpResponseServerError:
    """Only the identity, which needs no database: whatever failed must not fail again here."""
    return HttpResponseServerError(render_to_string("500.html", site(request)))
