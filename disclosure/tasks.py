"""Nightly work of the column."""

import logging

from celery import shared_task
from django.utils import timezone

from disclosure import services

logger = logging.getLogger(__name__)


@shared_task(name="disclosure.switch_validity")
def switch_validity() -> None:
    """Put documents out of force that have expired or are amended or repealed by now; safe to repeat."""
    changed = services.switch_validity(timezone.localdate())
    logger.info("validity of %d documents switched", len(changed))
