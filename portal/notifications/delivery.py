"""Delivering messages: claimed by one worker at a time, repeated after a failure, counted once.

A worker may be killed at any moment. Before sending, the attempt is in the database, so a dead worker's
delivery is taken up again when its lease is over; after sending but before noting so, the repetition carries
the same identifier as the first attempt, by which the receiver drops it.
"""

import logging
from datetime import datetime, timedelta

from django.db.models import F, QuerySet
from django.utils import timezone

from portal.notifications.channels import send
from portal.notifications.enums import DeliveryState
from portal.notifications.models import Delivery

logger = logging.getLogger(__name__)

# Longer than any attempt can take: the slowest channel gives up after EMAIL_TIMEOUT per step.
LEASE = timedelta(seconds=60)
MAX_ATTEMPTS = 8
_FIRST_PAUSE = timedelta(seconds=30)
_LONGEST_PAUSE = timedelta(hours=1)


def deliver(delivery_id: int) -> bool:
    """Send one delivery if it is due and nobody else is sending it; return whether it was sent now.

    1. Claim it with a conditional UPDATE: of two workers one gets it, the other returns False.
    2. Send, outside any transaction.
    3. Note the result, unless the lease ran out meanwhile and somebody else has claimed it.
    """
    now = timezone.now()
    due = Delivery.objects.due(now, abandoned_before=now - LEASE).filter(pk=delivery_id, attempts__lt=MAX_ATTEMPTS)
    if not due.update(state=DeliveryState.SENDING, claimed_at=now, attempts=F("attempts") + 1):
        return False
    delivery = Delivery.objects.select_related("message__recipient").get(pk=delivery_id)
    try:
        send(delivery)
    except Exception as error:  # noqa: BLE001  whatever a mail server or receiver does, the row must say so
        _note_failure(delivery, error)
        return False
    _mine(delivery).update(state=DeliveryState.SENT, sent_at=timezone.now(), error="")
    return True


def deliver_due(now: datetime) -> int:
    """Send everything that is due and return how many were sent: the catch-up for lost calls and dead workers."""
    due = Delivery.objects.due(now, abandoned_before=now - LEASE)
    # A delivery that kills every worker that tries it must not be tried for ever.
    due.filter(attempts__gte=MAX_ATTEMPTS).update(state=DeliveryState.FAILED, error="发送过程多次中断")
    return sum(deliver(delivery_id) for delivery_id in due.order_by("pk").values_list("pk", flat=True)[:500])


def pause_after(attempts: int) -> timedelta:
    """How long to wait after so many attempts: doubling from half a minute up to an hour."""
    return min(_FIRST_PAUSE * 2 ** (attempts - 1), _LONGEST_PAUSE)


def _note_failure(delivery: Delivery, error: Exception) -> None:
    """Plan the next attempt or give up. Only the kind of error is kept: its text may hold an address."""
    given_up = delivery.attempts >= MAX_ATTEMPTS
    reason = f"{type(error).__name__} {getattr(error, 'code', '')}".strip()
    _mine(delivery).update(
        state=DeliveryState.FAILED if given_up else DeliveryState.PENDING,
        next_attempt_at=timezone.now() + pause_after(delivery.attempts),
        error=reason[:120],
    )
    level = logging.ERROR if given_up else logging.WARNING
    logger.log(level, "Delivery %s failed at attempt %s: %s", delivery.pk, delivery.attempts, reason)


def _mine(delivery: Delivery) -> QuerySet[Delivery]:
    return Delivery.objects.filter(pk=delivery.pk, state=DeliveryState.SENDING, claimed_at=delivery.claimed_at)
