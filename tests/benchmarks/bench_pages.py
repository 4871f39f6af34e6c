"""What citizens wait for: the main pages and the search on the demo city, one request at a time.

``make bench`` prints the median and the slowest of each; a median above its budget fails. Budgets are for two cores
and SQLite, without network; they are there to notice a page that has become ten times slower.
"""

import time
from io import StringIO
from statistics import median

import pytest
from django.core.management import call_command
from django.test import Client

from portal.search.flushing import rebuild

REPEAT = 20
# Address → seconds
BUDGETS = {
    "/": 0.15,
    "/zwgk/yunlan/": 0.15,
    "/wjk/": 0.20,
    "/search/?q=住房": 0.20,
    "/search/?q=云府发〔2026〕1号": 0.20,
    "/api/v1/documents/": 0.20,
}


@pytest.fixture(scope="module")
def city(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        for command in ("load_reference", "load_demo"):
            call_command(command, stdout=StringIO(), stderr=StringIO())


@pytest.mark.django_db
def test_pages_stay_within_their_budgets(city, capsys):
    rebuild()
    client = Client()
    rows, slow = [], []
    for address, budget in BUDGETS.items():
        times = [measure(client, address) for _ in range(REPEAT + 1)][1:]  # the first one fills caches
        rows.append(f"{address:<32}{median(times) * 1000:8.1f} ms{max(times) * 1000:10.1f} ms")
        if median(times) > budget:
            slow.append(address)
    with capsys.disabled():
        print("\n" + f"{'page':<32}{'median':>11}{'slowest':>13}", *rows, sep="\n")
    assert slow == []


def measure(client: Client, address: str) -> float:
    begun = time.perf_counter()
    response = client.get(address)
    took = time.perf_counter() - begun
    assert response.status_code == 200, address
    return took
