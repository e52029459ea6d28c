"""The sidecar: what the index contains, and the sizes and checksums of its files. Written last, in one step."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from index.fulltext.schema import SCHEMA_VERSION

SIDECAR = "stamp.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """Which archive the index was made from, and up to which of its changes."""

    archive: str
    seq: int
    nonce: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexFile:
    """A file of the index as it was when it was written."""

    size: int
    sha256: str

    @staticmethod
    def of(path: Path) -> IndexFile:
        """The file as it is now."""
        with path.open("rb") as stream:
            return IndexFile(size=path.stat().st_size, sha256=hashlib.file_digest(stream, "sha256").hexdigest())


@dataclass(frozen=True, slots=True, kw_only=True)
class Sidecar:
    """A finished state of the index."""

    stamp: Stamp
    folder: str
    """Name of the folder beside the sidecar that holds the files."""
    generation: int
    """Whoosh's own count of commits."""
    files: Mapping[str, IndexFile]
    schema: int = SCHEMA_VERSION

    def write(self, folder: Path) -> None:
        """Put the sidecar in place; whoever reads sees the old one or this one, whole."""
        written = folder / f"{SIDECAR}.{self.folder}"
        with written.open("w", encoding="utf-8") as stream:
            json.dump(asdict(self), stream)
            stream.flush()
            os.fsync(stream.fileno())
        written.replace(folder / SIDECAR)
        sync_folder(folder)


def read_sidecar(folder: Path) -> Sidecar | None:
    """The sidecar in `folder`; None where there is none, it cannot be understood or is of another schema version.

    PermissionError is passed on: rebuilding would not help.
    """
    try:
        written = json.loads((folder / SIDECAR).read_text(encoding="utf-8"))
        return _sidecar(written) if written["schema"] == SCHEMA_VERSION else None
    except PermissionError:
        raise
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None


def _sidecar(written: dict[str, Any]) -> Sidecar:
    stamp, name = written["stamp"], str(written["folder"])
    files = {
        str(file): IndexFile(size=int(seen["size"]), sha256=str(seen["sha256"]))
        for file, seen in written["files"].items()
    }
    if any(part in ("", ".", "..") or Path(part).name != part for part in (name, *files)):
        raise ValueError("a name in the sidecar leads out of the folder")
    return Sidecar(
        stamp=Stamp(archive=str(stamp["archive"]), seq=int(stamp["seq"]), nonce=str(stamp["nonce"])),
        folder=name,
        generation=int(written["generation"]),
        files=files,
    )


def sync_file(path: Path) -> None:
    """Make sure the contents of a file, or the names in a folder, have reached the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


sync_folder = sync_file
