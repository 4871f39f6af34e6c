"""What every template may use: identity, today's date, reading mode, the section of the navigation, the desk."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from portal.common.page_meta import ColumnMeta, ColumnType
from portal.site.desk import Desk
from portal.site.modes import read_mode

_WEEKDAYS = "一二三四五六日"
# Which entry of the public navigation is lit, by address name first, then by the namespace of the feature.
_SECTION_OF_VIEW = {
    "site:home": "home",
    "disclosure:library": "library",
    "applications:status": "status",
}
_SECTION_OF_NAMESPACE = {
    "disclosure": "column",
    "catalog": "catalog",
    "applications": "request",
}


def site(request: HttpRequest) -> dict[str, Any]:
    """Cheap by design: it runs for every page, so the desk reads the database only when a template asks."""
    identity = {**settings.SITE_IDENTITY, "platform": "政府信息公开平台"}
    return {
        "site": identity,
        "home_column": _home_column(identity["name"]),
        "today_line": _today_line(),
        "mode": read_mode(request),
        "section": _section(request),
        "here": request.get_full_path(),
        "desk": Desk(getattr(request, "user", None)),
    }


def _home_column(name: str) -> ColumnMeta:
    return ColumnMeta(
        name="首页",
        description=f"{name}政府信息公开平台：主动公开的政府信息、基层政务公开标准目录、政府信息公开申请与办理查询。",
        keywords="政府信息公开,主动公开,依申请公开,标准目录,政府文件",
        kind=ColumnType.HOME,
    )


def _today_line() -> str:
    today = timezone.localdate()
    return f"{today:%Y年%m月%d日} 星期{_WEEKDAYS[today.weekday()]}"


def _section(request: HttpRequest) -> str:
    match = request.resolver_match
    if match is None:
        return ""
    return _SECTION_OF_VIEW.get(match.view_name) or _SECTION_OF_NAMESPACE.get(match.namespace, "")
