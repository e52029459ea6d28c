"""What the archive knows of sources and files: all a sync needs to see what is new, and what became of each file."""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import chain
from typing import Literal

from index.answers import Failure, FileLine, Outcome, SourceRow
from index.model import Article, ArticleId, DateBasis, Published
from index.records.json_list import json_list

_FAILURE = "locator, reason, hint, outcome"
_LANGUAGE_GIVEN = (
    "EXISTS (SELECT 1 FROM appearances q"
    " WHERE q.article = a.id AND q.state = 'present' AND json_type(q.as_read, '$.language') IS NOT NULL)"
)

_TAKEN_FOR_ANOTHER = (
    f"(a.skipped LIKE 'language: %' AND a.skipped <> 'language: ' || coalesce(a.language, '') AND {_LANGUAGE_GIVEN})"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class FileRow:
    """A file as it was when it was last read."""

    locator: str
    size: int | None
    mtime_ns: int | None
    metadata: str | None
    sha256: bytes | None
    """None where it was not read to the end."""
    appearances: int
    """Present appearances in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a recorded article came from: the appearance that names it, and the file that holds it."""

    locator: str
    file: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ToRead:
    """A recorded article that is to be read again."""

    article: Article
    published: Published | None
    """What its relative dates refer to."""
    place: Place


class FileQueries:
    """Questions about sources, files and failures."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._sql = connection

    def present(self, under: Iterable[str] | None = None) -> dict[str, FileRow]:
        """The files that were there at the last sync, by locator: all, or those at and under these paths."""
        select = (
            "SELECT f.locator, f.size, f.mtime_ns, f.metadata, f.sha256,"
            " (SELECT count(*) FROM appearances p WHERE p.file = f.id AND p.state = 'present') "
            "FROM files f WHERE f.present"
        )
        at_or_below = (
            f"{select} AND (f.locator = ?1 OR f.locator > ?1 || '/' AND f.locator < ?1 || '0')"  # behind / is 0
        )
        rows: Iterable[tuple[str, int, int, str, bytes, int]] = (
            self._sql.execute(select)
            if under is None
            else chain.from_iterable(self._sql.execute(at_or_below, (path.rstrip("/"),)) for path in under)
        )
        return {
            locator: FileRow(
                locator=locator, size=size, mtime_ns=mtime_ns, metadata=metadata, sha256=sha256, appearances=count
            )
            for locator, size, mtime_ns, metadata, sha256, count in rows
        }

    def sources(self, *, counted: bool = True) -> tuple[SourceRow, ...]:
        """The sources that are followed, in the order in which they were added.

        Counting their articles takes as long as there are many: without it, there are 0.
        """
        rows = self._sql.execute(
            "SELECT s.locator, s.last_sync, s.kind, s.given, s.added, s.options,"
            " (SELECT count(*) FROM files f JOIN appearances p ON p.file = f.id JOIN articles a ON a.id = p.article"
            "  WHERE ? AND f.source = s.id AND p.state = 'present' AND a.live),"
            " count(x.locator) FILTER (WHERE x.outcome <> 'skipped'),"
            " count(x.locator) FILTER (WHERE x.outcome = 'skipped') "
            "FROM sources s LEFT JOIN failures x ON x.source = s.id WHERE s.followed GROUP BY s.id ORDER BY s.id",
            (counted,),
        )
        return tuple(
            SourceRow(
                locator=locator,
                articles=articles,
                failed=failed,
                last_sync=last_sync,
                skipped=skipped,
                kind=kind,
                given=given,
                added=added,
                allow_private=json.loads(options).get("allow_private") is True,
            )
            for locator, last_sync, kind, given, added, options, articles, failed, skipped in rows
        )

    def of_source(self, locator: str) -> tuple[str, ...]:
        """The files of a source, also those that could not be had."""
        rows = self._sql.execute(
            "SELECT f.locator FROM files f JOIN sources s ON s.id = f.source WHERE s.locator = ?1 AND f.present "
            "UNION SELECT x.file FROM failures x JOIN sources s ON s.id = x.source "
            "WHERE s.locator = ?1 AND x.file <> ?1 ORDER BY 1",
            (locator,),
        )
        return tuple(row[0] for row in rows)

    def marks(self, address: str) -> tuple[str | None, str | None]:
        """What the server of an address wants to hear: ETag and Last-Modified of what was read from it."""
        row: tuple[str | None, str | None] | None = self._sql.execute(
            "SELECT etag, last_modified FROM fetches WHERE url = ?", (address,)
        ).fetchone()
        return row or (None, None)

    def failures(self) -> tuple[Failure, ...]:
        """What was not read at the last attempt, and what is of a format that is not read."""
        rows = self._sql.execute(f"SELECT {_FAILURE} FROM failures ORDER BY locator")
        return tuple(map(_failure, rows))

    def problems(self) -> dict[str, list[Failure]]:
        """What was not read, by the file (or source) in which it is."""
        found: dict[str, list[Failure]] = {}
        for row in self._sql.execute(f"SELECT {_FAILURE}, file FROM failures ORDER BY rowid"):
            found.setdefault(row[4], []).append(_failure(row[:4]))
        return found

    def lines(self) -> tuple[FileLine, ...]:
        """Every file that was looked at, with what became of it."""
        problems = self.problems()
        rows = self._sql.execute(
            "SELECT f.locator, f.format, f.sha256 IS NOT NULL,"
            " (SELECT count(*) FROM appearances p WHERE p.file = f.id AND p.state = 'present') "
            "FROM files f WHERE f.present"
        )
        read = {}
        for locator, format, whole, articles in rows:
            found = problems.pop(locator, [])
            unread: Literal["failed", "skipped", "waiting"] = "failed" if found else "waiting"
            if found and all(one.skipped for one in found):
                unread = "skipped"
            read[locator] = FileLine(
                locator=locator,
                outcome="read" if whole or articles else unread,
                format=format,
                articles=articles,
                problems=tuple(found),
            )
        others = (
            FileLine(
                locator=locator,
                outcome="skipped" if all(one.skipped for one in found) else "failed",
                format=None,
                articles=0,
                problems=tuple(found),
            )
            for locator, found in problems.items()
        )
        return tuple(sorted((*read.values(), *others), key=lambda line: line.locator))

    def last_sync(self) -> str | None:
        """When the last sync ended, ISO 8601 in UTC."""
        row = self._sql.execute("SELECT value FROM meta WHERE key = 'last_sync'").fetchone()
        return row[0] if row else None

    def read_as(self, article: ArticleId) -> str | None:
        """The pipeline that an article was read with; None where it was not read."""
        row = self._sql.execute("SELECT pipeline FROM articles WHERE article = ?", (article,)).fetchone()
        return row[0] if row else None

    def outdated(self, pipeline: str) -> tuple[ArticleId, ...]:
        """Live articles that must be read again, the newest first.

        By another pipeline, against another date, or in the language that the analyst says.
        """
        rows = self._sql.execute(
            "SELECT a.article FROM articles a JOIN appearances p ON p.id = a.shown "
            "WHERE a.live AND (a.pipeline IS NOT ? OR a.read_for IS NOT p.published"
            f" OR {_TAKEN_FOR_ANOTHER}) "
            "ORDER BY p.published DESC, a.id",  # those without a date come last
            (pipeline,),
        )
        return tuple(row[0] for row in rows)

    def stale_among(self, articles: Collection[ArticleId]) -> tuple[ArticleId, ...]:
        """Those of the articles that have another date or language now than they were read with."""
        rows = self._sql.execute(
            "SELECT a.article FROM articles a JOIN appearances p ON p.id = a.shown "
            "WHERE a.live AND a.article IN (SELECT value FROM json_each(?))"
            f" AND (a.pipeline IS NULL OR a.read_for IS NOT p.published OR {_TAKEN_FOR_ANOTHER}) ORDER BY a.id",
            (json_list(articles),),
        )
        return tuple(row[0] for row in rows)

    def read_by_others(self, pipeline: str) -> int:
        """How many live articles were read by another pipeline."""
        row = self._sql.execute("SELECT count(*) FROM articles WHERE live AND pipeline <> ?", (pipeline,)).fetchone()
        return int(row[0])

    def to_read(self, article: ArticleId) -> ToRead:
        """A recorded article as it is read again."""
        text, language, given, value, basis, locator, file = self._sql.execute(
            f"SELECT a.text, a.language, {_LANGUAGE_GIVEN}, p.published, p.published_basis, p.locator, f.locator"
            " FROM articles a JOIN appearances p ON p.id = a.shown JOIN files f ON f.id = p.file WHERE a.article = ?",
            (article,),
        ).fetchone()
        return ToRead(
            article=Article(id=article, text=text, language=language, language_given=bool(given)),
            published=Published(value=value, basis=DateBasis(basis)) if value else None,
            place=Place(locator=locator, file=file),
        )

    def originals(self, locator: str) -> tuple[bytes, ...]:
        """The bytes that were kept of every version of an appearance, the latest first."""
        rows = self._sql.execute(
            "SELECT o.packed FROM appearances p JOIN originals o ON o.sha256 = p.original "
            "WHERE p.locator = ? ORDER BY p.id DESC",
            (locator,),
        )
        return tuple(zlib.decompress(row[0]) for row in rows)


def _failure(row: tuple[str, str, str, Outcome]) -> Failure:
    locator, reason, hint, outcome = row
    return Failure(locator=locator, reason=reason, hint=hint, outcome=outcome)
