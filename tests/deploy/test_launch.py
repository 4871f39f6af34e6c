"""The launcher as a newcomer meets it: one process that brings up everything, and takes everything down again."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
import uuid
from pathlib import Path

import dj_database_url
import psycopg2
import pytest

from deploy import services
from tests.architecture.sources import ROOT
from tests.deploy.test_preflight import free_port

START_SECONDS = 180
DROPPED = (
    "DATABASE_URL",
    "REDIS_URL",
    "PORTAL_SECRET_KEY",
    "PORTAL_DATA_KEYS",
    "DJANGO_SETTINGS_MODULE",
    "PYTEST_CURRENT_TEST",
)


class Launch:
    """A running launcher with its output in a file."""

    def __init__(self, folder: Path, **env: str) -> None:
        self.port = free_port()
        self.var = folder / "var"
        self.output = folder / f"output-{uuid.uuid4().hex[:6]}"
        clean = {key: value for key, value in os.environ.items() if key not in DROPPED}
        defaults = {"PORT": str(self.port), "PORTAL_VAR": str(self.var), "PORTAL_DEMO": "0"}
        with self.output.open("wb") as file:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "deploy.launch"],
                cwd=ROOT,
                env=clean | defaults | env,
                stdin=subprocess.DEVNULL,
                stdout=file,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def told(self) -> str:
        return self.output.read_text()

    def wait_for(self, words: str, seconds: float = START_SECONDS) -> None:
        deadline = time.monotonic() + seconds
        while words not in self.told():
            assert self.process.poll() is None, self.told()
            assert time.monotonic() < deadline, self.told()
            time.sleep(0.1)

    def get(self, path: str, host: str = "127.0.0.1") -> int:
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        with opener.open(f"http://{host}:{self.port}{path}", timeout=20) as response:
            return response.status

    def children(self) -> dict[str, int]:
        """Role → process id of the direct children."""
        listing = subprocess.run(["ps", "-eo", "pid,ppid,args"], capture_output=True, text=True, check=True).stdout
        roles = {"gunicorn": "web", " worker ": "worker", " beat ": "beat"}
        found = {}
        for line in listing.splitlines():
            pid, parent, args = line.split(None, 2)
            if parent == str(self.process.pid):
                found |= {role: int(pid) for sign, role in roles.items() if sign in args + " "}
        return found

    def family(self) -> list[int]:
        """Every living process that was started with this data folder."""
        mark = f"PORTAL_VAR={self.var}".encode()
        found = []
        for folder in Path("/proc").glob("[0-9]*"):
            try:
                if mark in (folder / "environ").read_bytes().split(b"\0"):
                    found.append(int(folder.name))
            except OSError:
                continue  # it ended while we looked
        return found

    def stop(self, number: int = signal.SIGTERM) -> int:
        self.process.send_signal(number)
        return self.process.wait(timeout=60)

    def finish(self) -> str:
        """Wait for a launcher that gives up by itself; its output."""
        assert self.process.wait(timeout=START_SECONDS) == 1, self.told()
        return self.told()


def wait_until(condition, seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.2)


@pytest.fixture
def launch(tmp_path):
    running: list[Launch] = []

    def start(**env: str) -> Launch:
        running.append(Launch(tmp_path, **env))
        return running[-1]

    yield start
    for one in running:
        if one.process.poll() is None:
            one.process.kill()
            one.process.wait()
        wait_until(lambda one=one: one.family() == [])


@pytest.fixture
def servers():
    """A fresh database and the addresses of PostgreSQL and Redis."""
    problems = [problem for problem in (services.postgresql_problem(), services.redis_problem()) if problem]
    if problems:
        assert os.environ.get("REQUIRE_ALL", "0") == "0", problems
        pytest.skip("; ".join(problems))
    parts = dj_database_url.parse(services.DATABASE_URL)
    name = f"portal_launch_{uuid.uuid4().hex[:8]}"
    admin = psycopg2.connect(
        host=parts["HOST"],
        port=parts["PORT"] or 5432,
        user=parts["USER"],
        password=parts["PASSWORD"],
        dbname="postgres",
    )
    admin.autocommit = True
    with admin.cursor() as cursor:
        cursor.execute(f'CREATE DATABASE "{name}"')
    yield {
        "DATABASE_URL": services.DATABASE_URL.rsplit("/", 1)[0] + f"/{name}",
        "REDIS_URL": services.REDIS_URL,
        "PORTAL_SECRET_KEY": "test-only-not-a-secret",
        "PORTAL_DATA_KEYS": "dGVzdC1vbmx5LW5vdC1hLXNlY3JldC1rZXktMzJiISE=",
        "ALLOWED_HOSTS": "127.0.0.1,localhost",
    }
    with admin.cursor() as cursor:
        cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
    admin.close()


def test_the_whole_portal_starts_survives_a_killed_worker_and_stops_without_orphans(launch):
    portal = launch()
    portal.wait_for("门户已启动")
    assert portal.get("/readyz") == 200
    assert portal.get("/") == 200
    if socket.has_ipv6 and Path("/proc/net/if_inet6").exists():
        assert portal.get("/healthz", host="[::1]") == 200
    before = portal.children()
    assert set(before) == {"web", "worker", "beat"}

    os.kill(before["worker"], signal.SIGKILL)
    portal.wait_for("worker ended (code -9)", 10)
    wait_until(lambda: set(portal.children()) == {"web", "worker", "beat"})
    after = portal.children()
    assert (after["web"], after["beat"]) == (before["web"], before["beat"])
    assert after["worker"] != before["worker"]

    assert portal.stop(signal.SIGINT) == 0
    wait_until(lambda: portal.family() == [], 5)

    again = launch()
    begun = time.monotonic()
    again.wait_for("门户已启动")
    took = time.monotonic() - begun
    assert took < 30, f"the second start took {took:.0f} s"
    assert "正在" not in again.told(), "the second start repeated work of the first"
    again.process.kill()
    again.process.wait()
    wait_until(lambda: again.family() == [], 20)


def test_the_same_command_runs_on_postgresql_and_redis(launch, servers):
    portal = launch(**servers)
    portal.wait_for("门户已启动")
    assert portal.get("/readyz") == 200
    assert set(portal.children()) == {"web", "worker", "beat"}
    assert not (portal.var / "portal.sqlite3").exists()
    assert portal.stop() == 0
    assert portal.family() == []


def test_a_second_portal_on_the_same_data_or_port_is_refused(launch, tmp_path):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        told = launch(PORT=str(other.getsockname()[1])).finish()
    assert "is already used by another program" in told
    assert "Traceback" not in told


@pytest.mark.parametrize(
    ("env", "english", "chinese"),
    [
        ({"PORT": "abc"}, "PORT must be a number", "PORT 必须是"),
        ({"PORTAL_VAR": "/proc/nowhere"}, "cannot be written", "不可写"),
        (
            {
                "DATABASE_URL": "postgres://portal:secret-word@127.0.0.1:9/portal",
                "PORTAL_SECRET_KEY": "x",
                "PORTAL_DATA_KEYS": "x",
            },
            "The database 127.0.0.1:9/portal (DATABASE_URL) cannot be used",
            "无法使用数据库",
        ),
        ({"REDIS_URL": "redis://127.0.0.1:9/0"}, "Redis (REDIS_URL) cannot be used", "无法使用 Redis"),
        ({"PORTAL_DEBUG": "maybe"}, "PORTAL_DEBUG", "PORTAL_DEBUG 只能是"),
        (
            {"DATABASE_URL": "nonsense", "PORTAL_SECRET_KEY": "x", "PORTAL_DATA_KEYS": "x"},
            "configuration error",
            "DATABASE_URL 的写法不对",
        ),
    ],
    ids=["port", "folder", "database", "redis", "setting", "database address"],
)
def test_what_cannot_work_is_explained_in_a_paragraph_and_ends_with_an_error(launch, env, english, chinese):
    told = launch(**env).finish()
    assert english in told
    assert chinese in told
    assert "Traceback" not in told
    assert "secret-word" not in told
    assert len(re.findall(r"^.+$", told, re.MULTILINE)) <= 8
