#!/bin/sh
# The quick checks: what a machine can say about the code without running it.
set -eu
CDPATH='' cd -- "$(dirname -- "$0")/.."
sh deploy/setup.sh test
python=.venv/bin/python
$python -m ruff check .
$python -m ruff format --check .
$python -m mypy
$python -c 'from importlinter.cli import lint_imports_command; lint_imports_command()'
$python manage.py check
$python manage.py makemigrations --check --dry-run
