"""Metadata that the analyst decided: under which name it is kept, and how it stands in place of what was read."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Mapping
from typing import TypeAlias

from index.model import ArticleId, DateBasis

Fields: TypeAlias = Mapping[str, str | None]

FIELDS = ("title", "outlet", "published", "url", "byline", "note", "language")
"""What can be decided of an appearance."""
DECIDED = ("title", "outlet", "published", "published_basis", "url", "byline", "note")
"""The columns of an appearance in which what was decided stands in place of what was read."""
_BY_NUMBER = re.compile(r"(?P<file>.*)#(?:(?:line|row|record|part)-)?[0-9]+", re.DOTALL)
_OF_TEXT = "#="


def is_numbered(locator: str) -> bool:
    """Whether a number is all that tells this text from others of its file."""
    return _BY_NUMBER.fullmatch(locator) is not None


def anchor_of(locator: str, article: ArticleId) -> str:
    """What a decision about an appearance is kept under.

    That is its locator, so that it outlives other versions of the text. Where several texts of a file are told apart
    by a number only ("line-2"), it is file and text: a line more above would make it a decision about another one.
    """
    numbered = _BY_NUMBER.fullmatch(locator)
    return f"{numbered['file']}{_OF_TEXT}{article}" if numbered else locator


def appearances_at(sql: sqlite3.Connection, anchor: str) -> list[int]:
    """The present appearances that a decision under this anchor is about."""
    file, of_text, article = anchor.rpartition(_OF_TEXT)
    if of_text:
        rows = sql.execute(
            "SELECT p.id FROM articles a JOIN appearances p ON p.article = a.id "
            "WHERE a.article = ? AND p.state = 'present' AND (p.locator = ? OR substr(p.locator, 1, length(?)) = ?)",
            (article, file, f"{file}#", f"{file}#"),
        )
    else:
        rows = sql.execute("SELECT id FROM appearances WHERE locator = ? AND state = 'present'", (anchor,))
    return [row[0] for row in rows]


def given_at(sql: sqlite3.Connection, anchor: str) -> Fields:
    """The fields that are decided there, by the latest decision on each that is not undone."""
    rows = sql.execute(
        "SELECT g.field, g.value FROM given g JOIN decisions d ON d.id = g.decision "
        "WHERE g.anchor = ? AND d.undone IS NULL ORDER BY g.decision",
        (anchor,),
    )
    return dict(rows.fetchall())


def given_for(sql: sqlite3.Connection, locator: str, article: ArticleId, title: str) -> Fields:
    """The fields that are decided of this text, which is about to be recorded there under this title of its own.

    Decisions hold for later versions of a text, and a version keeps its title. Where a text with another title takes
    the place, the outlet is still that of the place; all else stays with the text it was decided about.
    """
    anchor = anchor_of(locator, article)
    before: tuple[str, str, str | None] | None = sql.execute(
        "SELECT a.article, p.title, p.as_read FROM appearances p JOIN articles a ON a.id = p.article "
        "WHERE p.locator = ? ORDER BY p.state <> 'present', p.id DESC LIMIT 1",
        (locator,),
    ).fetchone()
    if anchor == locator and before is not None and before[0] != article:
        read = read_before({"title": before[1]}, before[2])
        if read["title"] != title:
            sql.execute(
                "UPDATE OR REPLACE given SET anchor = ? WHERE anchor = ? AND field <> 'outlet'",
                (f"{locator}{_OF_TEXT}{before[0]}", anchor),
            )
    return {**given_at(sql, f"{locator}{_OF_TEXT}{article}"), **given_at(sql, anchor)}


def overlaid(read: Fields, given: Fields) -> tuple[dict[str, str | None], str | None]:
    """What counts of these fields, and as JSON what was read in those that were decided; None where none was.

    A date that was decided has `given` as its basis, and none has none. There is always a title.
    """
    decided = {field: value for field, value in given.items() if field != "title" or value}
    if "published" in decided:
        decided["published_basis"] = DateBasis.GIVEN.value if decided["published"] else None
    as_read = {field: read[field] for field in sorted(decided)}
    return {**read, **decided}, json.dumps(as_read, ensure_ascii=False) if as_read else None


def read_before(now: Fields, as_read: str | None) -> dict[str, str | None]:
    """The fields as they were read, from those that count and what is kept of the others."""
    return {**now, **(json.loads(as_read) if as_read else {})}
