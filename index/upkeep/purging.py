"""Purging: articles are taken out of archive, log and search index so that no byte of them is left in these files."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from index.model import ArticleId
from index.records import Records
from index.settings import Settings
from index.sync.copies import find_copies
from index.sync.erasing import finish_purge
from index.sync.lock import locked
from index.upkeep.removing import now


@dataclass(frozen=True, slots=True, kw_only=True)
class Purged:
    """What a purge has done."""

    articles: tuple[ArticleId, ...]
    """Older versions too."""
    log_left: bool
    """Whether words may be in the archive's log, which a process that reads keeps from being emptied until it ends."""
    shared_originals: int
    """Originals that were kept, because articles that stay were read from the same bytes."""
    containing_originals: int
    """Originals of articles that stay, deleted because they held what was purged as well."""


def to_purge(archive: Path, articles: Collection[ArticleId], *, hidden: bool = False) -> tuple[ArticleId, ...]:
    """The articles that a purge of these would delete; `hidden` adds all that are kept but not shown."""
    with Records(archive, "read") as records, records.view() as view:
        wanted = (*articles, *(view.removals.hidden() if hidden else ()))
        return view.removals.with_older_versions(wanted)


def purge(archive: Path, settings: Settings, articles: Collection[ArticleId]) -> Purged:
    """Delete these articles and all that is known of them but their ids, which keep a sync from bringing them back.

    Killed halfway it leaves an archive with them, or without them: then the next sync or purge does the rest. Raises
    ArchiveLocked while a sync runs, ArchiveError and CacheUnusable.
    """
    with locked(archive), Records(archive) as records:
        find_copies(records)  # what waits for it is in the history of changes, which ends here
        with records.writer(erasing=True) as writer:
            originals = writer.removals.purge(articles, now())
        emptied = finish_purge(records, settings)
    return Purged(
        articles=tuple(articles),
        log_left=not emptied,
        shared_originals=originals.shared,
        containing_originals=originals.containing,
    )
