"""A line that near-copies of an article repeat is told once, with the original; what a copy changed stands alone."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from index.answers import Line, RoleLine, StatementLine

_WORD = re.compile(r"\w+")


L = TypeVar("L", bound=StatementLine | RoleLine)


def folded(lines: Sequence[L]) -> tuple[L, ...]:
    """The lines in their order; those of one group of copies that say the same in the same way are one line.

    A line that an article has twice stays twice.
    """
    met: Counter[tuple[object, ...]] = Counter()
    groups: dict[tuple[object, ...], list[L]] = defaultdict(list)
    for line in lines:
        told = _told(line)
        met[line.citation.article, told] += 1
        original = line.citation.copy_of or line.citation.article
        groups[original, told, met[line.citation.article, told]].append(line)
    shown: dict[int, L] = {}
    for group in groups.values():
        first, *others = sorted(group, key=_first)
        shown[id(first)] = replace(first, copies=tuple(line.citation for line in others)) if others else first
    return tuple(shown[id(line)] for line in lines if id(line) in shown)


def _told(line: StatementLine | RoleLine) -> tuple[object, ...]:
    if isinstance(line, RoleLine):
        return line.title.casefold(), line.organisation
    words = tuple(_WORD.findall(" ".join(line.content_printed).casefold()))
    return words or line.id, tuple(speaker.id for speaker in line.speakers), line.status, line.private


def _first(line: Line) -> tuple[bool, bool, str, str]:
    published = line.citation.published
    is_copy = line.citation.copy_of is not None
    return is_copy, published is None, published.value if published else "", line.citation.article
