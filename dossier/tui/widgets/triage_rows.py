"""How the library screen and the lists behind it draw what should be looked at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual.content import Content

from dossier.text import one_line
from dossier.tui.widgets.inks import inked
from dossier.tui.widgets.painters import FailurePainter, Plain, SourcePainter, flow
from dossier.wording import TRIAGE_HELP, TRIAGE_LABELS
from index.answers import Failure, SourceRow, TriageCount, TriageLine

COUNT = 9
"""Cells of the column of counts."""


@dataclass(frozen=True, slots=True)
class Skipped:
    """Files of a suffix that Dossier does not read."""

    suffix: str
    count: int


LibraryRow = SourceRow | TriageCount | Failure | Skipped


class LibraryPainter:
    """Sources, kinds of what should be looked at, failures and skipped files in one list."""

    def __init__(self) -> None:
        self._sources = SourcePainter()
        self._failures = FailurePainter()

    def key(self, value: LibraryRow) -> str:
        """The kind of row, and what names it there."""
        match value:
            case TriageCount():
                return f"triage {value.kind}"
            case Skipped():
                return f"skipped {value.suffix}"
        return f"{type(value).__name__} {value.locator}"

    def plain(self, value: LibraryRow) -> str:
        """The words of the row."""
        match value:
            case TriageCount():
                return f"{TRIAGE_LABELS[value.kind]} {TRIAGE_HELP[value.kind]}"
            case Skipped():
                return value.suffix
            case Failure():
                return self._failures.plain(value)
            case SourceRow():
                return self._sources.plain(value)

    def height(self, value: LibraryRow, width: int) -> int:
        """Lines of the row."""
        return len(self.lines(value, width))

    def heading(self, width: int) -> Content:
        """The names of the sources' columns."""
        return self._sources.heading(width)

    def lines(self, value: LibraryRow, width: int) -> list[Content]:
        """The row."""
        match value:
            case TriageCount():
                told = Content.assemble(
                    (f"{value.count:>{COUNT - 2},}  ", ".ink--accent"),
                    (f"{TRIAGE_LABELS[value.kind]:<21}", ".ink--strong"),
                    (_meaning(value), ".ink--muted"),
                )
                return flow(told, width, COUNT)
            case Skipped():
                return flow(
                    Content.assemble((f"{value.count:>{COUNT - 2},}  ", ".ink--accent"), one_line(value.suffix)), width
                )
            case Failure():
                return list(self._failures.lines(value, width))
            case SourceRow():
                return list(self._sources.lines(value, width))


def _meaning(value: TriageCount) -> str:
    if value.details:
        return ", ".join(f"{count:,} {one_line(name)}" for name, count in value.details.items())
    return TRIAGE_HELP[value.kind]


class TriagePainter(Plain):
    """Articles or files with what is odd about them."""

    def key(self, value: TriageLine) -> str:
        """The article, or the file."""
        return value.article or value.locator

    def plain(self, value: TriageLine) -> str:
        """Title, path and reason."""
        return f"{value.title} {value.locator} {value.odd}"

    def height(self, value: TriageLine, width: int) -> int:
        """Lines of the row."""
        return len(self.lines(value, width))

    def lines(self, value: TriageLine, width: int) -> Sequence[Content]:
        """Title and what is odd, then the path; of a file its path, the reason and the hint."""
        if value.article is None:
            told = Content.assemble(
                (one_line(value.locator), ".ink--strong"), "  ", (one_line(value.odd), ".ink--error")
            )
            hint = flow(inked(f"  {one_line(value.hint)}", "muted"), width, 2) if value.hint else []
            return [*flow(told, width, 2), *hint]
        title = inked(one_line(value.title)[:200] or "(no title)", "strong")
        return [*flow(title, width), *flow(inked(f"  {one_line(f'{value.odd} · {value.locator}')}", "muted"), width, 2)]
