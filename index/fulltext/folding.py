"""Letting copies stand under the one article of their group that is shown."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Mapping

from index.fulltext.documents import Documents
from index.model import ArticleId


def folded_in(
    matching: Container[int], documents: Documents, originals: Mapping[ArticleId, ArticleId]
) -> dict[int, int]:
    """Numbers of the copies that another matching article stands for, each with the number of that article."""
    groups: dict[ArticleId, list[int]] = defaultdict(list)
    number_of, published = documents.number_of, documents.published
    for copy, original in originals.items():
        if (number := number_of.get(copy)) is not None and number in matching:
            groups[original].append(number)
    folded = {}
    for original, copies in groups.items():
        shown = number_of.get(original)
        if shown is None or shown not in matching:
            shown = min(copies, key=lambda number: (published[number] or "~", documents.ids[number]))
        folded.update({copy: shown for copy in copies if copy != shown})
    return folded
