from django.apps import AppConfig

from portal.audit.registry import register_action
from portal.search.registry import register_source


class CatalogConfig(AppConfig):
    name = "catalog"
    verbose_name = "标准目录"

    def ready(self) -> None:
        from catalog.search import CatalogItemSource  # noqa: PLC0415  it needs the models

        register_action("catalog.load", "载入标准目录")
        register_action("catalog.update_item", "修改目录事项")
        register_action("catalog.confirm_item", "核定目录事项")
        register_action("catalog.update_domain", "修改目录领域")
        register_source(CatalogItemSource())
