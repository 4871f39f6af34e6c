"""Telling people: once per occasion, in the transaction of the caller."""

import pytest
from django.db import transaction
from django.template.loader import get_template
from django.utils import timezone

from portal.notifications.enums import Channel, DeliveryState
from portal.notifications.models import Delivery, Message
from portal.notifications.registry import event_of, events, register_event
from portal.notifications.selectors import inbox, unread_count
from portal.notifications.services import mark_all_read, mark_read, notify

EVENT = "calendar.alarm"


def tell(*recipients, key="k", problem="缺2027年"):
    return notify(EVENT, recipients=recipients, context={"problem": problem}, link="/desk/", key=key)


def test_everyone_gets_a_message_and_a_delivery_per_channel(an, chen):
    messages = tell(an, chen)
    assert [(message.recipient, message.subject, message.link) for message in messages] == [
        (an, "工作日历需要更新", "/desk/"),
        (chen, "工作日历需要更新", "/desk/"),
    ]
    assert messages[0].body.startswith("缺2027年")
    assert set(Delivery.objects.values_list("message__recipient__username", "channel", "state")) == {
        ("an", Channel.INBOX, DeliveryState.SENT),
        ("an", Channel.EMAIL, DeliveryState.PENDING),
        ("chen", Channel.INBOX, DeliveryState.SENT),
    }


def test_one_occasion_is_told_once(an, bai):
    assert len(tell(an)) == 1
    assert [message.recipient for message in tell(an, bai, an)] == [bai]
    assert tell(an, bai) == []
    assert Message.objects.count() == 2


def test_another_occasion_is_told_again(an):
    tell(an)
    assert len(tell(an, key="other")) == 1


def test_nothing_is_told_when_the_transaction_fails(an):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        tell(an)
        raise ZeroDivisionError
    assert Message.objects.count() == 0


def test_text_is_plain_and_the_subject_one_line(an):
    (message,) = tell(an, problem="<甲> & “乙”\r\nBcc: x@y")
    assert "<甲> & “乙”" in message.body
    assert "\n" not in message.subject


def test_the_webhook_gets_everything_when_it_is_configured(an, chen, settings):
    settings.NOTIFICATION_WEBHOOK_URL = "http://127.0.0.1:1/"
    tell(an, chen)
    assert Delivery.objects.filter(channel=Channel.WEBHOOK).count() == 2


def test_an_unknown_event_and_a_second_meaning_are_refused(an):
    with pytest.raises(ValueError, match="not registered"):
        notify("no.such", recipients=[an], context={}, key="k")
    with pytest.raises(ValueError, match="registered twice"):
        register_event(EVENT, label="另一个")


@pytest.mark.parametrize("event", [event.key for event in events()])
def test_every_registered_event_has_a_template(event):
    assert get_template(event_of(event).template_name)


def test_the_inbox_belongs_to_one_person(an, bai):
    tell(an)
    assert (inbox(an).count(), inbox(bai).count(), unread_count(an), unread_count(bai)) == (1, 0, 1, 0)


def test_the_first_reading_counts(an):
    (message,) = tell(an)
    first = timezone.now()
    mark_read(message, at=first)
    mark_read(message, at=timezone.now())
    message.refresh_from_db()
    assert (message.read_at, unread_count(an)) == (first, 0)


def test_all_are_marked_at_once_and_only_mine(an, bai):
    tell(an, bai)
    tell(an, key="other")
    assert mark_all_read(an, at=timezone.now()) == 2
    assert (unread_count(an), unread_count(bai)) == (0, 1)


def test_unread_come_first_then_the_newest(an):
    for key in ("1", "2", "3"):
        tell(an, key=key)
    mark_read(Message.objects.get(key="3"), at=timezone.now())
    assert [message.key for message in inbox(an)] == ["2", "1", "3"]
