"""Pages of the shell: home, modes, site map, statements and the workbench."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_safe

from portal.organizations.selectors import active_organizations
from portal.site.modes import COOKIE, COOKIE_SECONDS, MODES


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    return render(request, "site/home.html", {"organizations": active_organizations()})


@require_safe
def switch_mode(request: HttpRequest, mode: str) -> HttpResponse:
    """Keep the reading mode in a cookie and return to the page; a link, so that it works without script."""
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
    return render(request, "site/sitemap.html", {"organizations": active_organizations()})


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    return render(request, "site/about.html")


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "site/accessibility.html")


@login_required
@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    return render(request, "site/desk.html")


@login_required
@require_safe
def audit(request: HttpRequest) -> HttpResponse:
    raise Http404
