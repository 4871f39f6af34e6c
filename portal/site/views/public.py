"""Home, reading modes, site map and statements."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_safe

from catalog.selectors import domain_summaries
from portal.common.page_meta import ColumnMeta, ColumnType, PageMeta
from portal.site.modes import COOKIE, COOKIE_SECONDS, MODES
from portal.site.selectors import latest_documents, lead_organization, organizations_by_level


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    lead = lead_organization()
    context = {
        "lead": lead,
        "documents": latest_documents(),
        "domains": domain_summaries(),
        "levels": organizations_by_level(),
    }
    return render(request, "site/home.html", context)


@require_safe
def switch_mode(request: HttpRequest, mode: str) -> HttpResponse:
    """Keep the reading mode in a cookie and return to the page: a plain link, so that it works without script."""
    if mode not in MODES:
        raise Http404
    back = request.GET.get("next", "")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}, require_https=request.is_secure()):
        back = "site:home"
    response = redirect(back)
    response.set_cookie(COOKIE, mode, max_age=COOKIE_SECONDS, samesite="Lax", httponly=True, secure=request.is_secure())
    return response


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    lead = lead_organization()
    context = {
        "lead": lead,
        "domains": domain_summaries(),
        "levels": organizations_by_level(),
        "page_meta": _meta("网站地图", "本站栏目、机关和领域的目录。"),
    }
    return render(request, "site/sitemap.html", context)


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    meta = _meta("关于我们", "本平台的主办单位、内容来源和联系方式。")
    return render(request, "site/about.html", {"lead": lead_organization(), "page_meta": meta})


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    meta = _meta("无障碍说明", "长者版、高对比度、键盘操作和读屏软件的使用说明。")
    return render(request, "site/accessibility.html", {"page_meta": meta})


def _meta(name: str, description: str) -> PageMeta:
    return PageMeta(column=ColumnMeta(name, description, f"{name},政府信息公开", ColumnType.OVERVIEW))
