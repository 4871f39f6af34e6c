"""The frame in a real browser: axe finds nothing in any mode, and no page scrolls sideways on a phone."""

from collections.abc import Iterator

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, sync_playwright

from portal.accounts.enums import Role
from tests.accessibility import axe_violations, sideways_overflow

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--no-first-run",
]
PUBLIC = ["site:home", "site:sitemap", "site:about", "site:accessibility", "accounts:login"]
STAFF = ["site:desk", "site:audit"]


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with pytest.MonkeyPatch.context() as patch:
        # Playwright's own event loop runs in this thread; the fixtures' queries are not inside it.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        with sync_playwright() as driver:
            browser = driver.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
            yield browser
            browser.close()


@pytest.fixture
def filled(city, bureau, domain, staff_of) -> None:
    """A city with a bureau, a domain and one person who holds every role."""
    staff_of(city, *Role)


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("mode", ["standard", "elder", "contrast", "elder-contrast"])
def test_pages_have_no_violation_and_do_not_scroll_sideways(chromium, live_server, filled, mode, width):
    context = chromium.new_context(viewport={"width": width, "height": 900})
    context.add_cookies([{"name": "reading_mode", "value": mode, "url": live_server.url}])
    page = context.new_page()
    for name in PUBLIC:
        page.goto(live_server.url + reverse(name))
        assert (name, axe_violations(page), sideways_overflow(page)) == (name, [], 0)
    page.fill("#id_username", "lin")
    page.fill("#id_password", "long-enough-1")
    page.click("main button[type=submit]")
    for name in STAFF:
        page.goto(live_server.url + reverse(name))
        assert (name, axe_violations(page), sideways_overflow(page)) == (name, [], 0)
    context.close()


def test_elder_mode_has_large_type_and_large_targets(chromium, live_server, city):
    context = chromium.new_context(viewport={"width": 390, "height": 900}, java_script_enabled=True)
    page = context.new_page()
    page.goto(live_server.url)
    page.click("text=长者版")

    sizes = page.evaluate("getComputedStyle(document.body).fontSize")
    low = page.evaluate(
        """[...document.querySelectorAll('nav a, .btn, .foot a, .tiles a, .side a, input, button')]
           .filter((e) => e.getBoundingClientRect().height > 0 && e.getBoundingClientRect().height < 43.5)
           .map((e) => e.outerHTML.slice(0, 80))"""
    )
    context.close()

    assert sizes == "21px"
    assert low == []


def test_keyboard_reaches_the_text_first(chromium, live_server, city):
    context = chromium.new_context()
    page = context.new_page()
    page.goto(live_server.url)
    page.keyboard.press("Tab")
    first = page.evaluate("document.activeElement.textContent")
    page.keyboard.press("Enter")
    target = page.evaluate("document.activeElement.id")
    context.close()

    assert (first, target) == ("跳到正文", "main")


def test_pages_are_whole_without_script_and_break_no_content_policy(chromium, live_server, city):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    problems: list[str] = []
    page.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
    for name in PUBLIC:
        page.goto(live_server.url + reverse(name))
        assert page.locator("main h1").count() == 1
    assert page.locator("[data-print]:visible").count() == 0
    context.close()

    assert problems == []
