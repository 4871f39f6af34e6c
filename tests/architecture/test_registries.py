"""What is registered is complete: permissions are asked for, events have words, audited actions have names."""

import ast
import re

from portal.accounts.permissions import ROLE_PERMISSIONS, Permission
from portal.audit.registry import is_registered
from tests.architecture.sources import python_files, tree


def test_every_permission_is_asked_for_somewhere():
    used = set()
    for path in python_files():
        if path.name != "permissions.py":
            used |= set(re.findall(r"\bPermission\.([A-Z_]+)\b", path.read_text(encoding="utf-8")))
    assert sorted(set(Permission.names) - used) == []


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
