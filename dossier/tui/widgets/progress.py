"""A sync as it runs: bar, rate, time left, the file in hand; and how it ended."""

from __future__ import annotations

from dataclasses import dataclass

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from dossier.text import one_line
from dossier.tui.widgets.inks import inked
from dossier.tui.widgets.telling import bar, lasting
from dossier.wording import counted

BAR = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class SyncState:
    """How far a sync is, and how the last one ended."""

    running: bool = False
    stopping: bool = False
    doing: str = "sync"
    """The command that runs, or ran."""
    done: int = 0
    total: int = 0
    path: str | None = None
    note: str = ""
    """What is special about this sync: that everything is read again, and why."""
    rate: float | None = None
    seconds_left: float | None = None
    failed: tuple[tuple[str, str], ...] = ()
    """Path and reason of what could not be read."""
    result: str = ""
    """What the last sync did, or why it ended early, as a sentence."""
    trouble: bool = False
    """Whether `result` tells of something that went wrong."""
    hint: str = ""

    @property
    def fraction(self) -> float | None:
        """Part done, 0 to 1; None while the amount of work is not known."""
        return min(self.done / self.total, 1.0) if self.total > 0 else None


IDLE = SyncState()


class SyncProgress(Widget):
    """Two or three lines; empty where nothing was synced yet."""

    DEFAULT_CSS = "SyncProgress { height: auto; }"

    state: reactive[SyncState] = reactive(IDLE, init=False, layout=True)

    def render(self) -> Content:
        """The lines."""
        lines = list(progress_lines(self.state, self.content_size.width or 80))
        return Content("\n").join(lines)


def progress_lines(state: SyncState, width: int) -> list[Content]:
    """The sync in words; a bar where the amount of work is known."""
    label = f"{state.doing:<9}"
    if not state.running:
        if not state.result:
            return []
        told = Content.assemble(
            (label, ".ink--muted"), (one_line(state.result), ".ink--error" if state.trouble else ".ink--good")
        )
        hint = [inked(f"         {one_line(state.hint)}", "muted")] if state.hint else []
        return [told, *hint]
    if state.stopping:
        return [Content.assemble((label, ".ink--muted"), "stopping after the article in hand …")]
    if state.fraction is None:
        return [
            Content.assemble(
                (label, ".ink--muted"), "looking for files …" if state.doing == IDLE.doing else "writing …"
            )
        ]
    full, rest = bar(state.fraction, min(BAR, max(width - 50, 10)))
    parts = [f"{state.done:,} of {state.total:,}"]
    if state.rate:
        parts.append(f"{state.rate:.1f} articles/s")
    if state.seconds_left is not None:
        parts.append(f"{lasting(state.seconds_left)} left")
    if state.failed:
        parts.append(f"{counted(len(state.failed), 'file')} failed")
    first = Content.assemble(
        (label, ".ink--muted"), (full, ".ink--accent"), (rest, ".ink--muted"), "  ", " · ".join(parts)
    )
    second = inked(f"         {one_line(state.path or 'loading the language model …')}", "muted")
    return [first, second, *([Content(f"         {one_line(state.note)}")] if state.note else [])]
