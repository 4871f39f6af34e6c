"""Taking in a request by hand (收件登记): intake and registration succeed together or not at all."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from applications.enums import CaseStatus
from applications.services.intake import Submission, submit_case
from applications.services.transition import perform
from applications.workflow.transitions import CaseAction
from portal.accounts.models import User
from portal.common.files import discard_on_error
from portal.organizations.models import Organization


def take_in_by_hand(
    organization: Organization, *, actor: User, at: datetime, registered_on: date | None, **facts: Any
) -> Submission:
    """Submit a case and, when the day of registration is known, register it; ``facts`` are submit_case's.

    A refused registration leaves no case, number or file behind. Raises what the two services raise.
    """
    with discard_on_error() as written, transaction.atomic():
        submission = submit_case(organization, actor=actor, at=at, **facts)
        if submission.created:
            written.extend(submission.case.files.values_list("file", flat=True))
        if registered_on and submission.case.status == CaseStatus.SUBMITTED:
            perform(submission.case, CaseAction.REGISTER, actor=actor, on=registered_on, at=at)
    return submission
