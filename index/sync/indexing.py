"""Keeping the search index in step with the archive: use it, replay what it missed, or write it anew."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from index.errors import CacheUnusable, IndexUnusable
from index.fulltext import FulltextIndex, IndexedArticle, Stamp
from index.records import Records, View
from index.records.index_queries import Position, Searchable
from index.settings import Settings
from index.sync.lock import locked


def index_of(records: Records, settings: Settings) -> FulltextIndex:
    """The index of this archive at this path; a copy elsewhere has one of its own."""
    with records.view() as view:
        archive = view.index.archive_id()
    place = hashlib.sha256(str(records.path.resolve()).encode("utf-8", "surrogateescape")).hexdigest()[:12]
    return FulltextIndex(settings.cache / "index" / f"{archive}-{place}")


def position_of(stamp: Stamp) -> Position:
    """Where the archive was when the index was written."""
    return Position(archive=stamp.archive, seq=stamp.seq, nonce=stamp.nonce)


def catch_up(records: Records, index: FulltextIndex) -> None:
    """Make the index hold what the archive holds now."""
    with records.view() as view:
        now, stamp = view.index.position(), index.stamp()
        if stamp is None or not view.index.passed(position_of(stamp)):
            _write_anew(view, index, now)
        elif stamp.seq < now.seq:
            changed = view.index.changed_since(stamp.seq)
            try:
                index.update(_indexed(view.index.searchable(changed)), changed, _stamp(now))
            except CacheUnusable:
                raise
            except IndexUnusable:  # damaged, or deleted meanwhile
                _write_anew(view, index, now)


def rebuild_index(archive: Path, settings: Settings) -> None:
    """Write the search index anew from the archive, whatever state it is in."""
    with locked(archive), Records(archive) as records:
        rebuild_index_of(records, settings)


def rebuild_index_of(records: Records, settings: Settings) -> None:
    """The same for an open archive, whose lock is held."""
    index = index_of(records, settings)
    with records.view() as view:
        _write_anew(view, index, view.index.position())


def _write_anew(view: View, index: FulltextIndex, now: Position) -> None:
    """Write the whole index; once more where somebody clears the cache away at that very moment."""
    try:
        index.rebuild(_indexed(view.index.searchable()), _stamp(now))
    except CacheUnusable:
        raise
    except IndexUnusable:
        index.rebuild(_indexed(view.index.searchable()), _stamp(now))


def _stamp(position: Position) -> Stamp:
    return Stamp(archive=position.archive, seq=position.seq, nonce=position.nonce)


def _indexed(articles: Iterable[Searchable]) -> Iterator[IndexedArticle]:
    for one in articles:
        yield IndexedArticle(
            article=one.article,
            title=one.title,
            text=one.text,
            outlet=one.outlet,
            published=one.published,
            language=one.language,
        )
