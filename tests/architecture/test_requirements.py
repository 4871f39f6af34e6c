"""The pinned requirements are what pyproject.toml asks for, with a hash for every file."""

import ast
import importlib.metadata
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.architecture.sources import ROOT, name, python_files, tree

PIN = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==([^ \\;]+)", re.MULTILINE)


def pins(file_name: str) -> dict[str, str]:
    return {canonicalize_name(project): version for project, version in PIN.findall((ROOT / file_name).read_text())}


def declared() -> tuple[list[Requirement], list[Requirement]]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    run = [Requirement(text) for text in project["project"]["dependencies"]]
    return run, run + [Requirement(text) for text in project["dependency-groups"]["dev"]]


def unmet(requirements: list[Requirement], pinned: dict[str, str]) -> list[str]:
    return [str(r) for r in requirements if pinned.get(canonicalize_name(r.name), "none") not in r.specifier]


def test_every_declared_requirement_is_pinned_at_an_allowed_version():
    run, everything = declared()
    assert unmet(run, pins("requirements.txt")) == []
    assert unmet(everything, pins("requirements-dev.txt")) == []


def test_tests_run_on_the_versions_that_production_installs():
    development = pins("requirements-dev.txt")
    production = pins("requirements.txt")
    assert {project: development.get(project) for project in production} == production


@pytest.mark.parametrize("file_name", ["requirements.txt", "requirements-dev.txt"])
def test_every_pin_has_a_hash_and_no_index_is_named(file_name):
    text = (ROOT / file_name).read_text()
    blocks = [block for block in re.split(r"\n(?=[A-Za-z0-9])", text) if PIN.match(block)]
    assert [block.split("\n", 1)[0] for block in blocks if "--hash=sha256:" not in block] == []
    assert re.findall(r"^\s*--(?:extra-)?index-url.*|https?://\S+", text, re.MULTILINE) == []


def without_comments(path: Path) -> list[str]:
    """The first lines repeat the command, whose options may stand in any order."""
    return [line for line in path.read_text().splitlines() if not line.lstrip().startswith("#")]


@pytest.mark.skipif(shutil.which("uv") is None, reason="uv is not installed here; the pins above are checked anyway")
def test_compiling_again_changes_nothing(tmp_path):
    for file_name in ("pyproject.toml", "requirements.txt", "requirements-dev.txt"):
        shutil.copy(ROOT / file_name, tmp_path)
    compile_again = ["uv", "pip", "compile", "--universal", "--generate-hashes", "-q", "pyproject.toml"]
    for what in (
        ["-o", "requirements.txt"],
        ["--group", "dev", "-c", "requirements.txt", "-o", "requirements-dev.txt"],
    ):
        subprocess.run([*compile_again, *what, "--python-version", "3.11"], cwd=tmp_path, check=True)
    for file_name in ("requirements.txt", "requirements-dev.txt"):
        assert without_comments(tmp_path / file_name) == without_comments(ROOT / file_name)


def imported_packages() -> dict[str, str]:
    """Top-level third-party module → one file that imports it."""
    own = {"portal", "catalog", "disclosure", "applications", "deploy", "tests"}
    found = {}
    for path in python_files():
        for node in ast.walk(tree(path)):
            modules = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and node.level == 0:
                modules = [node.module]
            for module in modules:
                top = module.split(".")[0]
                if top not in own and top not in sys.stdlib_module_names:
                    found.setdefault(top, name(path))
    return found


def test_every_imported_package_is_declared():
    """What only comes along with something else goes away with it."""
    run, _ = declared()
    names = {canonicalize_name(requirement.name) for requirement in run}
    owners = importlib.metadata.packages_distributions()
    undeclared = {
        module: where
        for module, where in imported_packages().items()
        if not names & {canonicalize_name(owner) for owner in owners.get(module, [])}
    }
    # Celery's own foundation, imported for the errors it raises.
    assert set(undeclared) - {"kombu"} == set(), undeclared
