"""Administrative organs (行政机关) and their inner offices (内设机构)."""

from django.core.validators import RegexValidator
from django.db import models

from portal.organizations.enums import OrganizationLevel


class Organization(models.Model):
    """An organ that discloses in its own name (条例 arts 4, 10): a government, a department, a township.

    ``path`` lists the primary keys from the top, ``/1/4/``: one prefix query finds every unit below.
    """

    name = models.CharField("机关名称", max_length=100, unique=True)
    short_name = models.CharField("简称", max_length=40)
    code = models.CharField(
        "统一社会信用代码",
        max_length=18,
        unique=True,
        validators=[RegexValidator(r"^[0-9A-Z]{18}$", "统一社会信用代码应为18位数字或大写字母。")],
    )
    slug = models.SlugField("网址标识", max_length=40, unique=True)
    level = models.CharField("层级", max_length=20, choices=OrganizationLevel)
    parent = models.ForeignKey(
        "self", verbose_name="上级机关", null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    path = models.CharField("路径", max_length=200, editable=False, db_index=True)
    letter_prefix = models.CharField(
        "文书代字", max_length=20, help_text="如“云府公开”，用于“云府公开〔2026〕12号-答”。"
    )
    region = models.CharField("行政区划代码", max_length=12, blank=True)
    order = models.PositiveIntegerField("排序", default=0)
    is_active = models.BooleanField("启用", default=True)

    # The disclosure office (政府信息公开工作机构) and its contacts: 条例 art 12 demands every one of them.
    disclosure_office_name = models.CharField("工作机构名称", max_length=100)
    disclosure_head = models.CharField("工作机构负责人", max_length=40, blank=True)
    address = models.CharField("办公地址", max_length=200)
    postcode = models.CharField("邮政编码", max_length=6, blank=True)
    office_hours = models.CharField("办公时间", max_length=200)
    phone = models.CharField("联系电话", max_length=40)
    fax = models.CharField("传真号码", max_length=40, blank=True)
    email = models.EmailField("电子邮箱", blank=True)
    website = models.URLField("网址", blank=True)

    # Remedies named in every answer: 行政复议法 arts 24, 25; 行政诉讼法 arts 14, 15, 18.
    reconsideration_body = models.CharField("行政复议机关", max_length=100)
    litigation_court = models.CharField("管辖法院", max_length=100)
    introduction = models.TextField("机构职能", blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "机关"
        ordering = ("order", "id")

    def __str__(self) -> str:
        return self.name


class Office(models.Model):
    """An inner office (内设机构) to which people and cases are assigned."""

    organization = models.ForeignKey(
        Organization, verbose_name="机关", on_delete=models.CASCADE, related_name="offices"
    )
    name = models.CharField("名称", max_length=60)
    order = models.PositiveIntegerField("排序", default=0)

    class Meta:
        verbose_name = verbose_name_plural = "内设机构"
        ordering = ("organization", "order", "id")
        constraints = [models.UniqueConstraint(fields=("organization", "name"), name="office_name_once")]

    def __str__(self) -> str:
        return self.name
