from django.apps import AppConfig

from portal.audit.registry import register_action
from portal.notifications.registry import register_event
from portal.search.registry import register_source

_ACTIONS = {
    "column.create": "建立栏目",
    "guide.save": "编制公开指南",
    "document.create": "新建文件",
    "document.import": "导入文件",
    "document.edit": "修改文件",
    "document.attach": "添加附件",
    "document.detach": "移除附件",
    "document.submit": "提交审核",
    "document.approve": "审核通过",
    "document.return": "退回修改",
    "document.reopen": "重新编辑",
    "document.publish": "发布文件",
    "document.withdraw": "撤回文件",
    "document.validity": "效力状态变更",
    "document.relate": "关联文件",
    "document.unrelate": "取消关联",
    "document.file": "归入公开事项",
    "document.unfile": "移出公开事项",
}
_EVENTS = {
    "document.for_review": "文件待审核",
    "document.returned": "文件退回修改",
    "document.approved": "文件待发布",
}


class DisclosureConfig(AppConfig):
    name = "disclosure"
    verbose_name = "政府信息公开专栏"

    def ready(self) -> None:
        from catalog.selectors import register_filed_documents  # noqa: PLC0415  models exist only now
        from disclosure.search import DocumentSource  # noqa: PLC0415
        from disclosure.selectors.filed import FiledDocumentsSource  # noqa: PLC0415

        for key, label in _ACTIONS.items():
            register_action(key, label)
        for key, label in _EVENTS.items():
            register_event(key, label=label, channels=("inbox", "email"))
        register_source(DocumentSource())
        register_filed_documents(FiledDocumentsSource())
