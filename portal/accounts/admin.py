from typing import Any

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from portal.accounts.enums import Role
from portal.accounts.models import StaffAssignment, User
from portal.accounts.services import assign_role, revoke_role
from portal.audit.services import record


class AssignmentInline(admin.TabularInline):
    model = StaffAssignment
    extra = 0
    autocomplete_fields = ("organization",)


@admin.register(User)
class PortalUserAdmin(UserAdmin):
    list_display = ("username", "display_name", "email", "is_active")
    search_fields = ("username", "display_name", "email")
    ordering = ("id",)
    inlines = (AssignmentInline,)
    fieldsets = (
        (None, {"fields": ("username", "password")}),
        (_("Personal info"), {"fields": ("display_name", "email")}),
        (_("Permissions"), {"fields": ("is_active", "is_staff", "is_superuser")}),
        (_("Important dates"), {"fields": ("last_login", "date_joined")}),
    )
    add_fieldsets = ((None, {"fields": ("username", "display_name", "email", "password1", "password2")}),)

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:  # noqa: FBT001
        super().save_model(request, obj, form, change)
        record("account.save", actor=request.user, target=obj, fields=form.changed_data)

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:  # noqa: FBT001
        """Roles are granted and revoked through the services, which leave an audit entry."""
        actor: Any = request.user
        formset.save(commit=False)
        for gone in formset.deleted_objects:
            revoke_role(gone.user, organization=gone.organization, role=Role(gone.role), actor=actor)
        for grant, _fields in formset.changed_objects:
            before = StaffAssignment.objects.get(pk=grant.pk)
            revoke_role(before.user, organization=before.organization, role=Role(before.role), actor=actor)
        for grant in [*formset.new_objects, *(grant for grant, _fields in formset.changed_objects)]:
            assign_role(
                grant.user, organization=grant.organization, role=Role(grant.role), office=grant.office, actor=actor
            )
