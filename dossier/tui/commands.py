"""All commands of the app in one table: bindings, footer, palette and help are read from it and nowhere else.

A command belongs to scopes: `app`, `screen` (every screen), one screen (`search`), or the kind of pane that
has the focus (`list`, `reader`, `query`). Binding ids are the command ids, so keys can be remapped.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from textual.binding import Binding, BindingType


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """Something a user can do, with its keys and its words."""

    id: str
    """`SCOPE.NAME`, for remapping keys."""
    keys: tuple[str, ...]
    label: str
    """One or two words for the footer."""
    help: str
    """A sentence for the help page and the palette."""
    action: str
    scopes: frozenset[str]
    rank: int = 0
    """Place in the footer, lowest first; 0 keeps it out."""
    palette: bool = False
    """Whether the palette offers it."""

    @property
    def key_names(self) -> tuple[str, ...]:
        """The keys as people call them: `^d`, `esc`, `F1`, `j`."""
        return tuple(key_name(key) for key in self.keys)


def _command(
    id: str, keys: str, label: str, help: str, action: str, scopes: str, rank: int = 0, palette: bool = False
) -> Command:
    return Command(
        id=id,
        keys=tuple(keys.split()),
        label=label,
        help=help,
        action=action,
        scopes=frozenset(scopes.split()),
        rank=rank,
        palette=palette,
    )


_TEXTS = "search dossier article compare"
"""Screens with a text."""

COMMANDS: tuple[Command, ...] = (
    # where the focus is in a list
    _command("list.open", "enter", "open", "Open what is under the cursor", "open", "list", 1),
    _command("list.down", "down j", "down", "One row down", "down", "list"),
    _command("list.up", "up k", "up", "One row up", "up", "list"),
    _command("list.first", "home g", "first", "To the first row", "first", "list"),
    _command("list.last", "end G", "last", "To the last row", "last", "list"),
    _command("list.half_down", "ctrl+d", "half down", "Half a page down", "half_page(1)", "list"),
    _command("list.half_up", "ctrl+u", "half up", "Half a page up", "half_page(-1)", "list"),
    _command("list.page_down", "pagedown", "page down", "A page down", "page(1)", "list"),
    _command("list.page_up", "pageup", "page up", "A page up", "page(-1)", "list"),
    _command("list.mark", "space", "mark", "Mark the row, or take the mark away", "mark", "list", 4),
    _command("list.mark_all", "asterisk", "all", "Mark all rows, or take all marks away", "mark_all", "list", 5),
    _command("list.mark_to", "V", "mark to here", "Mark the rows from the last mark to here", "mark_to", "list"),
    _command("list.filter", "backslash", "filter", "Keep only rows that contain what you type", "filter", "list", 9),
    _command("filter.keep", "enter", "keep", "Keep the filter and go back to the rows", "keep_filter", "filter", 1),
    _command("filter.clear", "escape", "clear", "Show all rows again", "clear_filter", "filter", 2),
    # where the focus is in a field of a small window
    _command("field.take", "enter", "set", "Set this", "take", "field", 1),
    _command("field.leave", "escape", "leave", "Leave all as it is", "screen.back", "field", 2),
    # where the focus is in a text
    _command("reader.down", "down j", "down", "One line down", "down", "reader"),
    _command("reader.up", "up k", "up", "One line up", "up", "reader"),
    _command("reader.first", "home g", "top", "To the beginning of the text", "first", "reader"),
    _command("reader.last", "end G", "end", "To the end of the text", "last", "reader"),
    _command("reader.half_down", "ctrl+d", "half down", "Half a page down", "half_page(1)", "reader"),
    _command("reader.half_up", "ctrl+u", "half up", "Half a page up", "half_page(-1)", "reader"),
    _command("reader.page_down", "pagedown space", "page down", "A page down", "page(1)", "reader"),
    _command("reader.page_up", "pageup b", "page up", "A page up", "page(-1)", "reader"),
    # where the focus is in the query
    _command("query.results", "enter down", "results", "Go to the results", "screen.back", "query", 1),
    _command("query.any", "ctrl+o", "any word", "Find articles with any of the words", "screen.any_words", "query", 3),
    _command("query.leave", "escape", "leave", "Leave the query and keep the results", "screen.back", "query", 2),
    # screens
    _command("search.narrow", "f", "narrow", "Narrow the results by actor, outlet, line", "narrow", "search", 6),
    _command("search.article", "a", "article", "Open the article reader", "article", "search dossier compare", 0, True),
    _command("search.sort", "s", "sort", "Sort by relevance, newest first or oldest first", "sort", "search", 10, True),
    _command("search.compare", "c", "compare", "The two marked articles side by side", "compare", "search dossier", 5),
    _command("article.compare", "c", "compare", "Beside its original, copy or other version", "compare", "article", 5),
    _command("search.copies", "x", "copies", "Show the copies of an article, or fold them", "copies", "search", 7),
    _command("search.quit", "q", "quit", "Quit Dossier", "app.quit", "search"),
    _command("dossier.tab", "1 2 3 4 5 6 7 8 9", "tab", "Go to the tab with this number", "tab", "dossier article"),
    _command("dossier.previous_tab", "left_square_bracket", "tab", "Previous tab", "next_tab(-1)", "dossier article"),
    _command("dossier.next_tab", "right_square_bracket", "next tab", "Next tab", "next_tab(1)", "dossier article", 3),
    _command("screen.next_hit", "n", "hit", "To the next place that is marked", "next_hit(1)", "search article", 7),
    _command("screen.previous_hit", "N", "previous", "To the place before it", "next_hit(-1)", "search article"),
    _command("compare.next_pair", "J n", "next pair", "To the next pair of passages", "next_pair(1)", "compare", 2),
    _command("compare.previous_pair", "K N", "previous", "To the pair before it", "next_pair(-1)", "compare"),
    _command("compare.unaligned", "u", "alone", "To the next passage that stands alone", "unaligned", "compare", 4),
    _command("compare.link", "l", "link", "Scroll both texts together, or each alone", "link", "compare", 5, True),
    _command("library.sync", "r", "sync again", "Bring the archive up to date", "sync", "library", 1, True),
    _command("library.retry", "R", "retry", "Read again what failed, changed or not", "retry", "library", 6, True),
    _command("triage.date", "d", "date", "Set the date of the marked ones", "set_date", "library triage", 2),
    _command("triage.outlet", "t", "outlet", "Set the outlet of the marked ones", "set_outlet", "library triage", 3),
    _command("triage.undo", "z", "undo", "Take the last decision back", "undo", "library triage", 7, True),
    _command("triage.redo", "Z", "redo", "Make it count again", "redo", "library triage", 0, True),
    _command("library.stop", "x", "stop", "Stop the sync; what was read is kept", "stop", "library welcome", 2, True),
    _command("library.copy", "y", "copy", "Copy the path", "copy", "library triage", 8),
    _command("screen.dossier", "d", "dossier", "Open the dossier of an actor", "dossier", _TEXTS, 2, True),
    _command("screen.copy", "y", "copy", "Copy the selection, or the line with its source", "copy", _TEXTS, 8),
    # every screen
    _command("screen.search", "slash", "search", "Search all articles", "search", "screen", 30, True),
    _command("screen.actors", "A", "actors", "Browse the actors and their dossiers", "actors", "screen", 31, True),
    _command("screen.library", "L", "library", "Sources, failures and the running sync", "library", "screen", 32, True),
    _command("screen.back", "escape", "back", "One step back", "back", "screen", 20),
    _command("screen.next_pane", "tab", "pane", "To the next pane", "app.focus_next", "screen"),
    _command("screen.previous_pane", "shift+tab", "pane", "To the pane before it", "app.focus_previous", "screen"),
    _command("screen.copy_selection", "ctrl+c", "copy", "Copy what the mouse selected", "screen.copy_text", "screen"),
    _command("window.back", "escape", "back", "Close the window", "back", "window", 1),
    _command("app.help", "question_mark f1", "help", "Show the keys that work here", "help", "app", 40, True),
    _command("app.palette", "ctrl+p colon", "commands", "Commands, actors, articles by name", "command_palette", "app"),
    _command("app.light", "", "light/dark", "Change to the light or the dark theme", "light_or_dark", "app", 0, True),
    _command("app.quit", "ctrl+q", "quit", "Quit Dossier from anywhere", "quit", "app", 0, True),
)  # fmt: skip
"""One line a command, so that the table can be read as one."""

BY_ID = {command.id: command for command in COMMANDS}

PALETTE_KEY = "ctrl+p"

_PRIORITY = frozenset({"ctrl+q", PALETTE_KEY})
_NAMES = {
    "question_mark": "?",
    "asterisk": "*",
    "slash": "/",
    "backslash": "\\",
    "colon": ":",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "escape": "esc",
    "pagedown": "page down",
    "pageup": "page up",
    "down": "↓",
    "up": "↑",
    "f1": "F1",
    "shift+tab": "shift+tab",
}


def bindings(scope: str) -> list[BindingType]:
    """The key bindings of a scope, for `BINDINGS`."""
    return [binding for command in COMMANDS if scope in command.scopes for binding in _bindings(command)]


def of_scope(scope: str) -> tuple[Command, ...]:
    """The commands of a scope in the order of the table."""
    return tuple(command for command in COMMANDS if scope in command.scopes)


def in_footer(ids: Iterable[str]) -> list[Command]:
    """Those of the commands that a footer shows, the most important first."""
    commands = (BY_ID[id] for id in dict.fromkeys(ids) if id in BY_ID)
    return sorted((command for command in commands if command.rank), key=lambda command: command.rank)


def key_name(key: str) -> str:
    """A key as people call it."""
    if key in _NAMES:
        return _NAMES[key]
    return f"^{key.removeprefix('ctrl+')}" if key.startswith("ctrl+") else key


def _bindings(command: Command) -> list[Binding]:
    numbered = command.action == "tab"
    return [
        Binding(
            key,
            f"tab({key})" if numbered else command.action,
            command.label,
            tooltip=command.help,
            show=command.rank > 0,
            id=command.id,
            priority=key in _PRIORITY,
        )
        for key in command.keys
    ]
