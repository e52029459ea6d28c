"""Writing what the analyst decides, and what follows from metadata that were decided for the articles."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping
from typing import TypeAlias

from index.model import ArticleId
from index.records.given import DECIDED, appearances_at, given_at, overlaid, read_before

Given: TypeAlias = tuple[str, str, str | None]
"""Anchor, field, value: None says that there is none, whatever was read."""


class DecisionWriter:
    """The log of decisions. What a kind of decision does is done by who knows the kind; metadata are done here."""

    def __init__(self, connection: sqlite3.Connection, touched: set[int]) -> None:
        self._sql = connection
        self._touched = touched

    def add(self, kind: str, detail: Mapping[str, object], when: str) -> int:
        """Note a decision and return its number."""
        cursor = self._sql.execute(
            "INSERT INTO decisions (made, kind, detail) VALUES (?, ?, ?)",
            (when, kind, json.dumps(detail, ensure_ascii=False)),
        )
        return int(cursor.lastrowid or 0)

    def mark_undone(self, decision: int, when: str | None) -> None:
        """The decision counts no more; without `when`, it counts again."""
        self._sql.execute("UPDATE decisions SET undone = ? WHERE id = ?", (when, decision))

    def give(self, decision: int, given: Iterable[Given]) -> None:
        """The metadata that a decision says; `apply_given` makes them count."""
        self._sql.executemany(
            "INSERT OR REPLACE INTO given (anchor, field, value, decision) VALUES (?, ?, ?, ?)",
            [(anchor, field, value, decision) for anchor, field, value in given],
        )

    def apply_given(self, decision: int) -> tuple[ArticleId, ...]:
        """Bring what the decision is about in line with all that is decided now. Returns the articles that changed."""
        rows = self._sql.execute("SELECT DISTINCT anchor FROM given WHERE decision = ? ORDER BY anchor", (decision,))
        changed: dict[ArticleId, None] = {}
        for (anchor,) in rows.fetchall():
            given = given_at(self._sql, anchor)
            for appearance in appearances_at(self._sql, anchor):
                if (article := self._apply(appearance, given)) is not None:
                    changed[article] = None
        return tuple(changed)

    def apply_all(self) -> None:
        """Bring everything in line with what is decided, whatever stands there now."""
        for (decision,) in self._sql.execute("SELECT id FROM decisions WHERE undone IS NULL ORDER BY id").fetchall():
            self.apply_given(decision)

    def _apply(self, appearance: int, given: Mapping[str, str | None]) -> ArticleId | None:
        row, article, language, as_read, *columns = self._sql.execute(
            f"SELECT a.id, a.article, a.language, p.as_read, {', '.join(f'p.{name}' for name in DECIDED)}"
            " FROM appearances p JOIN articles a ON a.id = p.article WHERE p.id = ?",
            (appearance,),
        ).fetchone()
        now = {**dict(zip(DECIDED, columns, strict=True)), "language": language}
        wanted, kept = overlaid(read_before(now, as_read), given)
        if (wanted, kept) == (now, as_read):
            return None
        self._sql.execute(
            f"UPDATE appearances SET as_read = ?, {', '.join(f'{name} = ?' for name in DECIDED)} WHERE id = ?",
            (kept, *(wanted[name] for name in DECIDED), appearance),
        )
        if wanted["language"] != language:
            self._sql.execute(
                "UPDATE articles SET language = ?, pipeline = NULL WHERE id = ?", (wanted["language"], row)
            )
        self._touched.add(row)
        return str(article)
