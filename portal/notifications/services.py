"""Telling people: messages are written in the caller's transaction and travel after its commit."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.template import Context
from django.template.loader import get_template
from django.utils import timezone

from portal.accounts.models import User
from portal.common.jobs import send_on_commit
from portal.notifications.channels import absolute
from portal.notifications.enums import Channel, DeliveryState
from portal.notifications.models import Delivery, Message
from portal.notifications.registry import Event, event_of
from portal.notifications.selectors import inbox


@transaction.atomic
def notify(
    event: str, *, recipients: Iterable[User], context: Mapping[str, Any], link: str = "", key: str
) -> list[Message]:
    """Tell each recipient once about one occasion and return the messages written by this call.

    ``key`` names the occasion (``"case.due_soon:17:2026-11-20"``): whoever was told about it before is left
    out, so a job may run as often as it likes. ``link`` is a path of this site. The text comes from
    ``templates/notifications/<event>.txt`` (first line subject, rest body) with ``context`` and ``recipient``.
    """
    told = event_of(event)
    people = {person.pk: person for person in recipients}
    before = set(Message.objects.filter(key=key, recipient__in=people).values_list("recipient_id", flat=True))
    written = []
    for person in (person for pk, person in people.items() if pk not in before):
        subject, body = render(told, {**context, "recipient": person, "link": absolute(link)})
        message, is_new = Message.objects.get_or_create(
            key=key, recipient=person, defaults={"event": event, "subject": subject, "body": body, "link": link}
        )
        if is_new:
            written.append(message)
    _post(told, written)
    return written


def render(event: Event, context: Mapping[str, Any]) -> tuple[str, str]:
    """Subject (one line) and body of an event's template; plain text, so nothing is HTML-escaped."""
    template = get_template(event.template_name)
    text = template.template.render(Context(dict(context), autoescape=False)).strip()  # type: ignore[attr-defined]
    subject, _, body = text.partition("\n")
    return " ".join(subject.split())[:200], body.strip()


def mark_read(message: Message, *, at: datetime) -> Message:
    """Note when the recipient read a message; the first time counts."""
    if Message.objects.filter(pk=message.pk, read_at__isnull=True).update(read_at=at):
        message.read_at = at
    return message


def mark_all_read(user: User, *, at: datetime) -> int:
    """Mark every unread message of a person as read and return how many there were."""
    return inbox(user).filter(read_at__isnull=True).update(read_at=at)


def _post(event: Event, messages: list[Message]) -> None:
    """Queue the deliveries; the inbox needs none, the message itself lies there."""
    now = timezone.now()
    waiting = [
        Delivery(message=message, channel=channel, next_attempt_at=now)
        for message in messages
        for channel in _channels(event, message.recipient)
    ]
    arrived = [
        Delivery(message=message, channel=Channel.INBOX, state=DeliveryState.SENT, next_attempt_at=now, sent_at=now)
        for message in messages
        if Channel.INBOX in event.channels
    ]
    Delivery.objects.bulk_create([*arrived, *waiting])
    if waiting:
        send_on_commit("notifications.deliver", [{"delivery_id": delivery.pk} for delivery in waiting])


def _channels(event: Event, recipient: User) -> list[Channel]:
    """The channels that have something to carry: no address, no e-mail; the webhook, if any, gets everything."""
    channels = []
    if Channel.EMAIL in event.channels and recipient.email:
        channels.append(Channel.EMAIL)
    if settings.NOTIFICATION_WEBHOOK_URL:
        channels.append(Channel.WEBHOOK)
    return channels
