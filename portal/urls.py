"""Every address of the portal; the path prefix of a host site is added by ``PORTAL_PREFIX``."""

from django.contrib import admin
from django.urls import include, path

handler400 = "portal.site.views.errors.bad_request"
handler500 = "portal.site.views.errors.server_error"

urlpatterns = [
    path("", include("portal.site.urls")),
    path("catalog/", include("catalog.urls")),
    path("", include("disclosure.urls")),
    path("", include("applications.urls")),
    path("search/", include("portal.search.urls")),
    path("desk/messages/", include("portal.notifications.urls")),
    path("api/", include("portal.api.urls")),
    path("accounts/", include("portal.accounts.urls")),
    path("admin/", admin.site.urls),
]
