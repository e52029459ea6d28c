"""Watching sources: sync once, then whenever files have changed, and everything from time to time."""

from __future__ import annotations

import dataclasses
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from stat import S_ISDIR
from typing import TypeAlias

from index.answers import SourceRow
from index.errors import ArchiveMissing, DossierError
from index.sources.finding import is_passed_over
from index.sources.metadata import METADATA_FILE
from index.sync.changes import Changes, Watcher
from index.sync.lock import Waiting
from index.sync.named import named
from index.sync.progress import Listener, Progress, SyncReport
from index.sync.scope import Scope
from index.sync.syncing import Syncer, silent

TICK = 1.0
"""Seconds between two looks at whether the sources themselves are still what they were."""
AFTER_TROUBLE = 60.0
"""Seconds until it is tried again."""
MANY = 500
"""Changed paths above which whole sources are looked at."""

Mark: TypeAlias = tuple[int, ...] | None
"""By what a source is recognised: a folder by its place on the disk, a file also by its size and time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tell:
    """Who is told what."""

    report: Callable[[SyncReport], None]
    """Of the first sync, and of every later one that did something; what fails again is told once."""
    watching: Callable[[Sequence[SourceRow]], None]
    """Of what is watched, after the first sync."""
    trouble: Callable[[DossierError], None]
    """Of what kept a later sync from being done; it is tried again."""
    progress: Listener = silent
    waiting: Waiting | None = None


def watch(syncer: Syncer, paths: Sequence[str], *, every: float, tell: Tell, retry: bool = False) -> None:
    """Sync these sources (without any: all that were added) and go on doing so until KeyboardInterrupt.

    A file is read when it has been still for a moment; everything, the web too, is looked at `every` so many seconds.
    Raises as `sync` does where the first sync cannot be done; returns where no source could be read.
    """
    tell.report(report := syncer.sync(paths, retry=retry, on_progress=tell.progress, wait=tell.waiting))
    if not syncer.archive.exists():
        return
    syncer.readers().warm()
    _Watch(syncer, paths, every, tell, report).run()


class _Watch:
    """The state of a watch."""

    def __init__(self, syncer: Syncer, paths: Sequence[str], every: float, tell: Tell, first: SyncReport) -> None:
        self._syncer = syncer
        self._paths = paths
        self._every = every
        self._tell = tell
        self._changes = Changes()
        self._marks: dict[str, Mark] = {}
        """Of the sources on disk."""
        self._failed = set(first.failed)
        """What was told already."""
        self._due = time.monotonic() + every

    def run(self) -> None:
        """Until KeyboardInterrupt."""
        with Watcher(self._changes) as watcher:
            self._tell.watching(self._follow(watcher))
            while True:
                self._changes.wait(min(TICK, max(self._due - time.monotonic(), 0)))
                if self._look_at_roots():
                    watcher.follow(self._folders())
                self._tell_trouble()
                changed = self._changed()
                if time.monotonic() >= self._due:
                    self._everything()
                    self._follow(watcher)
                elif changed:
                    self._sync(Scope(within=changed, leave=self._changes.moving()))

    def _tell_trouble(self) -> None:
        """Where the system does not tell of changes: say so, unless a folder has just gone, which shows by itself."""
        trouble, self._changes.trouble = self._changes.trouble, None
        if trouble and all(Path(folder).is_dir() for folder in self._folders()):
            hint = "They are found when everything is looked at. WATCHFILES_FORCE_POLLING=1 looks without being told."
            self._tell.trouble(DossierError(f"the system does not tell of changed files ({trouble})", hint=hint))

    def _everything(self) -> None:
        """Sync all there is; where files change meanwhile, what is left of the web comes after them."""
        put_off = False

        def must_wait() -> bool:
            nonlocal put_off
            put_off = put_off or self._changes.still()
            return put_off

        self._due = time.monotonic() + self._every
        if self._sync(Scope(leave=self._changes.moving(), put_off=must_wait)) and put_off:
            self._due = time.monotonic()

    def _sync(self, scope: Scope) -> bool:
        """Whether it could be done; what it did is told."""
        try:
            if not self._syncer.archive.exists():  # who moved it away does not want another in its place
                raise ArchiveMissing(
                    self._syncer.archive, "the archive has gone", hint="Put it back, or stop watching."
                )
            report = self._syncer.sync(self._paths, scope=scope, on_progress=self._progress, wait=self._tell.waiting)
        except DossierError as error:
            self._tell.trouble(error)
            self._due = time.monotonic() + AFTER_TROUBLE
            return False
        new = set(report.failed) - self._failed
        self._failed = self._failed | new if scope.within is not None else set(report.failed)
        if new or any((report.new, report.changed, report.moved, report.removed, report.reread)):
            failed = tuple(one for one in report.failed if one in new)
            self._tell.report(dataclasses.replace(report, failed=failed))
        return True

    def _progress(self, progress: Progress) -> None:
        """Pass on what is news: what fails every time is told once."""
        told = progress.event == "failed" and any(
            (one.locator, one.reason) == (progress.path, progress.reason) for one in self._failed
        )
        if not told:
            self._tell.progress(progress)

    # what is watched

    def _follow(self, watcher: Watcher) -> Sequence[SourceRow]:
        """Watch the sources that there are now."""
        wanted = {named(path).locator for path in self._paths}
        sources = [one for one in self._syncer.sources() if not wanted or one.locator in wanted]
        on_disk = {one.locator for one in sources if one.kind == "path"}
        if on_disk != self._marks.keys():
            before = set(self._folders())
            self._marks = {locator: _mark(locator) for locator in on_disk}
            if before != set(self._folders()):
                watcher.follow(self._folders())
        return sources

    def _folders(self) -> list[str]:
        return sorted(locator for locator, mark in self._marks.items() if mark is not None and len(mark) == 2)

    def _look_at_roots(self) -> bool:
        """Note sources that are others than they were; whether one of them is, or was, a folder."""
        now = {locator: _mark(locator) for locator in self._marks}
        changed = [locator for locator, mark in now.items() if mark != self._marks[locator]]
        folders = [one for one in changed if 2 in (len(now[one] or ()), len(self._marks[one] or ()))]
        self._marks = now
        self._changes.note(changed)
        return bool(folders)

    def _changed(self) -> frozenset[str]:
        """What is to be looked at: changed paths as finding them from their source would come to them."""
        found = {place for path in self._changes.take() for place in self._places(path)}
        if len(found) > MANY:
            found = {root for root in self._marks if any(_is_under(place, root) for place in found)}
        return frozenset(found)

    def _places(self, path: str) -> Iterable[str]:
        roots = [root for root in self._marks if _is_under(path, root)]
        if any(_is_under(path, ours) for ours in self._syncer.own_places()):
            return []
        place = Path(path)
        if place.name == METADATA_FILE:
            place = place.parent
        if place.is_symlink() and place.is_dir():
            return roots  # finding decides when it is visited
        return [str(place)] if any(not is_passed_over(place, Path(root)) for root in roots) else []


def _mark(locator: str) -> Mark:
    """None where there is nothing."""
    try:
        status = Path(locator).stat()
    except OSError:
        return None
    place = (status.st_dev, status.st_ino)
    return place if S_ISDIR(status.st_mode) else (*place, status.st_size, status.st_mtime_ns)


def _is_under(path: str, root: str) -> bool:
    return path == root or path.startswith(root.rstrip("/") + "/")
