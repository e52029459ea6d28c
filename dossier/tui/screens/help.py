"""What works where the focus is, read from the table of commands; and what the words of a line mean."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen, Screen
from textual.widgets import Static

from dossier.tui.commands import Command, bindings, of_scope
from dossier.tui.widgets.inks import INKS, inked
from dossier.tui.widgets.painters import Plain, flow
from dossier.tui.widgets.rows import Heading, RowList
from dossier.wording import STATUS_HELP, STATUS_LABELS

KEYS = 18
"""Cells of the column of keys."""
SCOPES = {
    "list": "In a list",
    "reader": "In a text",
    "query": "In the query",
    "filter": "While you type a filter",
    "search": "Search",
    "dossier": "Dossier",
    "article": "Article",
    "compare": "Side by side",
    "library": "Library",
    "actors": "Actors",
    "triage": "To look at",
    "field": "In a field",
    "welcome": "First sync",
    "window": "Window",
    "screen": "Everywhere",
    "app": "Everywhere",
}
QUERY = (
    ("shells Korea", "articles with both words, in title or text"),
    ('"arms dealings"', "these words in this order"),
    ("shells OR drones", "one of them; NOT or - excludes; brackets group"),
    ("ship*", "words that begin so"),
    ("actor:DPRK", "the actor is mentioned, under whatever name"),
    ("outlet: date: status: title: text:", "fields; date:2022-10..2022-11 for a range"),
    ("alias:off", "take names as they are written"),
)


@dataclass(frozen=True, slots=True)
class HelpRow:
    """A key or a word, and what it means."""

    key: str
    meaning: str


class HelpPainter(Plain):
    """Two columns; the second wraps."""

    def key(self, value: HelpRow) -> str:
        """Both."""
        return f"{value.key} {value.meaning}"

    def plain(self, value: HelpRow) -> str:
        """Both."""
        return f"{value.key} {value.meaning}"

    def height(self, value: HelpRow, width: int) -> int:
        """Lines of the row."""
        return len(self.lines(value, width))

    def lines(self, value: HelpRow, width: int) -> Sequence[Content]:
        """The row."""
        row = Content.assemble((f"{value.key:<{KEYS - 2}}  ", ".ink--accent"), value.meaning)
        return flow(row, width, KEYS)


class HelpScreen(ModalScreen[None], inherit_bindings=False):
    """Help for the screen below."""

    COMPONENT_CLASSES: ClassVar[set[str]] = set(INKS)
    BINDINGS: ClassVar[list[BindingType]] = bindings("window")
    SCOPE: ClassVar[str] = "window"

    def __init__(self, below: Screen[object]) -> None:
        super().__init__()
        self._rows = tuple(help_rows(below))

    def compose(self) -> ComposeResult:
        """A title and the list."""
        with Vertical(id="window", classes="-help"):
            yield Static(inked("Keys and words   \\ filter  esc back", "muted"), id="window-title")
            yield RowList(HelpPainter(), openable=False, id="help-rows")

    def on_mount(self) -> None:
        """Show the rows."""
        self.query_one(RowList).show(self._rows)

    def action_back(self) -> None:
        """Close the window."""
        self.dismiss()


def help_rows(below: Screen[object]) -> Iterator[HelpRow | Heading]:
    """Commands by scope, from where the focus is outwards; then the query language and the status words."""
    kind = getattr(below.focused, "KIND", "")
    screen = getattr(below, "SCOPE", "")
    told: set[str] = set()
    for scopes in ((kind,), (screen,), ("screen", "app")):
        commands = [
            command for scope in scopes for command in of_scope(scope) if command.id not in told and command.keys
        ]
        if commands:
            yield Heading(SCOPES[scopes[0]])
            yield from map(_row, commands)
            told |= {command.id for command in commands}
    if screen == "search":
        yield Heading("Queries")
        yield from (HelpRow(*row) for row in QUERY)
    yield Heading("Words before a line")
    yield from (HelpRow(label, STATUS_HELP[status]) for status, label in STATUS_LABELS.items())


def _row(command: Command) -> HelpRow:
    names = command.key_names
    keys = f"{names[0]}–{names[-1]}" if command.action == "tab" else " ".join(names)
    return HelpRow(keys, command.help)
