"""`dossier restore`: put a copy in the place of the archive, and keep what stood there."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from dossier.cli.context import FOUND, Context, UsageError
from dossier.text import one_line
from dossier.wording import counted
from index.upkeep import restore


def configure(parser: ArgumentParser) -> None:
    """Add the copy."""
    parser.add_argument("file", metavar="FILE", help="a copy that `dossier backup` has written")


def run(args: Namespace, context: Context) -> int:
    """Restore, and say where the archive is that stood there before."""
    if context.read_only:
        raise UsageError("--read-only forbids to restore", hint="Leave it out to restore.")
    done = restore(context.archive, context.settings, Path(args.file).expanduser())
    if context.json:
        before = str(done.before) if done.before else None
        context.answer({"schema": 1, "articles": done.articles, "before": before})
        return FOUND
    context.say(f"{one_line(str(context.archive))}: {counted(done.articles, 'article')} restored")
    if done.before is not None:
        context.note(f"What stood there before is kept as {done.before}.")
    return FOUND
