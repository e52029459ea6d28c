"""What a sync tells while it runs, and when it has ended."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Literal, TypeAlias

from index.answers import Failure
from index.sync.estimate import Estimate, Expected

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
    copies: int = 0
    """How many of them are near-copies of another one."""
    seconds: float = 0.0
    remarks: tuple[str, ...] = ()
    """What was done to read a file that was not plain UTF-8, and the like."""


Listener: TypeAlias = Callable[[Progress], None]


class Meter:
    """Counts what is done and estimates what is left."""

    def __init__(self, listener: Listener) -> None:
        self._tell = listener
        self._started = time.monotonic()
        self._read: deque[tuple[float, int]] = deque()
        """When the articles of the last minute were read, and their characters."""
        self._estimate = Estimate()
        self.done = 0
        self.total = 0

    def plan(self, files: Collection[Expected], again: int = 0) -> None:
        """So much is expected: files, and recorded articles that are read again."""
        self.total = sum(file.articles for file in files) + again
        self._estimate.expect(files, again)
        self._emit("plan")

    def note(self, told: str) -> None:
        """Tell what is special about this sync."""
        self._emit("note", reason=told)

    def start(self) -> None:
        """Reading begins; the clock of the estimate with it."""
        self._started = time.monotonic()
        self._emit("start")

    def expect(self, more: int) -> None:
        """More recorded articles are read again than was planned, or fewer."""
        self.total += more
        self._estimate.expect((), more)

    def article(self, path: str, characters: int, *, read: bool, again: bool = False) -> None:
        """One article is recorded; `read` where it was not known already, `again` where it was recorded before."""
        self._estimate.took(path, characters, again=again)
        if read:
            self._read.append((time.monotonic(), characters))
        self._step("article", path)

    def failed(self, path: str, reason: str) -> None:
        """One article could not be read."""
        self._estimate.took(path, None)
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
        rate, characters = self._rates()
        self._tell(
            Progress(
                event=event,
                done=self.done,
                total=self.total,
                path=path,
                reason=reason,
                rate=rate,
                seconds_left=self._left() / characters if characters else None,
            )
        )

    def _left(self) -> float:
        return self._estimate.left() if self.done < self.total else 0.0

    def _rates(self) -> tuple[float | None, float | None]:
        """Articles and characters a second."""
        now = time.monotonic()
        while self._read and self._read[0][0] < now - RECENT:
            self._read.popleft()
        elapsed = min(now - self._started, RECENT)
        if not self._read or elapsed <= 0:
            return None, None
        return len(self._read) / elapsed, sum(characters for _, characters in self._read) / elapsed
