"""The article under the cursor of a list of results, with a way from one passage that was found to the next."""

from __future__ import annotations

from collections.abc import Sequence

from dossier.tui.widgets.pages import in_article, page_of
from dossier.tui.widgets.reader import Ink, Reader
from index.answers import OpenedArticle, PassageHit
from index.model import Span


class Preview(Reader):
    """A reader that knows the passages found in its article."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.article: OpenedArticle | None = None
        self.hits: tuple[PassageHit, ...] = ()
        self.at = -1
        """Position of the passage gone to; -1: none yet."""

    def clear(self) -> None:
        """Show nothing."""
        self.article, self.hits, self.at = None, (), -1
        self.show(None)

    def show_article(self, article: OpenedArticle, hits: Sequence[PassageHit], at: int = -1) -> None:
        """Show an article with the passages found in it, one of them gone to."""
        self.article, self.hits, self.at = article, tuple(hits), at
        self.show(page_of(article), self.hit_inks(), at=self.first)

    def step(self, direction: int) -> bool:
        """To the next (1) or previous (-1) passage; False where this article has no more."""
        following = self.at + direction
        if not 0 <= following < len(self.hits):
            return False
        self.at = following
        self.ink(self.hit_inks())
        self.go_to(self.hits[following].passage.span)
        return True

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
