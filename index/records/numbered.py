"""Texts that a file tells apart by number only ("line-2"): one more above moves all others, and none of them changes.

They are known by their text. Whose number another text needs waits under a name of its own until it is met again.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Collection

from index.records.given import is_numbered

_WAITING = re.compile(r"\^[0-9]+\Z")


def come_to(sql: sqlite3.Connection, file: int, article: int, locator: str, read: str, seen: Collection[str]) -> bool:
    """Bring the appearance of a text that the file has under another number to this one.

    `seen` are the numbers met so far, `read` is when. True where another text had been taken for a new version of it:
    it no longer is.
    """
    if not is_numbered(locator):
        return False
    here = sql.execute(
        "SELECT id, article FROM appearances WHERE locator = ? AND state = 'present'", (locator,)
    ).fetchone()
    if here and here[1] == article:
        return False
    mine = _unmet(sql, file, article, seen)
    replaced = None if mine else _replaced_by_mistake(sql, file, article, read)
    if mine is None and replaced is None:
        return False
    if here:
        sql.execute("UPDATE appearances SET locator = locator || '^' || id WHERE id = ?", (here[0],))
    if replaced:
        mine, successor = replaced
        sql.execute("UPDATE appearances SET previous = NULL WHERE id = ?", (successor,))
    sql.execute("UPDATE appearances SET locator = ?, state = 'present' WHERE id = ?", (locator, mine))
    return replaced is not None


def _unmet(sql: sqlite3.Connection, file: int, article: int, seen: Collection[str]) -> int | None:
    rows = sql.execute(
        "SELECT id, locator FROM appearances WHERE article = ? AND file = ? AND state = 'present' ORDER BY id",
        (article, file),
    )
    unmet = (row for row, place in rows if place not in seen and is_numbered(without_mark(place)))
    return next(unmet, None)


def _replaced_by_mistake(sql: sqlite3.Connection, file: int, article: int, read: str) -> tuple[int, int] | None:
    """An appearance of the text that gave way, at this reading, to what now has its number; and that one."""
    row: tuple[int, int] | None = sql.execute(
        "SELECT p.id, n.id FROM appearances p JOIN appearances n ON n.locator = p.locator AND n.previous = p.id "
        "WHERE p.article = ? AND p.file = ? AND p.state = 'replaced' AND n.state = 'present' AND n.retrieved = ?",
        (article, file, read),
    ).fetchone()
    return row


def without_mark(locator: str) -> str:
    """The locator that a text had before it had to wait."""
    return _WAITING.sub("", locator)
