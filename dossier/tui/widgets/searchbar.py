"""The query with what came of it: a summary at its right, and below it what the reader should know."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.reactive import var
from textual.widgets import Static

from dossier.text import visible
from dossier.tui.widgets.inks import inked
from dossier.tui.widgets.query import QueryInput
from dossier.wording import counted, found
from index.answers import Answer
from index.errors import DossierError, QueryError

EXAMPLE = 'words, "a phrase", actor:DPRK, outlet:, date:2022-11'


class SearchBar(Vertical):
    """The line of the query, and a line for messages that is there when needed."""

    DEFAULT_CSS = """
    SearchBar { height: auto; }
    SearchBar Horizontal { height: 1; }
    SearchBar #prompt { width: 2; }
    SearchBar #query { width: 1fr; }
    SearchBar #summary { width: auto; margin-left: 2; }
    SearchBar #message { height: auto; margin: 0 2; display: none; }
    """

    def compose(self) -> ComposeResult:
        """Prompt, query, summary, message."""
        with Horizontal():
            yield Static(inked("/", "accent"), id="prompt")
            yield QueryInput(placeholder=EXAMPLE, id="query")
            yield Static(id="summary", markup=False)
        yield Static(id="message", markup=False)

    summary: var[str] = var("", init=False)
    """In a few words what came of the query."""

    @property
    def query_input(self) -> QueryInput:
        """The input."""
        return self.query_one(QueryInput)

    def add(self, term: str) -> None:
        """Add a term to the query."""
        query = self.query_input
        query.value = f"{query.value.strip()} {term}".strip()
        query.cursor_position = len(query.value)

    def watch_summary(self) -> None:
        """Show it at the right."""
        self.query_one("#summary", Static).update(inked(self.summary, "muted"))

    def fault(self, error: DossierError) -> None:
        """Say what is wrong, and underline it where it is a part of the query."""
        if isinstance(error, QueryError):
            self.query_input.mark_error(error.start, error.end)
        self.say(f"{error}. {error.hint}" if error.hint else str(error), error=True)

    def say(self, text: str, *, error: bool = False) -> None:
        """Show a message; an empty one takes the line away."""
        line = self.query_one("#message", Static)
        line.update(Content(visible(text)))
        line.display = bool(text)
        line.set_class(error, "-error")


def summary_of(answer: Answer, *, place: int | None, any_words: bool, order: str) -> str:
    """`17 articles, 3 of them copies · 42 passages · 9 ms`; with a place `passage 3 of 42`, uncounted `passage 3`."""
    parts = [found(answer)]
    if place is not None:
        of = f" of {answer.passage_total:,}" if answer.passage_total is not None else ""
        parts.append(f"passage {place:,}{of}")
    elif answer.passage_total is not None:
        parts.append(counted(answer.passage_total, "passage"))
    parts.append(f"{answer.took_ms:.0f} ms")
    parts += ["any word"] if any_words else []
    parts += [f"{order} first"] if order != "relevance" else []
    return " · ".join(parts)


def nothing_found(answer: Answer, *, any_words: bool) -> str:
    """What to try where a query finds nothing."""
    parts = ["Nothing found."]
    if answer.suggestions:
        parts.append("Did you mean one of these?")
    if len(answer.query.split()) > 1 and not any_words:
        parts.append("ctrl+o in the query finds articles with any of these words.")
    return " ".join([*parts, *answer.remarks])
