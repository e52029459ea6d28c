"""Marking what is derived so that it is made anew, and correcting what only counts."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection

from index.model import ArticleId
from index.records.consistency import COUNTS
from index.records.json_list import json_list


class RepairWriter:
    """Changes that lose nothing: everything here can be derived from the texts and from what was decided."""

    def __init__(self, connection: sqlite3.Connection, touched: set[int]) -> None:
        self._sql = connection
        self._touched = touched

    def recount(self) -> int:
        """Let every article be counted again whose counts are wrong; how many there are."""
        wrong = {row[0] for query in COUNTS.values() for row in self._sql.execute(query)}
        self._sql.execute(
            "UPDATE articles SET statements = (SELECT count(*) FROM statements s WHERE s.article = articles.id)"
            " WHERE article IN (SELECT value FROM json_each(?))",
            (json_list(wrong),),
        )
        rows = self._sql.execute(
            "SELECT id FROM articles WHERE article IN (SELECT value FROM json_each(?))", (json_list(wrong),)
        )
        self._touched.update(row[0] for row in rows)
        return len(wrong)

    def refold(self) -> None:
        """Let every form of a name be found by the form in which it is compared."""
        self._sql.execute("UPDATE surfaces SET folded = fold(surface) WHERE folded <> fold(surface)")

    def forget_joins(self) -> None:
        """Let all actors be joined and counted anew."""
        self._sql.execute("INSERT OR IGNORE INTO stale_actors SELECT id FROM actors")
        self._sql.execute("UPDATE articles SET joined = 0")

    def forget_copies(self) -> None:
        """Let all near-copies be looked for anew."""
        for table in ("copies", "likenesses", "bands", "sketches"):
            self._sql.execute(f"DELETE FROM {table}")
        self._sql.execute("DELETE FROM meta WHERE key IN ('copies_seq', 'sketches')")

    def look_again(self, articles: Collection[ArticleId]) -> None:
        """Let the next sync look into the files that hold these articles as if they were new."""
        self._sql.execute(
            "UPDATE files SET sha256 = NULL, size = NULL, mtime_ns = NULL WHERE id IN (SELECT p.file FROM appearances p"
            " JOIN articles a ON a.id = p.article WHERE a.article IN (SELECT value FROM json_each(?)))",
            (json_list(articles),),
        )

    def read_again(self, articles: Collection[ArticleId]) -> None:
        """Let the next sync read these articles as if nobody had."""
        self._sql.execute(
            "UPDATE articles SET pipeline = NULL WHERE article IN (SELECT value FROM json_each(?))",
            (json_list(articles),),
        )
