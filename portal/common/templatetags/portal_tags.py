"""Template filters for dates, file sizes and masked personal data, and tags that keep a query string."""

from datetime import date, datetime

from django import template
from django.core.paginator import Page
from django.http import HttpRequest
from django.utils import timezone

register = template.Library()
_WEEKDAYS = "一二三四五六日"


def _day(value: date | datetime) -> date:
    return timezone.localtime(value).date() if isinstance(value, datetime) else value


@register.filter
def iso_day(value: date | datetime | None) -> str:
    """2026-09-21, the form used in lists."""
    return _day(value).isoformat() if value else ""


@register.filter
def chinese_day(value: date | datetime | None) -> str:
    """2026年09月21日, the form used in the metadata block."""
    return f"{_day(value):%Y年%m月%d日}" if value else ""


@register.filter
def letter_day(value: date | datetime | None) -> str:
    """2026年9月21日, the form used in letters."""
    if not value:
        return ""
    day = _day(value)
    return f"{day.year}年{day.month}月{day.day}日"


@register.filter
def day_with_weekday(value: date | datetime | None) -> str:
    """2026年10月26日（星期一）, the form used for deadlines."""
    if not value:
        return ""
    day = _day(value)
    return f"{letter_day(day)}（星期{_WEEKDAYS[day.weekday()]}）"


@register.filter
def file_size(value: int | None) -> str:
    """Bytes as B, KB or MB with one decimal."""
    if value is None:
        return ""
    if value < 1024:
        return f"{value}B"
    return f"{value / 1024:.1f}KB" if value < 1024 * 1024 else f"{value / 1024 / 1024:.1f}MB"


@register.simple_tag(takes_context=True)
def query_with(context: dict, **changes: object) -> str:
    """The current query string with some parameters replaced (or dropped when None), for paging and facets."""
    request: HttpRequest = context["request"]
    query = request.GET.copy()
    for key, value in changes.items():
        if value is None:
            query.pop(key, None)
        else:
            query[key] = str(value)
    return f"?{query.urlencode()}" if query else "?"


@register.simple_tag
def elided_pages(page: Page) -> list[int | None]:
    """Page numbers around the current one and at both ends; None stands for a gap."""
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)
    return [number if isinstance(number, int) else None for number in numbers]
