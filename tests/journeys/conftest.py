"""A whole portal for the journeys: started by its own launcher on an empty folder, driven by a real browser."""

import os
import signal
import socket
import subprocess
import sys
import time
import tomllib
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.accessibility import axe_violations, sideways_overflow

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--no-first-run",
]  # fmt: skip
SIZES = {"desktop": (1280, 900), "phone": (390, 844)}
START_WITHIN = 300


def pytest_collection_modifyitems(items):
    """Every journey is marked, so that one run per day of tests is enough where time is short."""
    for item in items:
        if Path(__file__).parent in Path(item.fspath).parents:
            item.add_marker("journey")


@dataclass(frozen=True)
class Portal:
    """A running portal: its address, its private folder, and the demo password."""

    url: str
    var: Path
    password: str

    def manage(self, *arguments: str) -> str:
        """Run a management command of this very portal and return what it printed."""
        environment = {**_environment(self.var), "PORT": self.url.rsplit(":", 1)[1]}
        command = [sys.executable, "manage.py", *arguments]
        return subprocess.run(
            command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True, timeout=120
        ).stdout


def _environment(var: Path) -> dict[str, str]:
    """The embedded default, whatever databases the rest of the run uses."""
    dropped = {"DATABASE_URL", "REDIS_URL", "DJANGO_SETTINGS_MODULE", "PORTAL_SECRET_KEY"}
    kept = {name: value for name, value in os.environ.items() if name not in dropped}
    return {**kept, "PORTAL_VAR": str(var), "DJANGO_SETTINGS_MODULE": "portal.settings"}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="session")
def portal(tmp_path_factory):
    var = tmp_path_factory.mktemp("var")
    port = _free_port()
    environment = {**_environment(var), "PORT": str(port)}
    log = (var / "launch.log").open("w+")
    process = subprocess.Popen(
        [sys.executable, "-m", "deploy.launch"],
        cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT,
    )  # fmt: skip
    url = f"http://localhost:{port}"
    try:
        _wait_until_ready(url, process, Path(log.name))
        users = tomllib.loads((ROOT / "portal/demo/data/users.toml").read_text(encoding="utf-8"))
        yield Portal(url, var, users["password"])
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=60)
        log.close()


def _wait_until_ready(url: str, process: subprocess.Popen, log: Path) -> None:
    deadline = time.monotonic() + START_WITHIN
    while time.monotonic() < deadline:
        if process.poll() is not None:
            break
        try:
            with urllib.request.urlopen(f"{url}/readyz", timeout=5):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.5)
    pytest.fail(f"the portal did not start:\n{log.read_text()[-4000:]}")


@pytest.fixture(scope="session")
def chromium():
    if not Path(CHROMIUM).exists():
        pytest.fail("Chromium is missing: apt-get install chromium")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


class Visitor:
    """One person at one screen: clicks like a person and complains about inaccessible pages."""

    def __init__(self, browser: Browser, portal: Portal, size: str) -> None:
        width, height = SIZES[size]
        context = browser.new_context(
            viewport={"width": width, "height": height}, locale="zh-CN", accept_downloads=True, base_url=portal.url
        )
        self.portal = portal
        self.page: Page = context.new_page()
        self.page.set_default_timeout(20_000)
        self.errors: list[str] = []
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("console", lambda message: self._note(message.type, message.text))

    def _note(self, kind: str, text: str) -> None:
        # A refused form answers 422: the browser reports it, the page explains it.
        if kind == "error" and "422" not in text:
            self.errors.append(text)

    def open(self, path: str) -> None:
        self.page.goto(path)
        self.check()

    def click(self, name: str, *, role: str = "link", exact: bool = True) -> None:
        """Click the first visible link or button of that name in the main part of the page."""
        self.page.get_by_role("main").get_by_role(role, name=name, exact=exact).first.click()
        self.page.wait_for_load_state()
        self.check()

    def check(self) -> None:
        """The page has no accessibility fault, no sideways scrolling, no script error."""
        where = self.page.url
        assert (where, axe_violations(self.page)) == (where, [])
        assert (where, sideways_overflow(self.page)) == (where, 0)
        assert (where, self.errors) == (where, [])

    def sees(self, text: str) -> None:
        expect(self.page.get_by_role("main")).to_contain_text(text)

    def log_in(self, username: str) -> None:
        self.page.context.clear_cookies()
        self.page.goto("/accounts/login/")
        self.page.fill("#id_username", username)
        self.page.fill("#id_password", self.portal.password)
        self.page.get_by_role("main").get_by_role("button").first.click()
        self.page.wait_for_load_state()
        self.check()


@pytest.fixture(params=list(SIZES))
def visitor(request, chromium, portal):
    person = Visitor(chromium, portal, request.param)
    yield person
    person.page.context.close()
