"""Removing: a source is followed no more, an article is hidden from everything. Both can be undone."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from index.model import ArticleId
from index.records import Records
from index.settings import Settings
from index.sync.copies import find_copies
from index.sync.indexing import catch_up, index_of
from index.sync.joining import join_actors
from index.sync.lock import locked


@dataclass(frozen=True, slots=True, kw_only=True)
class Removed:
    """An article that was removed or purged."""

    article: ArticleId
    title: str | None
    """None where it was purged: nothing but the id is left."""
    made: str
    """When; ISO 8601 in UTC."""


def removed(archive: Path, *, read_only: bool = False) -> tuple[Removed, ...]:
    """What later syncs do not bring back, the latest first."""
    with Records(archive, "read" if read_only else "write") as records, records.view() as view:
        return tuple(Removed(article=one, title=title, made=made) for one, title, made in view.removals.removed())


def remove(
    archive: Path, settings: Settings, *, sources: Collection[str] = (), articles: Collection[ArticleId] = ()
) -> None:
    """Follow these sources no more and hide these articles, whatever later syncs find.

    Raises ArchiveLocked while a sync runs, and ArchiveError and its children.
    """
    with locked(archive), Records(archive) as records:
        with records.writer() as writer:
            writer.removals.unfollow(sources)
            writer.removals.dismiss(articles, now())
        follow_up(records, settings)


def readmit(archive: Path, settings: Settings, articles: Collection[ArticleId]) -> None:
    """Undo the removal of these articles; one that was purged comes back with the next sync, if its file is there."""
    with locked(archive), Records(archive) as records:
        with records.writer() as writer:
            writer.removals.readmit(articles)
        follow_up(records, settings)


def follow_up(records: Records, settings: Settings) -> None:
    """Group, join and index anew whatever was touched."""
    find_copies(records)
    with records.writer() as writer:
        join_actors(writer)
    catch_up(records, index_of(records, settings))


def now() -> str:
    """This moment as the archive notes it."""
    return datetime.now(UTC).isoformat(timespec="seconds")
