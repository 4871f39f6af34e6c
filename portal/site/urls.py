from django.urls import path

from portal.site import views

app_name = "site"
urlpatterns = [
    path("", views.home, name="home"),
    path("mode/<slug:mode>/", views.switch_mode, name="mode"),
    path("sitemap/", views.sitemap, name="sitemap"),
    path("about/", views.about, name="about"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("desk/", views.desk, name="desk"),
    path("desk/audit/", views.audit, name="audit"),
]
