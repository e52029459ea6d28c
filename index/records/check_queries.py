"""What a full check of the archive asks: everything article by article, so that no two texts are held at once."""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from index.model import ArticleId
from index.records.copy_writer import ALIKE, Alike
from index.records.given import DECIDED, appearances_at, given_at, overlaid, read_before

Spans: TypeAlias = tuple[tuple[str, int, int], ...]
"""Table and row, start, stop."""

_SPANS = (
    ("mentions", "id", "start", "stop"),
    ("roles", "id", "start", "stop"),
    ("times", "id", "start", "stop"),
    ("amounts", "id", "start", "stop"),
    ("passages", "number", "start", "stop"),
    ("statements", "id", "source_start", "source_stop"),
    ("statements", "id", "cue_start", "cue_stop"),
    ("statements", "id", "status_cue_start", "status_cue_stop"),
    ("statements", "id", "addressee_start", "addressee_stop"),
    ("events", "id", "trigger_start", "trigger_stop"),
    ("events", "id", "theme_start", "theme_stop"),
    ("events", "id", "amount_start", "amount_stop"),
)
"""Every pair of columns that points into the text; contents hang on their statement."""

_SPANS_OF_ARTICLE = " UNION ALL ".join(
    f"SELECT '{table} ' || {row}, {start}, {stop} FROM {table} WHERE article = :article"
    f" AND ({start} IS NOT NULL OR {stop} IS NOT NULL)"
    for table, row, start, stop in _SPANS
)


@dataclass(frozen=True, slots=True)
class Checked:
    """One article with everything that points into its text."""

    article: ArticleId
    text: str
    sha256: bytes
    spans: Spans
    contents: Spans
    passages: tuple[tuple[int, int, int], ...]
    """Number, start, stop in the order of the numbers."""
    surfaces: tuple[tuple[str, int, int, str], ...]
    """Row, start and stop of each mention, and the words that are kept of it."""
    pages: tuple[tuple[str, str], ...]
    """Row of each appearance that has pages, and where they begin, as JSON."""


