"""The search index as a reader has it: never written, reopened when a sync has switched it, its lag known."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from index.errors import IndexUnusable
from index.fulltext import Searcher, Stamp
from index.records import Records, View
from index.settings import Settings
from index.sync.indexing import index_of, position_of


class IndexReader:
    """One searcher at a time, shared by all threads, which take turns."""

    def __init__(self, records: Records, settings: Settings) -> None:
        self._index = index_of(records, settings)
        self._turn = threading.RLock()
        self._searcher: Searcher | None = None

    @contextmanager
    def searching(self, view: View) -> Iterator[Searcher]:
        """A searcher over a state that the archive of the view has been in; IndexUnusable where there is none.

        Ask nothing of the view before: its snapshot, taken at the first question, must not be older than the index.
        """
        with self._turn:
            searcher = self._current()
            if not view.index.passed(position_of(searcher.stamp)):
                raise IndexUnusable("the search index belongs to another state of this archive")
            yield searcher

    def behind(self, view: View, stamp: Stamp | None) -> tuple[str, ...]:
        """Articles that have changed since the index was written; all where it cannot be used."""
        usable = stamp is not None and view.index.passed(position_of(stamp))
        return view.index.changed_since(stamp.seq if stamp is not None and usable else 0)

    def lag(self, view: View) -> int:
        """How many articles the index must catch up with."""
        try:
            stamp = self._index.stamp()
        except IndexUnusable:
            stamp = None
        return len(self.behind(view, stamp))

    def problems(self) -> tuple[str, ...]:
        """What a full check of the index finds wrong."""
        return self._index.verify()

    def close(self) -> None:
        """Give the files back."""
        with self._turn:
            if self._searcher is not None:
                self._searcher.close()
            self._searcher = None

    def _current(self) -> Searcher:
        """The open searcher, or a new one where a sync has written the index since."""
        if self._searcher is not None and self._index.stamp() != self._searcher.stamp:
            self.close()
        if self._searcher is None:
            self._searcher = self._index.searcher()
        return self._searcher
