"""What the search index must hold, and what has changed since it was written."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from index.model import ArticleId
from index.records.json_list import json_list


@dataclass(frozen=True, slots=True, kw_only=True)
class Searchable:
    """The searchable part of an article."""

    article: ArticleId
    title: str
    text: str
    outlet: str | None
    published: str | None
    language: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """A point in the history of one archive file; two copies that went different ways differ in the nonce."""

    archive: str
    seq: int
    nonce: str


class IndexQueries:
    """Questions of whoever keeps the search index."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._sql = connection

    def archive_id(self) -> str:
        """Made when the archive was made, and copied with it."""
        row: tuple[str] | None = self._sql.execute("SELECT value FROM meta WHERE key = 'archive_id'").fetchone()
        if row is None:
            raise sqlite3.DatabaseError("it has lost its id")
        return row[0]

    def position(self) -> Position:
        """Where the archive is now; seq 0 before the first article."""
        row = self._sql.execute("SELECT seq, nonce FROM changes ORDER BY seq DESC LIMIT 1").fetchone() or (0, "")
        return Position(archive=self.archive_id(), seq=row[0], nonce=row[1])

    def passed(self, position: Position) -> bool:
        """Whether the archive has been at the position."""
        if position.archive != self.archive_id():
            return False
        if position.seq == 0:
            return True
        row = self._sql.execute("SELECT nonce FROM changes WHERE seq = ?", (position.seq,)).fetchone()
        return row is not None and row[0] == position.nonce

    def changed_since(self, seq: int) -> tuple[ArticleId, ...]:
        """Articles whose searchable part may differ from what it was at `seq`."""
        rows = self._sql.execute(
            "SELECT DISTINCT a.article FROM changed_articles c JOIN articles a ON a.id = c.article WHERE c.seq > ?",
            (seq,),
        )
        return tuple(row[0] for row in rows)

    def searchable(self, articles: Collection[ArticleId] | None = None) -> Iterator[Searchable]:
        """The live ones of these articles; of all where none are named."""
        select = (
            "SELECT a.article, p.title, a.text, p.outlet, p.published, a.language "
            "FROM articles a JOIN appearances p ON p.id = a.shown WHERE a.live"
        )
        if articles is None:
            rows = self._sql.execute(f"{select} ORDER BY a.id")
        else:
            rows = self._sql.execute(
                f"{select} AND a.article IN (SELECT value FROM json_each(?)) ORDER BY a.id", (json_list(articles),)
            )
        for article, title, text, outlet, published, language in rows:
            yield Searchable(
                article=article, title=title, text=text, outlet=outlet, published=published, language=language
            )
