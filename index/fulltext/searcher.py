"""Asking one state of the index. Values are copied out, so answers outlive the searcher."""

from __future__ import annotations

import heapq
import logging
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Literal, Self, TypeAlias

from index.errors import DossierError, IndexUnusable
from index.fulltext.analysis import words
from index.fulltext.folding import folded_in
from index.fulltext.matching import Matching, Scores
from index.fulltext.query import Query
from index.fulltext.schema import SEARCHED
from index.fulltext.stamp import Stamp
from index.model import ArticleId

logger = logging.getLogger(__name__)

Sort: TypeAlias = Literal["relevance", "newest", "oldest"]

SAME_SCORE = 9
"""Decimal places to which two scores must agree to count as the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranking:
    """The articles that answer a query, best first."""

    total: int
    """All that match, shown or not."""
    scored: tuple[tuple[ArticleId, float], ...]
    remarks: tuple[str, ...] = ()
    """What the reader must know: an expansion that was cut."""
    folded: Mapping[ArticleId, ArticleId] = field(default_factory=dict)
    """Copies that match and stand under another article that does."""


class Searcher:
    """One state of the index, open for reading; threads take turns. Open a new one after each commit."""

    def __init__(self, reader: Any, stamp: Stamp) -> None:
        self._reader = reader
        self._turn = threading.Lock()
        self.stamp = stamp
        """What the index contained when this searcher was opened."""
        with self._reading():
            self._matching = Matching(reader)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Give the files back; the searcher answers no more."""
        with self._turn:
            self._reader.close()

    def rank(
        self,
        query: Query,
        *,
        limit: int,
        offset: int = 0,
        sort: Sort = "relevance",
        restrict: frozenset[ArticleId] | None = None,
        originals: Mapping[ArticleId, ArticleId] | None = None,
    ) -> Ranking:
        """The articles from place `offset` on, at most `limit`; equals stand newest first, then by id.

        `restrict` leaves only those articles standing, in the total too. Undated articles come last in both orders
        of time. Of a text and its copies, as `originals` has them, only one has a place: the original, where it
        matches, else the earliest that does; all are in the total.
        """
        remarks = list(query.remarks)
        with self._reading():
            scores = self._scores(query, remarks, restrict)
            documents = self._matching.documents
            folded = folded_in(scores, documents, originals or {})
            standing = {number: score for number, score in scores.items() if number not in folded} if folded else scores
            numbers = self._ordered(standing, offset + limit, sort)[offset : offset + limit]
            ids = documents.ids
            scored = tuple((ids[number], round(scores[number], SAME_SCORE)) for number in numbers)
            under = {ids[copy]: ids[shown] for copy, shown in folded.items()}
        return Ranking(total=len(scores), scored=scored, remarks=tuple(dict.fromkeys(remarks)), folded=under)

    def matching(self, query: Query, *, restrict: frozenset[ArticleId] | None = None) -> frozenset[ArticleId]:
        """All articles that match."""
        with self._reading():
            ids = self._matching.documents.ids
            return frozenset(ids[number] for number in self._scores(query, [], restrict))

    def articles(self) -> frozenset[ArticleId]:
        """All articles that the index holds."""
        with self._reading():
            documents = self._matching.documents
            return frozenset(documents.ids[number] for number in documents.numbers)

    def near(self, word: str, limit: int = 5) -> tuple[str, ...]:
        """Words of the index that may have been meant, the likeliest first."""
        with self._reading():
            forms = [found.form for found in words(word)]
            return self._matching.lexicon.near(forms[0], SEARCHED, limit) if len(forms) == 1 else ()

    def _scores(self, query: Query, remarks: list[str], restrict: frozenset[ArticleId] | None) -> Scores:
        scores = self._matching.scores(query.tree, remarks)
        if restrict is None:
            return scores
        kept = self._matching.documents.numbered(restrict)
        return {number: score for number, score in scores.items() if number in kept}

    def _ordered(self, scores: Scores, needed: int, sort: Sort) -> list[int]:
        """The first `needed` numbers in order, perhaps more."""
        documents = self._matching.documents
        numbers = list(scores)
        if sort == "relevance" and needed < len(numbers):
            lowest = heapq.nlargest(needed, scores.values())[-1] if needed > 0 else 0.0
            numbers = [number for number in numbers if scores[number] >= lowest - 10**-SAME_SCORE]
        numbers.sort(key=documents.ids.__getitem__)
        day = documents.published
        if sort == "oldest":
            numbers.sort(key=lambda number: day[number] or "~")
        else:
            numbers.sort(key=day.__getitem__, reverse=True)
        if sort == "relevance":
            numbers.sort(key=lambda number: round(scores[number], SAME_SCORE), reverse=True)
        return numbers

    @contextmanager
    def _reading(self) -> Iterator[None]:
        """One thread at a time; whatever a damaged file makes Whoosh raise becomes IndexUnusable."""
        with self._turn:
            try:
                yield
            except DossierError:
                raise
            except Exception as error:  # damage shows as any of a dozen types (EOFError, struct.error, TypeError …)
                logger.warning("the search index cannot be read: %s", repr(error))  # a log must not keep the files open
                raise IndexUnusable(f"the search index cannot be read ({type(error).__name__})") from error
