"""The columns of the official table in their official order, and values as people read them."""

from dataclasses import dataclass
from typing import Any

from catalog.enums import Audience, DisclosureMode, GovernmentLevel, TimeLimitKind
from catalog.models import CatalogItem

# Column → (heading, what it means for a reader). 公开事项 spans level 1 and level 2.
_COLUMNS = (
    ("level1", "公开事项（一级）", "一组相关事项的名称。"),
    ("level2", "公开事项（二级）", "一项具体要公开的事情。"),
    ("content", "公开内容（要素）", "公开时至少要写明的内容。"),
    ("legal_basis", "公开依据", "要求公开的法律、法规和文件。"),
    ("time_limit", "公开时限", "信息形成或者变更以后，最迟什么时候公开。"),
    ("responsible_body", "公开主体", "负责公开的行政机关。"),
    ("channels", "公开渠道和载体", "在哪里公开。■ 为必选渠道，□ 为可选渠道。"),
    ("audience", "公开对象", "向全社会公开，或者只向有关的特定群体公开。"),
    ("mode", "公开方式", "行政机关主动公开，或者依申请公开。"),
    ("levels", "公开层级", "由县级、乡级政府中的哪一级公开。"),
)
_CHOICES = {
    "time_limit_kind": TimeLimitKind,
    "audience": Audience,
    "mode": DisclosureMode,
}


@dataclass(frozen=True, slots=True)
class ColumnValue:
    """One cell of an item: field name, heading, explanation and the lines to show."""

    name: str
    label: str
    explanation: str
    lines: list[str]


def column_values(item: CatalogItem) -> list[ColumnValue]:
    """The official columns of an item from 公开事项 to 公开层级."""
    return [ColumnValue(name, label, explanation, _lines(item, name)) for name, label, explanation in _COLUMNS]


def shown_value(name: str, value: Any) -> list[str]:
    """Lines of text for a stored value of field ``name``; an empty value gives no line."""
    if value in (None, "", []):
        return []
    if name == "channels":
        return [f"{'■ 必选' if channel['required'] else '□ 可选'}：{channel['name']}" for channel in value]
    if name == "levels":
        return [GovernmentLevel(level).label for level in value]
    if name in _CHOICES:
        return [str(_CHOICES[name](value).label)]
    return [str(line) for line in value] if isinstance(value, list) else [str(value)]


def _lines(item: CatalogItem, name: str) -> list[str]:
    if name == "audience" and item.audience_group:
        return [f"{item.get_audience_display()}：{item.audience_group}"]
    return shown_value(name, getattr(item, name))
