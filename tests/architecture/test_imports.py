"""The import contracts of pyproject.toml hold."""

import subprocess
import sys

from tests.architecture.sources import ROOT


def test_import_contracts_are_kept():
    call = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    result = subprocess.run([sys.executable, "-c", call], cwd=ROOT, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout[-3000:] + result.stderr[-3000:]
