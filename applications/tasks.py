"""Jobs of the request procedure; each may run any number of times."""

from celery import shared_task
from django.utils import timezone

from applications.services.redating import redate_open_cases
from applications.services.reminders import send_due_reminders


@shared_task(name="applications.send_due_reminders")
def remind_of_deadlines() -> int:
    """Hourly: follow the calendar, then queue the reminders owed today; returns how many cases have one."""
    redate_open_cases(on=timezone.localdate(), at=timezone.now())
    return send_due_reminders(on=timezone.localdate())
