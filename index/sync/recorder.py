"""Recording what was read in short transactions, and making it joined and searchable from time to time."""

from __future__ import annotations

import dataclasses
import time
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime

from index.answers import Failure
from index.errors import CacheUnusable, SourceError
from index.model import ArticleId, Extraction, Published
from index.records import Records, Writer
from index.records.file_queries import Place
from index.settings import Settings
from index.sources import Document, format_of
from index.sources.finding import path_of
from index.sync.copies import find_copies
from index.sync.erasing import finish_purge
from index.sync.indexing import catch_up, index_of
from index.sync.joining import join_actors, notes_of
from index.sync.plan import Planned, failure_of
from index.sync.progress import Meter

BATCH = 32
"""Documents a transaction at most, so that an interrupted sync loses little and readers wait for no one."""
BATCH_SECONDS = 2.0
FIRST_CHECKPOINT = 5.0
"""Seconds until what is recorded becomes searchable."""
SHARE = 20
"""Later checkpoints come after so many times as long as the last one kept this process busy."""
LAST_CHECKPOINT = 300.0
"""But never later than that."""
MOST_WAITING = 1_000
"""Nor with more articles: above that Whoosh sorts on disk, which takes a third more time."""


@dataclass(slots=True)
class OpenFile:
    """A file that is being read."""

    planned: Planned
    sha256: bytes
    """Empty where not even the bytes could be read."""
    row: int | None = None
    waiting: int = 0
    """Documents that were read but not recorded yet."""
    complete: bool = False
    """Whether reading has reached the end."""
    broken: bool = False
    """Whether reading has failed, and is not tried again before the file changes."""
    cut_off: bool = False
    """Whether it broke off before the end: then nothing in the file counts as removed, and it is read again."""
    seen: set[str] = field(default_factory=set)

    @property
    def locator(self) -> str:
        """As the archive keeps it."""
        return self.planned.found.locator


@dataclass(slots=True)
class Ready:
    """Something to be recorded in the next transaction."""

    file: OpenFile | None
    document: Document | None = None
    failure: Failure | None = None
    hides: bool = False
    """Whether the file no longer says anything, as its bytes show."""
    extraction: Extraction | None = None
    read_for: Published | None = None
    place: Place | None = None
    """In place of file and document: where a recorded article came from, which was read again."""
    length: int = 0
    """Of its text."""
    withheld: bool = False
    """Whether the bytes of the document hold a purged article, too, so that they are not kept."""

    @property
    def locator(self) -> str:
        """Of the document."""
        if self.document is not None:
            return self.document.appearance.locator
        return self.place.locator if self.place is not None else ""

    @property
    def characters(self) -> int:
        """How long the text is."""
        return len(self.document.article.text) if self.document is not None else self.length


