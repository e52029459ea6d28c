"""Which paths have changed and have been still since: told by the system, collected in a thread, taken by the watch."""

from __future__ import annotations

import threading
import time
from collections.abc import Collection, Iterable
from types import TracebackType

QUIET = 0.8
"""Seconds without a change until a file counts as written: one that still grows is not read."""
_STEP_MS = 50
_GATHERED_MS = 200
_TOLD_MS = 1_000


class Changes:
    """Paths that changed, each with when it did so last. Any thread may note, one takes."""

    def __init__(self) -> None:
        self._at: dict[str, float] = {}
        self._news = threading.Condition()
        self.trouble: str | None = None
        """Why nobody tells of changes."""

    def note(self, paths: Iterable[str]) -> None:
        """These have changed just now."""
        now = time.monotonic()
        with self._news:
            self._at.update(dict.fromkeys(paths, now))
            self._news.notify_all()

    def still(self) -> bool:
        """Whether something has changed and has been still since."""
        before = time.monotonic() - QUIET
        with self._news:
            return any(at <= before for at in self._at.values())

    def take(self) -> frozenset[str]:
        """What has been still since it changed; it is then forgotten."""
        before = time.monotonic() - QUIET
        with self._news:
            taken = frozenset(path for path, at in self._at.items() if at <= before)
            for path in taken:
                del self._at[path]
            return taken

    def moving(self) -> frozenset[str]:
        """What has changed and is not still."""
        before = time.monotonic() - QUIET
        with self._news:
            return frozenset(path for path, at in self._at.items() if at > before)

    def wait(self, seconds: float) -> None:
        """Until something is still, but not longer than so many seconds."""
        until = time.monotonic() + seconds
        with self._news:
            while (left := self._left(until)) > 0:
                self._news.wait(left)

    def _left(self, until: float) -> float:
        due = min(self._at.values(), default=float("inf")) + QUIET
        return min(due, until) - time.monotonic()


class Watcher:
    """Has the system tell of changes below some folders, as long as they are the same folders."""

    def __init__(self, changes: Changes) -> None:
        self._changes = changes
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.end()

    def __enter__(self) -> Watcher:
        return self

    def follow(self, folders: Collection[str]) -> None:
        """Watch these from now on. When they are watched they are noted once: they may have changed before that."""
        self.end()
        if folders:
            self._stop = threading.Event()
            self._thread = threading.Thread(target=self._run, args=(tuple(folders), self._stop), daemon=True)
            self._thread.start()

    def end(self) -> None:
        """Watch nothing any more."""
        self._stop.set()
        if self._thread is not None:
            self._thread.join()
            self._thread = None

    def _run(self, folders: tuple[str, ...], stop: threading.Event) -> None:
        from watchfiles import watch

        told = watch(
            *folders,
            watch_filter=None,
            debounce=_GATHERED_MS,
            step=_STEP_MS,
            stop_event=stop,
            rust_timeout=_TOLD_MS,
            yield_on_timeout=True,
            raise_interrupt=False,
        )
        try:
            for number, found in enumerate(told):
                self._changes.note(path for _, path in found)
                if number == 0:
                    self._changes.note(folders)
        except (OSError, RuntimeError) as error:  # too many folders, or one that has just gone
            self._changes.trouble = str(error)
