"""What still keeps a document from being published."""

from dataclasses import dataclass

from disclosure.enums import DisclosureAttribute
from disclosure.models import Document


@dataclass(frozen=True, slots=True)
class Blocker:
    """One reason, with the form field where it is settled."""

    field: str
    message: str


def blockers(document: Document) -> list[Blocker]:
    """Every reason why the document cannot go to review or be published; an empty list means ready."""
    found = [
        Blocker(field, message)
        for field, message in (
            ("title", "请填写标题。"),
            ("issuer", "请填写发文机关。"),
            ("column", "请选择栏目。"),
        )
        if not getattr(document, field)
    ]
    if document.disclosure_attribute != DisclosureAttribute.PROACTIVE:
        found.append(Blocker("disclosure_attribute", "只有公开属性为“主动公开”的文件才能发布。"))
    if not document.body.strip() and not document.attachments.exists():
        found.append(Blocker("body", "请填写正文或者上传附件。"))
    found.extend(Blocker("import_problems", f"待核对：{problem}") for problem in document.import_problems)
    return found