class Recorder:
    """Collects what is ready, writes it in batches and counts what became of it."""

    def __init__(self, records: Records, settings: Settings, meter: Meter) -> None:
        self._records = records
        self._meter = meter
        self._settings = settings
        self._index = index_of(records, settings)
        self._ready: list[Ready] = []
        self._flushed = self._checked = time.monotonic()
        self._interval = FIRST_CHECKPOINT
        self._unindexed = 0
        self.sources: dict[str, int] = {}
        """Rows of the sources of this sync."""
        self.counts = {"new": 0, "changed": 0, "moved": 0, "removed": 0, "unchanged": 0, "reread": 0}
        self.failed: list[Failure] = []
        """Skipped ones too."""
        self.failed_before: dict[str, list[Failure]] = {}
        """By the file in which it failed."""
        self.formulaic = 0
        """Texts in a wording so common that not all their near-copies were looked for."""
        self.now = datetime.now(UTC).isoformat(timespec="seconds")

    def open_index(self) -> None:
        """Bring the index up to date before anything is read: whoever searches meanwhile finds what is known so far.

        Where its folder cannot be used, the archive is filled first; the next checkpoint says what is wrong.
        """
        with suppress(CacheUnusable):
            finish_purge(self._records, self._settings)
            catch_up(self._records, self._index)

    def holds(self, article: ArticleId) -> bool:
        """Whether the article was read and waits for the next transaction."""
        return any(ready.extraction and ready.extraction.article == article for ready in self._ready)

    def add(self, ready: Ready) -> None:
        """Record this soon."""
        self._ready.append(ready)
        if len(self._ready) >= BATCH or time.monotonic() - self._flushed > BATCH_SECONDS:
            self.flush()
            if time.monotonic() - self._checked > self._interval or self._unindexed >= MOST_WAITING:
                self.checkpoint()

    def fail(self, file: OpenFile, error: SourceError, *, hides: bool = False) -> None:
        """List what could not be read in the file; `hides` what it said before."""
        failure = failure_of(error)
        file.broken = hides
        told = () if file.locator in self.sources else self.failed_before.get(file.locator, ())
        if failure.skipped and failure.locator == file.locator and failure in told:
            self.failed.append(failure)
        else:
            self.add(Ready(file, failure=failure, hides=hides))

    def touch(self, file: OpenFile, appearances: int) -> None:
        """Only the file's time differs: remember the new one."""
        with self._records.writer() as writer:
            self._note(writer, file)
        self.unchanged(file.locator, appearances)

    def fail_source(self, failure: Failure) -> None:
        """A source gave nothing."""
        self.failed.append(failure)
        self._meter.failed(failure.locator, failure.reason)

    def forgive(self, locator: str) -> None:
        """What was read of it stands, and it is there again: that it was not is no longer told."""
        failed = self.failed_before.pop(locator, [])
        if any(one.locator == locator for one in failed):
            with self._records.writer() as writer:
                writer.files.clear_failure(locator)
        self.failed_before[locator] = [one for one in failed if one.locator != locator]

    def unchanged(self, locator: str, appearances: int) -> None:
        """Nothing to do for this file; what could not be read in it is told again."""
        self.counts["unchanged"] += appearances
        self.failed.extend(self.failed_before.get(locator, ()))

    def flush(self) -> None:
        """Write everything that is ready in one transaction."""
        ready, self._ready = self._ready, []
        if ready:
            with self._records.writer() as writer:
                for one in ready:
                    self._record(writer, one)
            for one in ready:
                self._tell(one)
            self._unindexed += sum(one.document is not None for one in ready)
        self._flushed = time.monotonic()

    def checkpoint(self) -> None:
        """Find the copies of what is new, join its actors and make it searchable."""
        began = time.process_time()
        self.formulaic += find_copies(self._records)
        with self._records.writer() as writer:
            join_actors(writer)
        catch_up(self._records, self._index)
        self._checked, self._unindexed = time.monotonic(), 0
        self._interval = min(max(FIRST_CHECKPOINT, SHARE * (time.process_time() - began)), LAST_CHECKPOINT)

    def _record(self, writer: Writer, ready: Ready) -> None:
        if ready.file is not None:
            self._record_file(writer, ready.file, ready)
        if ready.place is not None:
            self._record_again(writer, ready.place, ready.failure)
        if ready.extraction is not None:
            text = writer.extractions.text_of(ready.extraction.article)
            writer.extractions.record(ready.extraction, ready.read_for, notes_of(ready.extraction, text))

    def _record_again(self, writer: Writer, place: Place, failure: Failure | None) -> None:
        self.counts["reread"] += 1
        self.failed = [one for one in self.failed if one.locator != place.locator]
        writer.files.clear_failure(place.locator)
        if failure is not None:
            writer.files.record_failure(None, place.file, failure)
            self.failed.append(failure)

    def _record_file(self, writer: Writer, file: OpenFile, ready: Ready) -> None:
        source = self.sources[file.planned.source]
        if file.row is None:
            writer.files.clear_failures(file.locator)
            if file.sha256:
                kind = format_of(path_of(file.planned.found).name)
                file.row = writer.files.begin_file(source, file.locator, kind.name if kind else None)
        if ready.failure is not None:
            writer.files.record_failure(source, file.locator, ready.failure)
            self.failed.append(ready.failure)
        if file.row is None:
            return
        if ready.hides:
            self.counts["removed"] += writer.files.hide_unseen(file.row, file.seen)
        if ready.document is not None:
            self._record_document(writer, file, file.row, ready.document, withheld=ready.withheld)
        if (file.complete or file.broken) and not file.waiting:
            self._note(writer, file)
        if file.complete and not file.waiting:
            self.counts["removed"] += writer.files.finish_file(file.row, file.sha256, file.seen)

    def _note(self, writer: Writer, file: OpenFile) -> None:
        """By what the file is recognised at the next sync."""
        found, marks = file.planned.found, file.planned.marks
        writer.files.note_file(file.locator, size=found.size, mtime_ns=found.mtime_ns, metadata=file.planned.metadata)
        if marks is not None:
            writer.files.note_marks(file.locator, marks.etag, marks.last_modified, self.now)

    def _record_document(self, writer: Writer, file: OpenFile, row: int, document: Document, *, withheld: bool) -> None:
        appearance = dataclasses.replace(document.appearance, retrieved=document.appearance.retrieved or self.now)
        outcome = writer.files.record(row, document.article, appearance, document.original, file.seen)
        if outcome == "returned":
            self.counts["changed"] -= 1
            self.counts["new"] += 1
            outcome = "unchanged"
        self.counts["moved" if file.planned.moved_from else outcome] += 1
        if self._settings.keep_originals and document.original is not None and not withheld:
            writer.files.keep_original(document.original)
        file.seen.add(appearance.locator)
        file.waiting -= 1

    def _tell(self, ready: Ready) -> None:
        if ready.failure is not None and ready.failure.skipped:
            return  # told in the report, for there may be thousands
        if ready.failure is not None:
            self._meter.failed(ready.failure.locator, ready.failure.reason)
        elif ready.document is not None or ready.place is not None:
            again = ready.place is not None
            self._meter.article(ready.locator, ready.characters, read=ready.extraction is not None, again=again)
