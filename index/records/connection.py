"""Opening the archive file: what it is, whether it may be opened, and what SQLite's complaints mean to people."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

from index.errors import ArchiveDamaged, ArchiveError, ArchiveMissing, ArchiveNewer, DiskTrouble, NotAnArchive
from index.records import schema
from index.records.surfaces import fold

Access = Literal["create", "write", "read"]
"""`create` makes a missing archive; `write` may migrate and check-point; `read` leaves every byte as it is."""

BUSY_SECONDS = 5.0
_HEADER = b"SQLite format 3\x00"


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Turn what sqlite3 raises into the project's errors."""
    try:
        yield
    except sqlite3.OperationalError as error:
        raise _operational(path, error) from error
    except sqlite3.IntegrityError as error:
        raise ArchiveDamaged(path, f"contradicts itself ({error})") from error
    except sqlite3.DatabaseError as error:
        if "file is not a database" in str(error):
            raise NotAnArchive(path, "is not a Dossier archive", hint=_FOREIGN_HINT) from error
        raise ArchiveDamaged(path, f"is damaged ({error})") from error


_BAD_CONTENT = (sqlite3.SQLITE_IOERR_SHORT_READ, sqlite3.SQLITE_IOERR_DATA)
"""Errors of reading that come of what the file holds, and not of the disk."""
_FOREIGN_HINT = "Check the name of the file: --archive names an archive, sources are given as plain arguments."


def _operational(path: Path, error: sqlite3.OperationalError) -> ArchiveError:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return ArchiveError(path, "is busy in another process", hint="Try again when that process has finished.")
    if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_AUTH):
        return _forbidden(path, "written" if code == sqlite3.SQLITE_READONLY else "opened")
    if code == sqlite3.SQLITE_FULL:
        return DiskTrouble(path, "cannot grow: the disk is full")
    if code == sqlite3.SQLITE_IOERR and error.sqlite_errorcode not in _BAD_CONTENT:
        return DiskTrouble(path, f"the disk failed, or takes no more ({error})")
    if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_ERROR):
        return ArchiveDamaged(path, f"is damaged ({error})")
    return ArchiveError(path, str(error))


def _forbidden(path: Path, what: str) -> ArchiveError:
    hint = f"Check the permissions of the file and of {path.parent}."
    if what == "written":
        hint += " To look without writing, say --read-only."
    return ArchiveError(path, f"may not be {what}", hint=hint)


def prepare(path: Path, access: Access) -> int | None:
    """Check the file, make it where it may be made, and migrate it where it is older; then say from which format.

    Raises ArchiveMissing, NotAnArchive, ArchiveNewer, ArchiveDamaged, or ArchiveError for permissions.
    """
    header = _read_header(path, access)
    if header and not header.startswith(_HEADER):
        raise NotAnArchive(path, "is not a Dossier archive", hint=_FOREIGN_HINT)
    if not header and access != "create":
        raise NotAnArchive(path, "is empty", hint="`dossier sync PATH` fills a new archive.")
    with translated(path):
        connection = connect(path, access) if access == "read" else _connect_uri(path, "mode=rw")
        try:
            return _check_version(path, connection, access, fresh=not header)
        finally:
            connection.close()


def is_archive(path: Path) -> bool:
    """Whether this is an existing file that is an archive, by its name or its first bytes."""
    try:
        if not path.is_file():
            return False
        with path.open("rb") as file:
            header = file.read(72)
    except OSError:
        return path.suffix == ".dossier"
    ours = header.startswith(_HEADER) and header[68:] == schema.APPLICATION_ID.to_bytes(4, "big")
    return ours or path.suffix == ".dossier"


def _read_header(path: Path, access: Access) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(100)
    except FileNotFoundError:
        if access != "create":
            raise ArchiveMissing(path, "there is no such archive", hint="`dossier sync PATH` makes one.") from None
    except IsADirectoryError as error:
        raise NotAnArchive(path, "is a folder, not an archive", hint=_FOREIGN_HINT) from error
    except OSError as error:
        raise _forbidden(path, "read") from error
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    except OSError as error:
        raise _forbidden(path, "made") from error
    return b""


def _check_version(path: Path, connection: sqlite3.Connection, access: Access, *, fresh: bool) -> int | None:
    application: int = connection.execute("PRAGMA application_id").fetchone()[0]
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    tables: int = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]
    blank = access == "create" and (fresh or not tables) and not application
    if application != schema.APPLICATION_ID and not blank:
        raise NotAnArchive(path, "is a database of another program", hint=_FOREIGN_HINT)
    if version > schema.VERSION:
        raise ArchiveNewer(
            path,
            f"was written by a newer Dossier (format {version}, this one knows {schema.VERSION})",
            hint="Install the newer version, or name another file with --archive.",
        )
    if version < schema.VERSION:
        if access == "read":
            raise ArchiveError(path, f"has the older format {version}", hint="Open it once without --read-only.")
        schema.migrate(connection)
        return version or None
    return None


def connect(path: Path, access: Access) -> sqlite3.Connection:
    """A connection with our pragmas; readers cannot change a byte of the file, and no schema is trusted."""
    if access == "read":
        connection = _connect_read_only(path)
    else:
        connection = _connect_uri(path, "mode=rw")
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")
        except sqlite3.DatabaseError:
            connection.close()
            raise
    return connection


def plain_connection(path: Path) -> sqlite3.Connection:
    """A connection that writes, in whatever journal mode the file is."""
    return _connect_uri(path, "mode=rw")


def _connect_uri(path: Path, options: str) -> sqlite3.Connection:
    connection = sqlite3.connect(
        f"{path.resolve().as_uri()}?{options}",
        uri=True,
        timeout=BUSY_SECONDS,
        isolation_level=None,
        check_same_thread=False,
        cached_statements=256,
    )
    try:
        for pragma in ("trusted_schema = OFF", "foreign_keys = ON", "cell_size_check = ON", "temp_store = MEMORY"):
            connection.execute(f"PRAGMA {pragma}")
        connection.create_function("fold", 1, fold, deterministic=True)
    except sqlite3.DatabaseError:
        connection.close()
        raise
    return connection


def _connect_read_only(path: Path) -> sqlite3.Connection:
    """`immutable` is the way into a file on a medium that takes no write-ahead log beside it."""
    connection = _connect_uri(path, "mode=ro")
    try:
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except sqlite3.OperationalError as error:
        connection.close()
        busy = error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
        if busy or path.with_name(path.name + "-wal").exists():
            raise
        return _connect_uri(path, "mode=ro&immutable=1")
    return connection
