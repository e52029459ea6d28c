"""What the library screen and the lists behind it share: setting fields, undoing and doing again."""

from __future__ import annotations

from dossier.tui.messages import CommandAsked
from dossier.tui.screens.base import InkScreen
from dossier.tui.widgets.progress import SyncState


class DecidingScreen(InkScreen):
    """A screen on which metadata are decided."""

    read_only: bool = False
    OPTIONS = {"published": "--date", "outlet": "--outlet"}  # noqa: RUF012 - never changed

    def chosen(self) -> tuple[int, tuple[str, ...], tuple[str, ...]]:
        """How many articles a field would be set for, and the words and names that say which; 0: for none."""
        return 0, (), ()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nothing is decided where nothing may be written, or while something is."""
        if action in ("set_date", "set_outlet", "undo", "redo") and (self.read_only or self.sync_state.running):
            return False
        if action in ("set_date", "set_outlet"):
            return self.chosen()[0] > 0
        return super().check_action(action, parameters)

    def watch_sync_state(self, before: SyncState, now: SyncState) -> None:
        """What can be decided depends on whether something is being written; screens that show more do more."""
        self.refresh_bindings()

    def action_set_date(self) -> None:
        """Ask for a date."""
        self._ask("published")

    def action_set_outlet(self) -> None:
        """Ask for an outlet."""
        self._ask("outlet")

    def _ask(self, field: str) -> None:
        from dossier.tui.screens.setting import SetScreen

        number, words, names = self.chosen()
        library = self.library
        if not number or library is None:
            return

        def take(value: str | None) -> None:
            if value is not None:
                option = f"{self.OPTIONS[field]}={value}"
                self.post_message(CommandAsked(("set", *words, option, "--yes"), names))

        self.app.push_screen(SetScreen(field, number, library.triage.checked), take)

    def action_undo(self) -> None:
        """Take the last decision back."""
        self.post_message(CommandAsked(("undo",)))

    def action_redo(self) -> None:
        """Make the decision count again that was taken back last."""
        self.post_message(CommandAsked(("redo",)))
