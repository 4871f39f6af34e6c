"""The containers: every role from one image, watched, without secrets, with the volumes they must share."""

import re

import pytest
import yaml

from tests.architecture.sources import ROOT

COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
SERVICES = COMPOSE["services"]
ROLES = ("prepare", "web", "worker", "beat")


def test_the_roles_are_all_there():
    assert set(SERVICES) == {*ROLES, "postgres", "redis", "proxy"}


def test_one_image_runs_every_role():
    assert {SERVICES[role]["image"] for role in ROLES} == {"disclosure-portal:${PORTAL_VERSION:-latest}"}
    assert {SERVICES[role]["build"]["dockerfile"] for role in ROLES} == {"deploy/Dockerfile"}
    assert (ROOT / "deploy/Dockerfile").is_file()


@pytest.mark.parametrize("service", sorted(set(SERVICES) - {"prepare"}))
def test_every_lasting_service_is_watched_and_restarted(service):
    assert SERVICES[service]["healthcheck"]["test"][0] == "CMD"
    assert SERVICES[service]["restart"] == "unless-stopped"


def test_nothing_starts_before_the_database_is_prepared():
    for role in ("web", "worker", "beat"):
        assert SERVICES[role]["depends_on"] == {"prepare": {"condition": "service_completed_successfully"}}
    assert SERVICES["prepare"]["depends_on"] == {
        "postgres": {"condition": "service_healthy"},
        "redis": {"condition": "service_healthy"},
    }


def test_uploads_and_index_are_shared_and_only_static_files_reach_the_proxy():
    for role in ROLES:
        assert SERVICES[role]["volumes"] == ["var:/srv/portal/var", "static:/srv/portal/var/static"]
    assert SERVICES["proxy"]["volumes"] == [
        "./deploy/nginx.conf:/etc/nginx/nginx.conf:ro",
        "static:/srv/static:ro",
    ]
    assert set(COMPOSE["volumes"]) == {"var", "static", "database"}


def test_only_the_proxy_can_be_reached_from_outside():
    assert [name for name, service in SERVICES.items() if "ports" in service] == ["proxy"]


def test_no_secret_is_written_down():
    for service in SERVICES.values():
        for key, value in service.get("environment", {}).items():
            if re.search("PASSWORD|SECRET|KEY|DATABASE_URL", key):
                assert re.search(r"\$\{[A-Z_]+:\?[^}]+\}", value), f"{key} has a value of its own"
    example = (ROOT / "deploy/portal.env.example").read_text(encoding="utf-8")
    assert re.findall(r"^[A-Z_]*(?:PASSWORD|SECRET_KEY|DATA_KEYS)=(.+)$", example, re.MULTILINE) == []
    dockerfile = (ROOT / "deploy/Dockerfile").read_text()
    assert re.findall(r"^(?:ENV|ARG).*(?:PASSWORD|SECRET|KEY)", dockerfile, re.MULTILINE) == []


def test_the_image_does_not_run_as_root_and_takes_no_data_along():
    assert re.findall(r"^USER (.+)$", (ROOT / "deploy/Dockerfile").read_text(), re.MULTILINE) == ["portal"]
    ignored = set((ROOT / ".dockerignore").read_text().split())
    assert {".env", "var", ".venv", ".git"} <= ignored


def test_the_proxy_marks_every_answer_as_not_to_be_guessed():
    conf = (ROOT / "deploy/nginx.conf").read_text(encoding="utf-8")
    locations = conf.split("location ")[1:]
    assert "add_header X-Content-Type-Options nosniff always;" in conf.split("location ", 1)[0]
    for block in locations:
        assert "add_header" not in block or "X-Content-Type-Options nosniff" in block
    assert not re.search(r"media|letters|identity", "".join(re.findall(r"alias [^;]+;|root [^;]+;", conf)))
