"""Taking out of a copy what others need not know: local paths, what was typed, the bytes that texts were read from."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Mapping
from pathlib import Path, PurePath

from index.records.connection import plain_connection, translated

_ADDRESS = "://"
"""What has it is no path of this machine."""


def strip(copy: Path, *, paths: bool, originals: bool, avoided: Collection[str] = ()) -> None:
    """Leave out local paths, originals, or both, and write the file anew so that no trace of them is left.

    A path is told from its source on ("news/2022/a.txt"), and a source by the name of its folder, unless that is one
    of the names to be `avoided`. Sources that are paths are followed no more, for they lead nowhere now.
    """
    with translated(copy):
        connection = plain_connection(copy)
        try:
            connection.execute("PRAGMA journal_mode = OFF")  # the copy is thrown away where this fails
            connection.execute("PRAGMA secure_delete = ON")
            connection.execute("BEGIN")
            if paths:
                _Paths(connection, avoided).leave_out()
            if originals:
                connection.execute("DELETE FROM originals")
            connection.execute("COMMIT")
            connection.execute("VACUUM")
        finally:
            connection.close()


class _Paths:
    """Local paths and what they become; two that would become the same are numbered."""

    def __init__(self, connection: sqlite3.Connection, avoided: Collection[str]) -> None:
        self._sql = connection
        self._taken: set[str] = set()
        self._sources: dict[str, str] = {}
        self._files: dict[str, str] = {}
        rows = connection.execute("SELECT locator FROM sources WHERE kind = 'path' ORDER BY id").fetchall()
        for (locator,) in rows:
            name = PurePath(locator).name
            self._sources[locator] = self._free("source" if not name or name in avoided else name)

    def leave_out(self) -> None:
        """Write every path anew, and forget what else may hold one."""
        self._sql.execute("DELETE FROM files WHERE id NOT IN (SELECT file FROM appearances)")
        for (locator,) in self._sql.execute("SELECT locator FROM files ORDER BY id").fetchall():
            self._files[locator] = self._file(locator)
        self._rewrite("sources", "locator", self._sources)
        self._rewrite("files", "locator", self._files)
        self._anchored("appearances", "locator")
        self._anchored("given", "anchor")
        self._sql.execute("UPDATE sources SET given = NULL, options = '{}'")
        self._sql.execute("UPDATE sources SET followed = 0 WHERE kind = 'path'")
        self._sql.execute("UPDATE appearances SET url = NULL WHERE url LIKE 'file:%'")
        self._sql.execute("DELETE FROM failures")
        for decision, detail in self._sql.execute("SELECT id, detail FROM decisions").fetchall():
            kept = {name: value for name, value in json.loads(detail).items() if name != "from"}
            self._sql.execute(
                "UPDATE decisions SET detail = ? WHERE id = ?", (json.dumps(kept, ensure_ascii=False), decision)
            )

    def _file(self, locator: str) -> str:
        if _ADDRESS in locator:
            return locator
        if locator in self._sources:
            return self._sources[locator]
        above = [source for source in self._sources if locator.startswith(source.rstrip("/") + "/")]
        if not above:
            return self._free(PurePath(locator).name)
        source = max(above, key=len)
        return self._free(self._sources[source] + locator[len(source.rstrip("/")) :])

    def _free(self, name: str) -> str:
        found, number = name, 2
        while found in self._taken:
            stem, dot, suffix = name.rpartition(".")
            found = f"{stem}-{number}.{suffix}" if stem and dot else f"{name}-{number}"
            number += 1
        self._taken.add(found)
        return found

    def _rewrite(self, table: str, column: str, names: Mapping[str, str]) -> None:
        """In two steps, for a new name may be another's old one."""
        for mark in ("\x00", ""):
            self._sql.executemany(
                f"UPDATE {table} SET {column} = ? WHERE {column} = ?",
                [(mark + new, ("\x00" + new) if not mark else old) for old, new in names.items()],
            )

    def _anchored(self, table: str, column: str) -> None:
        """A place in a file begins with the file's path."""
        rows = self._sql.execute(f"SELECT DISTINCT {column} FROM {table}").fetchall()
        self._rewrite(table, column, {place: self._place(place) for (place,) in rows})

    def _place(self, place: str) -> str:
        if _ADDRESS in place:
            return place
        ends = [at for at, sign in enumerate(place) if sign in "#/"] + [len(place)]
        file = next((place[:end] for end in reversed(ends) if place[:end] in self._files), None)
        if file is None:
            return self._free(PurePath(place).name)
        return self._files[file] + place[len(file) :]
