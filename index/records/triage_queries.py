"""Which articles are described badly, or were not read. Knows the questions, not the words for them."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from index.model import ArticleId
from index.records.json_list import json_list
from index.records.shelf import CITED

SHORT = 200  # an index of the schema has this number too
"""Characters below which a text can hardly be an article."""
LONG_TITLE = 200
"""Characters above which a title is the first paragraph of a text that has none."""
BEFORE_NEWS = "1900"

_FAR = "f.source || ' ' || substr(p.published, 1, 4) IN (SELECT value FROM json_each(:far))"
CONDITIONS: Mapping[str, str] = MappingProxyType(
    {
        "no-date": "p.published IS NULL",
        "odd-date": f"(p.published < '{BEFORE_NEWS}' OR p.published > date(p.retrieved, '+1 day') OR {_FAR})",
        "assumed-date": "p.published_basis = 'assumed'",
        "file-name-date": "p.published_basis = 'file name'",
        "no-outlet": "p.outlet IS NULL",
        "no-title": f"(trim(p.title) = '' OR length(p.title) > {LONG_TITLE})",
        "short": f"length(a.text) < {SHORT}",
        "not-read": "a.skipped IS NOT NULL",
    }
)
"""By kind: of which live articles it is true, as they are called on screens. In the order in which they are listed."""
_INDEXED = ("short", "not-read")
"""Kinds that have an index of their own: to count the others no text is gone through."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TriageRow:
    """An article with all that may be odd about it."""

    article: ArticleId
    title: str
    locator: str
    outlet: str | None
    published: str | None
    published_basis: str | None
    retrieved: str | None
    skipped: str | None
    characters: int


class TriageQueries:
    """Questions about what an import left to be done."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._sql = connection

    def years(self) -> dict[int, dict[int, int]]:
        """By source: how many live articles each year has."""
        found: dict[int, dict[int, int]] = {}
        for source, year, count in self._sql.execute(
            "SELECT f.source, CAST(substr(p.published, 1, 4) AS INTEGER) year, count(*)"
            f" FROM {CITED} JOIN files f ON f.id = p.file WHERE a.live AND p.published IS NOT NULL GROUP BY 1, 2"
        ):
            found.setdefault(source, {})[year] = count
        return found

    def counts(self, far: Collection[str]) -> dict[str, int]:
        """How many articles are of each kind; `far` lists `SOURCE YEAR` of dates that stand far from all others."""
        told = [kind for kind in CONDITIONS if kind not in _INDEXED]
        sums = ", ".join(f"coalesce(sum({CONDITIONS[kind]}), 0)" for kind in told)
        row = self._sql.execute(
            f"SELECT {sums} FROM {CITED} JOIN files f ON f.id = p.file WHERE a.live", {"far": json_list(far)}
        ).fetchone()
        counts = dict(zip(told, row, strict=True)) | {kind: self._count(kind) for kind in _INDEXED}
        return {kind: counts[kind] for kind in CONDITIONS}

    def _count(self, kind: str) -> int:
        row = self._sql.execute(f"SELECT count(*) FROM articles a WHERE a.live AND {CONDITIONS[kind]}").fetchone()
        return int(row[0])

    def articles(self, kind: str, far: Collection[str], limit: int | None = None) -> tuple[TriageRow, ...]:
        """The articles of one kind, by their place."""
        rows = self._sql.execute(
            "SELECT a.article, p.title, p.locator, p.outlet, p.published, p.published_basis, p.retrieved, a.skipped,"
            f" length(a.text) FROM {CITED} JOIN files f ON f.id = p.file WHERE a.live AND {CONDITIONS[kind]}"
            " ORDER BY p.locator LIMIT :limit",
            {"far": json_list(far), "limit": -1 if limit is None else limit},
        )
        return tuple(
            TriageRow(
                article=row[0],
                title=row[1],
                locator=row[2],
                outlet=row[3],
                published=row[4],
                published_basis=row[5],
                retrieved=row[6],
                skipped=row[7],
                characters=row[8],
            )
            for row in rows
        )

    def unread(self) -> dict[str, int]:
        """How many files (or parts of them) were not read, by outcome."""
        return dict(self._sql.execute("SELECT outcome, count(*) FROM failures GROUP BY outcome").fetchall())

    def reasons(self) -> dict[str, int]:
        """Why articles were not read, and how many."""
        rows = self._sql.execute("SELECT skipped, count(*) FROM articles WHERE live AND skipped IS NOT NULL GROUP BY 1")
        return dict(rows.fetchall())
