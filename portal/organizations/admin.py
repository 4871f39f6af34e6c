from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from portal.audit.services import record
from portal.organizations.models import Office, Organization
from portal.organizations.services import save_organization


class OfficeInline(admin.TabularInline):
    model = Office
    extra = 0


@admin.register(Organization)
class OrganizationAdmin(admin.ModelAdmin):
    list_display = ("name", "level", "parent", "code", "is_active")
    list_filter = ("level", "is_active")
    search_fields = ("name", "short_name", "code")
    inlines = (OfficeInline,)

    def save_model(self, request: HttpRequest, obj: Organization, form: object, change: bool) -> None:  # noqa: FBT001
        save_organization(obj, actor=request.user)

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:  # noqa: FBT001
        """Inner offices belong to the organization's own record."""
        super().save_formset(request, form, formset, change)
        if formset.has_changed():
            record("organization.update", actor=request.user, target=form.instance, organization=form.instance.code)
