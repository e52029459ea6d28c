"""What an analyst should look at after an import: what became of each file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from index.answers import Change, Decision, FileLine
from index.decisions.metadata import Wanted, proposed
from index.records import Records
from index.sources import format_of


class Triage:
    """Questions about what was read, and how well it is described."""

    def __init__(self, records: Records) -> None:
        self._records = records

    def files(self) -> tuple[FileLine, ...]:
        """Every file that lies under a source, with what became of it, by path."""
        with self._records.view() as view:
            lines = view.files.lines()
        return tuple(line if line.format else _with_format(line) for line in lines)

    def changes(self, wanted: Iterable[Wanted]) -> tuple[Change, ...]:
        """What these metadata would change, in each place where an article appeared."""
        with self._records.view() as view:
            return proposed(view, wanted)

    def history(self, limit: int | None = None) -> tuple[Decision, ...]:
        """What the analyst decided, the latest first; undone decisions too."""
        with self._records.view() as view:
            return view.decisions.history(limit)


def _with_format(line: FileLine) -> FileLine:
    """Named by its suffix: what failed before it was opened, or was read by a version that noted no format."""
    found = format_of(line.locator)
    return replace(line, format=found.name) if found else line
