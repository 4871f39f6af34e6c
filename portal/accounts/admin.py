from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import StaffAssignment, User


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
