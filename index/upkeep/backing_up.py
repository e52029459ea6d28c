"""A copy of an archive to keep or to hand over, checked before it counts; and putting such a copy in its place."""

from __future__ import annotations

import getpass
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from index.errors import FULL, ArchiveDamaged, ArchiveError, ArchiveMissing, DiskTrouble, FileInTheWay, NotAnArchive
from index.records import Records
from index.records.handing_over import strip
from index.settings import Settings
from index.sync.indexing import rebuild_index_of
from index.sync.lock import locked
from index.upkeep.verifying import verify_contents

SET_ASIDE = ".before-restore"
"""Added to the name of an archive that makes room for a restored one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Copied:
    """A finished copy."""

    articles: int
    size: int
    """Bytes."""
    originals: int
    """Files whose bytes are in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """A restored archive."""

    articles: int
    before: Path | None
    """Where the archive is that stood there before."""


def backup(archive: Path, target: Path, *, paths: bool = False, originals: bool = True, force: bool = False) -> Copied:
    """Write a checked copy of the archive as it is now; a sync may go on meanwhile.

    Without `paths` no local path, no user and nothing that was typed is in it. Raises FileInTheWay where the target is
    there already and `force` is not said, ArchiveError and its children, among them DiskTrouble.
    """
    if not archive.exists():
        raise ArchiveMissing(archive, "there is no such archive", hint="`dossier sync PATH` makes one.")
    if target.exists() and not force:
        raise FileInTheWay(target)
    target = target.resolve()  # a link goes on leading to the file
    if target.exists() and target.samefile(archive):
        raise ArchiveError(target, "is the archive itself", hint="Name another file for the copy.")
    with _new_file(target) as copy:
        with Records(archive, "read") as records:
            records.copy_to(copy)
        if not paths or not originals:
            strip(copy, paths=not paths, originals=not originals, avoided=_user())
        with Records(copy, "read") as records:
            _refuse_damage(records, "the copy", archive)
            with records.view() as view:
                articles, rows = view.articles.counts()[0], view.checks.rows()
        return Copied(articles=articles, size=copy.stat().st_size, originals=rows["originals"])


def restore(archive: Path, settings: Settings, source: Path) -> Restored:
    """Put a copy in the place of the archive, after checking it; what stood there is set aside under another name.

    Where that fails it is there again as it was. Raises ArchiveLocked while a sync runs, ArchiveError where a process
    has the archive open, and what opening the copy raises.
    """
    archive = archive.resolve()  # a link goes on leading to it
    if not source.exists():
        raise ArchiveMissing(source, "there is no such file")
    if archive.exists() and source.samefile(archive):
        raise ArchiveError(source, "is the archive itself", hint="Name the file that `dossier backup` has written.")
    if source.with_name(f"{source.name}-wal").exists():
        raise ArchiveError(source, "is open in another process", hint="Copy it with `dossier backup` first.")
    with locked(archive):
        with _new_file(archive, place=False) as copy:
            shutil.copyfile(source, copy)
            with _told_of(source, copy), Records(copy) as records:  # brings an older format up to date
                _refuse_damage(records, "the file", source)
            _sync(copy)
            with _set_aside(archive) as before:
                copy.replace(archive)
            _sync(archive.parent)
        with Records(archive) as records:
            rebuild_index_of(records, settings)
            with records.view() as view:
                return Restored(articles=view.articles.counts()[0], before=before)


@contextmanager
def _told_of(source: Path, copy: Path) -> Iterator[None]:
    """What is wrong with the copy is told of the file that it was made from."""
    try:
        yield
    except ArchiveError as error:
        error.args = (str(error).replace(str(copy), str(source)),)
        raise


def _refuse_damage(records: Records, what: str, of: Path) -> None:
    damage = [one for one in verify_contents(records) if one.remedy == "restore"]
    if damage:
        raise ArchiveDamaged(of, f"{what} is damaged ({damage[0].name}: {damage[0].examples[0]})")


@contextmanager
def _new_file(target: Path, *, place: bool = True) -> Iterator[Path]:
    """An empty file beside the target, for its owner alone; put in its place at the end, removed where that fails."""
    new = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        _clear_away(target)
        os.close(os.open(new, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        yield new
        if place:
            _sync(new)
            new.replace(target)
    except OSError as error:
        if error.errno in FULL:
            raise DiskTrouble(target, f"cannot be written ({error.strerror})") from error
        hint = f"Check the permissions of {target.parent}."
        raise ArchiveError(target, f"cannot be written ({error.strerror})", hint=hint) from error
    finally:
        for left in (new, *(new.with_name(new.name + suffix) for suffix in ("-wal", "-shm", "-journal"))):
            left.unlink(missing_ok=True)


def _clear_away(target: Path) -> None:
    """Remove what processes that were killed have left unfinished."""
    for left in target.parent.glob(f".{target.name}.*"):
        process = left.name.removeprefix(f".{target.name}.").partition("-")[0]
        if process.isdecimal() and not _is_running(int(process)):
            left.unlink(missing_ok=True)


def _is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


@contextmanager
def _set_aside(archive: Path) -> Iterator[Path | None]:
    """Give the archive that is there a second name; take it back where what follows fails.

    Its log goes with it, should it be too damaged to be opened.
    """
    if not archive.exists():
        yield None
        return
    _refuse_readers(archive)
    before = _free_name(archive)
    moved: list[tuple[Path, Path]] = []
    try:
        for suffix in ("-wal", "-shm", "-journal"):
            beside = archive.with_name(archive.name + suffix)
            if beside.exists():
                moved.append((beside, before.with_name(before.name + suffix)))
                beside.replace(moved[-1][1])
        try:
            os.link(archive, before)  # so that at every moment there is an archive of that name
        except OSError:  # a file system without hard links
            archive.replace(before)
        yield before
    except BaseException:
        for was, now in [*moved, (archive, before)]:
            if now.exists():
                now.replace(was)
                now.unlink(missing_ok=True)  # to rename a file to another name of its own does nothing
        raise


def _refuse_readers(archive: Path) -> None:
    try:
        with Records(archive) as records:
            if not records.is_alone():
                raise ArchiveError(archive, "is open in another process", hint="Close it there, then restore again.")
    except (ArchiveDamaged, NotAnArchive):
        pass  # why else would one restore


def _free_name(archive: Path) -> Path:
    name, number = archive.name + SET_ASIDE, 2
    while (before := archive.with_name(name)).exists():
        name, number = f"{archive.name}{SET_ASIDE}-{number}", number + 1
    return before


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _user() -> tuple[str, ...]:
    """Names of folders that tell who works here."""
    try:
        return (Path.home().name, getpass.getuser())
    except (KeyError, OSError, RuntimeError):  # a user without a name or home
        return ()
