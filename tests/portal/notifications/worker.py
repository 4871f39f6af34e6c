"""A portal of its own beside the test: its files, its database, its broker, and a real Celery worker to kill."""

import json
import os
import signal
import subprocess
import sys
from contextlib import contextmanager, suppress
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[3]


class Portal:
    """Runs commands and workers with an environment of its own; nothing is shared with the test's process."""

    def __init__(self, folder, **environment):
        inherited = {key: value for key, value in os.environ.items() if key not in {"DATABASE_URL", "REDIS_URL"}}
        self.environment = {
            **inherited,
            "DJANGO_SETTINGS_MODULE": "portal.settings",
            "PORTAL_VAR": str(folder),
            "PYTHONWARNINGS": "ignore",
            **environment,
        }
        self.folder = folder
        self.run("migrate", "--verbosity=0")

    def run(self, *arguments):
        """Run a management command and return what it printed."""
        command = [sys.executable, "manage.py", *arguments]
        done = subprocess.run(command, cwd=PROJECT, env=self.environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def python(self, code):
        """Run Python inside the portal; the value of its variable ``answer`` comes back."""
        script = f"{code}\nimport json\nprint('answer:' + json.dumps(answer, default=str))"
        printed = self.run("shell", "--no-imports", "-c", script)
        return json.loads(printed.rpartition("answer:")[2])

    @contextmanager
    def worker(self):
        """Start a worker with one child process; at the end, or when killed before, the whole group is gone."""
        log = (self.folder / "worker.log").open("a")
        command = [sys.executable, "-m", "celery", "-A", "portal", "worker", "--concurrency=1", "--loglevel=INFO"]
        process = subprocess.Popen(
            command, cwd=PROJECT, env=self.environment, stdout=log, stderr=log, start_new_session=True
        )
        try:
            yield process
        finally:
            kill(process)
            log.close()

    def wait_for(self, code, wanted, *, seconds=40):
        """Ask, inside one process of the portal, until the answer is the wanted one."""
        asking = f"""
import json, time
code, wanted, until = {code!r}, {wanted!r}, time.monotonic() + {seconds}
while True:
    names = {{}}
    exec(code, names)
    answer = json.loads(json.dumps(names["answer"], default=str))
    if answer == wanted or time.monotonic() > until:
        break
    time.sleep(0.2)
"""
        answer = self.python(asking)
        assert answer == wanted, (self.folder / "worker.log").read_text()[-3000:]


def kill(process):
    """SIGKILL to the worker and its children at once: no time to finish, to acknowledge or to tidy up."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
