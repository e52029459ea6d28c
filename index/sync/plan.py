"""What a sync has to do: which files are new, changed, moved, gone, and which need no look."""

from __future__ import annotations

import dataclasses
import hashlib
import os
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePath

from index.answers import PURGED, Failure
from index.errors import SourceError, SourceUnread
from index.model import ArticleId
from index.records.file_queries import FileRow
from index.sources import Found, find, format_of
from index.sources.finding import check, find_at, locator_of, path_of, unreadable
from index.sources.metadata import METADATA_FILE
from index.sources.reading import opened
from index.sources.web.fetching import Marks
from index.sync.estimate import Expected
from index.sync.scope import EVERYTHING, Scope

_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """A file to be looked into."""

    found: Found
    source: str
    metadata: str
    """Fingerprint of the metadata beside it."""
    moved_from: str | None = None
    marks: Marks | None = None
    """Of what a web server gave."""


@dataclass(slots=True, kw_only=True)
class Plan:
    """What is to be done, before anything is."""

    to_read: list[Planned] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    failures: list[tuple[str, Failure]] = field(default_factory=list)
    """With the source that could not be read."""
    roots: list[str] = field(default_factory=list)
    """Sources that could be read."""
    looked: list[str] = field(default_factory=list)
    """The sources, or parts of them, in which everything that is there was found."""
    seen: set[str] = field(default_factory=set)
    """Every file that was found."""

    def no_longer_there(self, files: Iterable[str]) -> list[str]:
        """Those of the files that lie where everything was found, and were not.

        What was found above a file is a folder that could not be looked into: the file may still be there.
        """
        places = tuple(locator_of(Path(place)).rstrip("/") + "/" for place in self.looked)
        return [
            one
            for one in files
            if one not in self.seen
            and f"{one}/".startswith(places)
            and self.seen.isdisjoint(map(str, PurePath(one).parents))
        ]


def places_of(paths: Iterable[str]) -> list[str]:
    """How the archive calls these paths, and where they lead: a folder may have become a link to another."""
    called = (place for path in paths for place in (locator_of(Path(path)), locator_of(Path(os.path.realpath(path)))))
    return list(dict.fromkeys(called))


def failure_of(error: SourceError) -> Failure:
    """The error as a line of the report."""
    return Failure(locator=error.locator, reason=error.reason, hint=error.hint, outcome=error.outcome)


def refused(locator: str, article: ArticleId) -> SourceUnread:
    """What is told of a text that the analyst has purged, and that is still where it was."""
    return SourceUnread(locator, PURGED, hint=f"`dossier remove --undo {article}` lets the next sync read it.")


def plan(
    sources: Sequence[str],
    known: Mapping[str, FileRow],
    *,
    failed: Collection[str] = (),
    again: Collection[str] = (),
    scope: Scope = EVERYTHING,
) -> Plan:
    """Compare what lies under the sources, as far as the scope goes, with what the archive knows.

    A file that has not changed is not read again, even where it `failed` as a whole; those of `again` are. That it has
    not changed its size and time say, and its metadata; where the scope is `full` all files are to be looked into.
    """
    made = Plan()
    for source in sources:
        try:
            for found in _found(made, source, scope.within):
                if found.locator not in made.seen:
                    made.seen.add(found.locator)
                    if found.locator in scope.leave:
                        continue
                    row = known.get(found.locator)
                    was_read = row is not None and (row.sha256 is not None or found.locator in failed)
                    _sort_in(
                        made, found, source, row if was_read and not scope.full and found.locator not in again else None
                    )
            made.roots.append(source)
        except SourceError as error:
            made.failures.append((source, failure_of(error)))
    made.gone = made.no_longer_there(known)
    _find_moves(made, known)
    return made


def _found(made: Plan, source: str, within: Collection[str] | None) -> Iterator[Found]:
    """The files of a source, or of the parts of it that are looked at. Raises SourceError as `find` does."""
    if within is None or source in within:
        yield from find([Path(source)])
        made.looked.extend(places_of([source]))
        return
    parts = sorted(one for one in within if _lies_under(locator_of(Path(one)), source))
    if parts:
        check(Path(source))
    for part in parts:
        yield from find_at(Path(part))
        made.looked.append(locator_of(Path(part)))


def _sort_in(made: Plan, found: Found, source: str, row: FileRow | None) -> None:
    metadata = _metadata_beside(found)
    if row and (row.size, row.mtime_ns, row.metadata) == (found.size, found.mtime_ns, metadata):
        made.unchanged.append(row.locator)
    else:
        made.to_read.append(Planned(found=found, source=source, metadata=metadata))


def _find_moves(made: Plan, known: Mapping[str, FileRow]) -> None:
    """A new file with the bytes of one that is gone is that one."""
    gone: dict[bytes, list[str]] = {}
    for one in reversed(made.gone):
        if (sha256 := known[one].sha256) is not None:
            gone.setdefault(sha256, []).append(one)
    moved: set[str] = set()
    for place, planned in enumerate(made.to_read if gone else ()):
        if planned.found.locator in known:
            continue
        try:
            same = gone.get(digest(planned.found))
        except SourceError:
            continue
        if same:
            before = same.pop()
            moved.add(before)
            made.to_read[place] = dataclasses.replace(planned, moved_from=before)
    made.gone = [one for one in made.gone if one not in moved]


def digest(found: Found) -> bytes:
    """SHA-256 of the file's bytes. Raises SourceError where it is no file that Dossier reads."""
    sha256 = hashlib.sha256()
    try:
        with opened(found) as file:
            while chunk := file.read(_CHUNK):
                sha256.update(chunk)
    except OSError as error:
        raise unreadable(found.locator, error) from error
    return sha256.digest()


def expected(found: Found) -> Expected:
    """About how many articles the file holds, as its format counts them; what is not read has none."""
    if (format := format_of(found.locator)) is None:
        return Expected(locator=found.locator, format="", size=0, articles=0)
    try:
        with opened(found) as file:
            articles = format.count(file, found.locator, found.size)
    except (SourceError, OSError):
        articles = 1
    return Expected(locator=found.locator, format=format.name, size=found.size, articles=articles)


def _metadata_beside(found: Found) -> str:
    try:
        stat = (path_of(found).parent / METADATA_FILE).stat()
    except OSError:
        return ""
    return f"{stat.st_size}:{stat.st_mtime_ns}"


def _lies_under(locator: str, root: str) -> bool:
    root = locator_of(Path(root))
    return locator == root or locator.startswith(root.rstrip("/") + "/")
