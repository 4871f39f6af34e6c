"""Warning the administrators while the working-day calendar is not final."""

from datetime import date

from portal.accounts.enums import Role
from portal.accounts.models import User
from portal.notifications.models import Message
from portal.notifications.services import notify
from portal.workdays.selectors import calendar_alarm

EVENT = "calendar.alarm"


def warn_of_calendar(on: date) -> list[Message]:
    """Tell every administrator, once a month, that the arrangement of a needed year is missing or provisional."""
    problem = calendar_alarm(on)
    if problem is None:
        return []
    administrators = User.objects.filter(is_active=True, assignments__role=Role.ADMINISTRATOR).distinct()
    return notify(EVENT, recipients=administrators, context={"problem": problem}, key=f"{EVENT}:{on:%Y-%m}")
