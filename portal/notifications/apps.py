from django.apps import AppConfig

from portal.notifications.registry import register_event


class NotificationsConfig(AppConfig):
    name = "portal.notifications"
    label = "notifications"
    verbose_name = "通知"

    def ready(self) -> None:
        register_event("calendar.alarm", label="工作日历待更新")
