"""A piece of government information (政府信息): the row that is worked on and, once published, read."""

from django.conf import settings
from django.db import models

from disclosure.enums import DisclosureAttribute, DocumentStatus, Validity
from disclosure.models.column import Column
from portal.common.text import fold_width
from portal.organizations.models import Organization

_OPENING, _CLOSING = "〔[【〖［(", "〕]】〗］)"
_BRACKETS = str.maketrans(_OPENING + _CLOSING, "[" * len(_OPENING) + "]" * len(_CLOSING))


def normalise_document_number(value: str) -> str:
    """Return the form of a document number (发文字号) that is equal whatever brackets and widths were typed."""
    return fold_width(value).translate(_BRACKETS).upper()


def source_path(document: "Document", name: str) -> str:
    """Folder of imported originals; the name on disk is random so that no title leaks into a path."""
    return f"disclosure/sources/{name}"


class Document(models.Model):
    """A document with its official metadata; only services write it.

    ``status`` says whose turn it is; what the public reads is ``live_version``. The dates of publication and
    withdrawal are set by those acts alone: a forged date (伪造发稿日期) is a 单项否决 of the site inspection.
    """

    organization = models.ForeignKey(
        Organization, verbose_name="机关", on_delete=models.PROTECT, related_name="documents"
    )
    column = models.ForeignKey(
        Column, verbose_name="栏目", null=True, blank=True, on_delete=models.PROTECT, related_name="documents"
    )
    title = models.CharField("标题", max_length=500)
    document_number = models.CharField("发文字号", max_length=100, blank=True)
    document_number_key = models.CharField(
        "发文字号（归一）", max_length=100, blank=True, db_index=True, editable=False
    )
    issuer = models.CharField("发文机关", max_length=300, blank=True)
    addressee = models.TextField("主送机关", blank=True)
    genre = models.CharField("体裁", max_length=40, blank=True)
    subject_category = models.CharField("主题分类", max_length=100, blank=True)
    keywords = models.JSONField("关键词", default=list, blank=True)
    summary = models.TextField("内容概述", blank=True)
    body = models.TextField("正文", blank=True)
    signatory = models.TextField("落款", blank=True)
    annotation = models.CharField("附注", max_length=300, blank=True)
    copies_to = models.TextField("抄送", blank=True)
    printed_on = models.DateField("印发日期", null=True, blank=True)
    issued_on = models.DateField("成文日期", null=True, blank=True)
    formed_on = models.DateField("形成或者变更日期", null=True, blank=True)
    publish_due_on = models.DateField("公开期限", null=True, blank=True, editable=False)
    effective_on = models.DateField("施行日期", null=True, blank=True)
    expires_on = models.DateField("有效期至", null=True, blank=True)
    validity = models.CharField("有效性", max_length=10, choices=Validity, default=Validity.IN_FORCE)
    disclosure_attribute = models.CharField("公开属性", max_length=20, choices=DisclosureAttribute, blank=True)
    attribute_reason = models.TextField("不主动公开的理由和依据", blank=True)

    status = models.CharField("状态", max_length=10, choices=DocumentStatus, default=DocumentStatus.DRAFT)
    revision = models.PositiveIntegerField("修订序号", default=0, editable=False)
    index_number = models.CharField("索引号", max_length=40, null=True, blank=True, unique=True, editable=False)
    published_at = models.DateTimeField("发布时间", null=True, blank=True, editable=False)
    withdrawn_at = models.DateTimeField("撤回时间", null=True, blank=True, editable=False)
    withdrawn_reason = models.TextField("撤回理由", blank=True, editable=False)
    live_version = models.ForeignKey(
        "DocumentVersion", null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )

    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="起草人", null=True, on_delete=models.PROTECT, related_name="+"
    )
    # Everybody who changed the draft: none of them may review it.
    authors = models.ManyToManyField(settings.AUTH_USER_MODEL, verbose_name="参与起草人", related_name="+")
    created_at = models.DateTimeField("创建时间", auto_now_add=True)
    updated_at = models.DateTimeField("修改时间", auto_now=True)

    import_fingerprint = models.CharField("原文件摘要", max_length=64, blank=True, editable=False)
    source_name = models.CharField("原文件名", max_length=150, blank=True, editable=False)
    source_file = models.FileField("原文件", upload_to=source_path, blank=True, editable=False)
    # Chinese sentences of the recogniser; the editor removes each by settling it.
    import_problems = models.JSONField("待核对的问题", default=list, blank=True, editable=False)

    class Meta:
        verbose_name = verbose_name_plural = "文件"
        ordering = ("-published_at", "-id")
        constraints = [
            models.UniqueConstraint(
                fields=("organization", "import_fingerprint"),
                condition=~models.Q(import_fingerprint=""),
                name="document_imported_once",
            ),
            models.CheckConstraint(
                condition=~models.Q(status=DocumentStatus.PUBLISHED)
                | models.Q(
                    published_at__isnull=False,
                    index_number__isnull=False,
                    live_version__isnull=False,
                    column__isnull=False,
                    disclosure_attribute=DisclosureAttribute.PROACTIVE,
                ),
                name="document_published_whole",
            ),
        ]
        indexes = [
            models.Index(fields=("status", "-published_at", "-id"), name="document_public_order"),
            models.Index(fields=("column", "status", "-published_at"), name="document_column_order"),
            models.Index(fields=("organization", "status", "-updated_at"), name="document_desk_order"),
            models.Index(fields=("expires_on", "status"), name="document_expiry"),
        ]

    def __str__(self) -> str:
        return self.title or "（无标题）"

    @property
    def salutation(self) -> str:
        """The addressee as a letter prints it: with a colon, and nothing when there is no addressee."""
        named = self.addressee.rstrip("：: ")
        return f"{named}：" if named else ""

    @property
    def is_published(self) -> bool:
        return self.status == DocumentStatus.PUBLISHED


class IndexCounter(models.Model):
    """Last number given in a year under an organization's code; numbers are never handed out twice."""

    code = models.CharField("统一社会信用代码", max_length=18)
    year = models.PositiveSmallIntegerField("年度")
    last = models.PositiveIntegerField("最后序号", default=0)

    class Meta:
        verbose_name = verbose_name_plural = "索引号计数"
        constraints = [models.UniqueConstraint(fields=("code", "year"), name="index_counter_once")]

    def __str__(self) -> str:
        return f"{self.code}/{self.year}-{self.last:05d}"
