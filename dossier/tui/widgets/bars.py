"""The lines around the panes: heading, tabs, footer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.screen import Screen
from textual.widget import Widget

from dossier.tui.commands import BY_ID, Command, in_footer, of_scope
from dossier.tui.widgets.inks import inked


class HeaderLine(Widget):
    """One line: what the screen is about at the left, its state at the right."""

    DEFAULT_CSS = "HeaderLine { height: 1; padding: 0 1; }"

    left: reactive[Content] = reactive(Content(""), init=False)
    """Takes its room first."""
    right: reactive[tuple[str, ...]] = reactive((), init=False)
    """Facts, the most important first. Those that do not fit are left out whole: cut, an assumed date would look
    like a known one."""

    def render(self) -> Content:
        """Both ends with the space between them."""
        width = self.content_size.width
        left = self.left.truncate(width, ellipsis=True)
        room = width - left.cell_length - 2
        right = ""
        for fact in self.right:
            longer = f"{right} · {fact}" if right else fact
            right = longer if cell_len(longer) <= room else right
        return left + " " * max(width - left.cell_length - cell_len(right), 0) + inked(right, "muted")


class TabLine(Widget):
    """Names of tabs on one line, the one in view in bold and underlined."""

    DEFAULT_CSS = "TabLine { height: 1; padding: 0 1; }"
    GAP: ClassVar[int] = 3

    active: reactive[int] = reactive(0, init=False)
    """Position of the tab in view."""
    labels: reactive[tuple[tuple[str, int | None], ...]] = reactive((), init=False)
    """Names with counts; None: not counted."""

    @dataclass(slots=True)
    class Chosen(Message):
        """A tab was clicked."""

        position: int

    def __init__(self, *names: str, id: str | None = None) -> None:
        super().__init__(id=id)
        self.set_reactive(TabLine.labels, tuple((name, None) for name in names))

    def render(self) -> Content:
        """The tabs."""
        parts: list[Content] = []
        for position, (name, count) in enumerate(self.labels):
            chosen = position == self.active
            style = ".tab--active" if chosen else ".ink--muted"
            number = f" {count:,}" if count is not None else ""
            parts.append(Content.assemble((name, style), (number, ".ink--accent" if chosen else ".ink--muted")))
        return Content(" " * self.GAP).join(parts)

    def on_click(self, event: events.Click) -> None:
        """Choose the tab under the mouse."""
        right = 1
        for position, (name, count) in enumerate(self.labels):
            right += cell_len(name) + (len(f" {count:,}") if count is not None else 0) + self.GAP
            if event.x < right:
                self.post_message(self.Chosen(position))
                return


class FooterLine(Widget):
    """The keys that matter where the focus is; help and commands always last."""

    DEFAULT_CSS = "FooterLine { height: 1; padding: 0 1; dock: bottom; }"
    MOST: ClassVar[int] = 8

    commands: reactive[tuple[Command, ...]] = reactive((), init=False)
    """What is shown, the most important first."""

    def on_mount(self) -> None:
        """Follow the focus."""
        self.screen.bindings_updated_signal.subscribe(self, self._follow)
        self._follow(self.screen)

    def _follow(self, screen: Screen[object]) -> None:
        if screen is self.screen:
            self.commands = tuple(usable(screen))

    def render(self) -> Content:
        """As many keys as fit, with the way to all others at the end."""
        always = [BY_ID["app.help"], BY_ID["app.palette"]]
        room = self.content_size.width - sum(_cells(command) for command in always)
        parts = []
        for command in [command for command in self.commands if command not in always][: self.MOST - 1]:
            room -= _cells(command)
            if room >= 0:
                parts.append(_shown(command))
        return Content("  ").join([*parts, *map(_shown, always)])


def usable(screen: Screen[object]) -> list[Command]:
    """The commands of a screen that work where its focus is, in the order of the footer."""
    focused = screen.focused
    if focused is not None and getattr(focused, "filtering", False):
        return list(of_scope("filter"))
    takes_text = focused is not None and focused.check_consume_key("a", "a")
    ids = []
    for key, active in screen.active_bindings.items():
        typed = takes_text and (len(key) == 1 or key in ("slash", "question_mark", "colon", "backslash", "space"))
        if active.enabled and active.binding.id and not typed:
            ids.append(active.binding.id)
    return in_footer(ids)


def footer_key(command: Command) -> str:
    """The key that the footer shows for a command."""
    if command.id == "screen.next_hit":
        return "n/N"
    return command.key_names[0]


def _shown(command: Command) -> Content:
    return Content.assemble((footer_key(command), ".ink--accent"), " ", inked(command.label, "muted"))


def _cells(command: Command) -> int:
    return cell_len(footer_key(command)) + 1 + cell_len(command.label) + 2
