from django.urls import path

from catalog import views

app_name = "catalog"
urlpatterns = [
    path("", views.domains, name="domains"),
    path("items/<int:pk>/", views.item, name="item"),
    path("desk/", views.desk, name="desk"),
    path("desk/confirm/", views.confirm_selected, name="confirm_selected"),
    path("desk/<int:pk>/", views.edit, name="edit"),
    path("desk/<int:pk>/confirm/", views.confirm, name="confirm"),
    path("desk/<int:pk>/history/", views.history, name="history"),
    path("<slug:slug>/", views.domain, name="domain"),
]
