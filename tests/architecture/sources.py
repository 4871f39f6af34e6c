"""The files of the product, as the architecture tests see them."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CODE = ("portal", "catalog", "disclosure", "applications", "deploy")
TEMPLATES = ROOT / "templates"


def python_files(*folders: str) -> Iterator[Path]:
    """Python files below the folders, without migrations."""
    for folder in folders or CODE:
        yield from (path for path in sorted((ROOT / folder).rglob("*.py")) if "migrations" not in path.parts)


def templates() -> Iterator[Path]:
    yield from sorted(path for path in TEMPLATES.rglob("*") if path.suffix in {".html", ".txt"})


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))
