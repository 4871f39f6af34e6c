"""``python -m deploy.healthcheck web|worker|beat``: exit 0 when the role in this container does its job."""

import os
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

# Beat writes its schedule at the latest every three minutes.
BEAT_MAX_AGE = 600


def ask(port: int) -> str:
    """GET /readyz of this host, past any proxy of the environment and under a name the portal accepts; raises OSError."""
    host = os.environ.get("ALLOWED_HOSTS", "").split(",")[0].strip().lstrip(".")
    headers = {"Host": host} if host and host != "*" else {}
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with opener.open(urllib.request.Request(f"http://127.0.0.1:{port}/readyz", headers=headers), timeout=5) as response:
        return response.read().decode()


def web() -> bool:
    try:
        ask(int(os.environ.get("PORT", "8000")))
    except OSError:
        return False
    return True


def worker() -> bool:
    """Ask the worker of this host over the broker, so that a worker deaf to its queue counts as dead."""
    command = [sys.executable, "-m", "celery", "-A", "portal", "inspect", "ping", "-d", f"celery@{os.uname().nodename}"]
    return subprocess.run(command, capture_output=True, timeout=25, check=False).returncode == 0


def beat() -> bool:
    folder = Path(os.environ.get("PORTAL_VAR") or "var") / "celery"
    return any(time.time() - file.stat().st_mtime < BEAT_MAX_AGE for file in folder.glob("beat-schedule*"))


if __name__ == "__main__":
    sys.exit(0 if {"web": web, "worker": worker, "beat": beat}[sys.argv[1]]() else 1)
