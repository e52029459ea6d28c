"""Which documents were read from bytes that hold a purged article as well: a letter, say, with that attached."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import TypeAlias

from index.errors import SourceError
from index.model import ArticleId
from index.sources import Document

Read: TypeAlias = Document | SourceError


def with_withheld(found: Iterable[Read], purged: Collection[ArticleId]) -> Iterator[tuple[Read, bool]]:
    """What was read, in order, each with whether its bytes hold something purged that stands at a place inside it."""
    if not purged:
        yield from ((one, False) for one in found)
        return
    together: list[Read] = []
    try:
        for one in found:
            if together and not _is_inside(one, together[0]):
                yield from _judged(together, purged)
                together = []
            together.append(one)
    except SourceError:
        yield from _judged(together, purged)
        raise
    yield from _judged(together, purged)


def _judged(together: Iterable[Read], purged: Collection[ArticleId]) -> Iterator[tuple[Read, bool]]:
    gone = [one for one in together if isinstance(one, Document) and one.article.id in purged]
    for one in together:
        yield one, any(_is_inside(other, one) for other in gone)


def _is_inside(one: Read, other: Read) -> bool:
    return _place(one).startswith(f"{_place(other)}#")


def _place(one: Read) -> str:
    return one.appearance.locator if isinstance(one, Document) else one.locator
