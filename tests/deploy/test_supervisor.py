"""Children come back when they die, and none outlives the launcher."""

import os
import signal
import sys
import time
from pathlib import Path

import pytest

from deploy import supervisor
from deploy.supervisor import Child, stop_all

SLEEPER = "import time; time.sleep(600)"
STUBBORN = (
    "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('ready', flush=True); time.sleep(600)"
)
# A leader with a child of its own, as the web server and the worker have.
FAMILY = "import subprocess, sys, time; subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)']); print('ready', flush=True); time.sleep(600)"


def child(tmp_path: Path, code: str) -> Child:
    return Child("part", [sys.executable, "-c", code], log=tmp_path / "part.log", env=dict(os.environ))


def wait_until(condition, seconds: float = 10) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.02)


def group_members(group: int) -> list[int]:
    """Living processes of a process group, from /proc."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            fields = (folder / "stat").read_text().rsplit(")", 1)[1].split()
        except OSError:
            continue  # it ended while we looked
        if int(fields[2]) == group and fields[0] != "Z":
            found.append(int(folder.name))
    return found


def never() -> bool:
    return False


def test_a_dead_child_is_told_of_with_its_last_words_and_started_again(tmp_path):
    part = child(tmp_path, "print('out of memory'); raise SystemExit(3)")
    part.start()
    part.process.wait()
    told = []
    part.revive(told.append)
    assert "part ended (code 3)" in told[0]
    assert "  part | out of memory" in told[0]
    assert not part.is_alive()
    part.due = 0
    part.command = [sys.executable, "-c", SLEEPER]
    part.revive(told.append)
    assert part.is_alive()
    stop_all([part], hurry=never)


def test_each_quick_death_doubles_the_pause_up_to_half_a_minute(tmp_path):
    part = child(tmp_path, "raise SystemExit(1)")
    pauses = []
    for _ in range(7):
        part.start()
        part.process.wait()
        part.revive(lambda text: None)
        pauses.append(part.pause)
    assert pauses == [2, 4, 8, 16, 30, 30, 30]


def test_a_long_life_is_rewarded_with_a_short_pause(tmp_path):
    part = child(tmp_path, "raise SystemExit(1)")
    part.start()
    part.process.wait()
    part.pause = 30.0
    part.started -= supervisor.CALLED_STABLE_AFTER + 1
    part.revive(lambda text: None)
    assert part.pause == 1.0


def test_a_child_that_ignores_the_request_to_end_is_killed(tmp_path, monkeypatch):
    monkeypatch.setattr(supervisor, "GRACE_SECONDS", 0.3)
    part = child(tmp_path, STUBBORN)
    part.start()
    wait_until(lambda: "ready" in part.log.read_text())
    stop_all([part], hurry=never)
    assert part.process.returncode == -signal.SIGKILL


def test_a_second_signal_ends_the_waiting(tmp_path):
    part = child(tmp_path, STUBBORN)
    part.start()
    wait_until(lambda: "ready" in part.log.read_text())
    before = time.monotonic()
    stop_all([part], hurry=lambda: True)
    assert time.monotonic() - before < 5
    assert not part.is_alive()


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
@pytest.mark.parametrize("end", ["stopped", "leader killed"])
def test_nothing_of_a_family_is_left(tmp_path, end):
    part = child(tmp_path, FAMILY)
    part.start()
    group = part.process.pid
    wait_until(lambda: "ready" in part.log.read_text())
    assert len(group_members(group)) == 2
    if end == "stopped":
        stop_all([part], hurry=never)
    else:
        os.kill(group, signal.SIGKILL)
        part.process.wait()
        part.revive(lambda text: None)
    wait_until(lambda: group_members(group) == [])


def test_a_log_that_has_grown_large_is_put_aside(tmp_path, monkeypatch):
    monkeypatch.setattr(supervisor, "MAX_LOG_BYTES", 10)
    part = child(tmp_path, "print('new')")
    part.log.write_text("old " * 10)
    part.start()
    part.process.wait()
    assert (tmp_path / "part.log.1").read_text() == "old " * 10
    assert part.log.read_text() == "new\n"
