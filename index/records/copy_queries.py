"""Near-copies of live articles: which article is the original of which, and how they differ."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable

from index.answers import Copy
from index.model import ArticleId
from index.records.json_list import json_list
from index.records.shelf import CITATION, CITED, citation


class CopyQueries:
    """Questions about near-copies."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._sql = connection

    def count(self) -> int:
        """How many articles are near-copies of another one."""
        row: tuple[int] = self._sql.execute("SELECT count(*) FROM copies").fetchone()
        return row[0]

    def originals(self) -> dict[ArticleId, ArticleId]:
        """The original of every copy."""
        rows = self._sql.execute(
            "SELECT a.article, o.article FROM copies c JOIN articles a ON a.id = c.article"
            " JOIN articles o ON o.id = c.original"
        )
        return dict(rows)

    def of(self, articles: Collection[ArticleId]) -> dict[ArticleId, Copy]:
        """Those of the articles that are copies, each with how it differs from its original."""
        rows = self._sql.execute(
            f"SELECT c.differs, c.figures, {CITATION} FROM {CITED} JOIN copies c ON c.article = a.id "
            "WHERE a.article IN (SELECT value FROM json_each(?))",
            (json_list(articles),),
        )
        found = (
            Copy(citation=citation(tuple(columns)), differs=differs, figures=bool(figures))
            for differs, figures, *columns in rows
        )
        return {copy.citation.article: copy for copy in found}

    def group(self, article: ArticleId) -> tuple[ArticleId, tuple[Copy, ...]]:
        """The original of the article's group (itself, where it is no copy) and its copies, earliest first."""
        row = self._sql.execute(
            "SELECT o.id, o.article FROM articles a LEFT JOIN copies c ON c.article = a.id"
            " JOIN articles o ON o.id = coalesce(c.original, a.id) WHERE a.article = ?",
            (article,),
        ).fetchone()
        if row is None:
            return article, ()
        copies = [
            one
            for (one,) in self._sql.execute(
                "SELECT a.article FROM copies c JOIN articles a ON a.id = c.article WHERE c.original = ?", (row[0],)
            )
        ]
        return row[1], in_order(self.of(copies).values())


def in_order(copies: Iterable[Copy]) -> tuple[Copy, ...]:
    """Copies as they were published, undated ones last."""
    return tuple(sorted(copies, key=_published))


def _published(copy: Copy) -> tuple[bool, str, str]:
    published = copy.citation.published
    return published is None, published.value if published else "", copy.citation.article
