"""Records: the open archive, with a view for reading and a writer for one transaction of changes."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from index.errors import ArchiveDamaged, ArchiveError
from index.records.actor_queries import ActorQueries
from index.records.article_queries import ArticleQueries
from index.records.check_queries import CheckQueries
from index.records.connection import Access, connect, prepare, translated
from index.records.copy_queries import CopyQueries
from index.records.copy_writer import CopyWriter
from index.records.decision_queries import DecisionQueries
from index.records.decision_writer import DecisionWriter
from index.records.extraction_writer import ExtractionWriter
from index.records.file_queries import FileQueries
from index.records.file_writer import FileWriter
from index.records.index_queries import IndexQueries
from index.records.join_writer import JoinWriter
from index.records.line_queries import LineQueries
from index.records.place_queries import PlaceQueries
from index.records.removal_queries import RemovalQueries
from index.records.removal_writer import RemovalWriter
from index.records.repair_writer import RepairWriter
from index.records.triage_queries import TriageQueries


class View:
    """A consistent look at the archive; every answer inside one `with` is of the same moment."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.files = FileQueries(connection)
        self.articles = ArticleQueries(connection)
        self.actors = ActorQueries(connection)
        self.lines = LineQueries(connection)
        self.index = IndexQueries(connection)
        self.decisions = DecisionQueries(connection)
        self.copies = CopyQueries(connection)
        self.checks = CheckQueries(connection)
        self.triage = TriageQueries(connection)
        self.removals = RemovalQueries(connection)
        self.places = PlaceQueries(connection)


class Writer:
    """One transaction of changes; committed together when its `with` ends, rolled back where that raises."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.touched: set[int] = set()
        """Rows of the articles whose searchable part changes."""
        self.files = FileWriter(connection, self.touched)
        self.extractions = ExtractionWriter(connection)
        self.joins = JoinWriter(connection)
        self.repairs = RepairWriter(connection, self.touched)
        self.removals = RemovalWriter(connection, self.touched)
        self.copies = CopyWriter(connection)
        self.decisions = DecisionWriter(connection, self.touched)

    def settle(self) -> None:
        """Bring what is derived from appearances up to date and log the change for the search index."""
        self.files.settle()


class Records:
    """An open archive. Calls are safe from several threads: no two read through one connection at a time."""

    def __init__(self, path: Path, access: Access = "write") -> None:
        """Open the archive, making or migrating it as `access` allows; raises ArchiveError and its children."""
        self.path = path
        self.access: Access = access
        self.migrated_from = prepare(path, access)
        """The format that the archive had until now; None where it was up to date or new."""
        self._lock = threading.Lock()
        self._idle: list[sqlite3.Connection] = []
        self._watch: sqlite3.Connection | None = None
        self._seen: int | None = None
        self._closed = False

    def __enter__(self) -> Records:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextmanager
    def view(self) -> Iterator[View]:
        """Read in one snapshot."""
        with translated(self.path), self._reader() as connection:
            connection.execute("BEGIN")
            try:
                yield View(connection)
            finally:
                with suppress(sqlite3.Error):
                    connection.execute("ROLLBACK")

    @contextmanager
    def writer(self, *, erasing: bool = False) -> Iterator[Writer]:
        """Write in one transaction; `erasing` overwrites with zeros what is deleted."""
        with translated(self.path):
            connection = connect(self.path, self.access)
            try:
                if erasing:
                    connection.execute("PRAGMA secure_delete = ON")
                connection.execute("BEGIN IMMEDIATE")
                writer = Writer(connection)
                try:
                    yield writer
                    writer.settle()
                except BaseException:
                    with suppress(sqlite3.Error):
                        connection.execute("ROLLBACK")
                    raise
                connection.execute("COMMIT")
            finally:
                connection.close()

    def shrink(self) -> bool:
        """Write the file anew without its gaps, and empty the log; False where a reader keeps the log from that."""
        with translated(self.path):
            connection = connect(self.path, self.access)
            try:
                connection.execute("PRAGMA secure_delete = ON")
                connection.execute("PRAGMA temp_store = FILE")  # a copy of the archive is more than memory may hold
                connection.execute("VACUUM")
                busy: int = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
            finally:
                connection.close()
        return not busy

    def copy_to(self, target: Path) -> None:
        """Write this moment of the archive into an empty file, without gaps; a sync may go on meanwhile."""
        with translated(self.path):
            connection = connect(self.path, "read")
        try:
            with translated(target):
                connection.execute("VACUUM INTO ?", (str(target),))
        finally:
            connection.close()

    def is_alone(self) -> bool:
        """Whether no other process has the archive open; then it is one file, with nothing beside it."""
        with self._lock:
            idle, self._idle = self._idle, []
        for connection in idle:
            connection.close()
        with suppress(sqlite3.Error):
            return self._leave_one_file()
        return False

    def changed(self) -> bool:
        """Whether anyone has committed since the last call; False at the first."""
        with self._lock, translated(self.path):
            if self._watch is None:
                self._watch = self._new_connection()
            version: int = self._watch.execute("PRAGMA data_version").fetchone()[0]
            before, self._seen = self._seen, version
            return before is not None and before != version

    def problems(self) -> tuple[str, ...]:
        """What a full check of the file finds wrong; empty for a sound archive. Raises ArchiveError where busy."""
        try:
            with translated(self.path), self._reader() as connection:
                found = [str(row[0]) for row in connection.execute("PRAGMA integrity_check")]
                broken = connection.execute("PRAGMA foreign_key_check").fetchall()
        except ArchiveDamaged as error:
            return (str(error),)
        return tuple(line for line in found if line != "ok") + tuple(
            f"{table} row {row} points to a missing row of {parent}" for table, row, parent, _ in broken
        )

    def close(self) -> None:
        """Close every connection and leave one file, with nothing beside it, where no other process reads it."""
        with self._lock:
            was_open, self._closed = not self._closed, True
            idle, self._idle = self._idle, []
            if self._watch is not None:
                idle.append(self._watch)
                self._watch = None
        for connection in idle:
            connection.close()
        if was_open and self.access != "read":
            with suppress(sqlite3.Error):
                self._leave_one_file()

    def _leave_one_file(self) -> bool:
        connection = connect(self.path, self.access)
        try:
            connection.execute("PRAGMA busy_timeout = 0")
            return bool(connection.execute("PRAGMA journal_mode = DELETE").fetchone()[0] == "delete")
        finally:
            connection.close()

    @contextmanager
    def _reader(self) -> Iterator[sqlite3.Connection]:
        """A connection that nobody else uses meanwhile."""
        with self._lock:
            connection = self._idle.pop() if self._idle else None
        connection = connection or self._new_connection()
        try:
            yield connection
        finally:
            with self._lock:
                if self._closed:
                    connection.close()
                else:
                    self._idle.append(connection)

    def _new_connection(self) -> sqlite3.Connection:
        if self._closed:
            raise ArchiveError(self.path, "was closed")
        connection = connect(self.path, self.access)
        connection.execute("PRAGMA query_only = ON")
        return connection
