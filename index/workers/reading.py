"""Reading a batch of articles so that one that cannot be read out costs none of the others."""

from __future__ import annotations

import traceback
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from index.model import Article, ArticleId, Extraction, Published

if TYPE_CHECKING:
    from index.extraction.pipeline import Extractor

Order: TypeAlias = tuple[Article, Published | None]
"""An article to be read, with the date that its relative dates refer to."""

BATCH_TEXT = 40_000
"""Code points a batch: one to two seconds of reading, so that progress is steady and no worker is long the last."""
BATCH_ARTICLES = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread:
    """An article of whose text nothing could be read out; the text itself is sound and is kept."""

    extraction: Extraction
    """An empty one that says why."""
    hint: str
    trace: str = ""
    """For the log: where it happened, without a word of the article."""


def batched(orders: Iterable[Order]) -> Iterator[list[Order]]:
    """Runs of articles with about as much text each; a very long one is alone."""
    batch: list[Order] = []
    length = 0
    for order in orders:
        size = len(order[0].text)
        if batch and (length + size > BATCH_TEXT or len(batch) >= BATCH_ARTICLES):
            yield batch
            batch, length = [], 0
        batch.append(order)
        length += size
    if batch:
        yield batch


def read_each(extractor: Extractor, batch: Sequence[Order]) -> Iterator[Extraction | Unread]:
    """One result an article, in order; where reading them together fails, the rest is read one by one."""
    left = deque(batch)
    try:
        for extraction in extractor.extract(batch):
            left.popleft()
            yield extraction
    except Exception as error:  # whatever a stage or the model raises about one article
        if len(left) == 1:
            yield failed(left[0][0].id, extractor.pipeline, error)
            return
        for order in left:
            yield from read_each(extractor, [order])


def failed(article: ArticleId, pipeline: str, error: Exception) -> Unread:
    """An article over which the reading failed."""
    kind = "there is too little memory for it" if isinstance(error, MemoryError) else type(error).__name__
    return Unread(
        extraction=Extraction(article=article, pipeline=pipeline, skipped=f"reading out failed: {kind}"),
        hint="Its text is kept and can be searched. This should not happen: please report it; the log says where.",
        trace="".join(traceback.format_tb(error.__traceback__)),
    )


def killed(article: ArticleId, pipeline: str, code: int | None) -> Unread:
    """An article that ended the process which read it, twice."""
    return Unread(
        extraction=Extraction(article=article, pipeline=pipeline, skipped=f"reading out {ended_by(code)}"),
        hint="Its text is kept and can be searched. Perhaps memory ran out: fewer workers (--workers 1) need less.",
    )


def ended_by(code: int | None) -> str:
    """How a process ended, in words."""
    return f"was ended by signal {-code}" if code is not None and code < 0 else f"ended with exit code {code}"
