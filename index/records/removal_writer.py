"""Taking sources and articles out of an archive: out of sight, so that it can be undone, or out of existence."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from index.model import ArticleId
from index.records.json_list import json_list
from index.records.removal_queries import UNFINISHED

_DERIVED = ("copies", "likenesses", "bands", "sketches", "surroundings", "changed_articles")
"""What is kept of an article besides what it says; tables that name two articles name the other one `_OTHER`."""
_OTHER = {"copies": "original", "likenesses": "other"}
_SAID = ("mentions", "roles", "affiliations", "events", "times", "amounts", "passages", "statements", "local_actors")
"""What an article says, in an order in which nothing points to what is gone; parts go with their statement or event."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Originals:
    """What a purge could not leave of originals, and what it could not take."""

    shared: int
    """Kept: other articles were read from the same bytes."""
    containing: int
    """Deleted, though their own articles stay: they held what was purged, as a letter does what is attached to it."""


class RemovalWriter:
    """What the analyst takes out."""

    def __init__(self, connection: sqlite3.Connection, touched: set[int]) -> None:
        self._sql = connection
        self._touched = touched

    def unfollow(self, locators: Collection[str]) -> None:
        """Sync these sources no more; what was read from them stays, what could not be read is no longer listed."""
        for locator in locators:
            self._sql.execute("UPDATE sources SET followed = 0 WHERE locator = ?", (locator,))
            self._sql.execute(
                "DELETE FROM failures WHERE source = (SELECT id FROM sources WHERE locator = ?)", (locator,)
            )

    def dismiss(self, articles: Collection[ArticleId], when: str) -> None:
        """Hide these articles, whatever a sync finds."""
        self._sql.executemany("INSERT OR IGNORE INTO dismissed VALUES (?, ?)", [(one, when) for one in articles])
        self._touched.update(self._rows(articles))

    def readmit(self, articles: Collection[ArticleId]) -> None:
        """Let them count again; where one was purged, the files that hold it are to be read again."""
        self._sql.execute(
            "DELETE FROM dismissed WHERE article IN (SELECT value FROM json_each(?))", (json_list(articles),)
        )
        self._touched.update(self._rows(articles))
        for article in articles:
            told = self._sql.execute("SELECT locator, file FROM failures WHERE instr(hint, ?)", (article,)).fetchall()
            for locator, file in told:
                self._sql.execute("DELETE FROM failures WHERE locator = ?", (locator,))
                self._forget_reading("locator = ?", file)

    def _forget_reading(self, where: str, file: str | int) -> None:
        """The next sync looks into the file as if it were new."""
        self._sql.execute(f"UPDATE files SET sha256 = NULL, size = NULL, mtime_ns = NULL WHERE {where}", (file,))

    def purge(self, articles: Collection[ArticleId], when: str) -> Originals:
        """Delete everything that is known of these articles but their ids, so that no sync brings them back.

        Whoever was joined, grouped or indexed with them is marked to be looked at again. The history of changes is
        begun anew: no search index that was written before can pass for one of this archive. Until `finish_purge` the
        purge is known to be unfinished.
        """
        self._sql.execute("PRAGMA defer_foreign_keys = ON")
        rows = json_list(self._rows(articles))
        self._forget_decisions(rows, articles)
        self._forget_neighbours(rows)
        for table in _SAID:
            self._sql.execute(f"DELETE FROM {table} WHERE article IN (SELECT value FROM json_each(?))", (rows,))
        originals = self._forget_originals(rows)
        files = self._forget_appearances(rows)
        self._sql.execute("DELETE FROM articles WHERE id IN (SELECT value FROM json_each(?))", (rows,))
        self._sql.executemany("INSERT OR IGNORE INTO dismissed VALUES (?, ?)", [(one, when) for one in articles])
        self._forget_leftovers(files)
        self._sql.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (UNFINISHED, when))
        return originals

    def _rows(self, articles: Collection[ArticleId]) -> list[int]:
        found = self._sql.execute(
            "SELECT id FROM articles WHERE article IN (SELECT value FROM json_each(?))", (json_list(articles),)
        )
        return [row[0] for row in found]

    def _forget_decisions(self, rows: str, articles: Collection[ArticleId]) -> None:
        """Decisions on nothing else go; of others what was said of these. Where another text stands, they are on it."""
        places = "SELECT locator FROM appearances WHERE article IN (SELECT value FROM json_each(?1))"
        of_text = "substr(anchor, -16) IN (SELECT value FROM json_each(?2))"
        known = (rows, json_list(articles))
        touched = self._sql.execute(
            f"SELECT DISTINCT decision FROM given WHERE anchor IN ({places}) OR {of_text}", known
        ).fetchall()
        self._sql.execute(
            f"DELETE FROM given WHERE {of_text} OR anchor IN ({places}) AND NOT EXISTS (SELECT 1 FROM appearances"
            "  WHERE locator = anchor AND article NOT IN (SELECT value FROM json_each(?1)))",
            known,
        )
        for (decision,) in touched:
            self._tell_what_is_left(decision)

    def _tell_what_is_left(self, decision: int) -> None:
        """The log says of a decision no value of what is gone, and no title, which may be one of these."""
        given = self._sql.execute("SELECT field, value, anchor FROM given WHERE decision = ?", (decision,)).fetchall()
        if not given:
            self._sql.execute("DELETE FROM decisions WHERE id = ?", (decision,))
            return
        values: dict[str, set[str | None]] = {}
        for field, value, _ in given:
            values.setdefault(field, set()).add(value)
        fields = {field: next(iter(found)) if len(found) == 1 else len(found) for field, found in values.items()}
        left = len({anchor for _, _, anchor in given})
        detail = json.loads(*self._sql.execute("SELECT detail FROM decisions WHERE id = ?", (decision,)).fetchone())
        detail |= {"fields": fields, "articles": min(left, detail.get("articles", left)), "title": ""}
        self._sql.execute(
            "UPDATE decisions SET detail = ? WHERE id = ?", (json.dumps(detail, ensure_ascii=False), decision)
        )

    def _forget_neighbours(self, rows: str) -> None:
        """Actors are counted again, copies grouped again, and the history of changes ends here."""
        self._sql.execute(
            "INSERT OR IGNORE INTO stale_actors SELECT actor FROM local_actors"
            " WHERE actor IS NOT NULL AND article IN (SELECT value FROM json_each(?))",
            (rows,),
        )
        alike = self._sql.execute(
            "SELECT article FROM likenesses WHERE other IN (SELECT value FROM json_each(?1))"
            " AND article NOT IN (SELECT value FROM json_each(?1))",
            (rows,),
        )
        self._touched.update(row[0] for row in alike.fetchall())
        for table in _DERIVED:
            where = "article IN (SELECT value FROM json_each(?1))"
            if table in _OTHER:
                where += f" OR {_OTHER[table]} IN (SELECT value FROM json_each(?1))"
            self._sql.execute(f"DELETE FROM {table} WHERE {where}", (rows,))
        self._sql.execute("DELETE FROM changed_articles")
        self._sql.execute("DELETE FROM changes")
        if not self._touched:  # something must be: the new history begins with it
            self._touched.update(
                row[0]
                for row in self._sql.execute(
                    "SELECT id FROM articles WHERE id NOT IN (SELECT value FROM json_each(?)) LIMIT 1", (rows,)
                )
            )

    def _forget_originals(self, rows: str) -> Originals:
        """The bytes that they were read from, alone or with other articles; not those that others were read from."""
        purged = "article IN (SELECT value FROM json_each(?1))"
        places = self._sql.execute(f"SELECT locator FROM appearances WHERE {purged}", (rows,))
        around = json_list(sorted({place for (locator,) in places for place in _around(locator)}))
        held = "locator IN (SELECT value FROM json_each(?2))"
        theirs = f"SELECT original FROM appearances WHERE {purged}"
        others = f"SELECT original FROM appearances WHERE NOT ({purged} OR {held}) AND original IS NOT NULL"
        shared = self._sql.execute(
            f"SELECT count(*) FROM originals WHERE sha256 IN ({theirs}) AND sha256 IN ({others})", (rows, around)
        ).fetchone()[0]
        self._sql.execute(
            f"DELETE FROM originals WHERE sha256 IN ({theirs}) AND sha256 NOT IN ({others})", (rows, around)
        )
        containing = self._sql.execute(
            f"DELETE FROM originals WHERE sha256 IN (SELECT original FROM appearances WHERE {held})", (rows, around)
        ).rowcount
        return Originals(shared=shared, containing=containing)

    def _forget_appearances(self, rows: str) -> set[int]:
        """Where they appeared; returns the rows of the files."""
        where = "WHERE article IN (SELECT value FROM json_each(?))"
        files = {row[0] for row in self._sql.execute(f"SELECT DISTINCT file FROM appearances {where}", (rows,))}
        self._sql.execute(
            "DELETE FROM fetches WHERE url IN (SELECT locator FROM appearances"
            " WHERE article IN (SELECT value FROM json_each(?1)) UNION SELECT url FROM appearances"
            " WHERE article IN (SELECT value FROM json_each(?1)))",
            (rows,),
        )
        self._sql.execute(
            "UPDATE appearances SET previous = NULL WHERE previous IN"
            " (SELECT id FROM appearances WHERE article IN (SELECT value FROM json_each(?)))",
            (rows,),
        )
        self._sql.execute(f"DELETE FROM appearances {where}", (rows,))
        return files

    def _forget_leftovers(self, files: Iterable[int]) -> None:
        """Files that nothing is known from any more, and words and names that nobody is called by any more."""
        for file in files:
            self._sql.execute(
                "DELETE FROM failures WHERE file = (SELECT locator FROM files WHERE id = ?1)"
                " AND NOT EXISTS (SELECT 1 FROM appearances WHERE file = ?1)",
                (file,),
            )
            self._sql.execute(
                "DELETE FROM files WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM appearances WHERE file = ?1)", (file,)
            )
            self._forget_reading("id = ?", file)
        self._sql.execute(
            "DELETE FROM families WHERE NOT EXISTS"
            " (SELECT 1 FROM local_actors l WHERE l.cls = families.cls AND l.joined_by = families.key)"
        )

    def forget_words(self) -> None:
        """Names that no mention has any more; after the actors were counted again."""
        self._sql.execute(
            "DELETE FROM surfaces WHERE id NOT IN (SELECT surface FROM mentions)"
            " AND id NOT IN (SELECT surface FROM aliases)"
        )

    def finish_purge(self) -> None:
        """Nothing is left to be done of a purge."""
        self._sql.execute("DELETE FROM meta WHERE key = ?", (UNFINISHED,))


def _around(locator: str) -> Iterable[str]:
    """The places in which a place lies: a file for an article of it, a letter for what is attached to it."""
    parts = locator.split("#")
    return ("#".join(parts[:number]) for number in range(1, len(parts)))
