"""Files and functions stay small, and no drawer is labelled "miscellaneous"."""

import ast
from pathlib import Path

from tests.architecture.sources import CODE, ROOT, name, python_files, tree

MAX_FILE = 300
MAX_FUNCTION = 40
FORBIDDEN = {"utils", "util", "helpers", "helper", "misc", "common_utils", "tools"}


def function_lengths(path: Path) -> list[tuple[str, int]]:
    """Lines from ``def`` to the end, without the docstring."""
    found = []
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            first = node.body[0]
            is_docstring = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
            docstring = first.end_lineno - first.lineno + 1 if is_docstring else 0
            found.append((f"{name(path)}:{node.name}", node.end_lineno - node.lineno + 1 - docstring))
    return found


def test_no_file_is_longer_than_300_lines():
    lengths = {name(path): len(path.read_text(encoding="utf-8").splitlines()) for path in python_files()}
    assert {
        file: length for file, length in lengths.items() if length > MAX_FILE and file != "portal/settings.py"
    } == {}


def test_no_function_is_longer_than_40_lines():
    lengths = [entry for path in python_files() for entry in function_lengths(path)]
    assert [entry for entry in lengths if entry[1] > MAX_FUNCTION] == []


def test_no_module_has_a_name_that_says_nothing():
    found = [path for folder in CODE for path in (ROOT / folder).rglob("*") if path.stem.lower() in FORBIDDEN]
    assert [name(path) for path in found] == []
