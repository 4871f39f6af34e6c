"""Child processes: started together, restarted when they die, stopped together without orphans."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

MAX_LOG_BYTES = 10 * 1024 * 1024
LONGEST_PAUSE = 30.0
CALLED_STABLE_AFTER = 60.0
GRACE_SECONDS = 15.0
TAIL_LINES = 15

_PR_SET_PDEATHSIG = 1
_libc = ctypes.CDLL(None) if sys.platform == "linux" else None


def _die_with_parent() -> None:
    """Ask the kernel to end this child even when the launcher itself is killed without a chance to clean up."""
    if _libc is not None:
        _libc.prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)


class Child:
    """One long-running process with its log file; a session of its own, so that Ctrl-C reaches the launcher only."""

    def __init__(self, name: str, command: list[str], *, log: Path, env: dict[str, str]) -> None:
        self.name, self.command, self.log, self.env = name, command, log, env
        self.process: subprocess.Popen[bytes] | None = None
        self.pause = 1.0
        self.started = self.due = 0.0

    def start(self) -> None:
        if self.log.exists() and self.log.stat().st_size > MAX_LOG_BYTES:
            self.log.replace(self.log.with_suffix(".log.1"))
        with self.log.open("ab") as output:
            self.process = subprocess.Popen(
                self.command,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                env=self.env,
                start_new_session=True,
                preexec_fn=_die_with_parent,  # noqa: PLW1509  the launcher has no threads
            )
        self.started = time.monotonic()

    def revive(self, tell: Callable[[str], None]) -> None:
        """Restart when dead, waiting longer after each quick death so that a broken process cannot spin."""
        now = time.monotonic()
        if self.process is not None:
            code = self.process.poll()
            if code is None:
                return
            self.signal_group(signal.SIGKILL)  # children of a dead process must not work on beside its successor
            self.process = None
            self.pause = 1.0 if now - self.started > CALLED_STABLE_AFTER else min(self.pause * 2, LONGEST_PAUSE)
            self.due = now + self.pause
            tell(
                f"{self.name} ended (code {code}); restarting in {self.pause:.0f} s / 进程 {self.name} 已退出（{code}），{self.pause:.0f} 秒后重启。\n{self.tail()}"
            )
        elif now >= self.due:
            self.start()

    def tail(self) -> str:
        """The last lines of the log, indented."""
        with self.log.open("rb") as file:
            file.seek(max(0, self.log.stat().st_size - 8192))
            lines = file.read().decode(errors="replace").splitlines()[-TAIL_LINES:]
        return "\n".join(f"  {self.name} | {line}" for line in lines)

    def signal_group(self, number: signal.Signals) -> None:
        if self.process is not None:
            try:
                os.killpg(self.process.pid, number)
            except ProcessLookupError:
                return  # the whole group is gone already

    def terminate(self) -> None:
        """Ask the leader only: it knows how to let its own children finish their work."""
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()

    def is_alive(self) -> bool:
        return self.process is not None and self.process.poll() is None


def stop_all(children: list[Child], *, hurry: Callable[[], bool]) -> None:
    """Stop every child; after the grace period, or when hurried by a second signal, kill what is left."""
    for child in children:
        child.terminate()
    deadline = time.monotonic() + GRACE_SECONDS
    while any(child.is_alive() for child in children) and time.monotonic() < deadline and not hurry():
        time.sleep(0.1)
    for child in children:
        child.signal_group(signal.SIGKILL)
        if child.process is not None:
            child.process.wait()
