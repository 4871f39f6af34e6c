"""The workbench's first page and the audit log."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from portal.accounts.permissions import Permission
from portal.accounts.selectors import organizations_with
from portal.common.pagination import paginate
from portal.site.audit_log import audit_rows, filtered_entries, visible_entries
from portal.site.desk import case_figures, document_figures, unconfirmed_items, urgent_cases
from portal.site.forms import AuditFilter
from portal.workdays.selectors import calendar_alarm


@login_required
@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """Cards by permission: what waits for this person, most urgent first."""
    today = timezone.localdate()
    user = request.user
    return render(
        request,
        "site/desk.html",
        {
            "today": today,
            "cases": lambda: case_figures(user, on=today),
            "urgent": lambda: urgent_cases(user),
            "documents": lambda: document_figures(user),
            "unconfirmed": unconfirmed_items,
            "alarm": lambda: calendar_alarm(today),
        },
    )


@login_required
@require_safe
def audit(request: HttpRequest) -> HttpResponse:
    """The log of the organizations in which the person may read it; without any, the page does not exist."""
    organizations = organizations_with(request.user, Permission.AUDIT_VIEW)
    if not organizations.exists():
        raise Http404
    entries = visible_entries(request.user)
    form = AuditFilter(request.GET, organizations=organizations, entries=entries)
    page = paginate(request, filtered_entries(entries, form), per_page=50)
    return render(request, "site/audit.html", {"form": form, "page": page, "rows": audit_rows(page)})
