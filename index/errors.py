"""Everything that can go wrong in a way a user should hear about: facts, and a hint fit for a screen."""

from __future__ import annotations

import errno
from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar, Literal

FULL = frozenset((errno.ENOSPC, errno.EDQUOT, errno.EFBIG))
"""What the system says where a disk, a quota or the size of one file is used up."""


class DossierError(Exception):
    """Base of all errors that are shown to people.

    `str(error)` says what happened to what; `hint` says what to do next.
    """

    hint: str = ""

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        if hint:
            self.hint = hint


class SettingsError(DossierError):
    """settings.toml cannot be used."""

    hint = "Correct the file or remove it; `dossier doctor` prints its path."


class ArchiveError(DossierError):
    """The archive file cannot be opened or written."""

    def __init__(self, path: Path, message: str, *, hint: str = "") -> None:
        super().__init__(f"{path}: {message}", hint=hint)
        self.path = path


class ArchiveMissing(ArchiveError):
    """No archive at the path, and none may be made (read-only)."""


class NotAnArchive(ArchiveError):
    """The file is something else."""


class ArchiveDamaged(ArchiveError):
    """SQLite cannot read the archive."""

    hint = (
        "A damaged archive cannot be repaired. Restore a backup, or sync its sources into a new archive "
        "(--archive FILE), or move this one away and sync again."
    )


class DiskTrouble(ArchiveError):
    """The disk is full or fails; the archive is as it was after the last commit."""

    hint = "Free some space or check the disk, then sync again: what was recorded before is kept."


class FileInTheWay(ArchiveError):
    """A copy would take the place of a file that is there."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, "is there already", hint="Name another file, or say --force to replace it.")


class ArchiveNewer(ArchiveError):
    """The archive was written by a newer version of Dossier."""


class ArchiveLocked(ArchiveError):
    """Another process is syncing this archive."""

    def __init__(self, path: Path, holder: str) -> None:
        super().__init__(
            path, f"is being synced by {holder}", hint="Wait for it with `dossier sync --wait`, or stop it."
        )
        self.holder = holder


class IndexUnusable(DossierError):
    """The search index cannot be used as it is; it is a cache, so the answer is to rebuild it."""

    hint = "Run `dossier sync` to rebuild it from the archive."


class CacheUnusable(IndexUnusable):
    """The folder of the search index cannot be read or written; rebuilding would not help."""

    def __init__(self, folder: Path, error: OSError) -> None:
        hint = f"Make {folder} readable and writable, or name another folder as `cache` in settings.toml."
        if error.errno in FULL:
            hint = f"Free some space for {folder}, then run `dossier sync`: only the search index is behind."
        reason = error.strerror or str(error)
        super().__init__(f"{folder}: the search index cannot be kept here ({reason})", hint=hint)
        self.folder = folder


class SourceError(DossierError):
    """A source cannot be read: missing, empty, binary, unreadable."""

    outcome: ClassVar[Literal["failed", "scan", "skipped"]] = "failed"
    """As `index.answers` has it."""

    def __init__(self, locator: str, reason: str, *, hint: str) -> None:
        super().__init__(f"{locator}: {reason}", hint=hint)
        self.locator = locator
        self.reason = reason


class SourceUnread(SourceError):
    """A file of a format that Dossier does not read: it is passed over, and nothing is wrong with it."""

    outcome = "skipped"


class SourceScan(SourceError):
    """A file with pictures of pages and no text."""

    outcome = "scan"


class SourceCutOff(SourceError):
    """Reading a file stopped before its end: what follows is not known, so nothing in it counts as removed."""


class ModelMissing(DossierError):
    """No usable language model."""


class WorkersFailed(DossierError):
    """The processes that read articles cannot be kept running."""

    hint = "What was read so far is kept. Perhaps memory ran out: sync again with fewer workers (--workers 1)."

    def __init__(self, reason: str) -> None:
        super().__init__(f"the process that reads articles {reason}, again and again")


class QueryError(DossierError):
    """A query that cannot be read."""

    def __init__(self, query: str, message: str, *, start: int, end: int, hint: str = "") -> None:
        super().__init__(message, hint=hint)
        self.query = query
        self.start = start
        self.end = end


class ValueUnusable(DossierError):
    """A value that cannot stand in a field of an article's metadata."""

    def __init__(self, field: str, value: str, *, hint: str) -> None:
        super().__init__(f"{value!r} cannot be used as {field}", hint=hint)
        self.field = field
        self.value = value


class DecisionUnknown(DossierError):
    """No decision of that number that could be undone, or done again."""

    hint = "`dossier history` lists the decisions with their numbers."

    def __init__(self, number: int | None, reason: str) -> None:
        named = "there is no decision to change" if number is None else f"decision {number} is {reason}"
        super().__init__(named)
        self.number = number


class UnknownName(DossierError):
    """No actor or article of that name."""

    def __init__(self, kind: str, name: str, nearest: Sequence[str]) -> None:
        listed = (
            "`dossier actors` lists who is known." if kind == "actor" else "`dossier search` lists articles with ids."
        )
        hint = "Nearest names: " + ", ".join(nearest) + "." if nearest else listed
        super().__init__(f"no {kind} named {name!r} in this archive", hint=hint)
        self.kind = kind
        self.name = name
        self.nearest = tuple(nearest)


class AmbiguousName(DossierError):
    """A name that stands for several actors or articles."""

    def __init__(self, kind: str, name: str, matches: Sequence[str]) -> None:
        super().__init__(f"{name!r} names several {kind}s", hint="Say which: " + "; ".join(matches))
        self.kind = kind
        self.name = name
        self.matches = tuple(matches)
