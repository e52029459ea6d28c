"""The article under the cursor of a list of results, with the passages that were found in it."""

from __future__ import annotations

from collections.abc import Sequence

from dossier.tui.widgets.pages import in_article, page_of
from dossier.tui.widgets.reader import Ink, Reader
from index.answers import OpenedArticle, PassageHit
from index.model import ArticleId, Span


class Preview(Reader):
    """A reader that knows the passages found in its article."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.article: OpenedArticle | None = None
        self.hits: tuple[PassageHit, ...] = ()
        self.at = -1
        """Position of the passage gone to; -1: none yet."""
        self._goal: tuple[ArticleId, Span | None] | None = None

    def clear(self) -> None:
        """Show nothing."""
        self.article, self.hits, self.at, self._goal = None, (), -1, None
        self.show(None)

    def show_article(self, article: OpenedArticle, hits: Sequence[PassageHit], at: int = -1) -> None:
        """Show an article with the passages found in it, one of them gone to.

        What is shown already stays where the reader has scrolled it to.
        """
        if article is not self.article:
            self.show(page_of(article))
        self.article, self.hits, self.at = article, tuple(hits), at
        self.ink(self.hit_inks())
        span = self.hits[at].passage.span if at >= 0 else self.first
        goal = (article.citation.article, span)
        if span is not None and goal != self._goal:
            self.go_to(span)
        self._goal = goal

    @property
    def passage(self) -> PassageHit | None:
        """The passage gone to, else the first."""
        return self.hits[max(self.at, 0)] if self.hits else None

    @property
    def first(self) -> Span | None:
        """Where the reader should begin."""
        return in_article(self.passage)[0] if self.passage and self.passage.highlights else None

    @property
    def stops(self) -> tuple[Span, ...]:
        """Everything highlighted, in the article's offsets."""
        return tuple(span for hit in self.hits for span in in_article(hit))

    def hit_inks(self) -> list[Ink]:
        """The passages found, the one gone to standing out."""
        inks = []
        for number, hit in enumerate(self.hits):
            here = number == self.at
            inks += [Ink(hit.passage.span, "sentence")] if here else []
            inks += [Ink(span, "hit-now" if here else "hit") for span in in_article(hit)]
        return inks
