"""How a running sync is told: a line that rewrites itself on a terminal, or one JSON object a line."""

from __future__ import annotations

import shutil
import sys
import time
from collections.abc import Callable
from dataclasses import asdict

from dossier.cli.context import complain
from dossier.cli.page import cells, shortened
from dossier.text import json_safe, one_line
from index.sync import Listener, Progress

BAR = 24
SECONDS_BETWEEN = 20.0
"""Between two lines where there is no terminal to draw on."""


def as_json(progress: Progress) -> None:
    """One event as one line on stderr."""
    complain(json_safe(asdict(progress), ascii_only=True))


class ProgressText:
    """Progress for people: failures as lines; on a terminal also a bar, elsewhere a line now and then."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._live = sys.stderr.isatty()
        self._drawn = False
        self._clock = clock
        self._told = clock()

    def __call__(self, progress: Progress) -> None:
        """Show one event."""
        if progress.event == "failed":
            self.clear()
            complain(f"failed: {one_line(progress.path or '')}: {one_line(progress.reason or '')}")
        if progress.event == "note":
            self.clear()
            complain(one_line(progress.reason or ""))
        if progress.event == "plan":
            self._told = self._clock()  # a sync begins; of a watch perhaps the hundredth
        if not self._live and self._clock() - self._told > SECONDS_BETWEEN:
            self._told = self._clock()
            complain(told(progress))
        if self._live and progress.event == "fetch":
            self._line(f"fetching {one_line(progress.path or '')}")
        if self._live and progress.event in ("start", "article", "failed", "plan"):
            self._draw(progress)
        if progress.event == "done":
            self.clear()

    def clear(self) -> None:
        """Take the bar away."""
        if self._drawn:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
            self._drawn = False

    def _draw(self, progress: Progress) -> None:
        width = shutil.get_terminal_size().columns - 1
        line = bar_line(progress)
        room = width - cells(line) - 2
        path = shortened(one_line(progress.path), room) if progress.path and room > 8 else ""
        self._line(f"{shortened(line, width)}{'  ' + path if path else ''}")

    def _line(self, line: str) -> None:
        """Put it where the last one stood."""
        sys.stderr.write(f"\r\x1b[K{shortened(line, shutil.get_terminal_size().columns - 1)}")
        sys.stderr.flush()
        self._drawn = True


def bar_line(progress: Progress) -> str:
    """`[######------] 12/50  3.4 articles/s  11 s left`."""
    share = progress.done / progress.total if progress.total else 0.0
    full = round(share * BAR)
    return f"[{'#' * full}{'-' * (BAR - full)}] {told(progress)}"


def told(progress: Progress) -> str:
    """`12/50  3.4 articles/s  11 s left`."""
    parts = [f"{progress.done:,}/{progress.total:,}"]
    if progress.rate:
        parts.append(f"{progress.rate:.1f} articles/s")
    if progress.seconds_left is not None and progress.done < progress.total:  # else more turns up than was expected
        parts.append(f"{duration(progress.seconds_left)} left")
    return "  ".join(parts)


def duration(seconds: float) -> str:
    """`11 s`, `3 min`, `2 h 5 min`."""
    if seconds < 90:
        return f"{seconds:.0f} s" if seconds >= 1 else f"{seconds:.1f} s"
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 120 else f"{minutes // 60} h {minutes % 60} min"


def listener(form: str, *, quiet: bool) -> Listener:
    """Who tells the progress of a command: to programs, to people, or to nobody."""
    if form == "json":
        return as_json
    return (lambda _: None) if quiet else ProgressText()
