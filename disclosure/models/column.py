"""The column tree of an organization (栏目) and its guide (政府信息公开指南)."""

from django.db import models

from disclosure.enums import ColumnKind, ColumnPart
from portal.organizations.models import Organization


class Column(models.Model):
    """A node of the column; the statutory ones come from ``data/columns.toml`` (条例 arts 20, 21)."""

    organization = models.ForeignKey(
        Organization, verbose_name="机关", on_delete=models.PROTECT, related_name="columns"
    )
    parent = models.ForeignKey(
        "self", verbose_name="上级栏目", null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    slug = models.SlugField("网址标识", max_length=40)
    title = models.CharField("栏目名称", max_length=60)
    part = models.CharField("所属部分", max_length=20, choices=ColumnPart)
    statutory_code = models.CharField(
        "法定条目", max_length=10, blank=True, help_text="《条例》第20条、第21条的条目，如 20-01。"
    )
    kind = models.CharField("更新要求", max_length=10, choices=ColumnKind)
    page_type = models.CharField("栏目类别", max_length=20, help_text="页面标签 ColumnType 的值，如“政策文件”。")
    description = models.CharField("栏目说明", max_length=200)
    order = models.PositiveIntegerField("排序", default=0)

    class Meta:
        verbose_name = verbose_name_plural = "栏目"
        ordering = ("organization", "order", "id")
        constraints = [models.UniqueConstraint(fields=("organization", "slug"), name="column_slug_once")]

    def __str__(self) -> str:
        return self.title


class Guide(models.Model):
    """What 条例 art 12 demands of a guide beyond the contacts, which are the organization's own."""

    organization = models.OneToOneField(
        Organization, verbose_name="机关", on_delete=models.PROTECT, related_name="guide"
    )
    classification = models.TextField("政府信息的分类")
    arrangement = models.TextField("编排体系")
    access = models.TextField("获取方式")
    proactive_scope = models.TextField("主动公开的范围、渠道和时限", blank=True)
    application_notes = models.TextField("依申请公开的办理说明", blank=True)
    fee_standard = models.TextField("收费标准", blank=True)
    refusal_scope = models.TextField("不予公开的范围", blank=True)
    remedies = models.TextField("监督和救济", blank=True)
    effective_on = models.DateField("施行日期")
    updated_at = models.DateTimeField("更新时间", auto_now=True)

    class Meta:
        verbose_name = verbose_name_plural = "政府信息公开指南"

    def __str__(self) -> str:
        return f"{self.organization}政府信息公开指南"
