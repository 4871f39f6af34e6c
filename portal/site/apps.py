from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "portal.site"
    label = "site"
    verbose_name = "站点"

    def ready(self) -> None:
        from portal import checks  # noqa: F401, PLC0415  registers the checks once the settings are there
