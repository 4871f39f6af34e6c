"""The audit log (操作留痕): append-only, each entry chained to the one before by its hash."""

from typing import Any, NoReturn

from django.db import models


class AppendOnlyError(RuntimeError):
    """Somebody tried to change or delete an audit entry."""


class AuditEntry(models.Model):
    """One action of one person. Names are copied, not linked: the log outlives what it speaks of.

    The database itself refuses UPDATE and DELETE (a trigger, see the first migration).
    """

    number = models.BigIntegerField("序号", unique=True)
    at = models.DateTimeField("时间")
    action = models.CharField("操作", max_length=60, db_index=True)
    actor_id = models.BigIntegerField("操作人编号", null=True)
    actor_name = models.CharField("操作人", max_length=80)
    target_type = models.CharField("对象类型", max_length=60)
    target_id = models.CharField("对象编号", max_length=40)
    target_label = models.CharField("对象", max_length=200)
    organization = models.CharField("机关代码", max_length=18, blank=True, db_index=True)
    facts = models.JSONField("内容", default=dict)
    previous_hash = models.CharField("前一条摘要", max_length=64)
    hash = models.CharField("本条摘要", max_length=64, unique=True)

    class Meta:
        verbose_name = verbose_name_plural = "操作留痕"
        ordering = ("-number",)
        indexes = [models.Index(fields=("target_type", "target_id"), name="audit_target")]

    def __str__(self) -> str:
        return f"{self.number} {self.action} {self.target_label}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise AppendOnlyError("操作留痕只能追加，不能修改。")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise AppendOnlyError("操作留痕只能追加，不能删除。")
