"""Documents filed under items of the standard catalog (基层政务公开标准目录)."""

from django.conf import settings
from django.db import models

from disclosure.models.document import Document


class DocumentFiling(models.Model):
    """One document fulfils one item; a document may fulfil several."""

    document = models.ForeignKey(Document, verbose_name="文件", on_delete=models.CASCADE, related_name="filings")
    item = models.ForeignKey("catalog.CatalogItem", verbose_name="公开事项", on_delete=models.PROTECT, related_name="+")
    filed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    filed_at = models.DateTimeField("归入时间", auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "事项归入"
        constraints = [models.UniqueConstraint(fields=("document", "item"), name="filing_once")]

    def __str__(self) -> str:
        return f"{self.document} → {self.item}"
