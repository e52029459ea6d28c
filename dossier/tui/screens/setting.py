"""A small window in which a field of the marked articles is set, with what that will change."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from dossier.text import one_line
from dossier.tui.commands import bindings
from dossier.tui.widgets.inks import INKS, inked
from dossier.wording import FIELD_LABELS, counted, day
from index.errors import DossierError

EXAMPLES = {"published": "2022-11-03, 2022-11 or 2022", "outlet": "KCNA"}


class FieldInput(Input):
    """One line for a value."""

    DEFAULT_CSS = "FieldInput { height: 1; border: none; padding: 0; }"
    BINDINGS: ClassVar[list[BindingType]] = bindings("field")
    KIND: ClassVar[str] = "field"
    """The scope of this widget's commands."""

    def action_take(self) -> None:
        """Give the value to the window."""
        self.post_message(self.Submitted(self, self.value))

    def insert_text_at_cursor(self, text: str) -> None:
        """Insert text; what is pasted may hold control characters, which become visible."""
        super().insert_text_at_cursor(one_line(text))


class SetScreen(ModalScreen[str | None], inherit_bindings=False):
    """Ask for a value; gives it, checked, or None."""

    COMPONENT_CLASSES: ClassVar[set[str]] = set(INKS)
    BINDINGS: ClassVar[list[BindingType]] = bindings("window")
    SCOPE: ClassVar[str] = "window"

    def __init__(self, field: str, number: int, check: Callable[[str, str], str]) -> None:
        super().__init__()
        self._field = field
        self._number = number
        self._check = check

    def compose(self) -> ComposeResult:
        """A title, the value, and what it will do."""
        label = FIELD_LABELS[self._field]
        with Vertical(id="window"):
            yield Static(
                inked(f"Set the {label} of {counted(self._number, 'article')}   enter set  esc back", "muted"),
                id="window-title",
            )
            yield FieldInput(placeholder=EXAMPLES[self._field], compact=True, id="value")
            yield Static(id="will")

    def on_mount(self) -> None:
        """Begin with an empty value."""
        self._tell("")

    @on(Input.Changed)
    def typed(self, message: Input.Changed) -> None:
        """Say what it would do."""
        self._tell(message.value)

    @on(Input.Submitted)
    def submitted(self, message: Input.Submitted) -> None:
        """Give the value, if it can stand."""
        try:
            self.dismiss(self._check(self._field, message.value))
        except DossierError:
            self._tell(message.value)

    def _tell(self, value: str) -> None:
        self.query_one("#will", Static).update(self._preview(value))

    def _preview(self, value: str) -> Content:
        if not value.strip():
            return inked("What is set wins over what is read; z takes it back.", "muted")
        try:
            checked = self._check(self._field, value)
        except DossierError as error:
            return inked(one_line(error.hint or str(error)), "error")
        shown = day(checked) if self._field == "published" else checked
        again = " and reads them again" if self._field == "published" else ""
        return Content.assemble(
            f"sets {counted(self._number, 'article')} to ", (one_line(shown), ".ink--strong"), again
        )

    def action_back(self) -> None:
        """Set nothing."""
        self.dismiss(None)
