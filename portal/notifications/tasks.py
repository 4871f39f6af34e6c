"""Notification tasks: thin, re-runnable, with primitive arguments."""

from celery import shared_task
from django.utils import timezone

from portal.notifications import delivery


@shared_task(name="notifications.deliver")
def deliver(*, delivery_id: int) -> bool:
    return delivery.deliver(delivery_id)


@shared_task(name="notifications.deliver_due")
def deliver_due() -> int:
    return delivery.deliver_due(timezone.now())
