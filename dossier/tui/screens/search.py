"""Home: the query, its results while typing, what narrows them, and the article under the cursor."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Literal, get_args

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.message import Message
from textual.reactive import var
from textual.timer import Timer
from textual.widgets import Input

from dossier.tui.commands import bindings
from dossier.tui.messages import ArticleAsked, ComparisonAsked, DossierAsked, Troubled
from dossier.tui.screens.base import InkScreen, archive_name, archive_state, quotation
from dossier.tui.screens.picking import actors_of, pick_actor
from dossier.tui.widgets.facets import FacetPainter, FacetRow, facet_rows
from dossier.tui.widgets.painters import ResultPainter, Suggestion, source
from dossier.tui.widgets.preview import Preview
from dossier.tui.widgets.progress import SyncState
from dossier.tui.widgets.query import QueryInput
from dossier.tui.widgets.rows import Heading, RowList
from dossier.tui.widgets.searchbar import SearchBar, nothing_found, summary_of
from dossier.tui.widgets.telling import ago
from index.answers import ActorRow, Answer, ArticleHit, Citation, OpenedArticle, Overview
from index.errors import QueryError
from index.model import ActorClass

PAGE_OF_HITS = 50
BUSIEST = 24
"""How many actors stand beside the list of all articles."""
SPEAKING = (ActorClass.PERSON, ActorClass.STATE, ActorClass.ORGANISATION, ActorClass.GROUP)
DEBOUNCE = 0.08
"""Seconds without a key before the query is asked."""
Sort = Literal["relevance", "newest", "oldest"]
SORTS: tuple[Sort, ...] = get_args(Sort)
Result = ArticleHit | Citation | Suggestion


@dataclass(frozen=True, slots=True)
class Asked:
    """A question to the archive; an answer to any other one is dropped."""

    query: str = ""
    any_words: bool = False
    sort: Sort = "relevance"
    limit: int = PAGE_OF_HITS


class SearchScreen(InkScreen):
    """The home screen."""

    SCOPE: ClassVar[str] = "search"
    BINDINGS: ClassVar[list[BindingType]] = bindings("search")
    AUTO_FOCUS: ClassVar[str | None] = "#results"

    asked: var[Asked] = var(Asked(), init=False)
    answer: var[Answer | None] = var(None, init=False)

    @dataclass(slots=True)
    class Answered(Message):
        """The archive answered a query."""

        asked: Asked
        answer: Answer

    @dataclass(slots=True)
    class Listed(Message):
        """Where nothing is asked: all articles, newest first, and the busiest actors."""

        asked: Asked
        articles: tuple[Citation, ...]
        actors: tuple[ActorRow, ...]

    @dataclass(slots=True)
    class Opened(Message):
        """The article under the cursor was read from the archive."""

        article: OpenedArticle

    def body(self) -> ComposeResult:
        """Query line, message, three panes."""
        yield SearchBar()
        with Horizontal(id="panes"):
            yield RowList(FacetPainter(), empty="", id="facets")
            yield RowList(ResultPainter(), empty="Opening the archive …", markable=True, id="results")
            yield Preview(id="preview")

    def on_mount(self) -> None:
        """Begin with the archive's name in the heading."""
        self._tell_archive()

    def __init__(self) -> None:
        super().__init__()
        self._pause: Timer | None = None
        self._landing = -1

    @property
    def results(self) -> RowList[Result]:
        """The list in the middle."""
        return self.query_one("#results", RowList)

    @property
    def preview(self) -> Preview:
        """The text at the right."""
        return self.query_one(Preview)

    @property
    def bar(self) -> SearchBar:
        """Query, summary, message."""
        return self.query_one(SearchBar)

    # state

    def watch_library(self) -> None:
        """The archive is open: ask."""
        self.ask()

    def watch_overview(self, before: Overview | None, now: Overview | None) -> None:
        """Ask again when the archive has changed."""
        self._tell_archive()
        if before is not None and now != before:
            self.ask()

    def watch_sync_state(self, state: SyncState) -> None:
        """Show the sync in the heading."""
        self._tell_archive()
        if state.trouble and not state.running and self.is_current:
            self.tell(state.result, hint=state.hint or "L shows the library.", trouble=True)

    def _tell_archive(self) -> None:
        overview = self.overview
        synced = ago(overview.last_sync if overview else None)
        name = getattr(self.app, "archive_name", "")
        self.header.left = archive_name(name)
        self.header.right = archive_state(overview, self.sync_state, synced)

    # asking

    @on(Input.Changed, "#query")
    def query_changed(self) -> None:
        """Ask once the typing pauses."""
        self.bar.query_input.clear_error()
        if self._pause is not None:
            self._pause.stop()
        self._pause = self.set_timer(DEBOUNCE, self.ask)
        self.asked = Asked(query=self.bar.query_input.value, sort=self.asked.sort)

    def ask(self) -> None:
        """Put the query to the archive, in the background."""
        library, asked = self.library, self.asked
        if library is None:
            return

        def question() -> Message:
            if not asked.query.strip():
                return self.Listed(asked, library.articles(limit=asked.limit), library.actors(limit=3 * BUSIEST))
            answer = library.search(
                asked.query,
                limit=asked.limit,
                sort=asked.sort,
                any_words=asked.any_words,
                facets=True,
            )
            return self.Answered(asked, answer)

        self.in_background("search", question)

    @on(Answered)
    def take_answer(self, message: Answered) -> None:
        """Show the answer, if it is the one now waited for."""
        message.stop()
        if message.asked != self.asked:
            return
        same = self.answer is not None and self.answer.query == message.answer.query
        self.answer = answer = message.answer
        rows: Sequence[Result] = answer.hits or tuple(Suggestion(query) for query in answer.suggestions)
        self.query_one("#facets", RowList).show(facet_rows(answer.facets), keep=True)
        self.bar.say(
            "; ".join(answer.remarks) if answer.hits else nothing_found(answer, any_words=self.asked.any_words)
        )
        self.results.show(rows, keep=same, empty="")
        self._summarise()

    @on(Listed)
    def take_list(self, message: Listed) -> None:
        """Show all articles where nothing is asked."""
        message.stop()
        if message.asked != self.asked:
            return
        self.answer = None
        busiest = tuple(FacetRow.of_actor(row) for row in message.actors if row.actor.cls in SPEAKING)[:BUSIEST]
        rows = (Heading("Actors"), *busiest) if busiest else ()
        self.query_one("#facets", RowList).show(rows, keep=True)
        self.bar.say("")
        self.results.show(message.articles, keep=True, empty=self._why_empty())
        self._summarise()

    def on_troubled(self, message: Troubled) -> None:
        """A query that cannot be read is said below it and underlined."""
        error = message.error
        if message.group != "search":
            super().on_troubled(message)
            return
        message.stop()
        if isinstance(error, QueryError):
            if error.query != self.asked.query:
                return
            self.bar.query_input.mark_error(error.start, error.end)
        self.bar.say(f"{error}. {error.hint}" if error.hint else str(error), error=True)

    def _why_empty(self) -> str:
        if self.sync_state.running:
            return "Reading your articles … they appear here as they are read. L shows the progress."
        return (
            "This archive holds no articles yet. Leave the app and start it with the files or folders to read: "
            "dossier PATH …"
        )

    def watch_answer(self) -> None:
        """Other keys are of use with a query than without."""
        self.refresh_bindings()

    def _summarise(self) -> None:
        answer, asked = self.answer, self.asked
        if answer is None:
            text = "newest first" if self.results.values else ""
        else:
            place = self._place() if self.preview.at >= 0 else None
            text = summary_of(answer, place=place, any_words=asked.any_words, order=asked.sort)
        self.bar.summarise(text)

    def _place(self) -> tuple[int, int]:
        """Which passage of how many, over all articles found."""
        counts = [len(value.passages) for value in self.results.values if isinstance(value, ArticleHit)]
        total = self.answer.passage_total if self.answer else None
        return sum(counts[: self.results.cursor]) + self.preview.at + 1, max(total or 0, sum(counts))

    # the preview

    @on(RowList.Moved, "#results")
    def result_moved(self) -> None:
        """Open what is under the cursor in the preview, and ask for more at the end of the list."""
        value = self.results.current
        library = self.library
        if library is None or value is None or isinstance(value, Suggestion):
            self.preview.clear()
            return
        article = _citation(value).article
        self.in_background("preview", lambda: self.Opened(library.open_article(article)))
        if self.results.cursor >= len(self.results.values) - 5:
            self._ask_for_more()

    def _ask_for_more(self) -> None:
        there = self.answer.total if self.answer else self.overview.articles if self.overview else 0
        if len(self.results.values) >= self.asked.limit < there:
            self.asked = Asked(self.asked.query, self.asked.any_words, self.asked.sort, self.asked.limit + PAGE_OF_HITS)
            self.ask()

    @on(Opened)
    def take_article(self, message: Opened) -> None:
        """Show the article, if the cursor still stands on it."""
        message.stop()
        value = self.results.current
        if (
            value is None
            or isinstance(value, Suggestion)
            or _citation(value).article != message.article.citation.article
        ):
            return
        hits = value.passages if isinstance(value, ArticleHit) else ()
        self.preview.show_article(message.article, hits, min(self._landing, len(hits) - 1))
        self._landing = -1
        self._summarise()

    # what the commands do

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Without a query there are no hits to go to, and one order only."""
        if action in ("next_hit", "sort"):
            return self.answer is not None
        return super().check_action(action, parameters)

    def action_search(self) -> None:
        """Go to the query."""
        self.bar.query_input.focus()

    @on(QueryInput.Left)
    def query_left(self) -> None:
        """Go to the results."""
        self.results.focus()

    @on(QueryInput.AnyWordsAsked)
    def any_words_asked(self) -> None:
        """Read the query with OR between its words, or with AND again."""
        self.asked = Asked(self.asked.query, not self.asked.any_words, self.asked.sort)
        self.ask()

    def action_sort(self) -> None:
        """The next order."""
        following = SORTS[(SORTS.index(self.asked.sort) + 1) % len(SORTS)]
        self.asked = Asked(self.asked.query, self.asked.any_words, following)
        self.ask()

    def action_back(self) -> None:
        """From the query or the panes to the results; there, clear the marks."""
        if self.focused is not self.results:
            self.results.focus()
        else:
            self.results.clear_marks()

    def action_next_hit(self, direction: int) -> None:
        """To the next passage with hits, on to the next article after the last one."""
        if self.preview.step(direction):
            self._summarise()
            return
        cursor = self.results.cursor + direction
        shown = self.results.shown
        if not 0 <= cursor < len(shown) or not isinstance(value := shown[cursor], ArticleHit):
            return
        self._landing = 0 if direction > 0 else len(value.passages) - 1
        self.results.move_to(value.citation.article)

    def action_narrow(self) -> None:
        """Go to what narrows the results."""
        self.add_class("-narrowing")
        self.call_after_refresh(self.query_one("#facets", RowList).focus)

    @on(RowList.Opened, "#facets")
    def facet_opened(self, message: RowList.Opened) -> None:
        """Add the value to the query."""
        row = message.value
        if isinstance(row, FacetRow) and row.term:
            query = self.bar.query_input
            query.value = f"{query.value.strip()} {row.term}".strip()
            query.cursor_position = len(query.value)
            self.results.focus()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Where the side panel is folded away, it goes when it is left."""
        if event.widget.id != "facets":
            self.remove_class("-narrowing")

    @on(RowList.Opened, "#results")
    def result_opened(self, message: RowList.Opened) -> None:
        """Open the article; a suggestion becomes the query."""
        value = message.value
        if isinstance(value, Suggestion):
            self.bar.query_input.value = value.query
        elif isinstance(value, ArticleHit | Citation):
            self._open(value)

    def action_article(self) -> None:
        """Open the article under the cursor."""
        value = self.results.current
        if value is not None and not isinstance(value, Suggestion):
            self._open(value)

    def _open(self, value: ArticleHit | Citation) -> None:
        article, preview = _citation(value).article, self.preview
        in_view = preview.article is not None and preview.article.citation.article == article
        first, stops = (preview.first, preview.stops) if in_view else (None, ())
        self.post_message(ArticleAsked(article, first, stops))

    def action_compare(self) -> None:
        """Open the two marked articles side by side."""
        marks = self.results.marks
        if len(marks) == 2:
            self.post_message(ComparisonAsked(marks[0], marks[1]))
        else:
            self.tell(f"Mark two articles with space, then press c ({len(marks)} marked).")

    def action_dossier(self) -> None:
        """Open the dossier of the actor under the cursor, or choose among the article's actors."""
        facets = self.query_one("#facets", RowList)
        if facets.has_focus and isinstance(facets.current, FacetRow) and facets.current.actor:
            self.post_message(DossierAsked(facets.current.actor))
        elif self.preview.article is not None:
            actors = actors_of(self.preview.article)
            pick_actor(self, actors, lambda actor: self.post_message(DossierAsked(actor)))

    def action_copy(self) -> None:
        """Copy the selected text, or the passage in view, with its source."""
        value = self.results.current
        if value is None or isinstance(value, Suggestion):
            return
        citation = _citation(value)
        chosen, passage = self.preview.selected(), self.preview.passage
        text = chosen[0] if chosen else passage.text if passage else citation.title
        self.copy(quotation(text, citation, source(citation)))


def _citation(value: ArticleHit | Citation) -> Citation:
    return value.citation if isinstance(value, ArticleHit) else value
