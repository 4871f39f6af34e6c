"""The standard catalog of grass-roots disclosure (基层政务公开标准目录, 国办发〔2019〕54号): domains and items.

There is one edition, the national one; columns are named and ordered as in the official table.
"""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from catalog.enums import (
    COUNTED_IN_DAYS,
    FIXED_CHANNELS,
    Audience,
    DisclosureMode,
    GovernmentLevel,
    ReviewState,
    TimeLimitKind,
    other_channel_name,
)


class CatalogDomain(models.Model):
    """One of the 26 pilot domains (试点领域). Order, aliases and ministry are data: they differ between copies."""

    order = models.PositiveSmallIntegerField("序号")
    name = models.CharField("领域", max_length=60, unique=True)
    slug = models.SlugField("网址标识", unique=True)
    aliases = models.JSONField("别名", default=list, blank=True)
    ministry = models.CharField("标准指引编制部门", max_length=80)
    description = models.TextField("说明", blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "试点领域"
        ordering = ("order", "id")

    def __str__(self) -> str:
        return self.name


class CatalogItem(models.Model):
    """One row of the catalog: a matter to be disclosed (公开事项).

    ``channels`` is a list of ``{"name": str, "required": bool}``: required is printed ■, optional □.
    ``reference_key`` and ``loaded_digest`` tie the row to the shipped file, so that loading again can tell a
    row that the office has edited from one that it has not.
    """

    domain = models.ForeignKey(CatalogDomain, verbose_name="领域", on_delete=models.PROTECT, related_name="items")
    order = models.PositiveSmallIntegerField("序号")
    level1 = models.CharField("一级事项", max_length=100)
    level2 = models.CharField("二级事项", max_length=200)
    content = models.TextField("公开内容（要素）")
    legal_basis = models.JSONField("公开依据", default=list)
    time_limit = models.CharField("公开时限", max_length=200)
    time_limit_kind = models.CharField("时限类型", max_length=20, choices=TimeLimitKind)
    time_limit_days = models.PositiveSmallIntegerField("时限天数", null=True, blank=True)
    responsible_body = models.CharField("公开主体", max_length=200)
    channels = models.JSONField("公开渠道和载体", default=list)
    audience = models.CharField("公开对象", max_length=10, choices=Audience, default=Audience.ALL)
    audience_group = models.CharField("特定群体名称", max_length=100, blank=True)
    mode = models.CharField("公开方式", max_length=20, choices=DisclosureMode, default=DisclosureMode.PROACTIVE)
    levels = models.JSONField("公开层级", default=list)
    source = models.CharField("数据来源", max_length=300, blank=True)
    review_state = models.CharField(
        "核定状态", max_length=12, choices=ReviewState, default=ReviewState.UNCONFIRMED, db_index=True
    )
    confirmed_by_name = models.CharField("核定人", max_length=80, blank=True)
    confirmed_at = models.DateTimeField("核定时间", null=True, blank=True)
    version = models.PositiveIntegerField("版本", default=1)
    updated_at = models.DateTimeField("更新时间", auto_now=True)
    reference_key = models.CharField("随附数据行", max_length=400, unique=True, null=True, editable=False)
    loaded_digest = models.CharField("载入时摘要", max_length=64, blank=True, editable=False)

    class Meta:
        verbose_name = verbose_name_plural = "标准目录事项"
        ordering = ("domain__order", "order", "id")
        constraints = [
            models.UniqueConstraint(
                fields=("domain", "level1", "level2"),
                name="catalog_item_once_per_domain",
                violation_error_message="本领域已有一级、二级事项都相同的事项。",
            ),
        ]
        indexes = [models.Index(fields=("domain", "order"), name="catalog_item_order")]

    def __str__(self) -> str:
        return f"{self.level1} / {self.level2}"

    @property
    def is_confirmed(self) -> bool:
        return self.review_state == ReviewState.CONFIRMED

    @property
    def verified_source(self) -> str:
        """Address of the page on which the names of this row were read; empty for a reconstructed row."""
        kind, _, address = self.source.partition(":")
        return address if kind == "verified" else ""

    @property
    def level_labels(self) -> list[str]:
        return [GovernmentLevel(level).label for level in self.levels]

    def clean(self) -> None:
        """Check what the columns' own types cannot: lists, and columns that depend on each other."""
        problems = {**_list_problems(self), **_dependent_problems(self)}
        if problems:
            raise ValidationError(problems)


def _list_problems(item: CatalogItem) -> dict[str, str]:
    problems: dict[str, str] = {}
    if not _is_text_list(item.legal_basis):
        problems["legal_basis"] = "请每行填写一项依据，至少一项。"
    if not _is_text_list(item.levels) or not set(item.levels) <= set(GovernmentLevel.values):
        problems["levels"] = "请选择县级、乡级中的至少一项。"
    if message := _channel_problem(item.channels):
        problems["channels"] = message
    return problems


def _dependent_problems(item: CatalogItem) -> dict[str, str]:
    problems: dict[str, str] = {}
    counted = item.time_limit_kind in COUNTED_IN_DAYS
    if counted and not item.time_limit_days:
        problems["time_limit_days"] = "按工作日或自然日计算的时限，请填写大于0的天数。"
    if not counted and item.time_limit_days:
        problems["time_limit_days"] = "这种时限类型不按天计算，请清空天数。"
    if item.audience == Audience.SPECIFIC and not item.audience_group:
        problems["audience_group"] = "请写明是哪一个特定群体。"
    if item.audience == Audience.ALL and item.audience_group:
        problems["audience_group"] = "公开对象是全社会时不填特定群体。"
    return problems


def _is_text_list(value: Any) -> bool:
    return bool(value) and isinstance(value, list) and all(isinstance(part, str) and part.strip() for part in value)


def _channel_problem(channels: Any) -> str:
    if not channels or not isinstance(channels, list):
        return "请至少选择一个公开渠道。"
    names = []
    for channel in channels:
        if not isinstance(channel, dict) or set(channel) != {"name", "required"}:
            return "公开渠道的格式不对。"
        if channel["name"] not in FIXED_CHANNELS and other_channel_name(str(channel["name"])) is None:
            return f"没有“{channel['name']}”这个公开渠道；目录以外的渠道请填在“其他”里。"
        names.append(channel["name"])
    repeated = next((name for name in names if names.count(name) > 1), None)
    return f"公开渠道“{repeated}”重复了。" if repeated else ""
