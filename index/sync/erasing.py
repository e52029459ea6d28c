"""The second half of a purge: words, gaps and indexes that still hold what was deleted. Done by whoever comes next."""

from __future__ import annotations

import shutil
from pathlib import Path

from index.errors import CacheUnusable
from index.records import Records
from index.settings import Settings
from index.sync.copies import find_copies
from index.sync.indexing import index_of, rebuild_index_of
from index.sync.joining import join_actors


def finish_purge(records: Records, settings: Settings) -> bool:
    """Leave no byte of what a purge has deleted; False where another process keeps words in the archive's log.

    Nothing is done where no purge was begun. Killed halfway it is to be done again. The caller holds the lock of the
    archive. Raises ArchiveError and CacheUnusable.
    """
    with records.view() as view:
        if not view.removals.is_purge_unfinished():
            return True
    find_copies(records)
    with records.writer(erasing=True) as writer:
        join_actors(writer)
        writer.removals.forget_words()
    _renew_index(records, settings)
    emptied = records.shrink()
    with records.writer() as writer:
        writer.removals.finish_purge()
    return emptied


def _renew_index(records: Records, settings: Settings) -> None:
    """Write the index anew beside the old one, which serves until then; those of other places of the archive go."""
    folder = index_of(records, settings).folder
    try:
        rebuild_index_of(records, settings)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)  # rather none than one with the words
        raise
    archive = folder.name.partition("-")[0]
    for other in folder.parent.glob(f"{archive}-*"):
        if other != folder:
            _delete(other)


def _delete(folder: Path) -> None:
    try:
        shutil.rmtree(folder)
    except OSError as error:
        raise CacheUnusable(folder, error) from error
