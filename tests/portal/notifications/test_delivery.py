"""Delivering: claimed once, repeated after a failure, counted once by the receiver."""

import logging
import threading
from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection
from django.utils import timezone

from portal.notifications.channels import message_id, send
from portal.notifications.delivery import LEASE, MAX_ATTEMPTS, deliver, deliver_due, pause_after
from portal.notifications.enums import Channel, DeliveryState
from portal.notifications.models import Delivery
from portal.notifications.services import notify
from tests.portal.notifications.receiver import listening

FOLDER_BACKEND = "portal.notifications.mail.FolderBackend"


def tell(*recipients, key="k"):
    notify("calendar.alarm", recipients=recipients, context={"problem": "缺2027年"}, link="/desk/", key=key)


def by(channel):
    return Delivery.objects.get(channel=channel)


@pytest.fixture
def email(an):
    tell(an)
    return by(Channel.EMAIL)


@pytest.fixture
def webhook(chen, settings):
    with listening() as (receiver, address):
        settings.NOTIFICATION_WEBHOOK_URL = address
        tell(chen)
        yield receiver


def test_an_email_is_sent_with_its_link_and_a_steady_identifier(email):
    assert deliver(email.pk)
    (sent,) = mail.outbox
    assert (sent.subject, sent.to) == ("工作日历需要更新", ["an@yunlan.example"])
    assert sent.body.endswith("http://localhost:8000/desk/")
    assert sent.extra_headers["Message-ID"] == message_id(email)
    email.refresh_from_db()
    assert (email.state, email.attempts, email.sent_at is not None) == (DeliveryState.SENT, 1, True)


def test_what_was_sent_is_not_sent_again(email):
    deliver(email.pk)
    assert not deliver(email.pk)
    assert deliver_due(timezone.now() + timedelta(days=1)) == 0
    assert len(mail.outbox) == 1


def test_what_somebody_is_sending_is_left_alone_until_the_lease_is_over(email):
    claimed = timezone.now()
    Delivery.objects.filter(pk=email.pk).update(state=DeliveryState.SENDING, claimed_at=claimed, attempts=1)
    assert not deliver(email.pk)
    Delivery.objects.filter(pk=email.pk).update(claimed_at=claimed - LEASE)
    assert deliver_due(timezone.now()) == 1
    email.refresh_from_db()
    assert (email.state, email.attempts) == (DeliveryState.SENT, 2)


def test_a_refusal_is_tried_again_later_and_later(webhook):
    webhook.answer = 500
    delivery = by(Channel.WEBHOOK)
    assert not deliver(delivery.pk)
    delivery.refresh_from_db()
    assert (delivery.state, delivery.error) == (DeliveryState.PENDING, "HTTPError 500")
    assert not deliver(delivery.pk)  # not due yet
    assert sum(webhook.calls.values()) == 1
    webhook.answer = 200
    Delivery.objects.update(next_attempt_at=timezone.now())
    assert deliver(delivery.pk)
    assert (webhook.messages, sum(webhook.calls.values())) == (1, 2)


def test_pauses_double_up_to_an_hour():
    assert [int(pause_after(n).total_seconds()) for n in range(1, 9)] == [30, 60, 120, 240, 480, 960, 1920, 3600]


def test_it_is_given_up_after_enough_attempts(webhook):
    webhook.answer = 400
    delivery = by(Channel.WEBHOOK)
    for _ in range(MAX_ATTEMPTS + 2):
        Delivery.objects.update(next_attempt_at=timezone.now())
        deliver(delivery.pk)
    delivery.refresh_from_db()
    assert (delivery.state, delivery.attempts) == (DeliveryState.FAILED, MAX_ATTEMPTS)
    assert sum(webhook.calls.values()) == MAX_ATTEMPTS


def test_a_delivery_that_kills_its_worker_every_time_is_given_up(email):
    long_ago = timezone.now() - timedelta(days=1)
    Delivery.objects.filter(pk=email.pk).update(state=DeliveryState.SENDING, claimed_at=long_ago, attempts=MAX_ATTEMPTS)
    assert deliver_due(timezone.now()) == 0
    email.refresh_from_db()
    assert (email.state, email.error) == (DeliveryState.FAILED, "发送过程多次中断")


def test_a_redirect_is_a_refusal(webhook):
    webhook.answer = 302
    assert not deliver(by(Channel.WEBHOOK).pk)
    assert by(Channel.WEBHOOK).error == "HTTPError 302"


def test_only_http_addresses_are_called(chen, settings):
    settings.NOTIFICATION_WEBHOOK_URL = "file:///etc/passwd"
    tell(chen)
    assert not deliver(by(Channel.WEBHOOK).pk)
    assert by(Channel.WEBHOOK).error == "NotAcceptedError"


def test_no_address_reaches_the_log_or_the_row(an, settings, caplog):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    tell(an)
    with caplog.at_level(logging.DEBUG):
        deliver(by(Channel.EMAIL).pk)
    assert "an@" not in caplog.text + by(Channel.EMAIL).error
    assert by(Channel.EMAIL).error == "ConnectionRefusedError"


def test_the_folder_keeps_one_whole_file_per_message(email, settings, tmp_path):
    """A worker that died after writing and before noting so writes nothing new when it repeats."""
    settings.EMAIL_BACKEND, settings.EMAIL_FILE_PATH = FOLDER_BACKEND, tmp_path
    send(email)
    send(email)
    (file,) = tmp_path.iterdir()
    assert f"Message-ID: {message_id(email)}".encode() in file.read_bytes()
    assert deliver(email.pk)
    assert list(tmp_path.iterdir()) == [file]


def test_a_half_written_file_is_no_message(email, settings, tmp_path):
    settings.EMAIL_BACKEND, settings.EMAIL_FILE_PATH = FOLDER_BACKEND, tmp_path
    (tmp_path / "0123.999.part").write_text("half")
    assert deliver(email.pk)
    assert len(list(tmp_path.glob("*.eml"))) == 1


@pytest.mark.postgresql
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time anyway")
@pytest.mark.django_db(transaction=True)
def test_of_many_workers_one_sends(webhook):
    delivery = by(Channel.WEBHOOK)

    def work():
        deliver(delivery.pk)
        connection.close()

    workers = [threading.Thread(target=work) for _ in range(8)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert sum(webhook.calls.values()) == 1
