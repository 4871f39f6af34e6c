"""Who may change the catalog: whoever holds 维护标准目录 in some organization, while there is one national edition."""

from django.contrib.auth.models import AnonymousUser

from portal.accounts.models import User
from portal.accounts.permissions import Permission
from portal.accounts.selectors import permissions_of


def can_edit_catalog(user: User | AnonymousUser) -> bool:
    return Permission.CATALOG_EDIT in permissions_of(user)
