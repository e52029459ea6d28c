"""What a sync tells while it runs, and when it has ended."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, TypeAlias

from index.answers import Failure

RECENT = 60.0
"""Seconds that the rate looks back: articles of one folder are often much longer than those of the next."""

Event: TypeAlias = Literal["plan", "note", "start", "fetch", "article", "failed", "done"]
"""`fetch`: the address in `path` is asked for. A `note` says in `reason` what the user should know before it begins."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """One step of a running sync; `done` of `total` articles have been dealt with."""

    event: Event
    done: int
    total: int
    path: str | None = None
    reason: str | None = None
    rate: float | None = None
    """Articles read a second over the last minute; what needed no reading does not count."""
    seconds_left: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SyncReport:
    """What became of the sources; numbers count appearances, a text in two files counts twice."""

    new: int = 0
    changed: int = 0
    moved: int = 0
    removed: int = 0
    unchanged: int = 0
    reread: int = 0
    """Articles that were read again because the reader, or the date they are read against, has changed."""
    failed: tuple[Failure, ...] = ()
    skipped: tuple[Failure, ...] = ()
    """Of a format that Dossier does not read."""
    articles: int = 0
    """Articles in the archive afterwards, hidden ones left out."""
    seconds: float = 0.0
    remarks: tuple[str, ...] = ()
    """What was done to read a file that was not plain UTF-8, and the like."""


Listener: TypeAlias = Callable[[Progress], None]


class Meter:
    """Counts what is done and estimates what is left."""

    def __init__(self, listener: Listener) -> None:
        self._tell = listener
        self._started = time.monotonic()
        self._read: deque[float] = deque()
        """When the articles of the last minute were read."""
        self.done = 0
        self.total = 0

    def plan(self, total: int) -> None:
        """So much is expected."""
        self.total = total
        self._emit("plan")

    def note(self, told: str) -> None:
        """Tell what is special about this sync."""
        self._emit("note", reason=told)

    def start(self) -> None:
        """Reading begins; the clock of the estimate with it."""
        self._started = time.monotonic()
        self._emit("start")

    def expect(self, more: int) -> None:
        """More turned up than was planned, or fewer."""
        self.total += more

    def article(self, path: str, *, read: bool) -> None:
        """One article is recorded; `read` where it had to be, and was not known already."""
        if read:
            self._read.append(time.monotonic())
        self._step("article", path)

    def failed(self, path: str, reason: str) -> None:
        """One article could not be read."""
        self._step("failed", path, reason)

    def fetch(self, address: str) -> None:
        """This address is asked for; the wait is no reading, and says nothing about the time left."""
        self._emit("fetch", address)

    def finish(self) -> None:
        """Everything is recorded and searchable; what was expected and did not come is expected no more."""
        self.total = self.done
        self._emit("done")

    def _step(self, event: Event, path: str, reason: str | None = None) -> None:
        self.done += 1
        self.total = max(self.total, self.done)
        self._emit(event, path, reason)

    def _emit(self, event: Event, path: str | None = None, reason: str | None = None) -> None:
        rate = self._rate()
        self._tell(
            Progress(
                event=event,
                done=self.done,
                total=self.total,
                path=path,
                reason=reason,
                rate=rate,
                seconds_left=(self.total - self.done) / rate if rate else None,
            )
        )

    def _rate(self) -> float | None:
        now = time.monotonic()
        while self._read and self._read[0] < now - RECENT:
            self._read.popleft()
        elapsed = min(now - self._started, RECENT)
        return len(self._read) / elapsed if self._read and elapsed > 0 else None
