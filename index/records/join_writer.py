"""Writing which canonical actor each local actor belongs to, and what is counted for canonical actors."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection

from index.model import ActorId
from index.records.json_list import json_list

Key = tuple[str, str]
"""Class and joining key of local actors."""


class JoinWriter:
    """Joins and counts. Only what was touched since the last `refresh` is computed again.

    CROSS JOIN begins at the few articles not joined yet; SQLite would go through all local actors.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._sql = connection

    def changed_keys(self) -> list[Key]:
        """Keys that have come or gone: of local actors without an actor, and of actors to be counted again."""
        return self._sql.execute(
            "SELECT l.cls, l.joined_by FROM articles a CROSS JOIN local_actors l ON l.article = a.id "
            "WHERE NOT a.joined UNION SELECT c.cls, c.key FROM stale_actors s JOIN actors c ON c.id = s.actor"
        ).fetchall()

    def person_keys(self) -> list[str]:
        """Keys of persons that an actor or an article not joined yet stands for; some may be hidden by now."""
        rows = self._sql.execute(
            "SELECT key FROM actors WHERE cls = 'person' UNION "
            "SELECT l.joined_by FROM articles a CROSS JOIN local_actors l ON l.article = a.id "
            "WHERE NOT a.joined AND l.cls = 'person'"
        )
        return [row[0] for row in rows]

    def live_person_keys(self, keys: Collection[str]) -> list[str]:
        """Those of the keys that a person in a live article has."""
        rows = self._sql.execute(
            "SELECT value FROM json_each(?) WHERE EXISTS (SELECT 1 FROM local_actors l JOIN articles a"
            " ON a.id = l.article WHERE l.joined_by = value AND l.cls = 'person' AND a.live)",
            (json_list(keys),),
        )
        return [row[0] for row in rows]

    def known_keys(self, keys: Collection[str]) -> list[Key]:
        """Those of the keys that any local actor has, with their classes."""
        return self._sql.execute(
            "SELECT DISTINCT l.cls, l.joined_by FROM json_each(?) JOIN local_actors l ON l.joined_by = value",
            (json_list(keys),),
        ).fetchall()

    def assign(self, key: Key, actor: ActorId, canonical: Key) -> None:
        """Let all local actors of this key stand for the actor."""
        others = self._sql.execute(
            "SELECT DISTINCT c.id FROM local_actors l LEFT JOIN actors c ON c.id = l.actor "
            "WHERE l.cls = ? AND l.joined_by = ? AND c.actor IS NOT ?",
            (*key, actor),
        ).fetchall()
        if not others:
            return
        self._sql.execute(
            "INSERT INTO actors (actor, cls, key, name) VALUES (?, ?, ?, '') ON CONFLICT (actor) DO NOTHING",
            (actor, *canonical),
        )
        number = self._sql.execute("SELECT id FROM actors WHERE actor = ?", (actor,)).fetchone()[0]
        self._sql.execute("UPDATE local_actors SET actor = ? WHERE cls = ? AND joined_by = ?", (number, *key))
        stale = {number, *(row[0] for row in others if row[0] is not None)}
        self._sql.executemany("INSERT OR IGNORE INTO stale_actors VALUES (?)", [(one,) for one in stale])

    def refresh(self) -> None:
        """Name and count every actor that was touched; one that nothing stands for any more goes."""
        self._sql.execute(
            "DELETE FROM actors WHERE id IN (SELECT actor FROM stale_actors) "
            "AND NOT EXISTS (SELECT 1 FROM local_actors l WHERE l.actor = actors.id)"
        )
        for (actor,) in self._sql.execute("SELECT actor FROM stale_actors").fetchall():
            self._name(actor)
            self._count(actor)
            self._collect_aliases(actor)
        self._sql.execute("DELETE FROM stale_actors")
        self._sql.execute("UPDATE articles SET joined = 1 WHERE NOT joined")

    def _name(self, actor: int) -> None:
        """The name most articles print for the actor's own key, hidden ones counting last; then the longest."""
        self._sql.execute(
            "UPDATE actors SET (cls, name) = (SELECT cls, name FROM"
            " (SELECT l.cls, l.name, max(l.joined_by = c.key) own, sum(a.live) live, count(*) total FROM actors c"
            "  JOIN local_actors l ON l.actor = c.id JOIN articles a ON a.id = l.article"
            "  WHERE c.id = :actor GROUP BY l.cls, l.name)"
            " ORDER BY own DESC, live DESC, total DESC, length(name) DESC, name, cls LIMIT 1) WHERE id = :actor",
            {"actor": actor},
        )
        self._sql.execute("UPDATE actors SET folded = fold(name) WHERE id = ?", (actor,))

    def _count(self, actor: int) -> None:
        live = "JOIN articles a ON a.id = l.article AND a.live WHERE l.actor = actors.id"
        self._sql.execute(
            "UPDATE actors SET "
            f" articles = (SELECT count(DISTINCT l.article) FROM local_actors l {live}),"
            " said = (SELECT count(DISTINCT s.statement) FROM local_actors l"
            f"  JOIN speakers s ON s.local_actor = l.id {live}),"
            " about = (SELECT count(DISTINCT b.statement) FROM local_actors l"
            f"  JOIN abouts b ON b.local_actor = l.id {live}"
            "  AND NOT EXISTS (SELECT 1 FROM speakers s JOIN local_actors o ON o.id = s.local_actor"
            "   WHERE s.statement = b.statement AND o.actor = actors.id)) "
            "WHERE id = ?",
            (actor,),
        )

    def _collect_aliases(self, actor: int) -> None:
        self._sql.execute("DELETE FROM aliases WHERE actor = ?", (actor,))
        self._sql.execute(
            "INSERT INTO aliases (actor, surface, kind, count) "
            "SELECT l.actor, m.surface, m.kind, count(*) FROM local_actors l"
            " JOIN articles a ON a.id = l.article AND a.live JOIN mentions m ON m.local_actor = l.id "
            "WHERE l.actor = ? AND m.kind <> 'pronoun' GROUP BY m.surface, m.kind",
            (actor,),
        )
