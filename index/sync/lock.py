"""One sync at a time: a lock file beside the archive, let go by the system when its process dies."""

from __future__ import annotations

import fcntl
import os
import re
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TypeAlias

from index.errors import FULL, ArchiveError, ArchiveLocked, DiskTrouble

Waiting: TypeAlias = Callable[[str], None]
"""Is told who holds the lock, before waiting for it."""

_HOLDER = re.compile(r"process (?P<process>[0-9]+) on (?P<host>.*)")


@contextmanager
def locked(archive: Path, wait: Waiting | None = None) -> Iterator[None]:
    """Hold the lock of an archive. While another process has it: `wait` is told which, else ArchiveLocked tells."""
    file = archive.resolve()  # whatever link leads to it
    path = file.with_name(file.name + ".lock")
    handle = _take(archive, path, wait)
    try:
        with suppress(OSError):  # a full disk: whoever finds the lock taken is told of "another process"
            os.ftruncate(handle, 0)
            os.pwrite(handle, f"process {os.getpid()} on {socket.gethostname()}".encode(), 0)
        yield
    finally:
        path.unlink(missing_ok=True)
        os.close(handle)


def holder(archive: Path) -> str | None:
    """The process that holds the lock, as its file tells, which is not touched; None where that process is gone."""
    file = archive.resolve()
    try:
        told = file.with_name(file.name + ".lock").read_text(errors="replace").strip()
    except OSError:
        return None
    found = _HOLDER.fullmatch(told)
    return told if found and found["host"] == socket.gethostname() and _runs(int(found["process"])) else None


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except PermissionError:
        return True  # as somebody else
    except (ProcessLookupError, OverflowError):
        return False
    return True


def _take(archive: Path, path: Path, wait: Waiting | None) -> int:
    """The open lock file. One that its holder removed between our opening and locking it locks nobody: again."""
    while True:
        try:
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            handle = os.open(path, os.O_CREAT | os.O_RDWR, 0o600)
        except OSError as error:
            raise _unlockable(archive, path, error) from error
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            holder = os.pread(handle, 200, 0).decode(errors="replace").strip() or "another process"
            if wait is None:
                os.close(handle)
                raise ArchiveLocked(archive, holder) from error
            _wait(handle, holder, wait)
        except OSError as error:  # a file system without locks
            os.close(handle)
            raise _unlockable(archive, path, error) from error
        if _is_still(path, handle):
            return handle
        os.close(handle)


def _wait(handle: int, holder: str, wait: Waiting) -> None:
    try:
        wait(holder)
        fcntl.flock(handle, fcntl.LOCK_EX)
    except BaseException:
        os.close(handle)
        raise


def _unlockable(archive: Path, path: Path, error: OSError) -> ArchiveError:
    if error.errno in FULL:
        return DiskTrouble(archive, f"cannot be locked ({error.strerror})")
    return ArchiveError(
        archive, f"cannot be locked ({error.strerror})", hint=f"Check the permissions of {path.parent}."
    )


def _is_still(path: Path, handle: int) -> bool:
    try:
        return path.stat().st_ino == os.fstat(handle).st_ino
    except FileNotFoundError:
        return False
