"""`dossier undo`: let a decision count no more."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from dossier.cli import progress
from dossier.cli.context import FOUND, Context, UsageError
from dossier.cli.decided import later_of, line_of, report, report_row
from dossier.cli.search import positive
from index.decisions import redo, undo


def configure(parser: ArgumentParser) -> None:
    """Add the number."""
    parser.epilog = "`dossier history` lists the decisions with their numbers."
    parser.add_argument("number", nargs="?", type=positive, metavar="N", help="the decision; none: the latest")
    parser.add_argument("--later", action="store_true", help="leave reading again to the next sync")
    parser.add_argument("--progress", choices=("text", "json"), default="text", help="how progress is told on stderr")


def run(args: Namespace, context: Context) -> int:
    """Undo it and say what has changed."""
    return toggle(args, context, back=False)


def toggle(args: Namespace, context: Context, *, back: bool) -> int:
    """Undo a decision, or do it again."""
    if context.read_only:
        raise UsageError("--read-only forbids changing decisions", hint="Leave it out.")
    tell = progress.listener(args.progress, quiet=context.quiet)
    change = redo if back else undo
    done = change(context.archive, context.settings, args.number, later=later_of(tell, wait=args.later))
    if context.json:
        context.answer(report_row(done))
    else:
        context.say(line_of(done.decision))
        report(done, context)
    return FOUND
