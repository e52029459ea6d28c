"""A line that near-copies of an article repeat is told once, with the original; what a copy changed stands alone."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace

from index.answers import StatementLine

_WORD = re.compile(r"\w+")


def folded(lines: Sequence[StatementLine]) -> tuple[StatementLine, ...]:
    """The lines in their order; those of one group of copies that say the same in the same way are one line.

    A line that an article has twice stays twice.
    """
    met: Counter[tuple[object, ...]] = Counter()
    groups: dict[tuple[object, ...], list[StatementLine]] = defaultdict(list)
    for line in lines:
        said = _said(line)
        met[line.citation.article, said] += 1
        original = line.citation.copy_of or line.citation.article
        groups[original, said, met[line.citation.article, said]].append(line)
    told = {}
    for group in groups.values():
        shown, *others = sorted(group, key=_first)
        told[id(shown)] = replace(shown, copies=tuple(line.citation for line in others)) if others else shown
    return tuple(told[id(line)] for line in lines if id(line) in told)


def _said(line: StatementLine) -> tuple[object, ...]:
    words = tuple(_WORD.findall(" ".join(line.content_printed).casefold()))
    return words or line.id, tuple(speaker.id for speaker in line.speakers), line.status, line.private


def _first(line: StatementLine) -> tuple[bool, bool, str, str]:
    published = line.citation.published
    is_copy = line.citation.copy_of is not None
    return is_copy, published is None, published.value if published else "", line.citation.article
