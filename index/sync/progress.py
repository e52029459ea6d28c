"""What a sync tells while it runs, and when it has ended."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, TypeAlias

from index.answers import Failure

Event: TypeAlias = Literal["plan", "start", "article", "failed", "done"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """One step of a running sync; `done` of `total` articles have been dealt with."""

    event: Event
    done: int
    total: int
    path: str | None = None
    reason: str | None = None
    rate: float | None = None
    """Articles a second so far."""
    seconds_left: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SyncReport:
    """What became of the sources; numbers count appearances, a text in two files counts twice."""

    new: int = 0
    changed: int = 0
    moved: int = 0
    removed: int = 0
    unchanged: int = 0
    failed: tuple[Failure, ...] = ()
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
        self.done = 0
        self.total = 0

    def plan(self, total: int) -> None:
        """So much is expected."""
        self.total = total
        self._emit("plan")

    def start(self) -> None:
        """Reading begins; the clock of the estimate with it."""
        self._started = time.monotonic()
        self._emit("start")

    def expect(self, more: int) -> None:
        """More turned up than was planned."""
        self.total += more

    def article(self, path: str) -> None:
        """One article is recorded."""
        self._step("article", path)

    def failed(self, path: str, reason: str) -> None:
        """One article could not be read."""
        self._step("failed", path, reason)

    def finish(self) -> None:
        """Everything is recorded and searchable; what was expected and did not come is expected no more."""
        self.total = self.done
        self._emit("done")

    def _step(self, event: Event, path: str, reason: str | None = None) -> None:
        self.done += 1
        self.total = max(self.total, self.done)
        self._emit(event, path, reason)

    def _emit(self, event: Event, path: str | None = None, reason: str | None = None) -> None:
        elapsed = time.monotonic() - self._started
        rate = self.done / elapsed if self.done and elapsed > 0 else None
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
