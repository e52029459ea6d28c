"""Writing what near-copies are found by and which article is the original of which. The deciding is not done here."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from index.records.json_list import json_list

CROWD = 100
"""A band that so many articles share is a phrase of all of them and finds nobody."""
_POSITION, _VERSION = "copies_seq", "sketches"
ALIKE = ("mine", "theirs", "shared", "replaced", "passage", "differs", "figures")
_LIKENESS = f"other, {', '.join(ALIKE)}"

Alike = tuple[float, float, int, int, int, float, int]
"""Shares of both texts, words in common, what is replaced, what differs, whether figures do: as `likenesses` has it."""


@dataclass(frozen=True, slots=True)
class Copied:
    """An article and its original, as rows, and how they differ."""

    article: int
    original: int
    differs: float
    figures: bool


@dataclass(frozen=True, slots=True)
class Member:
    """An article of a group, with what decides which came first."""

    row: int
    article: str
    published: str | None
    length: int


class CopyWriter:
    """Sketches, likenesses and copies of live articles."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._sql = connection

    def begin(self, version: str) -> tuple[int, ...]:
        """Articles that came, changed or went since the last `finish`; all, where sketches were of another version."""
        known = dict(self._sql.execute("SELECT key, value FROM meta WHERE key IN (?, ?)", (_POSITION, _VERSION)))
        since = int(known.get(_POSITION, 0))
        if known.get(_VERSION) != version:
            since = 0
            for table in ("copies", "likenesses", "bands", "sketches"):
                self._sql.execute(f"DELETE FROM {table}")
            self._sql.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (_VERSION, version))
            self.finish(since)
        if not since:
            return tuple(row[0] for row in self._sql.execute("SELECT id FROM articles ORDER BY id"))
        rows = self._sql.execute(
            "SELECT DISTINCT article FROM changed_articles WHERE seq > ? ORDER BY article", (since,)
        )
        return tuple(row[0] for row in rows)

    def position(self) -> int:
        """The last change there is."""
        row: tuple[int] = self._sql.execute("SELECT coalesce(max(seq), 0) FROM changes").fetchone()
        return row[0]

    def finish(self, position: int) -> None:
        """Everything up to this change has been looked at."""
        self._sql.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (_POSITION, str(position)))

    def is_live(self, article: int) -> bool:
        """Whether it has a present appearance."""
        row = self._sql.execute("SELECT live FROM articles WHERE id = ?", (article,)).fetchone()
        return bool(row and row[0])

    def text(self, article: int) -> str:
        """The text of an article."""
        row: tuple[str] = self._sql.execute("SELECT text FROM articles WHERE id = ?", (article,)).fetchone()
        return row[0]

    def sketches(self, articles: Collection[int]) -> dict[int, bytes]:
        """The sketches of those that have one."""
        return dict(
            self._sql.execute(
                "SELECT article, sketch FROM sketches WHERE article IN (SELECT value FROM json_each(?))",
                (json_list(articles),),
            )
        )

    def keep_sketch(self, article: int, sketch: bytes, bands: Iterable[int]) -> None:
        """Let the article be found by these bands."""
        self._sql.execute("INSERT INTO sketches VALUES (?, ?)", (article, sketch))
        self._sql.executemany("INSERT INTO bands VALUES (?, ?)", [(band, article) for band in bands])

    def sharing(self, bands: Iterable[int]) -> tuple[set[int], int]:
        """Articles that share one of the bands, and how many bands were too crowded to be looked into."""
        found: set[int] = set()
        crowded = 0
        for band in bands:
            rows = self._sql.execute("SELECT article FROM bands WHERE band = ? LIMIT ?", (band, CROWD + 1)).fetchall()
            if len(rows) > CROWD:
                crowded += 1
            else:
                found.update(row[0] for row in rows)
        return found, crowded

    def keep_likeness(self, left: int, right: int, from_left: Alike, from_right: Alike) -> None:
        """Two articles are like each other, seen from either."""
        for one, other, alike in ((left, right, from_left), (right, left, from_right)):
            self._sql.execute(
                f"INSERT OR REPLACE INTO likenesses (article, {_LIKENESS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (one, other, *alike),
            )

    def forget(self, article: int, bands: Iterable[int]) -> set[int]:
        """Let the article be found no more. Returns those that were like it."""
        self._sql.executemany("DELETE FROM bands WHERE band = ? AND article = ?", [(band, article) for band in bands])
        self._sql.execute("DELETE FROM sketches WHERE article = ?", (article,))
        others = {row[0] for row in self._sql.execute("SELECT other FROM likenesses WHERE article = ?", (article,))}
        self._sql.execute("DELETE FROM likenesses WHERE article = ?", (article,))
        self._sql.execute("DELETE FROM likenesses WHERE other = ?", (article,))
        return others

    def group_of(self, article: int) -> dict[int, dict[int, Alike]]:
        """Everyone who is like it, or like one who is, with whom each is like."""
        group: dict[int, dict[int, Alike]] = {}
        waiting = [article]
        while waiting:
            one = waiting.pop()
            if one in group:
                continue
            rows = self._sql.execute(f"SELECT {_LIKENESS} FROM likenesses WHERE article = ?", (one,))
            group[one] = {other: tuple(alike) for other, *alike in rows}
            waiting.extend(other for other in group[one] if other not in group)
        return group

    def members(self, articles: Collection[int]) -> Iterator[Member]:
        """What decides which of the articles came first."""
        for row in self._sql.execute(
            "SELECT a.id, a.article, p.published, length(a.text) FROM articles a JOIN appearances p ON p.id = a.shown "
            "WHERE a.id IN (SELECT value FROM json_each(?))",
            (json_list(articles),),
        ):
            yield Member(*row)

    def set_copies(self, articles: Collection[int], copies: Sequence[Copied]) -> None:
        """These of the articles are copies, the others are not."""
        rows = self._sql.execute(
            "SELECT article, original, differs, figures FROM copies WHERE article IN (SELECT value FROM json_each(?))",
            (json_list(articles),),
        )
        before = {row[0]: Copied(row[0], row[1], row[2], bool(row[3])) for row in rows}
        now = {one.article: one for one in copies}
        changed = _changed(before, now)
        self._sql.executemany("DELETE FROM copies WHERE article = ?", [(one,) for one in changed])
        self._sql.executemany(
            "INSERT INTO copies (article, original, differs, figures) VALUES (?, ?, ?, ?)",
            [(one.article, one.original, one.differs, one.figures) for one in copies if one.article in changed],
        )


def _changed(before: Mapping[int, Copied], now: Mapping[int, Copied]) -> set[int]:
    return {one for one in before.keys() | now.keys() if before.get(one) != now.get(one)}
