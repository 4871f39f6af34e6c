"""Liveness and readiness, as load balancers and ``make run`` read them."""

import pytest
from celery import Celery
from django.db import DatabaseError, connection
from django.db.migrations.recorder import MigrationRecorder

from portal.site import health


@pytest.fixture(autouse=True)
def fresh_migration_check():
    health._require_migrations.cache_clear()
    yield
    health._require_migrations.cache_clear()


def test_liveness_asks_no_database(client):
    # Without the db fixture every query of this test would fail.
    response = client.get("/healthz")
    assert (response.status_code, response.content) == (200, b"ok\n")


def test_ready_when_every_part_works(client, db, readable_index):
    response = client.get("/readyz")

    assert response.status_code == 200
    assert response.json()["status"] == "ready"
    assert {name: part["status"] for name, part in response.json()["parts"].items()} == {
        "database": "ok",
        "migrations": "ok",
        "search": "ok",
        "broker": "ok",
    }
    assert "no-store" in response["Cache-Control"]


def test_not_ready_without_database(client, db, readable_index, monkeypatch):
    def fail(*args: object) -> None:
        raise DatabaseError("password is hunter2")

    with monkeypatch.context() as patch:
        patch.setattr(connection, "cursor", fail)
        response = client.get("/readyz")

    assert response.status_code == 503
    assert response.json()["parts"]["database"] == {"status": "failed", "message": "数据库连接不上。"}
    assert "hunter2" not in response.content.decode()


def test_not_ready_with_a_migration_to_apply(client, db, readable_index):
    MigrationRecorder.Migration.objects.filter(app="organizations").delete()

    response = client.get("/readyz")

    assert response.status_code == 503
    assert response.json()["parts"]["migrations"]["status"] == "failed"


def test_not_ready_without_an_index(client, db, settings, tmp_path):
    settings.SEARCH = settings.SEARCH | {"PATH": tmp_path / "nothing-here"}

    response = client.get("/readyz")

    assert response.status_code == 503
    assert response.json()["parts"]["search"]["status"] == "failed"


def test_a_dead_broker_is_told_but_pages_are_served(client, db, readable_index, monkeypatch):
    nobody_listens = Celery(broker="redis://127.0.0.1:1/0", set_as_current=False)
    monkeypatch.setattr(health, "current_app", nobody_listens)

    response = client.get("/readyz")

    assert response.status_code == 200
    assert response.json()["parts"]["broker"]["status"] == "degraded"


def test_robots_keep_out_of_the_workbench_and_find_the_map(client):
    lines = client.get("/robots.txt").content.decode().splitlines()

    assert "Disallow: /desk/" in lines
    assert "Disallow: /mode/" in lines
    assert lines[-1].startswith("Sitemap: http")
    assert lines[-1].endswith("/sitemap.xml")


def test_site_map_for_machines_lists_its_parts_and_their_pages(client, city, domain):
    index = client.get("/sitemap.xml").content.decode()
    columns = client.get("/sitemap-columns.xml").content.decode()
    domains = client.get("/sitemap-domains.xml").content.decode()

    assert index.count("<loc>") == 4
    assert f"/{city.slug}/</loc>" in columns
    assert f"/{domain.slug}/</loc>" in domains
