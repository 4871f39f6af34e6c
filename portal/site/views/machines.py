"""What machines ask for: liveness, readiness, robots.txt."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from portal.site.health import is_ready, read_parts


@require_safe
@never_cache
def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers; nothing else is touched."""
    return HttpResponse("ok\n", content_type="text/plain")


@require_safe
@never_cache
def readyz(request: HttpRequest) -> JsonResponse:
    """Whether the portal can serve pages: 200 or 503, with the state of each part."""
    parts = read_parts()
    ready = is_ready(parts)
    body = {
        "status": "ready" if ready else "not_ready",
        "parts": {part.name: {"status": part.status, "message": part.message} for part in parts},
    }
    return JsonResponse(body, status=200 if ready else 503, json_dumps_params={"ensure_ascii": False})


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Search engines read what is public; the workbench, forms and searches are not for them."""
    private = ("site:desk", "accounts:login", "site:mode", "search:results", "applications:status")
    lines = ["User-agent: *"]
    lines += [f"Disallow: {_path_of(name)}" for name in private]
    lines += [f"Sitemap: {settings.SITE_ORIGIN}{reverse('site:sitemap_index')}", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


def _path_of(name: str) -> str:
    return reverse(name, args=["standard"]).removesuffix("standard/") if name == "site:mode" else reverse(name)
