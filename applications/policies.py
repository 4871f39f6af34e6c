"""Who sees which case, and who may do what with it: default deny."""

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet

from applications.models import Case
from applications.workflow.transitions import Transition, transitions_from
from portal.accounts.models import User
from portal.accounts.permissions import Permission
from portal.accounts.policies import has_permission
from portal.accounts.selectors import organizations_with


def visible_cases(user: User | AnonymousUser) -> QuerySet[Case]:
    """Cases of the organizations in which the user may see cases; a visitor sees none."""
    return Case.objects.filter(organization__in=organizations_with(user, Permission.CASE_VIEW))


def can_see_identity(user: User | AnonymousUser, case: Case) -> bool:
    """May read the applicant's personal data in full (each reading is audited)."""
    return has_permission(user, Permission.CASE_SEE_IDENTITY, case.organization)


def allowed_transitions(user: User | AnonymousUser, case: Case) -> tuple[Transition, ...]:
    """The buttons of a case: rows of the one table that start here and whose permission the user holds."""
    rows = transitions_from(case.status)
    held = {row.permission for row in rows if has_permission(user, row.permission, case.organization)}
    return tuple(row for row in rows if row.permission in held)
