"""What the workbench (工作台) shows to one person; everything is read on first use and once per request."""

from functools import cached_property

from django.contrib.auth.models import AnonymousUser

from portal.accounts.models import User
from portal.accounts.selectors import permissions_of


class Desk:
    """Permissions and counts of one person; a visitor's desk is empty and costs no query."""

    def __init__(self, user: User | AnonymousUser | None) -> None:
        self._user = user or AnonymousUser()

    @cached_property
    def permissions(self) -> set[str]:
        """Keys of every permission the person holds anywhere, such as ``case.view``."""
        return {str(permission) for permission in permissions_of(self._user)}

    @cached_property
    def unread(self) -> int:
        """Unread messages of the inbox."""
        return 0
