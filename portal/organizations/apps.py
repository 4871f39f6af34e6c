from django.apps import AppConfig

from portal.audit.registry import register_action


class OrganizationsConfig(AppConfig):
    name = "portal.organizations"
    label = "organizations"
    verbose_name = "机关与机构"

    def ready(self) -> None:
        register_action("organization.create", "新增机关")
        register_action("organization.update", "修改机关信息")
