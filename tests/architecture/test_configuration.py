"""The configuration table of the README lists exactly the variables that the programs read."""

import re

import pytest

from tests.architecture.sources import ROOT, python_files

READERS = re.compile(
    r"""(?:\benv(?:_bool|_int|_list|_secret)?|os\.environ\.(?:get|setdefault))\(\s*["']([A-Z][A-Z0-9_]+)["']"""
)
ROW = re.compile(r"^\|\s*`([A-Z][A-Z0-9_]+)`", re.MULTILINE)
# Django's own, and what the launcher tells its children.
INTERNAL = {"DJANGO_SETTINGS_MODULE", "PORTAL_BIND", "PORTAL_ONE_MACHINE", "TEST_DATABASE_URL", "TEST_REDIS_URL"}


def variables_read() -> set[str]:
    found = set()
    for path in python_files():
        found |= set(READERS.findall(path.read_text(encoding="utf-8")))
    return found - INTERNAL


@pytest.mark.parametrize("readme", ["README.md", "README.zh-CN.md"])
def test_the_table_lists_every_variable_and_no_other(readme):
    listed = ROW.findall((ROOT / readme).read_text(encoding="utf-8"))
    assert len(listed) == len(set(listed))
    assert set(listed) == variables_read()


def test_the_example_environment_names_only_real_variables():
    names = set(re.findall(r"^([A-Z_0-9]+)=", (ROOT / "deploy/portal.env.example").read_text(), re.MULTILINE))
    assert names - variables_read() == {"POSTGRES_PASSWORD", "PROXY_PORT"}
