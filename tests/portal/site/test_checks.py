"""Deployment checks say what is missing and how to set it."""

import pytest
import time_machine
from cryptography.fernet import Fernet

from portal import checks


def ids(messages: list) -> list[str]:
    return [message.id for message in messages]


@pytest.fixture
def production(settings):
    settings.SECRET_KEY = "k" * 50
    settings.DATA_KEYS = [Fernet.generate_key().decode()]
    settings.ALLOWED_HOSTS = ["www.example.gov.cn"]
    settings.BEHIND_TLS = True
    settings.SITE_IDENTITY = settings.SITE_IDENTITY | {"id_code": "3300000001", "domain": "www.example.gov.cn"}
    return settings


def test_a_complete_set_up_is_silent(production):
    found = [*checks.check_secrets(), *checks.check_addresses(), *checks.check_identity()]
    assert found == []


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("SECRET_KEY", "short", ["portal.E001"]),
        ("DATA_KEYS", [], ["portal.E002"]),
        ("DATA_KEYS", ["not-a-key"], ["portal.E002"]),
    ],
)
def test_weak_or_missing_keys(production, name, value, expected):
    setattr(production, name, value)
    assert ids(checks.check_secrets()) == expected


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("ALLOWED_HOSTS", ["*"], ["portal.E003"]),
        ("ALLOWED_HOSTS", [], ["portal.E003"]),
        ("BEHIND_TLS", False, ["portal.W001"]),
    ],
)
def test_open_addresses(production, name, value, expected):
    setattr(production, name, value)
    assert ids(checks.check_addresses()) == expected


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"id_code": "123"}, ["portal.E004"]),
        ({"id_code": "0000000000"}, ["portal.W002"]),
        ({"phone": "", "icp": ""}, ["portal.W003"]),
        ({"domain": "www.example.com"}, ["portal.W004"]),
    ],
)
def test_site_identity(production, changes, expected):
    production.SITE_IDENTITY = production.SITE_IDENTITY | changes
    assert ids(checks.check_identity()) == expected


def test_hint_names_the_variables_to_set(production):
    production.SITE_IDENTITY = production.SITE_IDENTITY | {"phone": "", "icp": ""}
    assert checks.check_identity()[0].hint == "设置环境变量 SITE_PHONE、SITE_ICP。"


@pytest.mark.parametrize(("problem", "expected"), [(None, []), ("本机缺少 Pango。", ["portal.W005"])])
def test_pdf(monkeypatch, problem, expected):
    monkeypatch.setattr(checks, "pdf_problem", lambda: problem)
    assert ids(checks.check_pdf()) == expected


@time_machine.travel("2026-11-20T04:00:00+00:00")
def test_calendar_that_is_not_loaded(db):
    assert ids(checks.check_calendar()) == ["portal.W006"]
