"""One article: its text with the statements marked, its actors by class, its lines, and ways between them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.reactive import var
from textual.widgets import Static

from dossier.text import one_line
from dossier.tui.commands import bindings
from dossier.tui.messages import ArticleAsked, ComparisonAsked, DossierAsked
from dossier.tui.screens.base import ordered, quotation
from dossier.tui.screens.picking import ActorRefPainter, actors_of, open_dossier
from dossier.tui.screens.tabbed import TabbedScreen
from dossier.tui.widgets.bars import TabLine
from dossier.tui.widgets.inks import inked
from dossier.tui.widgets.pages import page_of
from dossier.tui.widgets.painters import StatementPainter, source, source_parts
from dossier.tui.widgets.places import PlacePainter, article_of, counterpart, in_short, rows_of
from dossier.tui.widgets.reader import Ink, Reader
from dossier.tui.widgets.rows import Heading, RowList
from dossier.wording import CLASS_LABELS, on_page
from index.answers import ActorRef, History, OpenedArticle, StatementLine
from index.model import ActorClass, ActorId, ArticleId, Span


class ArticleScreen(TabbedScreen):
    """The article reader."""

    SCOPE: ClassVar[str] = "article"
    BINDINGS: ClassVar[list[BindingType]] = bindings("article")
    AUTO_FOCUS: ClassVar[str | None] = "#text"
    TABS: ClassVar[tuple[str, ...]] = ("Lines", "Actors", "Places")

    opened: var[OpenedArticle | None] = var(None, init=False)
    history: var[History | None] = var(None, init=False)
    stop_at: var[int] = var(-1, init=False)
    """Position among the stops of `n` and `N`."""

    @dataclass(slots=True)
    class Opened(Message):
        """The article was read from the archive."""

        article: OpenedArticle
        history: History

    def __init__(self, article: ArticleId, *, at: Span | None = None, stops: tuple[Span, ...] = ()) -> None:
        super().__init__()
        self.article = article
        self._at = at
        self._found = ordered(stops)

    def body(self) -> ComposeResult:
        """What else there is of the text, the text at the left, lines, actors and places at the right."""
        yield Static(id="elsewhere", markup=False)
        with Horizontal(id="panes"):
            yield Reader(empty="Opening …", id="text")
            with Vertical(id="side"):
                yield TabLine(*self.TABS, id="tabs")
                yield RowList(
                    StatementPainter(with_speakers=True, with_dates=False), empty="No line was read.", id="lines"
                )
                yield RowList(ActorRefPainter(with_class=False), empty="No actor was read.", id="actors")
                yield RowList(PlacePainter(), id="places")

    @property
    def text(self) -> Reader:
        """The text."""
        return self.query_one("#text", Reader)

    @property
    def stops(self) -> tuple[Span, ...]:
        """What `n` and `N` jump between: what was searched for, else the lines."""
        if self._found or self.opened is None:
            return self._found
        return ordered(line.span for line in self.opened.statements)

    # state

    def watch_library(self) -> None:
        """Open the article."""
        library, article = self.library, self.article
        if library is not None:
            self.in_background("article", lambda: self.Opened(library.open_article(article), library.history(article)))

    @on(Opened)
    def take_article(self, message: Opened) -> None:
        """Show the article."""
        self.opened = opened = message.article
        self.history = history = message.history
        lines, actors, places = self.lists
        by_place = sorted(opened.statements, key=lambda line: (line.passage.span.start, line.span.start))
        lines.show(by_place, empty=opened.skipped and f"This text was not read: {one_line(opened.skipped)}.")
        named = actors_of(opened)
        actors.show(tuple(_by_class(named)))
        rows = tuple(rows_of(history, self.article))
        places.show(rows)
        self.count((len(by_place), len(named), sum(not isinstance(row, Heading) for row in rows)))
        self._tell_elsewhere(history)
        self.text.show(page_of(opened), self._inks(), at=self._at)
        self._tell()

    def _tell(self) -> None:
        if self.opened is None:
            return
        citation = self.opened.citation
        parts = [*source_parts(citation)]
        if self.stop_at >= 0:
            kind = "hit" if self._found else "line"
            parts.insert(0, f"{kind} {self.stop_at + 1} of {len(self.stops)}")
        if place := self._page():
            parts.insert(0, place)
        self.header.left = inked(one_line(citation.title), "strong")
        self.header.right = tuple(parts)

    def _tell_elsewhere(self, history: History) -> None:
        told = in_short(history, self.article)
        line = self.query_one("#elsewhere", Static)
        line.update(inked(told[:1].upper() + told[1:], "muted"))
        line.display = bool(told)

    def _page(self) -> str:
        """The page of what is gone to, where the original has pages."""
        current = self.rows.current
        if self.opened is None:
            return ""
        if self.stop_at >= 0:
            return on_page(self.opened.citation, self.stops[self.stop_at].start)
        return on_page(self.opened.citation, current.span.start) if isinstance(current, StatementLine) else ""

    def watch_tab(self) -> None:
        """What is marked in the text depends on the list in view."""
        super().watch_tab()
        self._ink()

    def _ink(self) -> None:
        if self.opened is not None:
            self.text.ink(self._inks())

    def _inks(self) -> list[Ink]:
        """Content of all lines, the line or actor under the cursor, what was searched for."""
        opened = self.opened
        if opened is None:
            return []
        current = self.rows.current if self.rows.has_focus or self.stop_at < 0 else None
        inks = []
        for line in opened.statements:
            inks += [Ink(span, "sentence") for span in line.content]
            inks.append(Ink(line.span, "cue"))
        inks += [Ink(span, "hit") for span in self._found]
        if isinstance(current, ActorRef):
            mine = {local.id for local, ref in opened.actors if ref.id == current.id}
            inks += [Ink(mention.span, "hit") for mention in opened.mentions if mention.actor in mine]
        elif isinstance(current, StatementLine) and self.rows.has_focus:
            inks += [Ink(span, "content") for span in current.content]
            inks.append(Ink(current.span, "hit"))
        if 0 <= self.stop_at < len(self.stops):
            inks.append(Ink(self.stops[self.stop_at], "hit-now"))
        return inks

    @on(RowList.Moved)
    def row_moved(self, message: RowList.Moved) -> None:
        """Show in the text what is under the cursor."""
        if message.rows is not self.rows or not self.rows.has_focus:
            return
        self.stop_at = -1
        self._ink()
        self._tell()
        if isinstance(message.value, StatementLine):
            self.text.go_to(message.value.passage.span)

    def on_descendant_focus(self) -> None:
        """What is marked depends on the pane in use."""
        self._ink()

    # what the commands do

    def action_next_hit(self, direction: int) -> None:
        """To the next (1) or previous (-1) stop, around the ends."""
        stops = self.stops
        if not stops:
            self.tell("Nothing is marked in this text.")
            return
        first = 0 if direction > 0 else len(stops) - 1
        self.stop_at = first if self.stop_at < 0 else (self.stop_at + direction) % len(stops)
        self.text.go_to(stops[self.stop_at])
        self._ink()
        self._tell()

    @on(RowList.Opened)
    def row_opened(self, message: RowList.Opened) -> None:
        """To the line in the text; to the next mention of the actor; to the copy or version."""
        if isinstance(message.value, StatementLine):
            self.text.go_to(message.value.passage.span)
        elif isinstance(message.value, ActorRef):
            self._to_next_mention(message.value.id)
        elif (article := article_of(message.value)) not in (None, self.article):
            self.post_message(ArticleAsked(str(article)))

    def _to_next_mention(self, actor: ActorId) -> None:
        if self.opened is None:
            return
        mine = {local.id for local, ref in self.opened.actors if ref.id == actor}
        spans = ordered(mention.span for mention in self.opened.mentions if mention.actor in mine)
        after = [span for span in spans if self._at is not None and span > self._at]
        if spans:
            self._at = after[0] if after else spans[0]
            self.text.go_to(self._at)
            self.text.ink([*self._inks(), Ink(self._at, "hit-now")])

    def action_compare(self) -> None:
        """Side by side with the copy or version under the cursor, else with the original or the version before."""
        history = self.history
        if history is None:
            return
        chosen = article_of(self.rows.current)
        other = chosen if chosen not in (None, self.article) else counterpart(history, self.article)
        if other is None:
            self.tell("There is no near-copy and no other version of this article.")
        else:
            self.post_message(ComparisonAsked(other, self.article))

    def action_dossier(self) -> None:
        """Open the dossier of the actor under the cursor, else choose."""
        current = self.rows.current if self.rows.has_focus else None
        if self.opened is None:
            return
        if isinstance(current, ActorRef):
            self.post_message(DossierAsked(current.id))
        elif isinstance(current, StatementLine):
            open_dossier(self, tuple(dict.fromkeys((*current.speakers, *current.about))))
        else:
            open_dossier(self, actors_of(self.opened))

    def action_copy(self) -> None:
        """Copy the selected text, or the sentence of the line, with its source."""
        if self.opened is None:
            return
        citation = self.opened.citation
        current = self.rows.current
        chosen = self.text.selected()
        at = None
        if chosen:
            text, at = chosen[0], chosen[1].start
        elif 0 <= self.stop_at < len(self.stops):
            text, at = self._sentence_at(self.stops[self.stop_at]), self.stops[self.stop_at].start
        elif isinstance(current, StatementLine):
            text, at = current.sentence, current.passage.span.start
        else:
            text = citation.title
        self.copy(quotation(text, citation, source(citation), at))

    def _sentence_at(self, span: Span) -> str:
        opened = self.opened
        passages = [p for p in opened.passages if p.span.overlaps(span)] if opened else []
        return passages[0].span.of(opened.text) if opened and passages else ""


def _by_class(actors: tuple[ActorRef, ...]) -> Iterator[ActorRef | Heading]:
    for cls in ActorClass:
        same = [actor for actor in actors if actor.cls is cls]
        if same:
            yield Heading(CLASS_LABELS[cls].capitalize())
            yield from same
