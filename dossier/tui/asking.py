"""What the home screen asks the archive, and the one way of putting it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal, get_args

from index.answers import ActorRow, Answer, Citation

if TYPE_CHECKING:
    from index.library import Library

PAGE_OF_HITS = 50
BUSIEST = 72
"""How many actors are looked at for those that stand beside the list of all articles."""
Sort = Literal["relevance", "newest", "oldest"]
SORTS: tuple[Sort, ...] = get_args(Sort)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question to the archive; an answer to any other one is dropped."""

    query: str = ""
    any_words: bool = False
    sort: Sort = "relevance"
    limit: int = PAGE_OF_HITS

    def typed(self, query: str) -> Asked:
        """Another query in the same order; any of its words is enough for as long as there are words."""
        return replace(self, query=query, any_words=self.any_words and bool(query.strip()), limit=PAGE_OF_HITS)

    def with_any_words(self) -> Asked:
        """With OR between the words, or with AND again."""
        return replace(self, any_words=not self.any_words, limit=PAGE_OF_HITS)

    def in_next_order(self) -> Asked:
        """In the next order."""
        return replace(self, sort=SORTS[(SORTS.index(self.sort) + 1) % len(SORTS)], limit=PAGE_OF_HITS)

    def more(self) -> Asked:
        """A page of results more."""
        return replace(self, limit=self.limit + PAGE_OF_HITS)


@dataclass(frozen=True, slots=True)
class Listing:
    """The answer where nothing is asked: all articles, newest first, and the busiest actors."""

    articles: tuple[Citation, ...]
    actors: tuple[ActorRow, ...]


def answer_to(asked: Asked, library: Library) -> Answer | Listing:
    """Put the question. Takes as long as a search: never on the main thread."""
    if not asked.query.strip():
        return Listing(library.articles(limit=asked.limit), library.actors(limit=BUSIEST))
    return library.search(asked.query, limit=asked.limit, sort=asked.sort, any_words=asked.any_words, facets=True)
