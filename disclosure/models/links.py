"""What hangs on a document: files and relations to other documents."""

from pathlib import PurePath

from django.db import models

from disclosure.enums import RelationKind
from disclosure.models.document import Document


def attachment_path(attachment: "Attachment", name: str) -> str:
    return f"disclosure/attachments/{name}"


class Attachment(models.Model):
    """A file of a document; it is read through a view that checks the document's visibility."""

    document = models.ForeignKey(Document, verbose_name="文件", on_delete=models.CASCADE, related_name="attachments")
    file = models.FileField("附件", upload_to=attachment_path)
    name = models.CharField("文件名", max_length=150)
    media_type = models.CharField("类型", max_length=100)
    size = models.PositiveBigIntegerField("大小（字节）")
    sha256 = models.CharField("摘要", max_length=64)
    order = models.PositiveIntegerField("排序", default=0)

    class Meta:
        verbose_name = verbose_name_plural = "附件"
        ordering = ("document", "order", "id")

    def __str__(self) -> str:
        return self.name

    @property
    def extension(self) -> str:
        """PDF, DOCX …: what a reader wants to know before a download."""
        return PurePath(self.name).suffix.lstrip(".").upper()


class DocumentRelation(models.Model):
    """The source interprets, amends, repeals, rests on or reprints the target."""

    source = models.ForeignKey(Document, verbose_name="本文件", on_delete=models.CASCADE, related_name="relations_out")
    target = models.ForeignKey(Document, verbose_name="对象文件", on_delete=models.CASCADE, related_name="relations_in")
    kind = models.CharField("关系", max_length=12, choices=RelationKind)

    class Meta:
        verbose_name = verbose_name_plural = "文件关系"
        ordering = ("kind", "id")
        constraints = [
            models.UniqueConstraint(fields=("source", "target", "kind"), name="relation_once"),
            models.CheckConstraint(condition=~models.Q(source=models.F("target")), name="relation_to_another"),
        ]

    def __str__(self) -> str:
        return f"{self.source} {self.get_kind_display()} {self.target}"
