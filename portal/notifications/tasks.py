"""Notification tasks: thin, re-runnable, with primitive arguments."""

from celery import shared_task
from django.utils import timezone

from portal.notifications import delivery
from portal.notifications.calendar_alarm import warn_of_calendar


@shared_task(name="notifications.deliver")
def deliver(*, delivery_id: int) -> bool:
    return delivery.deliver(delivery_id)


@shared_task(name="notifications.deliver_due")
def deliver_due() -> int:
    return delivery.deliver_due(timezone.now())


@shared_task(name="notifications.calendar_alarm")
def calendar_alarm() -> int:
    return len(warn_of_calendar(timezone.localdate()))
