"""Who reads the articles: this process where they are few, worker processes where they are many."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from typing import TYPE_CHECKING

from index.model import Extraction
from index.workers.pool import WorkerPool
from index.workers.reading import Order, Unread, batched, read_each

if TYPE_CHECKING:
    from index.extraction.pipeline import Extractor

FEW = 60_000
"""Code points that are read here in the time that worker processes need to start and to load their models."""
MOST = 8
"""Workers without being asked: the process that records what they read is busy with about ten."""
MEMORY = 1_500_000_000
"""Bytes of the machine's memory for each worker; it takes half of that, and the rest has its place too."""


def usual_workers() -> int:
    """As many as this process may use cores, and as the memory of the machine is good for."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return max(1, min(cores, MOST, memory // MEMORY))


class Readers:
    """Reads articles with up to so many worker processes, none where that is 0; the model is loaded when it must be."""

    def __init__(self, load: Callable[[], Extractor], workers: int) -> None:
        """`load` is called here or, pickled, in each worker."""
        self._load = load
        self._workers = workers
        self._extractor: Extractor | None = None
        self._pool: WorkerPool | None = None

    def read(self, orders: Iterable[Order]) -> Iterator[Extraction | Unread]:
        """One result an article, in any order. `orders` are taken only as fast as they are read."""
        orders = iter(orders)
        first = [] if self._pool else list(_first(orders))
        if self._pool or (self._workers and _is_much(first)):
            yield from self._by_workers(chain(first, orders))
        elif first:
            yield from self._here(chain(first, orders))

    def warm(self) -> None:
        """Load the model now, where nobody has: whoever comes next does not wait for it."""
        if self._pool is None:
            self._extractor = self._extractor or self._load()

    def close(self) -> None:
        """End the worker processes."""
        if self._pool is not None:
            self._pool.close()
            self._pool = None

    def _by_workers(self, orders: Iterable[Order]) -> Iterator[Extraction | Unread]:
        self._extractor = None  # half a gigabyte
        self._pool = self._pool or WorkerPool(self._load, self._workers)
        return self._pool.read(orders)

    def _here(self, orders: Iterable[Order]) -> Iterator[Extraction | Unread]:
        self._extractor = self._extractor or self._load()
        for batch in batched(orders):
            yield from read_each(self._extractor, batch)


def _first(orders: Iterator[Order]) -> Iterator[Order]:
    """As many as show whether there is much to be read."""
    length = 0
    for order in orders:
        yield order
        length += len(order[0].text)
        if length > FEW:
            return


def _is_much(orders: Iterable[Order]) -> bool:
    return sum(len(article.text) for article, _ in orders) > FEW
