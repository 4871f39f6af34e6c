from django.apps import AppConfig

from portal.audit.registry import register_action


class AccountsConfig(AppConfig):
    name = "portal.accounts"
    label = "accounts"
    verbose_name = "用户与权限"

    def ready(self) -> None:
        from portal.accounts import signals  # noqa: F401, PLC0415  connects log-in receivers once models exist

        register_action("account.login", "登录")
        register_action("account.login_failed", "登录失败")
        register_action("account.logout", "退出")
        register_action("account.save", "维护用户")
        register_action("account.assign_role", "授予角色")
        register_action("account.revoke_role", "收回角色")
