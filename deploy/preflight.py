"""What must be true before anything is started, each with an explanation a newcomer can act on."""

import errno
import fcntl
import os
import shutil
import socket
from pathlib import Path
from typing import IO

MIN_FREE_BYTES = 100 * 1024 * 1024


class Problem(Exception):
    def __init__(self, english: str, chinese: str) -> None:
        super().__init__(f"\n{english}\n{chinese}\n")


def read_port(text: str) -> int:
    """Return a TCP port; raises Problem."""
    if not text.isdigit() or not 0 < int(text) < 65536:
        raise Problem(
            f"PORT must be a number from 1 to 65535, not “{text}”. Example: make run PORT=8080",
            f"PORT 必须是 1 至 65535 的整数，现在是“{text}”。示例：make run PORT=8080",
        )
    return int(text)


def bindings(port: int) -> list[str]:
    """Return the addresses to listen on: one dual-stack socket, two, or IPv4 only; raises Problem when the port is busy."""
    dual_stack = _try_bind(socket.AF_INET6, "::", port)
    if dual_stack:
        return [f"[::]:{port}"]
    _try_bind(socket.AF_INET, "0.0.0.0", port)
    return [f"0.0.0.0:{port}"] if dual_stack is None else [f"[::]:{port}", f"0.0.0.0:{port}"]


def _try_bind(family: socket.AddressFamily, host: str, port: int) -> bool | None:
    """Return whether the socket also takes IPv4; None where this machine has no such address family."""
    try:
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
            return family == socket.AF_INET or not probe.getsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise Problem(
                f"Port {port} is already used by another program. Stop that program, or choose another port: make run PORT={port + 1}",
                f"端口 {port} 已被其他程序占用。请停止该程序，或换一个端口：make run PORT={port + 1}",
            ) from None
        if error.errno == errno.EACCES:
            raise Problem(
                f"This user may not listen on port {port} (ports below 1024 need root). Choose another one: make run PORT=8000",
                f"当前用户无权使用端口 {port}（1024 以下的端口需要 root 权限）。请换一个端口：make run PORT=8000",
            ) from None
        if family == socket.AF_INET6:
            return None
        raise


def prepare_folder(var: Path) -> None:
    """Make the data folder and prove that files can be written there; raises Problem."""
    probe = var / f".write-test-{os.getpid()}"
    try:
        (var / "log").mkdir(parents=True, exist_ok=True)
        with probe.open("wb") as file:
            file.write(b"\0" * 65536)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        if error.errno in {errno.ENOSPC, errno.EDQUOT}:
            raise _full(var) from None
        raise Problem(
            f"The data folder {var} cannot be written ({error.strerror}). Give this user the right to write there, or name another folder: PORTAL_VAR=/path make run",
            f"数据目录 {var} 不可写（{error.strerror}）。请授予当前用户写权限，或另行指定目录：PORTAL_VAR=/路径 make run",
        ) from None
    finally:
        _forget(probe)
    if shutil.disk_usage(var).free < MIN_FREE_BYTES:
        raise _full(var)


def _forget(probe: Path) -> None:
    try:
        probe.unlink(missing_ok=True)
    except OSError:
        return  # the folder itself is unusable; that is what is being reported


def _full(var: Path) -> Problem:
    return Problem(
        f"The disk under {var} is full: the portal needs at least {MIN_FREE_BYTES >> 20} MB free. Free some space and start again.",
        f"数据目录 {var} 所在磁盘已满：至少需要 {MIN_FREE_BYTES >> 20} MB 可用空间。请清理后重新启动。",
    )


def take_lock(var: Path) -> IO[str]:
    """Return an open, locked file; the lock goes with the process. Two portals on one data folder would send twice."""
    lock = (var / "run.lock").open("a+")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        lock.seek(0)
        owner = lock.read().strip()
        lock.close()
        raise Problem(
            f"The portal is already running on this data folder (process {owner}, {var}). Use it, or stop it first: kill {owner}",
            f"门户已在使用该数据目录运行（进程 {owner}，{var}）。请直接使用，或先停止它：kill {owner}",
        ) from None
    lock.truncate(0)
    lock.write(str(os.getpid()))
    lock.flush()
    return lock
