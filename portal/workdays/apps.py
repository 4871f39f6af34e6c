from django.apps import AppConfig

from portal.audit.registry import register_action


class WorkdaysConfig(AppConfig):
    name = "portal.workdays"
    label = "workdays"
    verbose_name = "工作日历"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        register_action("workdays.load_year", "载入年度节假日安排")
        register_action("workdays.set_local_day", "设置本地放假或上班日")
