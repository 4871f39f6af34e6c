"""Run axe-core in a real page and say in words what it found."""

from pathlib import Path

from playwright.sync_api import Page

_AXE = Path(__file__).parent / "vendor" / "axe-core" / "axe.min.js"


def axe_violations(page: Page) -> list[str]:
    """One line per element at fault; an empty list means that axe found nothing."""
    page.evaluate(_AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
    return [f"{rule['id']}: {node['html'][:150]}" for rule in found for node in rule["nodes"]]


def sideways_overflow(page: Page) -> int:
    """Pixels by which the page is wider than the window; 0 means no horizontal scroll bar."""
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
