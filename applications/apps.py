from django.apps import AppConfig

from portal.audit.registry import register_action
from portal.notifications.registry import register_event

_EVENTS = {
    "case.submitted": "收到新的公开申请",
    "case.unconfirmed": "申请待登记确认",
    "case.assigned": "案件分派给您",
    "case.for_review": "答复待审核",
    "case.for_signature": "答复待签发",
    "case.returned": "答复退回修改",
    "case.signed": "答复已签发，待送达",
    "case.due_soon": "答复期限临近",
    "case.due_today": "答复期限今日届满",
    "case.overdue": "答复已超过法定期限",
    "case.redated": "答复期限随工作日历变动",
}


class ApplicationsConfig(AppConfig):
    name = "applications"
    verbose_name = "依申请公开"

    def ready(self) -> None:
        from applications.workflow.transitions import TRANSITIONS  # noqa: PLC0415  needs the app registry

        for row in TRANSITIONS:
            register_action(f"case.{row.action}", row.done)
        register_action("case.submit", "提交公开申请")
        register_action("case.redate", "工作日历变动，答复期限重新计算")
        register_action("case.save_decision", "起草答复")
        register_action("case.reveal_identity", "查看申请人身份信息")
        register_action("case.download_file", "下载案件材料")
        for key, label in _EVENTS.items():
            register_event(key, label=label, channels=("inbox", "email"))
