#!/bin/sh
# Measurements: tests/benchmarks/bench_*.py print numbers and fail when a budget is broken.
set -eu
CDPATH='' cd -- "$(dirname -- "$0")/.."
sh deploy/setup.sh test
exec .venv/bin/python -m pytest tests/benchmarks -o python_files='bench_*.py' -s -p no:randomly
