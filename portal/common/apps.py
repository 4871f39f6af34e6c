"""Common code without models; an app only so that its template tags are found."""

from django.apps import AppConfig


class CommonConfig(AppConfig):
    name = "portal.common"
    verbose_name = "公共组件"
