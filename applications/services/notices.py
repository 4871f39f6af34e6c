"""Telling people of a case: who is told of what. Texts carry the number and dates, never the applicant."""

from collections.abc import Iterable

from django.urls import reverse

from applications.models import Case
from portal.accounts.enums import Role
from portal.accounts.models import StaffAssignment, User
from portal.accounts.permissions import Permission
from portal.accounts.selectors import users_with
from portal.notifications.services import notify


def tell(case: Case, event: str, recipients: Iterable[User], *, key: str, **context: object) -> None:
    """Queue one message per person; the same key never reaches a person twice."""
    notify(
        event,
        recipients=list(recipients),
        context={"reference": case.reference, "organization": case.organization.name, "due_on": case.due_on, **context},
        link=reverse("applications:case", args=[case.pk]),
        key=key,
    )


def tell_clerks(case: Case, event: str, *, key: str, **context: object) -> None:
    """Tell the person in charge, or every clerk while nobody is."""
    tell(case, event, people_in_charge(case), key=key, **context)


def people_in_charge(case: Case) -> list[User]:
    """The assignee, or all who may register in the organization."""
    if case.assignee is not None and case.assignee.is_active:
        return [case.assignee]
    return list(users_with(Permission.CASE_REGISTER, case.organization))


def supervisors_of(case: Case) -> list[User]:
    """Supervisors of the competent office (主管部门): at the organization or at any unit above it."""
    above = [int(part) for part in case.organization.path.strip("/").split("/")]
    held = StaffAssignment.objects.filter(role=Role.SUPERVISOR, organization_id__in=above, user__is_active=True)
    return list({row.user_id: row.user for row in held.select_related("user")}.values())
