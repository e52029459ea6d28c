"""Canonical actors: lists with counts, names, and the articles they stand in."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from index.answers import ActorRef, ActorRow
from index.model import Actor, ActorClass, ActorId, Alias, ArticleId, MentionKind
from index.records.json_list import json_list
from index.records.surfaces import NAME_KINDS, fold

_KINDS = ", ".join(f"'{kind.value}'" for kind in NAME_KINDS)
_REF = "c.actor, c.name, c.cls"


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """An actor that a surface form stands for."""

    actor: ActorRef
    articles: int
    surface: str
    kind: MentionKind
    count: int = 0
    """Mentions of the actor by this surface."""


class ActorQueries:
    """Questions about actors of live articles."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._sql = connection

    def count(self) -> int:
        """How many actors live articles mention."""
        number: int = self._sql.execute("SELECT count(*) FROM actors WHERE articles > 0").fetchone()[0]
        return number

    def rows(self, pattern: str, limit: int | None) -> tuple[ActorRow, ...]:
        """Actors with a name that contains the pattern, busiest first."""
        matching = (
            "AND (instr(c.folded, :pattern) OR EXISTS (SELECT 1 FROM aliases x JOIN surfaces s ON s.id = x.surface"
            f" WHERE x.actor = c.id AND x.kind IN ({_KINDS}) AND instr(s.folded, :pattern)))"
        )
        rows = self._sql.execute(
            f"SELECT c.id, {_REF}, c.articles, c.said, c.about FROM actors c WHERE c.articles > 0 "
            f"{matching if fold(pattern) else ''} "
            "ORDER BY c.articles DESC, c.said DESC, c.about DESC, c.name, c.actor LIMIT :limit",
            {"pattern": fold(pattern), "limit": -1 if limit is None else limit},
        ).fetchall()
        aliases = self._aliases([row[0] for row in rows])
        return tuple(
            ActorRow(
                actor=Actor(id=actor, name=name, cls=ActorClass(cls), aliases=aliases.get(row, ()), articles=articles),
                said=said,
                about=about,
            )
            for row, actor, name, cls, articles, said, about in rows
        )

    def actor(self, actor: ActorId) -> Actor | None:
        """One actor with its names, the most frequent first."""
        row = self._sql.execute(
            f"SELECT c.id, {_REF}, c.articles FROM actors c WHERE c.actor = ? AND c.articles > 0", (actor,)
        ).fetchone()
        if row is None:
            return None
        number, _, name, cls, articles = row
        return Actor(
            id=actor,
            name=name,
            cls=ActorClass(cls),
            aliases=self._aliases([number]).get(number, ()),
            articles=articles,
        )

    def _aliases(self, actors: Collection[int]) -> dict[int, tuple[Alias, ...]]:
        aliases: dict[int, list[Alias]] = {}
        for actor, surface, kind, count in self._sql.execute(
            "SELECT x.actor, s.surface, x.kind, x.count FROM aliases x JOIN surfaces s ON s.id = x.surface "
            "WHERE x.actor IN (SELECT value FROM json_each(?)) ORDER BY x.count DESC, s.surface, x.kind",
            (json_list(actors),),
        ):
            aliases.setdefault(actor, []).append(Alias(surface=surface, kind=MentionKind(kind), count=count))
        return {actor: tuple(found) for actor, found in aliases.items()}

    def named(self, name: str) -> tuple[Named, ...]:
        """Every actor that the archive calls so, with the surface and kind, the busiest actor first."""
        folded = fold(name)
        rows = self._sql.execute(
            f"SELECT {_REF}, c.articles, c.name, 'name', 0, 0 FROM actors c WHERE c.folded = :name AND c.articles > 0 "
            f"UNION ALL SELECT {_REF}, c.articles, s.surface, x.kind, 1, x.count FROM surfaces s"
            " JOIN aliases x ON x.surface = s.id JOIN actors c ON c.id = x.actor"
            f" WHERE s.folded = :name AND c.articles > 0 AND x.kind IN ({_KINDS}) "
            "ORDER BY 4 DESC, 1, 7",
            {"name": folded},
        )
        return tuple(
            Named(
                actor=_ref((actor, label, cls)), articles=articles, surface=surface, kind=MentionKind(kind), count=count
            )
            for actor, label, cls, articles, surface, kind, _, count in rows
        )

    def refs(self, actors: Collection[ActorId]) -> tuple[ActorRef, ...]:
        """Those of the actors that live articles mention."""
        rows = self._sql.execute(
            f"SELECT {_REF} FROM actors c WHERE c.articles > 0 AND c.actor IN (SELECT value FROM json_each(?))",
            (json_list(actors),),
        )
        return tuple(map(_ref, rows))

    def surfaces(self) -> tuple[str, ...]:
        """Every name by which some actor can be asked for."""
        rows = self._sql.execute(
            f"SELECT s.surface FROM aliases x JOIN surfaces s ON s.id = x.surface WHERE x.kind IN ({_KINDS}) "
            "UNION SELECT name FROM actors WHERE articles > 0"
        )
        return tuple(row[0] for row in rows)

    def aliases_of(self, actor: ActorId, kinds: Collection[MentionKind], limit: int) -> tuple[str, ...]:
        """The actor's most frequent surfaces of these kinds."""
        rows = self._sql.execute(
            "SELECT s.surface FROM actors c JOIN aliases x ON x.actor = c.id JOIN surfaces s ON s.id = x.surface "
            "WHERE c.actor = ? AND x.kind IN (SELECT value FROM json_each(?)) "
            "GROUP BY s.surface ORDER BY sum(x.count) DESC, s.surface LIMIT ?",
            (actor, json_list(kind.value for kind in kinds), limit),
        )
        return tuple(row[0] for row in rows)

    def in_articles(self, articles: Collection[ArticleId], each: int) -> dict[ArticleId, tuple[ActorRef, ...]]:
        """The actors each of the articles mentions most often, at most `each`."""
        rows = self._sql.execute(
            f"SELECT a.article, {_REF}, count(*) FROM articles a JOIN mentions m ON m.article = a.id"
            " JOIN local_actors l ON l.id = m.local_actor AND l.salient JOIN actors c ON c.id = l.actor "
            "WHERE a.article IN (SELECT value FROM json_each(?)) "
            "GROUP BY a.id, c.id ORDER BY a.id, count(*) DESC, c.name",
            (json_list(articles),),
        )
        found: dict[ArticleId, list[ActorRef]] = {}
        for article, actor, name, cls, _ in rows:
            in_article = found.setdefault(article, [])
            if len(in_article) < each:
                in_article.append(_ref((actor, name, cls)))
        return {article: tuple(refs) for article, refs in found.items()}

    def articles_with(self, actors: Collection[ActorId]) -> frozenset[ArticleId]:
        """Live articles that mention one of the actors."""
        rows = self._sql.execute(
            "SELECT DISTINCT a.article FROM actors c JOIN local_actors l ON l.actor = c.id"
            " JOIN articles a ON a.id = l.article "
            "WHERE a.live AND c.actor IN (SELECT value FROM json_each(?))",
            (json_list(actors),),
        )
        return frozenset(row[0] for row in rows)


def _ref(columns: Iterable[str]) -> ActorRef:
    actor, name, cls = columns
    return ActorRef(id=actor, name=name, cls=ActorClass(cls))
