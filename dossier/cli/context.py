"""What every command is given: the settings, the archive's path, and the ways to answer."""

from __future__ import annotations

import os
import shlex
import shutil
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from dossier.cli.page import NARROW, WIDE, Page
from dossier.text import json_safe, visible
from index.errors import DossierError
from index.settings import Settings

if TYPE_CHECKING:
    from index.library import Library

FOUND, NOT_FOUND, USAGE, TROUBLE, INTERRUPTED = 0, 1, 2, 3, 130
"""Exit codes."""


class UsageError(DossierError):
    """A command line that cannot be followed."""


class ToolTrouble(DossierError):
    """Something outside the text is not as it must be: a missing part, a place that cannot be written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """The settings of this run and where its answers go."""

    settings: Settings
    archive: Path
    json: bool = False
    read_only: bool = False
    no_color: bool = False
    quiet: bool = False

    @property
    def page(self) -> Page:
        """The page as stdout shows it: marks only on a terminal that wants them."""
        on_terminal = sys.stdout.isatty()
        wanted = not self.no_color and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
        width = shutil.get_terminal_size().columns if on_terminal else 80
        return Page(width=max(NARROW, min(width, WIDE)), styled=on_terminal and wanted)

    def library(self) -> Library:
        """The archive, opened; it is never created here."""
        from index.library import Library  # loads the search engine, which `dossier help` does not need

        return Library.open(self.archive, self.settings, read_only=self.read_only)

    def command(self, words: str) -> str:
        """A command as it must be typed to reach the archive of this run."""
        usual = self.archive == self.settings.archive
        archive = "" if usual else f" --archive {shlex.quote(str(self.archive))}"
        return f"dossier {words}{archive}{' --read-only' if self.read_only else ''}"

    def say(self, text: str = "") -> None:
        """A line of the answer."""
        sys.stdout.write(f"{text}\n")

    def answer(self, value: object) -> None:
        """The answer as JSON."""
        ascii_only = (sys.stdout.encoding or "").replace("-", "").lower() != "utf8"
        self.say(json_safe(value, indent=2 if sys.stdout.isatty() else None, ascii_only=ascii_only))

    def note(self, text: str) -> None:
        """A remark beside the answer, on stderr."""
        if not self.quiet:
            complain(text)


def refuse_archives(paths: Iterable[str]) -> None:
    """Raise UsageError where a path to be added is an archive: --archive was forgotten."""
    from index.sync import is_archive  # loads what reads and writes archives, which the app without paths does not need

    for path in paths:
        if is_archive(Path(path)):
            raise UsageError(f"{path} is an archive: open it with --archive {shlex.quote(path)}")


def complain(text: str) -> None:
    """A line on stderr."""
    sys.stderr.write(f"{visible(text)}\n")
    sys.stderr.flush()
