"""The calendar in the admin is for looking: changes go through load_calendar and the services."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from portal.workdays.models import CalendarDay, CalendarYear


class ReadOnlyAdmin(admin.ModelAdmin):
    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(CalendarYear)
class CalendarYearAdmin(ReadOnlyAdmin):
    list_display = ["year", "status", "notice_title", "document_number", "version", "loaded_at"]


@admin.register(CalendarDay)
class CalendarDayAdmin(ReadOnlyAdmin):
    list_display = ["date", "is_working", "name", "region", "source"]
    list_filter = ["is_working", "year", "region"]
    date_hierarchy = "date"
