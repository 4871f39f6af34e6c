"""Who may enter the desk of cases at all; what they see there is decided by the visible queryset."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponseBase

from portal.accounts.models import User
from portal.accounts.permissions import Permission
from portal.accounts.selectors import permissions_of
from portal.common.exceptions import NotPermitted


class StaffRequest(HttpRequest):
    """A request that has passed ``staff_required``: somebody is logged in."""

    user: User


def staff_required(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Log in first; people without a role in any case desk are refused."""

    @login_required
    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if Permission.CASE_VIEW not in permissions_of(request.user):
            raise NotPermitted("您没有办理依申请公开案件的权限。")
        return view(request, *args, **kwargs)

    return checked
