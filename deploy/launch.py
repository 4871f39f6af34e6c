"""Start the whole portal on one machine: web, worker and beat, kept alive until Ctrl-C.

``python -m deploy.launch`` after ``deploy/setup.sh``; ``make run`` does both. It knows Django only
through ``manage.py``, so that a broken setting is reported by the command that reads it.
"""

import os
import signal
import subprocess
import sys
import time
import urllib.error
from pathlib import Path
from types import FrameType

from deploy.healthcheck import ask
from deploy.introduction import introduction
from deploy.preflight import Problem, bindings, prepare_folder, read_port, take_lock
from deploy.supervisor import Child, stop_all

ROOT = Path(__file__).resolve().parent.parent
READY_WITHIN = 90.0
LOOK_EVERY = 0.3


class Stopped(BaseException):
    """SIGINT or SIGTERM arrived; not an Exception, so that nothing on the way swallows it."""


class Signals:
    """The first signal stops the portal in order, a second one stops it at once."""

    def __init__(self) -> None:
        self.count = 0
        self.stopping = False
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._arrived)

    def _arrived(self, number: int, frame: FrameType | None) -> None:
        self.count += 1
        if self.count == 1 and not self.stopping:
            raise Stopped


def tell(text: str) -> None:
    print(text, flush=True)


def main() -> int:
    signals = Signals()
    children: list[Child] = []
    try:
        run(children)
    except Problem as problem:
        print(problem, file=sys.stderr, flush=True)
        return 1
    except Stopped:
        tell("\nStopping … / 正在停止…")
        return 0
    finally:
        signals.stopping = True
        stop_all(children, hurry=lambda: signals.count > 1)
        if children:
            tell("Stopped. / 已停止。")
    return 0


def run(children: list[Child]) -> None:
    """Check, prepare, start; returns never, ends by an exception."""
    os.chdir(ROOT)
    os.environ.setdefault("PORTAL_ONE_MACHINE", "1")
    port = read_port(os.environ.setdefault("PORT", "8000"))
    var = Path(os.environ.get("PORTAL_VAR") or ROOT / "var").absolute()
    prepare_folder(var)
    lock = take_lock(var)
    with lock:
        addresses = bindings(port)
        prepare()
        children.extend(make_children(addresses, var / "log"))
        for child in children:
            child.start()
        wait_until_ready(port, children[0])
        tell(introduction(port, var / "log", demo=wants_demo()))
        while True:
            time.sleep(LOOK_EVERY)
            for child in children:
                child.revive(tell)


def wants_demo() -> bool:
    return os.environ.get("PORTAL_DEMO", "1") != "0"


def prepare() -> None:
    """Bring the database, the reference data, the demo city, the index and the static files up to date."""
    command = [sys.executable, "manage.py", "prepare"]
    if wants_demo():
        command.append("--demo")
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, start_new_session=True)
    try:
        code = process.wait()
    except Stopped:
        process.terminate()
        process.wait()
        raise
    if code:
        raise Problem(
            "The portal could not be prepared; the reason is above. Nothing was started.",
            "准备工作未完成，原因见上方。未启动任何服务。",
        )


def make_children(addresses: list[str], logs: Path) -> list[Child]:
    """Web, worker and beat with the command lines that the containers use too."""
    env = os.environ | {"PYTHONUNBUFFERED": "1", "PORTAL_BIND": ",".join(addresses)}
    commands = {
        "web": ["-m", "gunicorn", "-c", "python:deploy.gunicorn_conf", "portal.wsgi:application"],
        "worker": ["-m", "celery", "-A", "portal", "worker", "--concurrency=2", "--without-gossip", "--without-mingle"],
        "beat": ["-m", "celery", "-A", "portal", "beat", "--pidfile="],
    }
    return [
        Child(name, [sys.executable, *command], log=logs / f"{name}.log", env=env) for name, command in commands.items()
    ]


def wait_until_ready(port: int, web: Child) -> None:
    """Wait for /readyz; raises Problem with the end of the log when the web process does not get there."""
    deadline = time.monotonic() + READY_WITHIN
    answer = "no answer"
    while time.monotonic() < deadline and web.is_alive():
        try:
            answer = ask(port)
        except urllib.error.HTTPError as error:
            answer = f"{error.code} {error.read(2000).decode(errors='replace')}"
        except OSError as error:
            answer = str(error)
        else:
            return
        time.sleep(LOOK_EVERY)
    raise Problem(
        f"The web process did not become ready ({answer}). The end of {web.log}:\n{web.tail()}",
        f"网站进程未能就绪，日志末尾见上方，完整日志：{web.log}",
    )


if __name__ == "__main__":
    sys.exit(main())
