"""Home: the query, its results while typing, what narrows them, and the article under the cursor."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.message import Message
from textual.reactive import var
from textual.timer import Timer
from textual.widgets import Input

from dossier.tui.asking import Asked, Listing, answer_to
from dossier.tui.commands import bindings
from dossier.tui.messages import ArticleAsked, DossierAsked, Troubled
from dossier.tui.screens.base import InkScreen, archive_name, archive_state, quotation
from dossier.tui.screens.picking import actors_of, open_dossier
from dossier.tui.widgets.facets import Facets
from dossier.tui.widgets.painters import Suggestion, source
from dossier.tui.widgets.preview import Preview
from dossier.tui.widgets.progress import SyncState
from dossier.tui.widgets.results import Result, Results
from dossier.tui.widgets.rows import RowList
from dossier.tui.widgets.searchbar import SearchBar, nothing_found, summary_of
from dossier.tui.widgets.telling import ago
from index.answers import Answer, OpenedArticle, Overview
from index.errors import QueryError

DEBOUNCE = 0.08
"""Seconds without a key before the query is asked."""


class SearchScreen(InkScreen):
    """The home screen: it asks, and hands what comes back to its panes."""

    SCOPE: ClassVar[str] = "search"
    BINDINGS: ClassVar[list[BindingType]] = bindings("search")
    AUTO_FOCUS: ClassVar[str | None] = "#results"

    asked: var[Asked] = var(Asked(), init=False)
    answer: var[Answer | None] = var(None, init=False)
    """What the results show; None where they list all articles."""

    @dataclass(slots=True)
    class Answered(Message):
        """The archive answered."""

        asked: Asked
        answer: Answer | Listing

    @dataclass(slots=True)
    class Opened(Message):
        """The article under the cursor was read from the archive."""

        article: OpenedArticle

    def __init__(self) -> None:
        super().__init__()
        self._pause: Timer | None = None
        self._has_copies = False
        """Whether the keys in view are those for an article with copies."""

    def body(self) -> ComposeResult:
        """Query line, message, three panes."""
        yield SearchBar()
        with Horizontal(id="panes"):
            yield Facets(id="facets")
            yield Results(empty="Opening the archive …", id="results")
            yield Preview(id="preview")

    def on_mount(self) -> None:
        """Begin with the archive's name in the heading."""
        self._tell_archive()

    @property
    def results(self) -> Results:
        """The list in the middle."""
        return self.query_one(Results)

    @property
    def preview(self) -> Preview:
        """The text at the right."""
        return self.query_one(Preview)

    @property
    def _bar(self) -> SearchBar:
        return self.query_one(SearchBar)

    @property
    def _facets(self) -> Facets:
        return self.query_one(Facets)

    # state

    def watch_library(self) -> None:
        """The archive is open: ask."""
        self._ask()

    def watch_overview(self, before: Overview | None, now: Overview | None) -> None:
        """Ask again when the archive has changed."""
        self._tell_archive()
        if before is not None and now != before:
            self._ask()

    def watch_sync_state(self, state: SyncState) -> None:
        """Show the sync in the heading."""
        self._tell_archive()
        if state.trouble and not state.running and self.is_current:
            self.tell(state.result, hint=state.hint or "L shows the library.", trouble=True)

    def watch_asked(self) -> None:
        """Ask once the typing pauses."""
        if self._pause is not None:
            self._pause.stop()
        self._pause = self.set_timer(DEBOUNCE, self._ask)

    def watch_answer(self) -> None:
        """Other keys are of use with a query than without."""
        self.refresh_bindings()

    def _tell_archive(self) -> None:
        overview = self.overview
        self.header.left = archive_name(getattr(self.app, "archive_name", ""))
        self.header.right = archive_state(overview, self.sync_state, ago(overview.last_sync if overview else None))

    # asking and answers

    @on(Input.Changed, "#query")
    def _query_changed(self) -> None:
        self._bar.query_input.clear_error()
        self.asked = self.asked.typed(self._bar.query_input.value)

    def _ask(self) -> None:
        library, asked = self.library, self.asked
        if library is not None:
            self.in_background("search", lambda: self.Answered(asked, answer_to(asked, library)))

    @on(Answered)
    def _take_answer(self, message: Answered) -> None:
        """Show the answer, if it is the one now waited for."""
        message.stop()
        answer = message.answer
        if message.asked != self.asked:
            return
        if isinstance(answer, Listing):
            self.answer = None
            self._facets.show_busiest(answer.actors)
            self._show(answer.articles, empty=self._why_empty())
            return
        again = self.answer is not None and self.answer.query == answer.query
        self.answer = answer
        self._facets.show_facets(answer.facets)
        rows: Sequence[Result] = answer.hits or tuple(Suggestion(query) for query in answer.suggestions)
        told = "; ".join(answer.remarks) if answer.hits else nothing_found(answer, any_words=self.asked.any_words)
        self._show(rows, keep=again, told=told)

    def _show(self, rows: Sequence[Result], *, keep: bool = True, empty: str = "", told: str = "") -> None:
        self._bar.say(told)
        self.results.show(rows, keep=keep, empty=empty)
        self._summarise()

    def on_troubled(self, message: Troubled) -> None:
        """What is wrong with a query is said below it; an older query's fault is of no interest any more."""
        if message.group != "search":
            super().on_troubled(message)
            return
        message.stop()
        if not isinstance(message.error, QueryError) or message.error.query == self.asked.query:
            self._bar.fault(message.error)

    def _why_empty(self) -> str:
        if self.sync_state.running:
            return "Reading your articles … they appear here as they are read. L shows the progress."
        return (
            "This archive holds no articles yet. Leave the app and start it with the files or folders to read: "
            "dossier PATH …"
        )

    def _summarise(self) -> None:
        answer, asked, results = self.answer, self.asked, self.results
        if answer is None:
            self._bar.summary = "newest first" if results.values else ""
        else:
            self._bar.summary = summary_of(answer, place=results.place, any_words=asked.any_words, order=asked.sort)

    # the preview

    @on(RowList.Moved, "#results")
    def _result_moved(self) -> None:
        """Open what is under the cursor in the preview, and ask for more at the end of the list."""
        citation, library = self.results.citation, self.library
        if self._has_copies != self.results.has_copies:
            self._has_copies = self.results.has_copies
            self.refresh_bindings()
        if library is None or citation is None:
            self.preview.clear()
            return
        article = citation.article
        self.in_background("preview", lambda: self.Opened(library.open_article(article)))
        there = self.answer.rows if self.answer else self.overview.articles if self.overview else 0
        if self.results.at_end and self.results.found >= self.asked.limit < there:
            self.asked = self.asked.more()

    @on(Opened)
    def _take_article(self, message: Opened) -> None:
        """Show the article, if the cursor still stands on it."""
        message.stop()
        citation = self.results.citation
        if citation is not None and citation.article == message.article.citation.article:
            self._follow(message.article)

    def _follow(self, article: OpenedArticle) -> None:
        self.preview.show_article(article, self.results.hits, self.results.passage)
        self._summarise()

    @property
    def _in_view(self) -> OpenedArticle | None:
        """The article of the preview, where it is the one under the cursor."""
        article, citation = self.preview.article, self.results.citation
        same = article is not None and citation is not None and article.citation.article == citation.article
        return article if same else None

    # what the commands do

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Without a query there are no hits to go to, and one order only."""
        if action in ("next_hit", "sort"):
            return self.answer is not None
        if action == "copies":
            return self.results.has_copies
        return super().check_action(action, parameters)

    def action_search(self) -> None:
        """Go to the query."""
        self._bar.query_input.focus()

    def action_any_words(self) -> None:
        """Read the query with OR between its words, or with AND again."""
        self.asked = self.asked.with_any_words()

    def action_sort(self) -> None:
        """The next order."""
        self.asked = self.asked.in_next_order()

    def action_back(self) -> None:
        """From the query or the panes to the results; there, clear the marks."""
        if self.focused is not self.results:
            self.results.focus()
        else:
            self.results.clear_marks()

    def action_next_hit(self, direction: int) -> None:
        """To the next passage with hits, on to the next article after the last one."""
        self.results.step(direction)
        if self._in_view is not None:
            self._follow(self._in_view)

    def action_copies(self) -> None:
        """Show the copies under the article, or fold them again."""
        self.results.fold()

    def action_narrow(self) -> None:
        """Go to what narrows the results."""
        self._facets.unfold()

    @on(Facets.Narrowed)
    def _narrowed(self, message: Facets.Narrowed) -> None:
        self._bar.add(message.term)
        self.results.focus()

    @on(RowList.Opened, "#results")
    def _result_opened(self, message: RowList.Opened) -> None:
        """Open the article; a suggestion becomes the query."""
        if isinstance(message.value, Suggestion):
            self._bar.query_input.value = message.value.query
        else:
            self.action_article()

    def action_article(self) -> None:
        """Open the article under the cursor, where it is shown already with the place in view."""
        citation, preview = self.results.citation, self.preview
        if citation is not None:
            first, stops = (preview.first, preview.stops) if self._in_view else (None, ())
            self.post_message(ArticleAsked(citation.article, first, stops))

    def action_compare(self) -> None:
        """Open the two marked articles side by side."""
        self.compare(self.results.marks)

    def action_dossier(self) -> None:
        """Open the dossier of the actor under the cursor, or choose among the article's actors."""
        if self._facets.actor is not None:
            self.post_message(DossierAsked(self._facets.actor))
        elif self._in_view is not None:
            open_dossier(self, actors_of(self._in_view))

    def action_copy(self) -> None:
        """Copy the selected text, or the passage in view, with its source."""
        citation = self.results.citation
        if citation is None:
            return
        preview = self.preview
        chosen = preview.selected() if self._in_view else None
        passage = preview.passage if self._in_view else None
        text = chosen[0] if chosen else passage.text if passage else citation.title
        at = chosen[1].start if chosen else passage.passage.span.start if passage else None
        self.copy(quotation(text, citation, source(citation), at))
