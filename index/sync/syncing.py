"""Syncing an archive, once or again and again: what a front end calls. What one sync does stands in `run`."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from index.answers import SourceRow
from index.errors import ArchiveMissing
from index.model import ArticleId
from index.records import Records
from index.settings import Settings
from index.sources.web.limits import Limits
from index.sources.web.web import Web, WebOptions
from index.sync.lock import Waiting, locked
from index.sync.named import named, none_readable
from index.sync.progress import Listener, Meter, Progress, SyncReport
from index.sync.run import Run
from index.sync.scope import EVERYTHING, Scope
from index.workers import Readers, usual_workers

if TYPE_CHECKING:
    from index.extraction.pipeline import Extractor


def silent(_: Progress) -> None:
    """Nobody listens."""


class Syncer:
    """Brings one archive up to date as often as it is asked; the model, once loaded, stays loaded."""

    def __init__(
        self,
        archive: Path,
        settings: Settings,
        *,
        load: Callable[[], Extractor] | None = None,
        pipeline: str | None = None,
        workers: int | None = 0,
        web: WebOptions | None = None,
    ) -> None:
        """`load` is called only where something must be read; `pipeline` is the version it would read with.

        Where much must be read, so many `workers` do it in processes of their own (None: as many as the machine is
        good for), each with the pickled `load`.
        """
        self.archive = archive
        self._settings = settings
        self._load, self._pipeline = load, pipeline
        self._workers = usual_workers() if workers is None else workers
        self._web = web or WebOptions()
        self._limits = self._web.limits or Limits(delay=settings.fetch_delay, entries=settings.feed_entries)
        self._readers: Readers | None = None

    def __enter__(self) -> Syncer:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._readers is not None:
            self._readers.close()

    def sync(
        self,
        paths: Sequence[str] = (),
        *,
        retry: bool = False,
        scope: Scope = EVERYTHING,
        on_progress: Listener = silent,
        wait: Waiting | None = None,
    ) -> SyncReport:
        """Bring archive and index up to date with these sources; as `sync` does."""
        meter = Meter(on_progress)
        sources = [named(path, allow_private=self._web.allow_private) for path in paths]
        with Web(self._limits, tell=meter.fetch) as web:
            if not self.archive.exists():
                if not sources:
                    hint = "`dossier sync PATH` makes one."
                    raise ArchiveMissing(self.archive, "there is no such archive", hint=hint)
                if failed := none_readable(sources, web):
                    return SyncReport(failed=failed)
            readers = self.readers()
            with locked(self.archive, wait), Records(self.archive, "create") as records:
                run = Run(records, self._settings, readers, self._pipeline, meter)
                return run.all(sources, web, retry=retry, scope=scope)

    def sources(self) -> tuple[SourceRow, ...]:
        """The sources of the archive."""
        with Records(self.archive, "read") as records, records.view() as view:
            return view.files.sources()

    def own_places(self) -> tuple[str, ...]:
        """Where a sync itself writes: what changes there is no news."""
        archive = str(self.archive.resolve())
        beside = (archive + end for end in ("", "-wal", "-shm", "-journal", ".lock"))
        return (*beside, *(str(folder.resolve()) for folder in (self._settings.cache, self._settings.log)))

    def readers(self) -> Readers:
        """Who reads the articles, kept between syncs."""
        if self._load is None:
            self._load, self._pipeline = _standard(self._settings)
        if self._readers is None:
            self._readers = Readers(self._load, self._workers)
        return self._readers


def sync(
    archive: Path,
    paths: Sequence[str],
    settings: Settings,
    *,
    load: Callable[[], Extractor] | None = None,
    pipeline: str | None = None,
    workers: int | None = 0,
    retry: bool = False,
    full: bool = False,
    web: WebOptions | None = None,
    on_progress: Listener = silent,
    wait: Waiting | None = None,
) -> SyncReport:
    """Bring the archive and its index up to date with these sources; without any, with all that were added before.

    A source is a path or a web address. `retry` also reads again what failed and has not changed; `full` compares the
    bytes of every file, not only size and time; for `load`, `pipeline` and `workers` see Syncer. While another process
    syncs, `wait` is told of it and its end is waited for; without `wait`, ArchiveLocked is raised. Also raises
    ArchiveError and its children, ModelMissing, WorkersFailed and IndexUnusable; a source, file or article that cannot
    be read is a failure in the report.
    """
    with Syncer(archive, settings, load=load, pipeline=pipeline, workers=workers, web=web) as syncer:
        return syncer.sync(paths, retry=retry, scope=Scope(full=full), on_progress=on_progress, wait=wait)


def read_again(
    records: Records,
    settings: Settings,
    articles: Collection[ArticleId],
    *,
    load: Callable[[], Extractor] | None = None,
    on_progress: Listener = silent,
) -> int:
    """Read these articles again as they are described now, and make all that changed searchable; returns how many.

    The caller holds the lock of the archive.
    """
    readers = Readers(load or (lambda: _standard(settings)[0]()), 0)
    try:
        return Run(records, settings, readers, None, Meter(on_progress)).again(articles)
    finally:
        readers.close()


def _standard(settings: Settings) -> tuple[Callable[[], Extractor], str]:
    from index.extraction.pipeline import load_extractor, pipeline_version

    return partial(load_extractor, settings), pipeline_version(settings)
