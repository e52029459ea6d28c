"""Running a measured process, and watching how much memory it and all that it starts take together."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

CHILD = Path(__file__).with_name("sync_child.py")
INTERVAL = 0.25
"""Seconds between two looks at the memory."""


@dataclass(frozen=True, kw_only=True)
class Measured:
    """What a process told of itself, and what was seen of it."""

    told: Mapping[str, float]
    memory: tuple[int, ...]
    """Bytes of all processes together at each look, shared pages counted once."""

    @property
    def cpu(self) -> float:
        """CPU seconds of all processes, without those that a replay took."""
        return self.told["own"] + self.told["children"] - self.told.get("replay", 0.0)

    @property
    def peak(self) -> int:
        """The most memory at any look."""
        return max(self.memory, default=0)


def measured(what: str, **job: object) -> Measured:
    """Do the job in a process of its own."""
    command = [sys.executable, str(CHILD), json.dumps({"what": what, **job})]
    memory: list[int] = []
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        ended = threading.Event()
        watching = threading.Thread(target=_watch, args=(process.pid, memory, ended))
        watching.start()
        try:
            answer, _ = process.communicate()
        finally:
            ended.set()
            watching.join()
    if process.returncode:
        raise SystemExit(f"{what}: the measured process ended with {process.returncode}")
    return Measured(told=json.loads(answer), memory=tuple(memory))


def _watch(root: int, memory: list[int], ended: threading.Event) -> None:
    while not ended.wait(INTERVAL):
        memory.append(sum(_proportional(process) for process in _tree(root)))


def _tree(root: int) -> Iterator[int]:
    """The process and all below it, as they are now."""
    yield root
    try:
        children = Path(f"/proc/{root}/task/{root}/children").read_text()
    except OSError:  # it has just ended
        return
    for child in children.split():
        yield from _tree(int(child))


def _proportional(process: int) -> int:
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return sum(1024 * int(line.split()[1]) for line in lines if line.startswith("Pss:"))
