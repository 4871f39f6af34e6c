#!/bin/sh
# The whole way from a bare clone to a running portal; `make run` calls it.
set -eu
CDPATH='' cd -- "$(dirname -- "$0")/.."
sh deploy/setup.sh run
sh deploy/system_packages.sh pdf
# exec: a signal sent to this process reaches the launcher, which stops everything it started.
exec .venv/bin/python -m deploy.launch
