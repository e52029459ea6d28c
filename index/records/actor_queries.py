"""Canonical actors: lists with counts, names, and the articles they stand in."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from index.answers import ActorRef, ActorRow, Doubt, JoinedName
from index.model import Actor, ActorClass, ActorId, Alias, ArticleId, JoinRule, MentionKind
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
        numbers = [row[0] for row in rows]
        aliases, perhaps = self._aliases(numbers), self._perhaps(numbers)
        return tuple(
            ActorRow(
                actor=Actor(id=actor, name=name, cls=ActorClass(cls), aliases=aliases.get(row, ()), articles=articles),
                said=said,
                about=about,
                perhaps=perhaps.get(row, ()),
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

    def _perhaps(self, actors: Collection[int]) -> dict[int, tuple[ActorRef, ...]]:
        """Whom each of the actors may be as well, whoever most articles leave open first."""
        found: dict[int, list[ActorRef]] = {}
        for actor, *ref, _ in self._sql.execute(
            f"SELECT l.actor, {_REF}, count(DISTINCT l.article) FROM json_each(?) w"
            " CROSS JOIN local_actors l ON l.actor = w.value JOIN perhaps p ON p.local_actor = l.id"
            " JOIN actors c ON c.id = p.actor JOIN articles a ON a.id = l.article AND a.live WHERE c.articles > 0 "
            "GROUP BY l.actor, c.id ORDER BY l.actor, 5 DESC, c.articles DESC, c.actor",
            (json_list(actors),),
        ):
            found.setdefault(actor, []).append(_ref(ref))
        return {actor: tuple(refs) for actor, refs in found.items()}

    def joined(self, actor: ActorId) -> tuple[JoinedName, ...]:
        """The other names that stand for the actor in live articles, each with the longest evidence of one."""
        rows = self._sql.execute(
            "SELECT l.name, l.join_rule, count(DISTINCT l.article) number,"
            " substr(max(printf('%03d', json_array_length(l.join_shared)) || l.join_shared), 4) FROM actors c"
            " JOIN local_actors l ON l.actor = c.id JOIN articles a ON a.id = l.article AND a.live "
            "WHERE c.actor = ? AND l.join_rule NOT IN ('name', 'unsure') "
            "GROUP BY l.name, l.join_rule ORDER BY number DESC, l.name, l.join_rule",
            (actor,),
        )
        return tuple(
            JoinedName(name=name, rule=JoinRule(rule), articles=number, shared=tuple(json.loads(shared)))
            for name, rule, number, shared in rows
        )

    def name_of_key(self, key: str) -> str | None:
        """What the actor of most articles is called that a local actor with this joining key stands for."""
        row = self._sql.execute(
            "SELECT c.name FROM local_actors l JOIN actors c ON c.id = l.actor WHERE l.joined_by = ? "
            "ORDER BY c.articles DESC, c.actor LIMIT 1",
            (key,),
        ).fetchone()
        return row[0] if row else None

    def doubts(self, actor: ActorId) -> tuple[Doubt, ...]:
        """Other actors that it may be, or that may be it, with the number of live articles that leave it open."""
        rows = self._sql.execute(
            f"SELECT {_REF}, count(DISTINCT x.article) number FROM (SELECT p.actor other, l.article FROM actors me"
            "  JOIN local_actors l ON l.actor = me.id JOIN perhaps p ON p.local_actor = l.id WHERE me.actor = :actor"
            "  UNION ALL SELECT l.actor, l.article FROM actors me JOIN perhaps p ON p.actor = me.id"
            "  JOIN local_actors l ON l.id = p.local_actor WHERE me.actor = :actor) x"
            " JOIN articles a ON a.id = x.article AND a.live JOIN actors c ON c.id = x.other "
            "WHERE c.actor <> :actor AND c.articles > 0 GROUP BY c.id ORDER BY number DESC, c.articles DESC, c.actor",
            {"actor": actor},
        )
        return tuple(Doubt(actor=_ref(ref), articles=number) for *ref, number in rows)

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
