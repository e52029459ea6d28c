"""Writing which canonical actor each local actor belongs to, and what is counted for canonical actors."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from index.model import ActorId, ArticleId
from index.records.json_list import json_list

Key = tuple[str, str]
"""Class and joining key of local actors."""


@dataclass(frozen=True, slots=True)
class LocalRow:
    """A local actor with its evidence and its present join."""

    id: int
    article: ArticleId
    cls: str
    key: str
    live: int
    traits: str | None
    surroundings: str | None
    actor: ActorId | None
    rule: str | None
    shared: str
    perhaps: str
    """JSON list of actors."""


@dataclass(frozen=True, slots=True)
class Why:
    """The rule by which a local actor is joined, and a JSON list of what speaks for it."""

    rule: str
    shared: str


_JOINED = "ON a.id = l.article AND l.actor = :actor AND l.article >= :first AND a.joined <= :joined"
"""The local actors of an actor: all, or those in articles that were not joined before, which are mostly the last."""


def _as_printed(key: str, discriminator: str, name: str) -> str:
    return name


class JoinWriter:
    """Joins and counts. Only what was touched since the last `refresh` is computed again.

    CROSS JOIN begins at the few articles not joined yet; SQLite would go through all local actors.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._sql = connection
        self._grown: set[int] = set()
        """Actors for whom local actors of articles that were not joined before came to stand, and nothing else did."""

    def changed_keys(self) -> list[Key]:
        """Keys that have come or gone: of local actors without an actor, and of actors to be counted again."""
        return self._sql.execute(
            "SELECT l.cls, l.joined_by FROM articles a CROSS JOIN local_actors l ON l.article = a.id "
            "WHERE NOT a.joined UNION SELECT c.cls, c.key FROM stale_actors s JOIN actors c ON c.id = s.actor"
        ).fetchall()

    def unjoined(self) -> list[tuple[Key, str | None]]:
        """Keys of local actors that stand for nobody yet, each with the traits."""
        rows = self._sql.execute(
            "SELECT DISTINCT l.cls, l.joined_by, t.traits FROM articles a CROSS JOIN local_actors l ON l.article = a.id"
            " LEFT JOIN traits t ON t.local_actor = l.id WHERE NOT a.joined"
        )
        return [((cls, key), traits) for cls, key, traits in rows]

    def note_families(self, families: Iterable[tuple[str, Key]]) -> None:
        """Remember which families a key belongs to."""
        self._sql.executemany("INSERT OR IGNORE INTO families VALUES (?, ?, ?)", [(f, *key) for f, key in families])

    def families_of(self, keys: Collection[Key]) -> set[str]:
        """The families that any of the keys belongs to."""
        rows = self._sql.execute(
            "SELECT DISTINCT f.family FROM json_each(?) w JOIN families f ON f.key = w.value ->> 1"
            " AND f.cls = w.value ->> 0",
            (json_list(keys),),
        )
        return {row[0] for row in rows}

    def keys_in(self, families: Collection[str]) -> set[Key]:
        """The keys that belong to any of the families."""
        rows = self._sql.execute(
            "SELECT DISTINCT f.cls, f.key FROM json_each(?) w JOIN families f ON f.family = w.value",
            (json_list(families),),
        )
        return set(rows)

    def locals_with(self, keys: Collection[Key]) -> list[LocalRow]:
        """All local actors with these keys, and how they are joined now."""
        rows = self._sql.execute(
            "SELECT l.id, a.article, l.cls, l.joined_by, a.live, t.traits, s.surroundings, c.actor, l.join_rule,"
            " l.join_shared,"
            " (SELECT json_group_array(actor) FROM (SELECT o.actor FROM perhaps q JOIN actors o ON o.id = q.actor"
            "  WHERE q.local_actor = l.id ORDER BY q.number)) "
            "FROM json_each(?) w CROSS JOIN local_actors l ON l.joined_by = w.value ->> 1 AND l.cls = w.value ->> 0"
            " JOIN articles a ON a.id = l.article LEFT JOIN traits t ON t.local_actor = l.id"
            " LEFT JOIN surroundings s ON s.article = l.article LEFT JOIN actors c ON c.id = l.actor",
            (json_list(keys),),
        )
        return [LocalRow(*row) for row in rows]

    def assign_key(self, key: Key, actor: ActorId, canonical: Key) -> None:
        """Let all local actors of this key stand for the actor."""
        others = self._sql.execute(
            "SELECT DISTINCT c.id FROM local_actors l LEFT JOIN actors c ON c.id = l.actor "
            "WHERE l.cls = ? AND l.joined_by = ? AND (c.actor IS NOT ? OR l.join_rule IS NOT 'name')",
            (*key, actor),
        ).fetchall()
        if others:
            number = self._number(actor, canonical, "")
            self._grown.add(number)
            self._sql.execute(
                "UPDATE local_actors SET actor = ?1, join_rule = 'name', join_shared = '[]' "
                "WHERE cls = ?2 AND joined_by = ?3 AND (actor IS NOT ?1 OR join_rule IS NOT 'name')",
                (number, *key),
            )
            if others != [(None,)]:
                self._stale({number, *(row[0] for row in others if row[0] is not None)})

    def assign(self, local: LocalRow, actor: ActorId, canonical: Key, discriminator: str, why: Why) -> None:
        """Let this local actor stand for the actor."""
        number = self._number(actor, canonical, discriminator)
        before = self._sql.execute("SELECT actor FROM local_actors WHERE id = ?", (local.id,)).fetchone()[0]
        self._sql.execute(
            "UPDATE local_actors SET actor = ?, join_rule = ?, join_shared = ? WHERE id = ?",
            (number, why.rule, why.shared, local.id),
        )
        self._grown.add(number)
        if before not in (None, number):
            self._stale({number, before})

    def note_doubts(self, local: LocalRow, actors: Sequence[ActorId]) -> None:
        """Remember for whom this local actor may stand as well; they must have been assigned to somebody."""
        self._sql.execute("DELETE FROM perhaps WHERE local_actor = ?", (local.id,))
        self._sql.executemany(
            "INSERT INTO perhaps SELECT ?, ?, id FROM actors WHERE actor = ?",
            [(local.id, number, actor) for number, actor in enumerate(actors)],
        )

    def _number(self, actor: ActorId, canonical: Key, discriminator: str) -> int:
        self._sql.execute(
            "INSERT INTO actors (actor, cls, key, name, discriminator) VALUES (?, ?, ?, '', ?) "
            "ON CONFLICT (actor) DO NOTHING",
            (actor, *canonical, discriminator),
        )
        number: int = self._sql.execute("SELECT id FROM actors WHERE actor = ?", (actor,)).fetchone()[0]
        return number

    def _stale(self, numbers: Iterable[int]) -> None:
        self._sql.executemany("INSERT OR IGNORE INTO stale_actors VALUES (?)", [(one,) for one in numbers])

    def refresh(self, name: Callable[[str, str, str], str] = _as_printed) -> None:
        """Name and count every actor that was touched; one that nothing stands for any more goes.

        `name` makes of key, discriminator and the name as printed the one that is shown. Where more has only come to
        an actor, it is added: to count Russia anew for each article takes a second in a large archive.
        """
        self._sql.execute(
            "DELETE FROM actors WHERE id IN (SELECT actor FROM stale_actors) "
            "AND NOT EXISTS (SELECT 1 FROM local_actors l WHERE l.actor = actors.id)"
        )
        stale = {row[0] for row in self._sql.execute("SELECT actor FROM stale_actors")}
        first: int | None = self._sql.execute("SELECT min(id) FROM articles WHERE NOT joined").fetchone()[0]
        for actor in sorted(stale):
            self._name(actor, name)
            self._sql.execute("DELETE FROM aliases WHERE actor = ?", (actor,))
            self._count({"actor": actor, "first": 0, "joined": 1, "before": 0})
        for actor in sorted(self._grown - stale):
            more = {"actor": actor, "first": first, "joined": 0, "before": 1}
            if self._may_be_renamed(more, name):
                self._name(actor, name)
            self._count(more)
        self._grown.clear()
        self._sql.execute("DELETE FROM stale_actors")
        self._sql.execute("UPDATE articles SET joined = 1 WHERE NOT joined")

    def _may_be_renamed(self, more: Mapping[str, int | None], name: Callable[[str, str, str], str]) -> bool:
        """Whether an article that was not joined before prints another name than the actor has."""
        rows = self._sql.execute(
            "SELECT DISTINCT c.cls, c.name, c.key, c.discriminator, l.cls, l.name"
            f" FROM local_actors l JOIN articles a {_JOINED} JOIN actors c ON c.id = l.actor",
            more,
        )
        return any((cls, now) != (its, name(key, told, printed)) for cls, now, key, told, its, printed in rows)

    def _name(self, actor: int, name: Callable[[str, str, str], str]) -> None:
        """The name most articles print for the actor's own key, hidden ones counting last; then the longest."""
        self._sql.execute(
            "UPDATE actors SET (cls, name) = (SELECT cls, name FROM"
            " (SELECT l.cls, l.name, max(l.joined_by = c.key) own, sum(a.live) live, count(*) total FROM actors c"
            "  JOIN local_actors l ON l.actor = c.id JOIN articles a ON a.id = l.article"
            "  WHERE c.id = :actor GROUP BY l.cls, l.name)"
            " ORDER BY own DESC, live DESC, total DESC, length(name) DESC, name, cls LIMIT 1) WHERE id = :actor",
            {"actor": actor},
        )
        row = self._sql.execute("SELECT key, discriminator, name FROM actors WHERE id = ?", (actor,)).fetchone()
        self._sql.execute("UPDATE actors SET name = ? WHERE id = ?", (name(*row), actor))
        self._sql.execute("UPDATE actors SET folded = fold(name) WHERE id = ?", (actor,))

    def _count(self, counted: Mapping[str, int | None]) -> None:
        """Count articles, statements and forms of the name, and add `before` times what was counted."""
        live = f"JOIN articles a {_JOINED} AND a.live"
        self._sql.execute(
            "UPDATE actors SET "
            f" articles = :before * articles + (SELECT count(DISTINCT l.article) FROM local_actors l {live}),"
            " said = :before * said + (SELECT count(DISTINCT s.statement)"
            f"  FROM local_actors l {live} JOIN speakers s ON s.local_actor = l.id),"
            " about = :before * about + (SELECT count(DISTINCT b.statement)"
            f"  FROM local_actors l {live} JOIN abouts b ON b.local_actor = l.id"
            "   AND NOT EXISTS (SELECT 1 FROM speakers s JOIN local_actors o ON o.id = s.local_actor"
            "    WHERE s.statement = b.statement AND o.actor = :actor)) "
            "WHERE id = :actor",
            counted,
        )
        self._sql.execute(
            "INSERT INTO aliases (actor, surface, kind, count) SELECT l.actor, m.surface, m.kind, count(*)"
            f" FROM local_actors l {live} JOIN mentions m ON m.local_actor = l.id AND m.kind <> 'pronoun'"
            " WHERE true GROUP BY m.surface, m.kind ON CONFLICT DO UPDATE SET count = count + excluded.count",
            counted,
        )
