"""Purging: articles are taken out of archive, log and search index so that no byte of them is left in these files."""

from __future__ import annotations

import shutil
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from index.model import ArticleId
from index.records import Records
from index.settings import Settings
from index.sync.copies import find_copies
from index.sync.indexing import index_of, rebuild_index_of
from index.sync.joining import join_actors
from index.sync.lock import locked
from index.upkeep.removing import now


@dataclass(frozen=True, slots=True, kw_only=True)
class Purged:
    """What a purge has done."""

    articles: tuple[ArticleId, ...]
    """Older versions too."""
    log_left: bool
    """Whether words may be in the archive's log, which a process that reads keeps from being emptied until it ends."""


def to_purge(archive: Path, articles: Collection[ArticleId], *, hidden: bool = False) -> tuple[ArticleId, ...]:
    """The articles that a purge of these would delete; `hidden` adds all that are kept but not shown."""
    with Records(archive, "read") as records, records.view() as view:
        wanted = (*articles, *(view.removals.hidden() if hidden else ()))
        return view.removals.with_older_versions(wanted)


def purge(archive: Path, settings: Settings, articles: Collection[ArticleId]) -> Purged:
    """Delete these articles and all that is known of them but their ids, which keep a sync from bringing them back.

    Killed halfway it leaves an archive without them, or with them: the search index that still has their words is of
    no archive any more, and the next sync writes it anew. Raises ArchiveLocked while a sync runs, ArchiveError.
    """
    with locked(archive), Records(archive) as records:
        index = index_of(records, settings)
        find_copies(records)  # what waits for it is in the history of changes, which ends here
        with records.writer(erasing=True) as writer:
            writer.removals.purge(articles, now())
        find_copies(records)
        with records.writer(erasing=True) as writer:
            join_actors(writer)
            writer.removals.forget_words()
        shutil.rmtree(index.folder, ignore_errors=True)  # a new index is written beside the old one otherwise
        rebuild_index_of(records, settings)
        emptied = records.shrink()
    return Purged(articles=tuple(articles), log_left=not emptied)
