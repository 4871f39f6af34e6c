"""Frozen versions of a document and what reviewers said about them."""

import hashlib
import json
from typing import Any

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from disclosure.enums import ReviewDecision
from disclosure.models.document import Document

# What a version freezes. Validity is left out: it changes with time while the text stays.
CONTENT_FIELDS = (
    "title",
    "document_number",
    "issuer",
    "addressee",
    "genre",
    "subject_category",
    "keywords",
    "summary",
    "body",
    "signatory",
    "annotation",
    "copies_to",
    "printed_on",
    "issued_on",
    "formed_on",
    "effective_on",
    "expires_on",
    "disclosure_attribute",
    "attribute_reason",
)


class FrozenVersionError(RuntimeError):
    """Somebody tried to change what reviewers have seen."""


class DocumentVersion(models.Model):
    """An immutable snapshot: ``content`` maps every CONTENT_FIELDS name to its JSON value and "attachments" to
    a list of {"name", "media_type", "size", "sha256"}; ``sha256`` is the hash of its canonical JSON.
    """

    document = models.ForeignKey(Document, verbose_name="文件", on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField("版本号")
    content = models.JSONField("内容")
    sha256 = models.CharField("内容摘要", max_length=64)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="提交人", null=True, on_delete=models.PROTECT, related_name="+"
    )
    submitted_at = models.DateTimeField("提交时间")
    published_at = models.DateTimeField("发布时间", null=True)

    class Meta:
        verbose_name = verbose_name_plural = "版本"
        ordering = ("document", "-number")
        constraints = [models.UniqueConstraint(fields=("document", "number"), name="version_number_once")]

    def __str__(self) -> str:
        return f"第{self.number}版"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding and set(kwargs.get("update_fields") or ("content",)) != {"published_at"}:
            raise FrozenVersionError("版本一经提交不能修改。")
        super().save(*args, **kwargs)

    @classmethod
    def snapshot(cls, document: Document) -> dict[str, Any]:
        """Return the JSON-able content of a saved document as it stands now."""
        content = {name: getattr(document, name) for name in CONTENT_FIELDS}
        content["attachments"] = list(
            document.attachments.order_by("order", "id").values("name", "media_type", "size", "sha256")
        )
        return json.loads(json.dumps(content, cls=DjangoJSONEncoder))

    @staticmethod
    def digest(content: dict[str, Any]) -> str:
        canonical = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(canonical.encode()).hexdigest()

    def restored(self) -> Document:
        """Return an unsaved document with the frozen content, for pages and downloads."""
        fields = [field for field in Document._meta.fields if field.name in CONTENT_FIELDS]
        return Document(**{field.name: field.to_python(self.content[field.name]) for field in fields})


class Review(models.Model):
    """The opinion of a second person on one version (先审查、后公开, 条例 art 17)."""

    version = models.ForeignKey(DocumentVersion, verbose_name="版本", on_delete=models.PROTECT, related_name="reviews")
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="审核人", on_delete=models.PROTECT, related_name="+"
    )
    decision = models.CharField("审核结论", max_length=10, choices=ReviewDecision)
    comment = models.TextField("审核意见", blank=True)
    at = models.DateTimeField("审核时间")

    class Meta:
        verbose_name = verbose_name_plural = "审核记录"
        ordering = ("-at", "-id")

    def __str__(self) -> str:
        return f"{self.reviewer}：{self.get_decision_display()}"
