#!/bin/sh
# Everything that must hold before a change is accepted. REQUIRE_ALL=1 makes a missing
# browser, PostgreSQL or Redis a failure instead of a note (.ci/run sets it).
set -eu
CDPATH='' cd -- "$(dirname -- "$0")/.."
. deploy/messages.sh
: "${REQUIRE_ALL:=0}"
export REQUIRE_ALL

sh deploy/setup.sh test
sh deploy/system_packages.sh pdf browser
sh deploy/lint.sh

python=.venv/bin/python
# What the caller's shell points at must not decide what is tested, least of all be emptied by it.
unset DATABASE_URL REDIS_URL PORTAL_VAR PORTAL_PREFIX PORTAL_DEMO SITE_ORIGIN ALLOWED_HOSTS PORT

absent() {
    [ "$REQUIRE_ALL" = 0 ] || stop_with "$1 is required here (REQUIRE_ALL=1) and is missing." "此处必须具备 $1（REQUIRE_ALL=1），但没有找到。"
    explain "$1 is missing: $2" "未找到 $1：相应测试未执行。"
}

echo "== SQLite, files, no other service =="
$python -m pytest -n 2 -q -rs -m "not journey"

if command -v chromium >/dev/null 2>&1; then
    # One after the other: a browser, a web server and a worker keep two cores busy.
    echo "== Journeys in a real browser =="
    $python -m pytest -q -rs -m journey
else
    absent Chromium "the journeys in a real browser were left out."
fi

if services=$($python -m deploy.services); then
    echo "== PostgreSQL and Redis =="
    # shellcheck disable=SC2086,SC2163  two assignments, one per word
    export $services
    $python -m pytest -n 2 -q -rs -m "not journey"
else
    absent "PostgreSQL or Redis" "the suite ran on SQLite only."
fi
