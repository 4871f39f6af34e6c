from django.urls import path

from portal.notifications import views

app_name = "notifications"
urlpatterns = [
    path("", views.show_inbox, name="inbox"),
    path("read-all/", views.read_all, name="read-all"),
    path("<int:pk>/read/", views.read_message, name="read"),
]
