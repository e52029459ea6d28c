"""Articles: how they are cited, found and counted, and the text as it was recorded."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable

from index.answers import ActorRef, Citation, FacetValue
from index.model import ActorClass, ActorId, ArticleId, Extraction, LocalActor, Mention, Passage, Span, Status
from index.records.extraction_reader import extraction_of, local_actor_of, mentions_of, passages_of
from index.records.json_list import json_list
from index.records.shelf import CITATION, CITED, NEWEST_FIRST, Shelved, citation, shelve
from index.records.surfaces import NAME_KINDS


class ArticleQueries:
    """Questions about articles; lists hold live ones only."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._sql = connection

    def counts(self) -> tuple[int, int]:
        """Live articles, and the statements read out of them."""
        row = self._sql.execute("SELECT count(*), coalesce(sum(statements), 0) FROM articles WHERE live").fetchone()
        return row[0], row[1]

    def newest(self, limit: int | None, offset: int) -> tuple[Citation, ...]:
        """Citations, newest first, undated last."""
        rows = self._sql.execute(
            f"SELECT {CITATION} FROM {CITED} WHERE a.live ORDER BY {NEWEST_FIRST} LIMIT ? OFFSET ?",
            (-1 if limit is None else limit, offset),
        )
        return tuple(map(citation, rows))

    def of_actor(self, actor: ActorId) -> tuple[Citation, ...]:
        """Citations of the articles that mention the actor, newest first."""
        rows = self._sql.execute(
            f"SELECT {CITATION} FROM {CITED} WHERE a.live AND a.id IN (SELECT l.article FROM actors c"
            f" JOIN local_actors l ON l.actor = c.id WHERE c.actor = ?) ORDER BY {NEWEST_FIRST}",
            (actor,),
        )
        return tuple(map(citation, rows))

    def live(self, articles: Collection[ArticleId]) -> frozenset[ArticleId]:
        """Those of the articles that are live."""
        rows = self._sql.execute(
            "SELECT article FROM articles WHERE live AND article IN (SELECT value FROM json_each(?))",
            (json_list(articles),),
        )
        return frozenset(row[0] for row in rows)

    def shelved(self, articles: Collection[ArticleId]) -> dict[ArticleId, Shelved]:
        """Citation, text and passages of the articles."""
        rows = self._sql.execute(
            "SELECT id FROM articles WHERE article IN (SELECT value FROM json_each(?))", (json_list(articles),)
        ).fetchall()
        return {on.citation.article: on for on in shelve(self._sql, (row[0] for row in rows)).values()}

    def exists(self, article: ArticleId) -> bool:
        """Whether the archive has it, hidden or not."""
        return self._sql.execute("SELECT 1 FROM articles WHERE article = ?", (article,)).fetchone() is not None

    def with_prefix(self, prefix: str) -> tuple[ArticleId, ...]:
        """Articles whose id begins so."""
        rows = self._sql.execute(
            "SELECT article FROM articles WHERE substr(article, 1, ?) = ? ORDER BY article", (len(prefix), prefix)
        )
        return tuple(row[0] for row in rows)

    def titled(self, part: str, *, whole: bool) -> tuple[Citation, ...]:
        """Live articles with the part in their title (or path), or with the whole of it as title."""
        where = (
            "(fold(p.title) = fold(:part) OR p.locator = :part)"
            if whole
            else "(instr(fold(p.title), fold(:part)) OR instr(fold(p.locator), fold(:part)))"
        )
        rows = self._sql.execute(
            f"SELECT {CITATION} FROM articles a JOIN appearances p ON p.id = a.shown WHERE a.live AND {where} "
            f"ORDER BY {NEWEST_FIRST}",
            {"part": part},
        )
        return tuple(map(citation, rows))

    def titles(self) -> tuple[str, ...]:
        """Titles of all live articles."""
        rows = self._sql.execute(f"SELECT DISTINCT p.title FROM {CITED} WHERE a.live")
        return tuple(row[0] for row in rows)

    def skipped(self, article: ArticleId) -> str | None:
        """Why nothing was read out of the text."""
        row = self._sql.execute("SELECT skipped FROM articles WHERE article = ?", (article,)).fetchone()
        return row[0] if row else None

    def extraction(self, article: ArticleId) -> Extraction | None:
        """Everything read out of the article; None where it was not read yet."""
        return extraction_of(self._sql, article)

    def passages(self, article: ArticleId) -> tuple[Passage, ...]:
        """The article's passages."""
        return passages_of(self._sql, article)

    def mentions(self, article: ArticleId) -> tuple[Mention, ...]:
        """The article's mentions in the order of the text."""
        return mentions_of(self._sql, article)

    def actors(self, article: ArticleId) -> tuple[tuple[LocalActor, ActorRef], ...]:
        """The article's own actors, each with the canonical actor it stands for."""
        rows = self._sql.execute(
            "SELECT l.local, l.key, l.cls, l.name, l.salient,"
            " coalesce(c.actor, l.local), coalesce(c.name, l.name), coalesce(c.cls, l.cls) "
            "FROM articles a JOIN local_actors l ON l.article = a.id LEFT JOIN actors c ON c.id = l.actor "
            "WHERE a.article = ? ORDER BY l.id",
            (article,),
        )
        return tuple(
            (local_actor_of(row[:5]), ActorRef(id=row[5], name=row[6], cls=ActorClass(row[7]))) for row in rows
        )

    def with_status(self, status: Status) -> frozenset[ArticleId]:
        """Live articles with a statement of this status."""
        rows = self._sql.execute(
            "SELECT DISTINCT a.article FROM statements s JOIN articles a ON a.id = s.article"
            " WHERE s.status = ? AND a.live",
            (status.value,),
        )
        return frozenset(row[0] for row in rows)

    def cues(self, articles: Collection[ArticleId], statuses: Collection[Status]) -> dict[ArticleId, tuple[Span, ...]]:
        """Where the statements of these statuses are: the cue of each, else its content, in the order of the text."""
        rows = self._sql.execute(
            "SELECT a.article, coalesce(s.cue_start, c.start) place, coalesce(s.cue_stop, c.stop) FROM articles a"
            " JOIN statements s ON s.article = a.id LEFT JOIN contents c ON c.statement = s.id AND c.number = 0 "
            "WHERE a.article IN (SELECT value FROM json_each(?)) AND s.status IN (SELECT value FROM json_each(?))"
            " AND place IS NOT NULL ORDER BY a.article, place",
            (json_list(articles), json_list(status.value for status in statuses)),
        )
        return _spans_by_article(rows)

    def names_of(
        self, articles: Collection[ArticleId], actors: Collection[ActorId]
    ) -> dict[ArticleId, tuple[Span, ...]]:
        """Where the articles name the actors, in the order of the text."""
        rows = self._sql.execute(
            "SELECT a.article, m.start, m.stop FROM articles a JOIN mentions m ON m.article = a.id"
            " JOIN local_actors l ON l.id = m.local_actor JOIN actors c ON c.id = l.actor "
            "WHERE a.article IN (SELECT value FROM json_each(?)) AND c.actor IN (SELECT value FROM json_each(?))"
            " AND m.kind IN (SELECT value FROM json_each(?)) ORDER BY a.article, m.start",
            (json_list(articles), json_list(actors), json_list(kind.value for kind in NAME_KINDS)),
        )
        return _spans_by_article(rows)

    def facets(self, articles: Collection[ArticleId], each: int) -> tuple[tuple[str, tuple[FacetValue, ...]], ...]:
        """Actors, outlets, months and statuses of the articles with the number of articles that have each."""
        chosen = (
            f"WITH chosen AS MATERIALIZED (SELECT a.id, p.outlet, p.published FROM {CITED}"
            " WHERE a.article IN (SELECT value FROM json_each(?))) "
        )
        questions = {
            "actors": "SELECT c.actor, c.name, count(DISTINCT h.id) n FROM chosen h"
            " JOIN local_actors l ON l.article = h.id AND l.salient JOIN actors c ON c.id = l.actor"
            " GROUP BY c.id ORDER BY n DESC, c.name LIMIT ?",
            "outlets": "SELECT outlet, outlet, count(*) n FROM chosen WHERE outlet IS NOT NULL"
            " GROUP BY outlet ORDER BY n DESC, outlet LIMIT ?",
            "months": "SELECT substr(published, 1, 7) m, substr(published, 1, 7), count(*) FROM chosen"
            " WHERE published IS NOT NULL GROUP BY m ORDER BY m LIMIT ? * 100",
            "status": "SELECT s.status, s.status, count(DISTINCT h.id) n FROM chosen h"
            " JOIN statements s ON s.article = h.id GROUP BY s.status ORDER BY n DESC, s.status LIMIT ?",
        }
        wanted = json_list(articles)
        return tuple(
            (
                name,
                tuple(
                    FacetValue(value=value, label=label, count=count)
                    for value, label, count in self._sql.execute(chosen + question, (wanted, each))
                ),
            )
            for name, question in questions.items()
        )


def _spans_by_article(rows: Iterable[tuple[ArticleId, int, int]]) -> dict[ArticleId, tuple[Span, ...]]:
    spans: dict[ArticleId, dict[Span, None]] = {}
    for article, start, stop in rows:
        spans.setdefault(article, {})[Span(start, stop)] = None
    return {article: tuple(found) for article, found in spans.items()}
