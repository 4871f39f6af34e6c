"""The inbox of a member of staff."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from portal.common.pagination import paginate
from portal.notifications.registry import event_label
from portal.notifications.selectors import inbox, unread_count
from portal.notifications.services import mark_all_read, mark_read


@never_cache
@require_safe
@login_required
def show_inbox(request: HttpRequest) -> HttpResponse:
    page = paginate(request, inbox(request.user))
    rows = [(message, event_label(message.event)) for message in page]
    return render(
        request, "notifications/inbox.html", {"page": page, "rows": rows, "unread": unread_count(request.user)}
    )


@require_POST
@login_required
def read_message(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark one message as read and go where it points; somebody else's message does not exist here."""
    message = mark_read(get_object_or_404(inbox(request.user), pk=pk), at=timezone.now())
    # Links are paths that our own code wrote; an address elsewhere would be a mistake, not a place to send people.
    own = message.link.startswith("/") and not message.link.startswith("//")
    return redirect(message.link if own else "notifications:inbox")


@require_POST
@login_required
def read_all(request: HttpRequest) -> HttpResponse:
    assert request.user.is_authenticated, "login_required lets nobody else in"
    count = mark_all_read(request.user, at=timezone.now())
    messages.success(request, f"已将{count}条消息标记为已读。" if count else "没有未读消息。")
    return redirect("notifications:inbox")
