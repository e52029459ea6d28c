"""Making anew what is derived: counts, joins, near-copies, search index. Texts and decisions are left alone."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from index.errors import ArchiveLocked
from index.records import Records
from index.settings import Settings
from index.sync.copies import find_copies
from index.sync.erasing import finish_purge
from index.sync.indexing import rebuild_index_of
from index.sync.joining import join_actors
from index.sync.lock import holder, locked
from index.upkeep.findings import Finding
from index.upkeep.verifying import verify_open


@dataclass(frozen=True, slots=True, kw_only=True)
class Repaired:
    """What a repair has done."""

    articles: int
    """Live articles that were indexed anew."""
    actors: int
    """Actors that were joined and counted anew."""
    copies: int
    """Near-copies that were found."""
    recounted: int
    """Articles whose own counts were wrong."""
    to_read: int
    """Articles that the next sync reads again, because what was read out of them does not fit their text."""
    damaged: tuple[Finding, ...] = ()
    """Damage of the file itself, which stopped the repair before it began."""


def repair_index(archive: Path, settings: Settings) -> int:
    """Write the search index anew without touching the archive, which may lie where nothing can be written.

    Returns the articles in it. Raises ArchiveLocked while a sync runs, ArchiveError and CacheUnusable.
    """
    if (syncing := holder(archive)) is not None:
        raise ArchiveLocked(archive, syncing)
    with Records(archive, "read") as records:
        rebuild_index_of(records, settings)
        with records.view() as view:
            return view.articles.counts()[0]


def repair(archive: Path, settings: Settings) -> Repaired:
    """Make everything anew that can be. Raises ArchiveLocked while a sync runs, ArchiveError and CacheUnusable."""
    with locked(archive), Records(archive) as records:
        findings = verify_open(records, settings).findings
        damaged = tuple(one for one in findings if one.name == "file")
        if damaged:
            return Repaired(articles=0, actors=0, copies=0, recounted=0, to_read=0, damaged=damaged)
        again = {article for one in findings for article in one.articles}
        with records.writer() as writer:
            recounted = writer.repairs.recount()
            writer.repairs.refold()
            writer.decisions.apply_all()
            writer.repairs.read_again(again)
            writer.repairs.look_again({article for one in findings if one.name == "pages" for article in one.articles})
            writer.repairs.forget_joins()
            writer.repairs.forget_copies()
        find_copies(records)
        with records.writer() as writer:
            join_actors(writer)
        finish_purge(records, settings)
        rebuild_index_of(records, settings)
        with records.view() as view:
            return Repaired(
                articles=view.articles.counts()[0],
                actors=view.actors.count(),
                copies=view.checks.rows()["copies"],
                recounted=recounted,
                to_read=len(again),
            )
