"""Real Celery workers, killed in the middle of a delivery."""

import os
import socket
import uuid
from contextlib import contextmanager
from urllib.parse import urlsplit, urlunsplit

import psycopg2
import pytest
import redis

from tests.portal.notifications.receiver import listening
from tests.portal.notifications.worker import Portal, kill

DATABASE_URL = os.environ.get("DATABASE_URL", "")
REDIS_URL = os.environ.get("REDIS_URL", "")

TELL = """
import time
from celery import current_app
from django.db import transaction
from portal.accounts.models import User
from portal.notifications.services import notify
current_app.loader.import_default_modules()  # a web process has done so with its first task
an, _ = User.objects.get_or_create(username="an", email="an@yunlan.example", display_name="安")
begun = time.monotonic()
with transaction.atomic():
    for _ in range(3):
        notify("calendar.alarm", recipients=[an], context={"problem": "缺"}, link="/desk/", key="once")
answer = time.monotonic() - begun
"""
STATES = """
from portal.notifications.models import Delivery
answer = sorted(Delivery.objects.exclude(channel="inbox").values_list("channel", "state"))
"""
SENT = [["email", "SENT"], ["webhook", "SENT"]]
LEASE_IS_OVER = """
from datetime import timedelta
from django.db.models import F
from portal.notifications.models import Delivery
answer = Delivery.objects.filter(state="SENDING").update(claimed_at=F("claimed_at") - timedelta(hours=1))
"""
# What beat sends every minute.
TICK = """
from portal.notifications.tasks import deliver_due
answer = bool(deliver_due.delay())
"""
ATTEMPTS = """
from portal.notifications.models import Delivery
answer = Delivery.objects.get(channel="webhook").attempts
"""


def tell(portal):
    """Tell one person about one occasion, three times over in one transaction; return the seconds it took."""
    return portal.python(TELL)


@contextmanager
def own_database():
    """A new database on the server that DATABASE_URL names, gone afterwards."""
    name = f"worker_{uuid.uuid4().hex[:8]}"
    parts = urlsplit(DATABASE_URL)
    server = psycopg2.connect(urlunsplit(parts._replace(path="/postgres")))
    server.autocommit = True
    with server.cursor() as cursor:
        cursor.execute(f'CREATE DATABASE "{name}"')
        try:
            yield {
                "DATABASE_URL": urlunsplit(parts._replace(path=f"/{name}")),
                "PORTAL_SECRET_KEY": "test-only-not-a-secret",
                "PORTAL_DATA_KEYS": "dGVzdC1vbmx5LW5vdC1hLXNlY3JldC0wMDAwMDAwMDA=",
            }
        finally:
            cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
    server.close()


@contextmanager
def own_broker():
    """An empty database of the Redis server that REDIS_URL names, so that no other worker takes our tasks."""
    address = urlunsplit(urlsplit(REDIS_URL)._replace(path="/14"))
    with redis.Redis.from_url(address) as server:
        server.flushdb()
        yield {"REDIS_URL": address}
        server.flushdb()


@contextmanager
def embedded():
    """SQLite and tasks as files: what a newcomer runs."""
    yield {}


@contextmanager
def servers():
    with own_database() as database, own_broker() as broker:
        yield {**database, **broker}


needs_servers = pytest.mark.skipif(not (DATABASE_URL and REDIS_URL), reason="needs DATABASE_URL and REDIS_URL")


@pytest.fixture(
    params=[embedded, pytest.param(servers, marks=[needs_servers, pytest.mark.postgresql])], ids=["files", "servers"]
)
def portal(request, tmp_path):
    """A portal whose messages go to a folder and to a receiver on this machine."""
    with request.param() as environment, listening() as (receiver, address):
        made = Portal(tmp_path, NOTIFICATION_WEBHOOK_URL=address, **environment)
        made.receiver = receiver
        yield made


def test_a_worker_killed_in_the_middle_of_a_delivery_delivers_once(portal):
    receiver = portal.receiver
    receiver.stalled = True
    tell(portal)
    with portal.worker() as worker:
        assert receiver.called.wait(40), (portal.folder / "worker.log").read_text()
        kill(worker)
    assert ["webhook", "SENDING"] in portal.python(STATES)
    receiver.stalled = False
    assert portal.python(LEASE_IS_OVER) >= 1
    with portal.worker():
        portal.python(TICK)
        portal.wait_for(STATES, SENT)
        portal.python(TICK)  # and nothing more
        tell(portal)
        portal.wait_for(STATES, SENT)
    assert (receiver.messages, sum(receiver.calls.values()), portal.python(ATTEMPTS)) == (1, 2, 2)
    assert len(list((portal.folder / "mail").iterdir())) == 1


def silent_port():
    """A port on which somebody listens and never answers."""
    server = socket.create_server(("127.0.0.1", 0))
    return server, f"redis://127.0.0.1:{server.getsockname()[1]}/0"


@pytest.mark.parametrize("broker", ["refused", "silent"])
def test_a_dead_broker_holds_nobody_up_and_the_tick_catches_up(tmp_path, broker):
    server, address = silent_port()
    if broker == "refused":
        server.close()
    with server, listening() as (receiver, hook):
        portal = Portal(tmp_path, NOTIFICATION_WEBHOOK_URL=hook, REDIS_URL=address)
        assert tell(portal) < 3
        assert portal.python(STATES) == [["email", "PENDING"], ["webhook", "PENDING"]]
        portal.python("from portal.notifications.tasks import deliver_due\nanswer = deliver_due()")
        assert portal.python(STATES) == SENT
        assert receiver.messages == 1
