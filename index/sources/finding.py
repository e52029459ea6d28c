"""What lies under a path: files in a stable order, without opening any of them."""

from __future__ import annotations

import errno
import os
import re
import stat
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from index.errors import SourceError
from index.sources.metadata import METADATA_FILE

PASSED_OVER = re.compile(r"\..*|.*~|#.*#|.*\.(bak|swp|swo|tmp)", re.DOTALL | re.IGNORECASE)
"""Hidden files and what editors leave behind."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A file, or a folder that cannot be looked into: reading it then says why.

    Where a folder cannot be looked into, nothing beneath it may be taken for removed.
    """

    locator: str
    """Resolved path. Bytes of a name that are not UTF-8 are written `\\xff`, so that it can be stored and printed."""
    size: int
    mtime_ns: int
    """For the shortcut past files that are as they were, never a date of publication."""
    path: Path | None = None
    """The path as the system has it; None where the locator says it."""
    given: Mapping[str, str] = field(default_factory=dict)
    """What is said of it elsewhere, as in metadata.csv, and wins over what it says itself."""
    otherwise: Mapping[str, str] = field(default_factory=dict)
    """What is said of it elsewhere, for what it does not say itself."""
    remarks: tuple[str, ...] = ()
    """Told with whatever is read from it."""


def find(paths: Sequence[Path]) -> Iterator[Found]:
    """The files at or under `paths`, each once, in the order of the paths and of their names.

    Raises SourceError for a path that does not exist or a folder among `paths` that cannot be opened. What is
    wrong deeper down is found like a file, and reading it raises.
    """
    seen: set[str] = set()
    for path in paths:
        for found in _under(path):
            if found.locator not in seen:
                seen.add(found.locator)
                yield found


def locator_of(path: Path) -> str:
    """`path` as text that can be stored anywhere."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def path_of(found: Found) -> Path:
    """The path as the system has it."""
    return found.path or Path(found.locator)


def unreadable(locator: str, error: OSError) -> SourceError:
    """The error for what the system will not let us read."""
    match error:
        case FileNotFoundError():
            return SourceError(locator, "no such file or folder", hint="Check the path.")
        case OSError(errno=errno.ELOOP):
            return SourceError(locator, "is a link that leads round in a circle", hint="Remove or repair the link.")
        case PermissionError():
            return SourceError(locator, "no permission to read it", hint="Ask its owner, or change its permissions.")
    hint = "Check that the disk is there and the path is right."
    return SourceError(locator, f"cannot be read: {error.strerror or error}", hint=hint)


def check(path: Path) -> tuple[Path, os.stat_result]:
    """The path resolved, and what it is. Raises SourceError where there is nothing, or a folder cannot be opened."""
    try:
        root = path.expanduser().resolve()
        status = root.stat()
        if stat.S_ISDIR(status.st_mode):
            _entries(root)
    except OSError as error:
        raise unreadable(locator_of(path), error) from error
    except (RuntimeError, ValueError) as error:  # a circle of links, a home that is not there, a NUL in the path
        raise SourceError(locator_of(path), f"is no path: {error}", hint="Check the path.") from error
    return root, status


def find_at(path: Path) -> Iterator[Found]:
    """The files at or under a path that lies in a source, as finding them from there would call them; perhaps none."""
    status = _status(path)
    if status is not None and stat.S_ISDIR(status.st_mode):
        yield from _in_folder(path, status)
    elif status is not None or path.is_symlink():
        yield _found(path, status)


def is_passed_over(path: Path, root: Path) -> bool:
    """Whether finding from `root` never comes to `path`, which lies at or under it."""
    return any(PASSED_OVER.fullmatch(part) for part in path.relative_to(root).parts)


def _under(path: Path) -> Iterator[Found]:
    root, status = check(path)
    if stat.S_ISDIR(status.st_mode):
        yield from _in_folder(root, status)
    else:
        yield _found(root, status)


def _in_folder(root: Path, root_status: os.stat_result) -> Iterator[Found]:
    """Files of a folder before those of the folders in it; linked folders last, and only if not visited by then."""
    folders, links = [(root, root_status)], deque[tuple[Path, os.stat_result]]()
    visited: set[tuple[int, int]] = set()
    while folders or links:
        folder, folder_status = folders.pop() if folders else links.popleft()
        key = (folder_status.st_dev, folder_status.st_ino)
        if key in visited:
            continue
        visited.add(key)
        try:
            entries = _entries(folder)
        except OSError:
            yield _found(folder, folder_status)
            continue
        deeper = []
        for path in entries:
            status = _status(path)
            if status is None or not stat.S_ISDIR(status.st_mode):
                yield _found(path, status)
            elif path.is_symlink():
                links.append((path, status))
            else:
                deeper.append((path, status))
        folders.extend(reversed(deeper))


def _entries(folder: Path) -> list[Path]:
    """What Dossier looks at in a folder, by name."""
    entries = (path for path in folder.iterdir() if path.name != METADATA_FILE)
    return sorted((path for path in entries if not PASSED_OVER.fullmatch(path.name)), key=lambda path: path.name)


def _status(path: Path) -> os.stat_result | None:
    """None where a link leads nowhere or round in a circle, or the file has just gone."""
    try:
        return path.stat()
    except OSError:
        return None


def _found(path: Path, status: os.stat_result | None) -> Found:
    locator = locator_of(path)
    return Found(
        locator=locator,
        size=status.st_size if status else 0,
        mtime_ns=status.st_mtime_ns if status else 0,
        path=None if str(path) == locator else path,
    )