class CheckQueries:
    """Questions of whoever verifies the archive."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._sql = connection

    def integrity(self) -> tuple[str, ...]:
        """What SQLite finds wrong with the file."""
        found = (str(row[0]) for row in self._sql.execute("PRAGMA integrity_check"))
        return tuple(line for line in found if line != "ok")

    def references(self) -> tuple[str, ...]:
        """Rows that point to a missing row."""
        return tuple(
            f"{table} {row} points to a missing row of {parent}"
            for table, row, parent, _ in self._sql.execute("PRAGMA foreign_key_check")
        )

    def rows(self) -> dict[str, int]:
        """How many rows each table has."""
        tables = self._sql.execute(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name"
        ).fetchall()
        return {name: self._sql.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for (name,) in tables}

    def articles(self) -> Iterator[Checked]:
        """Every article, one at a time."""
        for row, article, text, sha256 in self._sql.execute("SELECT id, article, text, sha256 FROM articles"):
            yield Checked(
                article,
                text,
                sha256,
                tuple(self._sql.execute(_SPANS_OF_ARTICLE, {"article": row})),
                self._of(
                    row,
                    "SELECT 'statements ' || s.id, c.start, c.stop FROM statements s"
                    " JOIN contents c ON c.statement = s.id WHERE s.article = ? ORDER BY s.id, c.number",
                ),
                self._of(row, "SELECT number, start, stop FROM passages WHERE article = ? ORDER BY number"),
                self._of(
                    row,
                    "SELECT 'mentions ' || m.id, m.start, m.stop, f.surface FROM mentions m"
                    " JOIN surfaces f ON f.id = m.surface WHERE m.article = ?",
                ),
                self._of(
                    row, "SELECT 'appearances ' || id, pages FROM appearances WHERE article = ? AND pages IS NOT NULL"
                ),
            )

    def broken(self, rules: Mapping[str, str]) -> Iterator[tuple[str, str]]:
        """What breaks any of these rules of `consistency`: the name of the rule, and ids and rows."""
        for rule, query in rules.items():
            for row in self._sql.execute(query):
                yield rule, " ".join(map(str, row))

    def names(self) -> Iterator[tuple[str, str, str, str, str]]:
        """Of each actor that is counted: id, name, key, discriminator, and the name as most articles print it."""
        return self._sql.execute(
            "WITH printed AS (SELECT c.id, l.name, l.cls, max(l.joined_by = c.key) own, sum(a.live) live,"
            "  count(*) total FROM actors c JOIN local_actors l ON l.actor = c.id JOIN articles a ON a.id = l.article"
            "  WHERE c.id NOT IN (SELECT actor FROM stale_actors) GROUP BY c.id, l.cls, l.name),"
            " placed AS (SELECT id, name, row_number() OVER (PARTITION BY id"
            "  ORDER BY own DESC, live DESC, total DESC, length(name) DESC, name, cls) place FROM printed)"
            " SELECT c.actor, c.name, c.key, c.discriminator, p.name FROM placed p JOIN actors c ON c.id = p.id"
            " WHERE p.place = 1"
        )

    def sketches(self) -> Iterator[tuple[ArticleId, bytes, frozenset[int]]]:
        """The sketch of each article that has one, and the bands by which it is found."""
        for article, sketch, found_by in self._sql.execute(
            "WITH found AS (SELECT article, json_group_array(band) bands FROM bands GROUP BY article)"
            " SELECT a.article, k.sketch, coalesce(f.bands, '[]') FROM sketches k JOIN articles a ON a.id = k.article"
            " LEFT JOIN found f ON f.article = k.article"
        ):
            yield article, sketch, frozenset(json.loads(found_by))

    def is_grouped(self) -> bool:
        """Whether near-copies of all that changed have been looked for."""
        return not self._sql.execute(
            "SELECT coalesce((SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'copies_seq'), 0)"
            " < (SELECT coalesce(max(seq), 0) FROM changes)"
        ).fetchone()[0]

    def members(self) -> Iterator[tuple[ArticleId, str | None, int]]:
        """Articles that are like another: id, date of publication, length."""
        return self._sql.execute(
            "SELECT a.article, p.published, length(a.text) FROM articles a JOIN appearances p ON p.id = a.shown"
            " WHERE a.id IN (SELECT article FROM likenesses)"
        )

    def likenesses(self) -> Iterator[tuple[ArticleId, ArticleId, Alike]]:
        """Who is like whom, from both sides."""
        for article, other, *alike in self._sql.execute(
            f"SELECT a.article, o.article, {', '.join(f'k.{name}' for name in ALIKE)} FROM likenesses k"
            " JOIN articles a ON a.id = k.article JOIN articles o ON o.id = k.other"
        ):
            yield article, other, tuple(alike)

    def not_as_decided(self) -> Iterator[str]:
        """Appearances in which something else stands than the analyst decided; languages are of the whole article."""
        for anchor in self._column(
            "SELECT DISTINCT g.anchor FROM given g JOIN decisions d ON d.id = g.decision WHERE d.undone IS NULL"
        ):
            given = given_at(self._sql, anchor)
            for row in appearances_at(self._sql, anchor):
                article, language, as_read, *columns = self._sql.execute(
                    f"SELECT a.article, a.language, p.as_read, {', '.join(f'p.{name}' for name in DECIDED)}"
                    " FROM appearances p JOIN articles a ON a.id = p.article WHERE p.id = ?",
                    (row,),
                ).fetchone()
                now = {**dict(zip(DECIDED, columns, strict=True)), "language": language}
                wanted, kept = overlaid(read_before(now, as_read), given)
                if (wanted | {"language": language}, kept) != (now, as_read):
                    yield f"{article} appearances {row}"

    def _column(self, query: str, *values: object) -> list[Any]:
        return [row[0] for row in self._sql.execute(query, values)]

    def live(self) -> Iterator[ArticleId]:
        """The articles that must be searchable."""
        return (row[0] for row in self._sql.execute("SELECT article FROM articles WHERE live"))

    def _of(self, article: int, query: str) -> tuple[Any, ...]:
        return tuple(self._sql.execute(query, (article,)))

    def originals(self) -> Iterator[tuple[bytes, int, bytes | None]]:
        """SHA-256 and size that each original should have, and its bytes; None where they cannot be unpacked."""
        for sha256, size, packed in self._sql.execute("SELECT sha256, size, packed FROM originals"):
            try:
                yield sha256, size, zlib.decompress(packed)
            except zlib.error:
                yield sha256, size, None
