from django.urls import path

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
]
