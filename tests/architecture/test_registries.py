"""What is registered is complete: permissions are asked for, events have words, audited actions have names."""

import ast
import re

from celery import current_app
from django.conf import settings

from portal.accounts.permissions import ROLE_PERMISSIONS, Permission
from portal.audit.registry import is_registered
from portal.notifications.registry import events
from portal.site.management.commands.tick import JOBS
from tests.architecture.sources import TEMPLATES, python_files, templates, tree


def test_every_permission_is_asked_for_somewhere():
    used = set()
    for path in python_files():
        if path.name != "permissions.py":
            used |= set(re.findall(r"\bPermission\.([A-Z_]+)\b", path.read_text(encoding="utf-8")))
    pages = "".join(path.read_text(encoding="utf-8") for path in templates())
    assert [key.name for key in Permission if key.name not in used and f"'{key.value}'" not in pages] == []


def test_every_permission_is_held_by_a_role():
    assert set().union(*ROLE_PERMISSIONS.values()) == set(Permission)


def recorded_actions() -> set[str]:
    """The literal first arguments of ``record(...)``."""
    found = set()
    for path in python_files():
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) == "record":
                first = node.args[0] if node.args else None
                if isinstance(first, ast.Constant) and isinstance(first.value, str):
                    found.add(first.value)
    return found


def test_every_audited_action_is_registered_with_a_label():
    actions = recorded_actions()
    assert actions
    assert sorted(action for action in actions if not is_registered(action)) == []


def test_every_event_has_words_and_every_text_an_event():
    texts = {path.name for path in templates() if path.parent.name == "notifications" and path.suffix == ".txt"}
    assert texts == {f"{event.key}.txt" for event in events()}
    for event in events():
        subject, _, body = (TEMPLATES / event.template_name).read_text(encoding="utf-8").partition("\n")
        assert (bool(subject.strip()), bool(body.strip())) == (True, True), event.key
        assert event.label


def test_every_job_of_the_clock_exists_and_tick_does_the_same():
    current_app.loader.import_default_modules()
    scheduled = {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()}
    assert scheduled <= set(current_app.tasks)
    assert set(JOBS) == scheduled
