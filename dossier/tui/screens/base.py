"""What all screens share: heading, footer, keys, and asking the library in the background."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.message import Message
from textual.reactive import var
from textual.screen import Screen
from textual.worker import get_current_worker

from dossier.text import one_line, visible
from dossier.tui.commands import bindings
from dossier.tui.messages import ActorsAsked, ComparisonAsked, SearchAsked, SourcesAsked, Troubled
from dossier.tui.widgets.bars import FooterLine, HeaderLine
from dossier.tui.widgets.inks import INKS
from dossier.tui.widgets.progress import IDLE, SyncState
from dossier.wording import counted, on_page
from index.answers import Citation, Overview
from index.errors import DossierError
from index.model import ArticleId, Span

if TYPE_CHECKING:
    from index.library import Library

log = logging.getLogger(__name__)

STACKED, NARROW, WIDE = "-stacked", "-narrow", "-wide"


class InkScreen(Screen[None], inherit_bindings=False):
    """A screen that declares the inks and follows the app's state."""

    COMPONENT_CLASSES: ClassVar[set[str]] = set(INKS) | {"tab--active"}
    BINDINGS: ClassVar[list[BindingType]] = bindings("screen")
    HORIZONTAL_BREAKPOINTS = [(0, STACKED), (84, NARROW), (100, WIDE)]  # noqa: RUF012 - Textual's
    SCOPE: ClassVar[str] = ""
    """The scope of this screen's commands."""

    library: var[Library | None] = var(None, init=False)
    overview: var[Overview | None] = var(None, init=False)
    sync_state: var[SyncState] = var(IDLE, init=False)

    def compose(self) -> ComposeResult:
        """Heading, body, footer."""
        yield HeaderLine()
        yield from self.body()
        yield FooterLine()

    def body(self) -> ComposeResult:
        """The widgets between heading and footer."""
        yield from ()

    def on_mount(self) -> None:
        """Follow the app."""
        self.watch(self.app, "overview", partial(setattr, self, "overview"))
        self.watch(self.app, "sync_state", partial(setattr, self, "sync_state"))
        self.watch(self.app, "library", partial(setattr, self, "library"))

    @property
    def header(self) -> HeaderLine:
        """The heading."""
        return self.query_one(HeaderLine)

    # asking in the background

    def in_background(self, group: str, question: Callable[[], Message | None]) -> None:
        """Run `question` in a thread and post the message it gives; a newer question of the group supersedes it.

        What goes wrong is posted as Troubled, so that a screen can say so beside the question.
        """
        self.run_worker(partial(self._answer, group, question), group=group, exclusive=True, thread=True)

    def _answer(self, group: str, question: Callable[[], Message | None]) -> None:
        worker = get_current_worker()
        try:
            answer: Message | None = question()
        except DossierError as error:
            answer = Troubled(error, group)
        except Exception as error:  # the edge: a screen must survive whatever the library does
            log.exception("%s failed", group)
            answer = Troubled(DossierError(f"{group} failed: {error}", hint="The log file has the details."), group)
        if answer is not None and not worker.is_cancelled:
            self.post_message(answer)

    def on_troubled(self, message: Troubled) -> None:
        """Tell what went wrong in a corner; screens with a better place override this."""
        message.stop()
        self.tell(str(message.error), hint=message.error.hint, trouble=True)

    def tell(self, text: str, *, hint: str = "", trouble: bool = False) -> None:
        """A note in the corner; never read as markup."""
        note = f"{visible(text)}\n{visible(hint)}" if hint else visible(text)
        self.notify(note, severity="error" if trouble else "information", markup=False, timeout=6)

    # commands of every screen

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A screen offers no way to itself."""
        if action in ("actors", "library") and action == self.SCOPE:
            return False
        return super().check_action(action, parameters)

    def action_search(self) -> None:
        """Go to the query of the home screen."""
        self.post_message(SearchAsked())

    def action_actors(self) -> None:
        """Open the list of actors."""
        self.post_message(ActorsAsked())

    def action_library(self) -> None:
        """Open the library screen."""
        self.post_message(SourcesAsked())

    def action_back(self) -> None:
        """One step back."""
        self.dismiss()

    def compare(self, marks: Sequence[ArticleId]) -> None:
        """Ask for the two marked articles side by side."""
        if len(marks) == 2:
            self.post_message(ComparisonAsked(*marks))
        else:
            self.tell(f"Mark two articles with space, then press c ({len(marks)} marked).")

    # commands of every screen that has a text to copy

    def copy(self, text: str) -> None:
        """Put text made safe on the clipboard and say so."""
        self.app.copy_to_clipboard(text)
        first = one_line(text)
        self.tell(f"Copied: {first[:60]}{'…' if len(first) > 60 else ''}")


def archive_name(name: str) -> Content:
    """Ours and the archive's name, for a heading."""
    return Content.assemble(("dossier", ".ink--accent"), "  ", (one_line(name), ".ink--strong"))


def archive_state(overview: Overview | None, state: SyncState, ago: str) -> tuple[str, ...]:
    """What is in the archive, and how fresh it is."""
    if state.running:
        amount = f" {state.done:,} of {state.total:,}" if state.total else ""
        return (*(held(overview) if overview is not None else ()), f"syncing{amount}")
    return (*held(overview), f"synced {ago}") if overview is not None else ()


def held(overview: Overview) -> tuple[str, str]:
    """How many articles and lines there are."""
    return counted(overview.articles, "article"), counted(overview.statements, "line")


def quotation(text: str, citation: Citation, source: str, at: int | None = None) -> str:
    """A quotation with its source, for the clipboard; with its page, where it has one and stands at `at`."""
    address = citation.url or citation.locator
    place = on_page(citation, at) if at is not None else ""
    return f"“{text.strip()}”\n{one_line(citation.title)}. {source}{f', {place}' if place else ''}. {address}"


def ordered(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Spans in reading order, each once."""
    return tuple(sorted(set(spans)))
