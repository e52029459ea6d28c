"""The web sources of a sync: visited one after the other, while what they gave before is read."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import suppress

from index.answers import SourceKind, SourceRow
from index.errors import SourceError
from index.records import Records, Writer
from index.records.file_queries import FileRow
from index.sources.finding import Found
from index.sources.web.addresses import Address, address_of, followed
from index.sources.web.content import feed_offered, is_feed
from index.sources.web.errors import FetchError
from index.sources.web.feeds import Entry, Feed, feed_of
from index.sources.web.fetching import Answer, Marks
from index.sources.web.web import Web, length_of
from index.sync.plan import Planned, failure_of
from index.sync.recorder import OpenFile, Recorder

AGAIN = "?"
"""Behind the fingerprint of an entry whose page may be had next time."""


class Visits:
    """Goes from source to source; what must be read is yielded, everything else recorded at once."""

    def __init__(
        self,
        web: Web,
        records: Records,
        recorder: Recorder,
        remark: Callable[[str], None],
        *,
        put_off: Callable[[], bool] = lambda: False,
    ) -> None:
        """`put_off` is asked before each question to a server; the rest then waits for the next sync."""
        self._web = web
        self._records = records
        self._recorder = recorder
        self._remark = remark
        self._put_off = put_off
        self._known: Mapping[str, FileRow] = {}
        self._again: Collection[str] = ()
        self._complete: dict[str, Marks] = {}
        """Feeds of which nothing is left to be fetched."""
        self._to_repeat: set[str] = set()
        """Feeds with a page that may be had next time."""

    def planned(
        self, sources: Sequence[SourceRow], known: Mapping[str, FileRow], *, again: Collection[str] = ()
    ) -> Iterator[Planned]:
        """What is to be read of these sources, as it comes; what failed in those of `again` is tried again."""
        self._known = known
        self._again = again
        for source in sources:
            if self._put_off():
                return
            try:
                for planned in self._source(source):
                    yield planned
                    self._web.spool.discard(planned.found)
            except SourceError as error:
                self._source_failed(source, error)

    def finish(self) -> None:
        """Everything that was yielded is recorded: only now may the servers be asked for what is newer alone."""
        with self._records.writer() as writer:
            for address, marks in self._complete.items():
                writer.files.note_marks(address, marks.etag, marks.last_modified, self._recorder.now)

    def _source(self, source: SourceRow) -> Iterator[Planned]:
        address = address_of(source.locator)
        marks = self._marks(source.locator, read=source.kind == "feed" and source.added is not None)
        answer = self._ask(address, source.locator, marks, allow_private=source.allow_private)
        if answer is None:
            self._add(source)
            self._as_it_was(source.locator)
            return
        kind: SourceKind = "feed" if is_feed(answer.body) else "page"
        if source.added is not None and (source.kind, kind) == ("feed", "page"):
            raise FetchError(source.locator, "is no feed any more", hint="Open it in a browser.", passing=True)
        feed = feed_of(answer) if kind == "feed" else None
        source = dataclasses.replace(source, kind=kind)
        self._add(source)
        if feed is not None:
            yield from self._feed(source, feed, answer.marks)
        else:
            yield self._page(source, answer)

    def _page(self, source: SourceRow, answer: Answer) -> Planned:
        if offered := feed_offered(answer.body):
            with suppress(FetchError):  # what it offers is no address
                there = followed(answer.given_by, offered).written
                self._remark(f"{source.locator}: this page offers a feed: {there}")
        known = self._known.get(source.locator)
        return Planned(
            found=self._web.spool.page(source.locator, answer),
            source=source.locator,
            metadata=(known.metadata if known else None) or "",
            marks=answer.marks,
        )

    def _feed(self, source: SourceRow, feed: Feed, marks: Marks) -> Iterator[Planned]:
        """The entries that are new or changed; one that has left the feed stays as it is."""
        if feed.broken:
            self._remark(f"{source.locator}: a damaged feed, read as far as it could be ({feed.broken})")
        new = [entry for entry in feed.entries if not self._is_known(source, entry)]
        most = self._web.limits.entries
        if len(new) > most:
            self._remark(f"{source.locator}: {most} entries fetched, {len(new) - most:,} more wait for the next sync")
        for entry in new[:most]:
            if self._put_off():
                return
            yield from self._entry(source, feed, entry)
        if len(new) <= most and source.locator not in self._to_repeat:
            self._complete[source.locator] = marks

    def _is_known(self, source: SourceRow, entry: Entry) -> bool:
        """Whether it was read, or failed for good, as the feed has it now; it is then told as before."""
        locator = _locator(source, entry)
        known, failed = self._known.get(locator), self._recorder.failed_before.get(locator, ())
        if locator in self._again:
            return False
        if known is None:
            is_known = bool(failed) and all(one.skipped for one in failed)
        else:
            is_known = known.metadata == entry.fingerprint and (known.sha256 is not None or bool(failed))
        if is_known:
            self._recorder.unchanged(locator, known.appearances if known else 0)
        return is_known

    def _entry(self, source: SourceRow, feed: Feed, entry: Entry) -> Iterator[Planned]:
        """The article that an entry stands for: its page, or its own content where that is more."""
        locator = _locator(source, entry)
        planned = Planned(found=_unfetched(locator), source=source.locator, metadata=entry.fingerprint)
        outlet = {"outlet": feed.title} if feed.title else {}
        remark = "the feed's own text"
        if entry.link is not None:
            try:
                yield from self._linked(planned, entry, entry.link, outlet, allow_private=source.allow_private)
                return
            except SourceError as error:
                if isinstance(error, FetchError) and error.passing:
                    self._to_repeat.add(source.locator)
                    planned = dataclasses.replace(planned, metadata=entry.fingerprint + AGAIN)
                if not entry.text:
                    self._recorder.fail(OpenFile(planned, b""), error)
                    return
                remark = f"the feed's own text; the page: {error.reason}"
        yield dataclasses.replace(planned, found=self._web.spool.entry(locator, entry, outlet, remark))

    def _linked(
        self, planned: Planned, entry: Entry, link: Address, outlet: Mapping[str, str], *, allow_private: bool
    ) -> Iterator[Planned]:
        """The page of an entry, unless it is as it was. Raises SourceError where it gives less than the feed does."""
        locator = planned.found.locator
        answer = self._ask(link, locator, self._marks(locator), allow_private=allow_private)
        if answer is None:
            self._recorder.touch(OpenFile(planned, b""), self._known[locator].appearances)
            return
        found = self._web.spool.page(locator, answer, {**outlet, **entry.given})
        if entry.text and length_of(found) < len(entry.text):
            self._web.spool.discard(found)
            raise SourceError(locator, "gives less text", hint="")
        yield dataclasses.replace(planned, found=found, marks=answer.marks)

    def _add(self, source: SourceRow) -> None:
        with self._records.writer() as writer:
            self._recorder.sources[source.locator] = _row(writer, source, self._recorder.now)
            if source.kind == "feed":
                writer.files.clear_failure(source.locator)

    def _source_failed(self, source: SourceRow, error: SourceError) -> None:
        """A source that was added is listed with what is wrong; a new one is only told of, and not added."""
        failure = dataclasses.replace(failure_of(error), locator=source.locator)
        self._recorder.fail_source(failure)
        if source.added:
            with self._records.writer() as writer:
                row = _row(writer, source, self._recorder.now)
                writer.files.record_failure(row, source.locator, failure)

    def _as_it_was(self, locator: str) -> None:
        """The server says that nothing has changed since it was read to the end."""
        with self._records.view() as view:
            files = view.files.of_source(locator)
        for file in files:
            known = self._known.get(file)
            self._recorder.unchanged(file, known.appearances if known else 0)

    def _ask(self, address: Address, locator: str, marks: Marks, *, allow_private: bool) -> Answer | None:
        answer = self._web.fetch(address, allow_private=allow_private, marks=marks)
        known = self._known.get(locator)
        if known is not None and known.sha256 is not None:
            self._recorder.forgive(locator)
        return answer

    def _marks(self, locator: str, *, read: bool = False) -> Marks:
        """What to ask with; nothing where what the server gave then was not read to the end."""
        known = self._known.get(locator)
        if not read and (known is None or known.sha256 is None):
            return Marks()
        with self._records.view() as view:
            etag, last_modified = view.files.marks(locator)
        return Marks(etag=etag, last_modified=last_modified)


def _row(writer: Writer, source: SourceRow, now: str) -> int:
    return writer.files.add_source(
        source.locator, now, kind=source.kind, given=source.given, allow_private=source.allow_private
    )


def _locator(source: SourceRow, entry: Entry) -> str:
    return entry.link.written if entry.link is not None else f"{source.locator}#{entry.name}"


def _unfetched(locator: str) -> Found:
    return Found(locator=locator, size=0, mtime_ns=0)
