from django.contrib.sitemaps import views as sitemap_views
from django.urls import path

from portal.site.sitemaps import SITEMAPS
from portal.site.views import machines, public, staff

app_name = "site"
urlpatterns = [
    path("", public.home, name="home"),
    path("mode/<slug:mode>/", public.switch_mode, name="mode"),
    path("sitemap/", public.sitemap, name="sitemap"),
    path("about/", public.about, name="about"),
    path("accessibility/", public.accessibility, name="accessibility"),
    path("desk/", staff.desk, name="desk"),
    path("desk/audit/", staff.audit, name="audit"),
    path("healthz", machines.healthz, name="healthz"),
    path("readyz", machines.readyz, name="readyz"),
    path("robots.txt", machines.robots, name="robots"),
    path(
        "sitemap.xml",
        sitemap_views.index,
        {"sitemaps": SITEMAPS, "template_name": "site/sitemap_index.xml", "sitemap_url_name": "site:sitemap_part"},
        name="sitemap_index",
    ),
    path(
        "sitemap-<slug:section>.xml",
        sitemap_views.sitemap,
        {"sitemaps": SITEMAPS, "template_name": "site/sitemap.xml"},
        name="sitemap_part",
    ),
]
