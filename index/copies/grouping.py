"""Which article is the original of which, from who is like whom.

Stars, not chains: every copy is a near-copy of its original itself. In a story that is rewritten bit by bit each
version may be like the next without the last having anything of the first; connected components would fold them all
under one. The groups follow from the articles alone, in whatever order they came.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from index.copies.likeness import Likeness, is_copy


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """What decides which of several like articles came first."""

    article: str
    published: str | None
    length: int

    @property
    def order(self) -> tuple[bool, str, int, str]:
        """Earliest published first, undated last; of one day the longer, for the others are cut from it."""
        return self.published is None, self.published or "", -self.length, self.article


def originals(articles: Iterable[Printed], likenesses: Mapping[str, Mapping[str, Likeness]]) -> dict[str, str]:
    """The original of each copy among the articles: the earliest that is no copy itself and that it is like."""
    found: dict[str, str] = {}
    place: dict[str, int] = {}
    for number, printed in enumerate(sorted(articles, key=lambda one: one.order)):
        like = likenesses.get(printed.article, {})
        fitting = [other for other in like if other in place and is_copy(like[other])]
        if fitting:
            found[printed.article] = min(fitting, key=place.__getitem__)
        else:
            place[printed.article] = number
    return found
