"""The tables of an archive and the numbered migrations that lead to them. Knows no values, only SQL.

Rows have small integer ids inside; what leaves the package carries ids made from content. Offsets are code points.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from index.records.formats import format_1, format_2, format_3

APPLICATION_ID = 0x444F5352
"""`DOSR` in the SQLite header says that a file is one of ours."""


MIGRATIONS: tuple[str, ...] = (format_1.SQL, format_2.SQL, format_3.SQL)
"""Script number N leads from version N to version N + 1; a script that was released is never edited."""

VERSION = len(MIGRATIONS)


def migrate(connection: sqlite3.Connection) -> None:
    """Bring the tables of any earlier version (0: an empty file) to VERSION, each step in a transaction of its own.

    The version is read within: of two processes that open an old archive at once the second finds the work done.
    """
    while _step(connection):
        pass


def _step(connection: sqlite3.Connection) -> bool:
    connection.execute("BEGIN IMMEDIATE")
    try:
        version: int = connection.execute("PRAGMA user_version").fetchone()[0]
        if version < VERSION:
            for statement in _statements(MIGRATIONS[version]):
                connection.execute(statement)
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.execute(f"PRAGMA user_version = {version + 1}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    return version < VERSION


def _statements(script: str) -> Iterator[str]:
    """The statements of a script one by one, for `executescript` would commit before it began."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
    if statement.strip():
        yield statement
