from django import forms
from django.contrib import admin
from django.http import HttpRequest

from catalog.models import CatalogDomain
from catalog.services import update_domain


@admin.register(CatalogDomain)
class CatalogDomainAdmin(admin.ModelAdmin):
    """Domains are ordered and renamed here; new ones come with editions, items are edited at the catalog desk."""

    list_display = ("order", "name", "ministry", "slug")
    list_display_links = ("name",)
    search_fields = ("name", "ministry")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: CatalogDomain | None = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: CatalogDomain, form: forms.ModelForm, change: bool) -> None:  # noqa: FBT001
        update_domain(obj, actor=request.user, **form.cleaned_data)
