"""`dossier sync --watch`: a line for each sync that did something, until ctrl+c or SIGTERM."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from dossier.cli.context import FOUND, NOT_FOUND, Context, complain
from dossier.cli.progress import ProgressText, duration
from dossier.cli.signals import terminable
from dossier.cli.sync import described, listener_of, summary, to_json
from dossier.text import json_safe, one_line
from dossier.wording import counted
from index.answers import SourceRow
from index.errors import DossierError
from index.sync import Progress, Syncer, SyncReport, Tell, WebOptions, watch

EVERY = 15 * 60.0
"""Seconds between two looks at everything, where no other time is given."""


def run(args: Namespace, context: Context) -> int:
    """Watch; 1 where no source can be read, 0 when stopped."""
    text = ProgressText()
    told = _Told(args, context, text)
    tell = Tell(
        report=told.report,
        watching=told.watching,
        trouble=told.trouble,
        progress=told.progress,
        waiting=lambda holder: context.note(f"waiting for {holder}"),
    )
    web = WebOptions(allow_private=args.allow_private)
    try:
        with terminable(), Syncer(context.archive, context.settings, workers=args.workers, web=web) as syncer:
            watch(syncer, args.paths, every=args.every or EVERY, tell=tell, retry=args.retry)
    except KeyboardInterrupt:
        if not told.is_watching:
            raise
        text.clear()
        context.note("stopped watching; what was read is kept")
        return FOUND
    finally:
        text.clear()
    return NOT_FOUND


class _Told:
    """What a watch says, as people or programs want it."""

    def __init__(self, args: Namespace, context: Context, text: ProgressText) -> None:
        self._context = context
        self._text = text
        self._every = args.every or EVERY
        self._tell = listener_of(args, context, text)
        self.is_watching = False
        """Whether the first sync has ended: then being stopped is no interruption."""

    def report(self, report: SyncReport) -> None:
        """The first in full, the later ones on a line each."""
        self._text.clear()
        if self._context.json:
            self._context.say(json_safe(to_json(report)))
        elif not self._context.quiet:
            for line in _lines(report) if self.is_watching else described(report):
                self._context.say(line)
        sys.stdout.flush()

    def progress(self, progress: Progress) -> None:
        """What a sync does; to people the line of a later one says what failed."""
        if not (self.is_watching and progress.event == "failed" and self._tell is self._text):
            self._tell(progress)

    def watching(self, sources: Sequence[SourceRow]) -> None:
        """What is watched from now on."""
        self.is_watching = True
        kinds = Counter(source.kind for source in sources)
        listed = " and ".join(counted(number, kind) for kind, number in kinds.items())
        every = duration(self._every)
        self._context.note(f"watching {listed or 'nothing yet'}, everything again every {every}; ctrl+c stops")

    def trouble(self, error: DossierError) -> None:
        """What went wrong; also a quiet watch says it."""
        self._text.clear()
        complain(f"{_now()} {one_line(str(error))}")
        if error.hint:
            complain(f"  {one_line(error.hint)}")


def _lines(report: SyncReport) -> list[str]:
    """`14:02:11 2 new, 1 could not be read; 12 articles in the archive (0.4 s)`, and below what could not and why."""
    failed = [f"{len(report.failed):,} could not be read"] if report.failed else []
    done = ", ".join([part for part in (summary(report), *failed) if part])
    articles = counted(report.articles, "article")
    first = f"{_now()} {done}; {articles} in the archive ({duration(report.seconds)})"
    return [first, *(f"  {one_line(one.locator)}: {one_line(one.reason)}" for one in report.failed)]


def _now() -> str:
    return f"{datetime.now():%H:%M:%S}"
