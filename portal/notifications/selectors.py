"""What lies in a person's inbox."""

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet

from portal.accounts.models import User
from portal.notifications.enums import Channel
from portal.notifications.models import Message


def inbox(user: User | AnonymousUser) -> QuerySet[Message]:
    """Messages of this person, unread first, then newest first."""
    if not user.is_authenticated:
        return Message.objects.none()
    return Message.objects.filter(recipient=user, deliveries__channel=Channel.INBOX)


def unread_count(user: User | AnonymousUser) -> int:
    return inbox(user).filter(read_at__isnull=True).count()
