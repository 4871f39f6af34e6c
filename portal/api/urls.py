"""Open interface: ``/api/v1/…``, its schema and its documentation."""

from django.http import HttpRequest, JsonResponse
from django.urls import include, path, re_path
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView
from rest_framework.permissions import AllowAny

from applications.api import ROUTES as APPLICATIONS_ROUTES
from catalog.api import ROUTES as CATALOG_ROUTES
from disclosure.api import ROUTES as DISCLOSURE_ROUTES
from portal.api.routers import assemble
from portal.search.api import ROUTES as SEARCH_ROUTES

router = assemble([*DISCLOSURE_ROUTES, *CATALOG_ROUTES, *SEARCH_ROUTES, *APPLICATIONS_ROUTES])


def unknown(request: HttpRequest, rest: str) -> JsonResponse:
    """A program that asks for an address that is not there gets the one error format, not a page."""
    return JsonResponse({"detail": "没有这个接口，请看接口文档。", "field": None}, status=404)


app_name = "api"
urlpatterns = [
    path("v1/", include(router.urls)),
    path("schema/", SpectacularAPIView.as_view(permission_classes=[AllowAny]), name="schema"),
    path(
        "docs/",
        SpectacularSwaggerSplitView.as_view(
            permission_classes=[AllowAny], url_name="api:schema", template_name="api/docs.html"
        ),
        name="docs",
    ),
    re_path(r"^v1/(?P<rest>.*)$", unknown),
]
