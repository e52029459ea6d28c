"""One sync from plan to index. Reading and extraction run outside transactions; the archive is written in batches."""

from __future__ import annotations

import logging
import time
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from index.answers import Failure, SourceRow
from index.errors import SourceCutOff, SourceError
from index.model import ArticleId, DateBasis, Published
from index.records import Records
from index.records.file_queries import FileRow
from index.records.given import Fields, anchor_of
from index.settings import Settings
from index.sources import Document, read
from index.sources.finding import locator_of
from index.sources.web.web import Web
from index.sync.named import known_as
from index.sync.plan import Plan, Planned, digest, expected, places_of, plan, refused
from index.sync.progress import Meter, SyncReport
from index.sync.recorder import OpenFile, Ready, Recorder
from index.sync.scope import Scope
from index.sync.visits import Visits
from index.sync.withholding import with_withheld
from index.workers import Order, Readers, Unread

if TYPE_CHECKING:
    from index.model import Extraction


logger = logging.getLogger(__name__)


class Run:
    """The state of one sync."""

    def __init__(
        self,
        records: Records,
        settings: Settings,
        readers: Readers,
        pipeline: str | None,
        meter: Meter,
    ) -> None:
        self._records = records
        self._readers = readers
        self._pipeline = pipeline
        self._meter = meter
        self._recorder = Recorder(records, settings, meter)
        self._waiting: dict[ArticleId, list[Ready]] = {}
        """Documents whose article is being read."""
        self._known: dict[str, FileRow] = {}
        self._given: dict[str, Fields] = {}
        """Dates and languages that the analyst decided."""
        self._retried: frozenset[str] = frozenset()
        """Files with something that failed, which are read again, changed or not."""
        self._again: frozenset[str] = frozenset()
        """What failed in them: also articles over which reading failed."""
        self._purged: frozenset[ArticleId] = frozenset()
        """Articles that are never recorded again."""
        self._remarks: list[str] = []
        self._unread: Counter[str] = Counter()
        """Why articles were not read, and how many."""

    def all(self, asked: Sequence[SourceRow], web: Web, *, retry: bool, scope: Scope) -> SyncReport:
        """Everything, in order."""
        started = time.monotonic()
        self._recorder.open_index()
        sources = self._sources(asked)
        on_disk = [source for source in sources if source.kind == "path"]
        on_web = [source for source in sources if source.kind != "path"] if scope.within is None else []
        looked_at = scope.within or [source.locator for source in on_disk]
        to_read = self._prepare(on_disk, scope, retry=retry, under=None if on_web else looked_at)
        visits = Visits(web, self._records, self._recorder, self._remarks.append, put_off=scope.put_off)
        visited = visits.planned(on_web, self._known, again=self._retried)
        again = self._read_by_others()
        self._meter.plan([expected(planned.found) for planned in to_read], again)
        for note in self._notes(again):
            self._meter.note(note)
        self._meter.start()
        try:
            self._extract(self._from_files(chain(to_read, visited)))
            self._extract(self._outdated(again))
        except KeyboardInterrupt:
            self._readers.close()
            self._recorder.flush()
            self._recorder.checkpoint()
            raise
        visits.finish()
        return self._finish(started)

    def again(self, articles: Collection[ArticleId]) -> int:
        """Read recorded articles again; no source is looked at."""
        if articles:  # else there is no progress to tell
            self._meter.plan((), len(articles))
            self._meter.start()
            self._extract(self._recorded(articles))
            self._meter.finish()
        self._recorder.checkpoint()
        return self._recorder.counts["reread"]

    def _sources(self, asked: Sequence[SourceRow]) -> Sequence[SourceRow]:
        """What this sync is about: what was asked for, else everything that was added before."""
        with self._records.view() as view:
            before = {row.locator: row for row in view.files.sources(counted=False)}
        if not asked and not before:
            self._remarks.append("no source has been added yet")
        return [known_as(source, before) for source in asked] or list(before.values())

    def _prepare(
        self, sources: Sequence[SourceRow], scope: Scope, *, retry: bool, under: Collection[str] | None
    ) -> list[Planned]:
        """Compare folders and files with the archive, and record at once what needs no reading."""
        with self._records.view() as view:
            self._known = view.files.present(None if under is None else places_of(under))
            self._given = view.decisions.for_reading()
            self._purged = view.removals.purged()
            self._recorder.failed_before = failed = view.files.problems()
        if retry:
            self._retried = frozenset(failed)
            self._again = frozenset(one.locator for problems in failed.values() for one in problems)
        whole = {file for file, problems in failed.items() if any(one.locator == file for one in problems)}
        places = [source.locator for source in sources]
        made = plan(places, self._known, failed=whole, again=self._retried, scope=scope)
        for root in map(locator_of, map(Path, made.roots)):
            if (row := self._known.get(root)) is not None and row.sha256 is not None:
                self._recorder.forgive(root)  # a source that is one file is there again
        for locator in made.unchanged:
            self._recorder.unchanged(locator, self._known[locator].appearances)
        self._record_plan(made, sources, made.no_longer_there(failed))
        return made.to_read

    def _record_plan(self, made: Plan, sources: Sequence[SourceRow], forgiven: Sequence[str]) -> None:
        """Sources, removals, moves, and sources that could not be read."""
        now, failed = self._recorder.now, self._recorder.failed
        given = {source.locator: source.given for source in sources}
        before = {locator_of(Path(source.locator)) for source in sources if source.added is not None}
        with self._records.writer() as writer:
            self._recorder.sources = {
                root: writer.files.add_source(locator_of(Path(root)), now, given=given[root]) for root in made.roots
            }
            for root, row in self._recorder.sources.items():
                writer.files.adopt(row, locator_of(Path(root)))
            for locator in (*(locator_of(Path(root)) for root in made.roots), *forgiven):
                if locator not in made.seen:  # what failed inside a source that is one file is told until it is read
                    writer.files.clear_failures(locator)
            for source, failure in made.failures:
                failed.append(failure)
                if locator_of(Path(source)) in before:
                    row = writer.files.add_source(locator_of(Path(source)), now)
                    writer.files.record_failure(row, locator_of(Path(source)), failure)
            for planned in made.to_read:
                if planned.moved_from:
                    row = self._recorder.sources[planned.source]
                    writer.files.move_file(planned.moved_from, planned.found.locator, row)
            for locator in made.gone:
                self._recorder.counts["removed"] += writer.files.remove_file(locator)

    def _extract(self, orders: Iterator[Order]) -> None:
        """Read the articles and record everything that is ready."""
        for result in self._readers.read(orders):
            self._take(result.extraction if isinstance(result, Unread) else result, result)
        self._recorder.flush()

    def _take(self, extraction: Extraction, result: Extraction | Unread) -> None:
        """What was read out of an article is recorded with the documents that waited for it."""
        self._pipeline = extraction.pipeline
        waiting = self._waiting.pop(extraction.article)
        waiting[0].extraction = extraction  # it was read against this one's date, and is recorded once
        if isinstance(result, Unread):
            logger.error("article %s: %s\n%s", extraction.article, extraction.skipped, result.trace)
        elif extraction.skipped is not None:
            self._unread[extraction.skipped] += 1
        for ready in waiting:
            if isinstance(result, Unread):
                ready.failure = Failure(locator=ready.locator, reason=extraction.skipped or "", hint=result.hint)
            self._recorder.add(ready)

    def _from_files(self, to_read: Iterable[Planned]) -> Iterator[Order]:
        """Articles that nobody has read yet; documents whose text is known are recorded without reading."""
        for planned in to_read:
            try:
                file = OpenFile(planned, digest(planned.found))
            except SourceError as error:
                self._recorder.fail(OpenFile(planned, b""), error)
                continue
            known = None if file.locator in self._retried else self._known.get(file.locator)
            if known and known.sha256 == file.sha256 and known.metadata == planned.metadata:
                if (known.size, known.mtime_ns) == (planned.found.size, planned.found.mtime_ns):
                    self._recorder.unchanged(file.locator, known.appearances)
                else:
                    self._recorder.touch(file, known.appearances)
            else:
                yield from self._from_file(file)

    def _from_file(self, file: OpenFile) -> Iterator[Order]:
        try:
            for document, withheld in with_withheld(read(file.planned.found), self._purged):
                if isinstance(document, SourceError):
                    file.cut_off |= isinstance(document, SourceCutOff)
                    self._recorder.fail(file, document)
                    continue
                if document.article.id in self._purged:
                    self._recorder.fail(file, refused(document.appearance.locator, document.article.id))
                    continue
                self._remarks.extend(f"{document.appearance.locator}: {one}" for one in document.remarks)
                file.waiting += 1
                article, published = self._as_given(document)
                ready = Ready(file, document, read_for=published, withheld=withheld)
                if article.id in self._waiting:
                    self._waiting[article.id].append(ready)
                elif ready.locator in self._again or self._must_read(article.id):
                    self._waiting[article.id] = [ready]
                    yield article, ready.read_for
                else:
                    self._recorder.add(ready)
        except SourceError as error:
            hides = not isinstance(error, SourceCutOff)  # its bytes were there for the digest: they are no text
            self._recorder.fail(file, error, hides=hides)
            return
        file.complete = not file.cut_off
        self._recorder.add(Ready(file))

    def _as_given(self, document: Document) -> Order:
        """The text with the date and language that the analyst gave it, else with its own."""
        article, published = document.article, document.appearance.published
        given = self._given.get(anchor_of(document.appearance.locator, article.id), {}) if self._given else {}
        if "published" in given:
            value = given["published"]
            published = Published(value=value, basis=DateBasis.GIVEN) if value else None
        if language := given.get("language"):
            article = replace(article, language=language, language_given=True)
        return article, published

    def _must_read(self, article: ArticleId) -> bool:
        if self._recorder.holds(article):
            return False
        with self._records.view() as view:
            read_as = view.files.read_as(article)
        return read_as is None or (self._pipeline is not None and read_as != self._pipeline)

    def _read_by_others(self) -> int:
        """How many articles were read by another version of the reader."""
        if self._pipeline is None:
            return 0
        with self._records.view() as view:
            return view.files.read_by_others(self._pipeline)

    def _notes(self, again: int) -> Iterator[str]:
        if (before := self._records.migrated_from) is not None:
            yield f"the archive was made by an earlier Dossier (format {before}) and has been brought up to date"
        if again:
            yield f"the reader has changed: {_articles(again)} read again, newest first"

    def _outdated(self, planned: int) -> Iterator[Order]:
        """Recorded articles that this pipeline would read differently, or that have another date by now."""
        if self._pipeline is None:
            return
        with self._records.view() as view:
            outdated = view.files.outdated(self._pipeline)
        self._meter.expect(len(outdated) - planned)
        yield from self._recorded(outdated)

    def _recorded(self, articles: Collection[ArticleId]) -> Iterator[Order]:
        for one in articles:  # a change of pipeline lists the whole archive: one text at a time
            with self._records.view() as view:
                again = view.files.to_read(one)
            self._waiting[one] = [
                Ready(None, place=again.place, read_for=again.published, length=len(again.article.text))
            ]
            yield again.article, again.published

    def _finish(self, started: float) -> SyncReport:
        with self._records.writer() as writer:
            writer.files.finish_sync(self._recorder.sources.values(), self._recorder.now)
        self._recorder.checkpoint()
        with self._records.view() as view:
            (articles, _), copies = view.articles.counts(), view.copies.count()
        self._meter.finish()
        unread = sorted(self._recorder.failed, key=lambda failure: failure.locator)
        return SyncReport(
            **self._recorder.counts,
            failed=tuple(one for one in unread if not one.skipped),
            skipped=tuple(one for one in unread if one.skipped),
            articles=articles,
            copies=copies,
            seconds=time.monotonic() - started,
            remarks=(*self._remarks, *self._not_read(), *self._formulaic()),
        )

    def _not_read(self) -> Iterator[str]:
        for reason, number in sorted(self._unread.items()):
            yield f"{number:,} {'article' if number == 1 else 'articles'} not read: {reason}"

    def _formulaic(self) -> Iterator[str]:
        if number := self._recorder.formulaic:
            texts = "text has" if number == 1 else "texts have"
            yield f"{number:,} {texts} so common a wording that near-copies may be missed"


def _articles(number: int) -> str:
    return "1 article is" if number == 1 else f"{number:,} articles are"
