"""One function per channel that leaves the portal; each raises when the other side did not take the message."""

import json
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from django.conf import settings
from django.core.mail import EmailMessage

from portal.notifications.enums import Channel
from portal.notifications.models import Delivery, Message

_WEBHOOK_TIMEOUT = 15


class NotAcceptedError(Exception):
    """The receiver answered, but not with success."""


def send(delivery: Delivery) -> None:
    """Send one delivery over its channel."""
    _SENDERS[Channel(delivery.channel)](delivery)


def message_id(delivery: Delivery) -> str:
    """The Message-ID of a delivery: the same in every attempt, so that mail servers can drop a repetition."""
    return f"<{delivery.idempotency_key}@{settings.SITE_IDENTITY['domain']}>"


def _send_email(delivery: Delivery) -> None:
    message = delivery.message
    text = "\n\n".join(part for part in (message.body, absolute(message.link)) if part)
    mail = EmailMessage(
        subject=message.subject,
        body=text,
        to=[message.recipient.email],
        headers={"Message-ID": message_id(delivery)},
    )
    if not mail.send():
        raise NotAcceptedError


def _send_webhook(delivery: Delivery) -> None:
    address = settings.NOTIFICATION_WEBHOOK_URL
    if urlsplit(address).scheme not in {"http", "https"}:
        raise NotAcceptedError("NOTIFICATION_WEBHOOK_URL must be an http(s) address")
    request = Request(  # noqa: S310  the scheme was checked above
        address,
        data=json.dumps(_payload(delivery.message), ensure_ascii=False).encode(),
        headers={
            "Content-Type": "application/json; charset=utf-8",
            "Idempotency-Key": str(delivery.idempotency_key),
        },
        method="POST",
    )
    with _opener.open(request, timeout=_WEBHOOK_TIMEOUT) as answer:
        if not 200 <= answer.status < 300:
            raise NotAcceptedError(answer.status)


def _payload(message: Message) -> dict[str, str]:
    return {
        "event": message.event,
        "key": message.key,
        "recipient": message.recipient.username,
        "subject": message.subject,
        "body": message.body,
        "link": absolute(message.link),
        "created_at": message.created_at.isoformat(),
    }


def absolute(link: str) -> str:
    """A path of this site as a full address; an address stays as it is."""
    return f"{settings.SITE_ORIGIN}{link}" if link.startswith("/") else link


class _NoRedirect(HTTPRedirectHandler):
    """A receiver that moved is a mistake to be reported: urllib would turn the repeated POST into a GET."""

    def redirect_request(self, *args: object, **kwargs: object) -> None:
        return None


def _already_there(delivery: Delivery) -> None:
    """The inbox shows the message itself."""


_opener = build_opener(_NoRedirect)
_SENDERS = {Channel.INBOX: _already_there, Channel.EMAIL: _send_email, Channel.WEBHOOK: _send_webhook}
