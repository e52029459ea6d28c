"""`dossier history`: what the analyst decided, the latest first."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from dossier.cli.context import FOUND, NOT_FOUND, Context
from dossier.cli.decided import line_of, row_of
from dossier.cli.search import positive


def configure(parser: ArgumentParser) -> None:
    """Add how many."""
    parser.epilog = (
        "Times are in UTC. `dossier undo NUMBER` takes a decision back, `dossier redo NUMBER` makes it count again."
    )
    parser.add_argument("--limit", type=positive, metavar="N", help="at most N decisions")


def run(args: Namespace, context: Context) -> int:
    """List them; 1 where nothing was decided yet."""
    with context.library() as library:
        decisions = library.triage.history(args.limit)
    if context.json:
        context.answer({"schema": 1, "decisions": [row_of(decision) for decision in decisions]})
    else:
        for decision in decisions:
            context.say(line_of(decision))
        if not decisions:
            context.note("dossier: nothing was decided yet; `dossier set` decides metadata of articles")
    return FOUND if decisions else NOT_FOUND
