"""Jobs of the request procedure; each may run any number of times."""

from celery import shared_task
from django.utils import timezone

from applications.services.reminders import send_due_reminders


@shared_task(name="applications.send_due_reminders")
def remind_of_deadlines() -> int:
    """Hourly: queue the reminders owed today; returns how many cases have one."""
    return send_due_reminders(on=timezone.localdate())
