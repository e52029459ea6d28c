"""What was taken out of the archive, and what can be taken out with an article."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection

from index.model import ArticleId
from index.records.json_list import json_list

UNFINISHED = "purging"
"""In `meta` from the moment at which a purge deletes articles until no trace of them is left."""


class RemovalQueries:
    """Questions about articles that are hidden or gone."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._sql = connection

    def purged(self) -> frozenset[ArticleId]:
        """Articles of which nothing but the id is left: they are not to be read again."""
        rows = self._sql.execute("SELECT article FROM dismissed WHERE article NOT IN (SELECT article FROM articles)")
        return frozenset(row[0] for row in rows)

    def is_purge_unfinished(self) -> bool:
        """Whether a purge was broken off, so that words of what it deleted may be left."""
        return self._sql.execute("SELECT 1 FROM meta WHERE key = ?", (UNFINISHED,)).fetchone() is not None

    def removed(self) -> tuple[tuple[ArticleId, str | None, str], ...]:
        """What was removed or purged, the latest first: the id, the title where it is not purged, and when."""
        rows = self._sql.execute(
            "SELECT d.article, p.title, d.made FROM dismissed d LEFT JOIN articles a ON a.article = d.article"
            " LEFT JOIN appearances p ON p.id = a.shown ORDER BY d.made DESC, d.article"
        )
        return tuple(rows)

    def hidden(self) -> tuple[ArticleId, ...]:
        """Articles that are kept but not shown: removed, gone from their sources, or replaced by a later version."""
        return tuple(row[0] for row in self._sql.execute("SELECT article FROM articles WHERE NOT live ORDER BY id"))

    def with_older_versions(self, articles: Collection[ArticleId]) -> tuple[ArticleId, ...]:
        """These articles and those that they replaced, as far as nothing shows them elsewhere."""
        rows = self._sql.execute(
            "WITH RECURSIVE versions(id) AS ("
            " SELECT p.id FROM appearances p JOIN articles a ON a.id = p.article"
            "  WHERE a.article IN (SELECT value FROM json_each(?1))"
            " UNION SELECT p.previous FROM versions v JOIN appearances p ON p.id = v.id WHERE p.previous IS NOT NULL)"
            " SELECT DISTINCT a.article FROM versions v JOIN appearances p ON p.id = v.id"
            " JOIN articles a ON a.id = p.article"
            " WHERE NOT a.live OR a.article IN (SELECT value FROM json_each(?1)) ORDER BY a.id",
            (json_list(articles),),
        )
        return tuple(row[0] for row in rows)
