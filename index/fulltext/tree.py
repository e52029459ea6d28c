"""The query tree: Whoosh's own classes, read as below, and the two that Whoosh lacks.

Term: a word in any inflection. Phrase: exactly these words in a row, in one field. Prefix, Wildcard: words of
that shape. All four name a field: `title`, `text` or `ANYWHERE` (either). Phrase in `outlet`: words of its name.
TermRange in `published`: days. And, Or, Not, Every: of articles. DisjunctionMax: spellings of one word.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from index.fulltext.engine import query
from index.model import ArticleId

ANYWHERE = "words"
"""Title or text."""


class OneOf(query.Query):
    """The articles that the archive names for `field:value` (actors, statuses)."""

    def __init__(self, field: str, value: str, articles: frozenset[ArticleId]) -> None:
        self.field = field
        self.value = value
        self.articles = articles

    def __str__(self) -> str:
        return f"{self.field}:{self.value!r}"

    def __repr__(self) -> str:
        return f"OneOf({self.field!r}, {self.value!r}, {len(self.articles)} articles)"


class Aliased(query.DisjunctionMax):
    """What was typed, first, and other names of the same actor, which count less."""

    JOINT = " OR ALIAS "


def is_filter(node: Any) -> bool:
    """Whether a node restricts without saying what the article is about: it earns no score."""
    if isinstance(node, query.And | query.Or):
        return all(map(is_filter, node.subqueries))
    return isinstance(node, OneOf | query.TermRange | query.Every | query.Not) or (
        isinstance(node, query.Phrase) and node.fieldname == "outlet"
    )


def shown_leaves(node: Any) -> Iterator[Any]:
    """The leaves whose words a reader should see marked: those not under a NOT."""
    if isinstance(node, query.And | query.Or | query.DisjunctionMax):
        for child in node.subqueries:
            yield from shown_leaves(child)
    elif isinstance(node, query.Term | query.Phrase | query.Prefix | query.Wildcard) and node.fieldname != "outlet":
        yield node


def shown_filters(node: Any) -> Iterator[OneOf]:
    """What the archive answers for the query, where it is not under a NOT."""
    if isinstance(node, query.And | query.Or):
        for child in node.subqueries:
            yield from shown_filters(child)
    elif isinstance(node, OneOf):
        yield node
