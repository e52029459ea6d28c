"""From a query to an answer: the index ranks, the archive resolves actors, cites, counts and supplies the text."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from index.answers import ActorRef, Answer, ArticleHit, Copy, PassageHit
from index.errors import IndexUnusable
from index.fulltext import Query, Ranking, Searcher, highlight, parse
from index.library.fields import aliases_in, reasons_in, resolver_in
from index.library.reader import IndexReader
from index.model import ArticleId, Span
from index.records import Records, View
from index.records.copy_queries import in_order
from index.records.shelf import Shelved

COUNTED = 100
"""Passages are counted where no more articles match; highlighting a text of 500 words takes about a millisecond."""
ACTORS = 8
"""Actors shown with each hit."""
FACETS = 50
SUGGESTIONS = 3
_WORD = re.compile(r"(?<![\w:\"*-])[^\W\d_][\w’'-]{2,}(?![\w:\"*])")
_OPERATORS = frozenset(("AND", "OR", "NOT"))


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked, and which part of the answer is wanted."""

    query: str
    limit: int
    offset: int
    sort: Literal["relevance", "newest", "oldest"]
    any_words: bool
    aliases: bool
    facets: bool
    fold: bool = True


def search(records: Records, index: IndexReader, request: Request) -> Answer:
    """Answer the request. Raises QueryError and IndexUnusable; a new archive without an index has nothing to find."""
    try:
        return _answered(records, index, request)
    except IndexUnusable:
        with records.view() as view:
            if view.index.position().seq:
                raise
        return Answer(query=request.query, took_ms=0.0, total=0, passage_total=0, hits=())


def _answered(records: Records, index: IndexReader, request: Request) -> Answer:
    started = time.perf_counter()
    with records.view() as view:
        with index.searching(view) as searcher:
            query = _parsed(view, request, request.query)
            behind = index.behind(view, searcher.stamp)
            restrict = _still_live(view, searcher, query, behind)
            ranking = searcher.rank(
                query,
                limit=request.limit,
                offset=request.offset,
                sort=request.sort,
                restrict=restrict,
                originals=view.copies.originals() if request.fold else {},
            )
            matching: frozenset[ArticleId] = frozenset()
            if request.facets or len(ranking.scored) + len(ranking.folded) < ranking.total <= COUNTED:
                matching = searcher.matching(query, restrict=restrict)
            suggestions = () if ranking.total else _suggestions(view, searcher, request)
        ids = [article for article, _ in ranking.scored]
        looked_at = {*ids, *(matching - ranking.folded.keys() if len(matching) <= COUNTED else ())}
        reasons = reasons_in(view, query, looked_at)
        marked = {
            article: _Marked(shelved, query, reasons.get(article, ()))
            for article, shelved in view.articles.shelved(looked_at).items()
        }
        actors = view.actors.in_articles(ids, ACTORS)
        copies = _copies(view, ranking)
        hits = tuple(
            marked[article].hit(score, actors.get(article, ()), copies.get(article, ()))
            for article, score in ranking.scored
            if article in marked
        )
        facets = view.articles.facets(matching, FACETS) if request.facets else ()
    countable = ranking.total <= COUNTED and len(marked) == ranking.total - len(ranking.folded)
    return Answer(
        query=request.query,
        took_ms=(time.perf_counter() - started) * 1000,
        total=ranking.total,
        passage_total=sum(one.count for one in marked.values()) if countable else None,
        hits=hits,
        facets=facets,
        suggestions=suggestions,
        remarks=(*ranking.remarks, *_lag(len(behind))),
        copies=len(ranking.folded),
    )


def _copies(view: View, ranking: Ranking) -> dict[ArticleId, tuple[Copy, ...]]:
    """What stands under each article of this page, in the order in which it was published."""
    shown = {article for article, _ in ranking.scored}
    under = {copy: article for copy, article in ranking.folded.items() if article in shown}
    found: dict[ArticleId, list[Copy]] = {}
    for copy in in_order(view.copies.of(under).values()):
        found.setdefault(under[copy.citation.article], []).append(copy)
    return {article: tuple(copies) for article, copies in found.items()}


def _parsed(view: View, request: Request, text: str) -> Query:
    return parse(
        text,
        resolve=resolver_in(view),
        aliases=aliases_in(view),
        any_words=request.any_words,
        use_aliases=request.aliases,
    )


def _still_live(
    view: View, searcher: Searcher, query: Query, behind: tuple[ArticleId, ...]
) -> frozenset[ArticleId] | None:
    """What may be shown where the index lags: articles that are gone from the archive are not."""
    if not behind:
        return None
    gone = frozenset(behind) - view.articles.live(behind)
    return searcher.matching(query) - gone if gone else None


def _lag(articles: int) -> tuple[str, ...]:
    if not articles:
        return ()
    counted = "1 article is" if articles == 1 else f"{articles:,} articles are"
    return (f"{counted} new or changed and not searchable as they are now; a sync catches up.",)


def _suggestions(view: View, searcher: Searcher, request: Request) -> tuple[str, ...]:
    """The query with one word replaced by a word of the index, where that finds something."""
    found = []
    for candidate in _respelled(searcher, request.query):
        if searcher.rank(_parsed(view, request, candidate), limit=1).total:
            found.append(candidate)
        if len(found) == SUGGESTIONS:
            break
    return tuple(found)


def _respelled(searcher: Searcher, text: str) -> Iterator[str]:
    for word in _WORD.finditer(text):
        if word[0] in _OPERATORS:
            continue
        for near in searcher.near(word[0], SUGGESTIONS):
            if near != word[0].casefold():
                yield text[: word.start()] + near + text[word.end() :]


class _Marked:
    """An article with what the query means in it."""

    def __init__(self, shelved: Shelved, query: Query, reasons: tuple[Span, ...]) -> None:
        self._shelved = shelved
        self._title = highlight(query, shelved.citation.title, field="title")
        self._passages = _marked_passages(shelved, highlight(query, shelved.text) or reasons)

    @property
    def count(self) -> int:
        """Passages with highlights."""
        return len(self._passages)

    def hit(self, score: float, actors: tuple[ActorRef, ...], copies: tuple[Copy, ...]) -> ArticleHit:
        """The article as a hit."""
        return ArticleHit(
            citation=self._shelved.citation,
            score=score,
            title_highlights=self._title,
            passages=self._passages,
            actors=actors,
            copies=copies,
        )


def _marked_passages(shelved: Shelved, spans: tuple[Span, ...]) -> tuple[PassageHit, ...]:
    """The passages that a span touches, with the part of it that lies in each."""
    found: dict[int, list[Span]] = {}
    passages = shelved.passages or (shelved.passage_at(0),)
    place = 0
    for span in spans:
        while place < len(passages) and passages[place].span.end <= span.start:
            place += 1
        for number in range(place, len(passages)):
            inside = passages[number].span
            if inside.start >= span.end:
                break
            start, end = max(span.start, inside.start), min(span.end, inside.end)
            found.setdefault(number, []).append(Span(start - inside.start, end - inside.start))
    return tuple(
        PassageHit(
            passage=passages[number],
            text=passages[number].span.of(shelved.text),
            highlights=tuple(highlights),
        )
        for number, highlights in found.items()
    )
