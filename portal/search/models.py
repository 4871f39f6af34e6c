"""The queue between the database and the index."""

from django.db import models


class IndexChange(models.Model):
    """A note, written in the transaction of the change itself, that an object must be indexed again.

    Rows are only added and removed, never updated: a change that comes while an older one is being worked on
    has a row of its own and cannot be lost.
    """

    kind = models.CharField("类别", max_length=30)
    object_id = models.BigIntegerField("对象编号")
    queued_at = models.DateTimeField("排队时间", auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "待索引变更"
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.kind}:{self.object_id}"
