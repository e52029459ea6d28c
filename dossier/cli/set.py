"""`dossier set`: metadata that the analyst decides, for one article or many at once."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from dossier.cli import progress
from dossier.cli.choosing import wanted
from dossier.cli.context import FOUND, NOT_FOUND, Context, UsageError
from dossier.cli.decided import later_of, report, report_row
from dossier.text import one_line
from dossier.wording import TRIAGE_LABELS, changed, counted
from index.answers import Change
from index.decisions import decide

ASKED_FROM = 20
"""Articles from which on a terminal is asked before they are changed."""
LISTED = 5
FIELD_HELP = {
    "date": "date of publication: 2022-11-03, 2022-11 or 2022",
    "outlet": "who published it",
    "title": "its title",
    "byline": "its author",
    "url": "its address",
    "language": "its language; a text taken for another one is read when it is en",
    "note": "a remark that readers see above the text",
}
FILE_KINDS = frozenset({"scans", "failed", "skipped"})


def configure(parser: ArgumentParser) -> None:
    """Add which articles, the fields, and how careful to be."""
    parser.epilog = (
        "Names and --under add up, --where narrows. What is set wins over what is read, also at the next sync.\n"
        "`dossier history` lists what was set, `dossier undo` takes it back. Articles with another date are read\n"
        'again, so that "Wednesday" is right: a few at once, many at the next sync.'
    )
    _add_choice(parser)
    for option, help in FIELD_HELP.items():
        parser.add_argument(f"--{option}", metavar="TEXT", help=help)
        if option != "title":
            parser.add_argument(f"--no-{option}", action="store_true", help=f"it has no {option}, whatever was read")
    parser.add_argument("--dry-run", action="store_true", help="only show what would change")
    parser.add_argument("--yes", action="store_true", help=f"do not ask (it is asked from {ASKED_FROM} articles on)")
    parser.add_argument("--later", action="store_true", help="leave reading again to the next sync")
    parser.add_argument("--progress", choices=("text", "json"), default="text", help="how progress is told on stderr")


def _add_choice(parser: ArgumentParser) -> None:
    parser.add_argument(
        "articles", nargs="*", metavar="ARTICLE", help="an id, a title or a path; - reads them from stdin, one a line"
    )
    parser.add_argument(
        "--under", action="append", default=[], metavar="PLACE", help="all in this folder, file, address or source"
    )
    kinds = [kind for kind in TRIAGE_LABELS if kind not in FILE_KINDS]
    parser.add_argument(
        "--where", action="append", default=[], choices=kinds, metavar="KIND", help="only these (dossier triage)"
    )
    parser.add_argument(
        "--from-csv", metavar="FILE", help="a table with a column article or file, and one for each field to set"
    )


def run(args: Namespace, context: Context) -> int:
    """Show what changes, ask where it is much, and do it; 1 where no such article is there."""
    if context.read_only and not args.dry_run:
        raise UsageError("--read-only forbids setting anything", hint="Leave it out, or add --dry-run.")
    with context.library() as library:
        asked = list(wanted(args, library))
        proposed = library.triage.changes(asked)
        if args.from_csv and (missing := [one for one in asked if not library.triage.changes([one])]):
            rows = counted(len(missing), "row names", "rows name")
            context.note(f"note: {rows} no article that is there: {one_line(', '.join(missing[0].under))}")
    changes = [change for change in proposed if change.is_needed]
    if changes and not context.json and not context.quiet:
        for line in preview(changes):
            context.say(line)
    if not changes or args.dry_run:
        if context.json:
            context.answer({"schema": 1, "decision": None, "changes": [_row(change) for change in changes]})
        return FOUND if changes else _idle(proposed, context)
    _ask(changes, args, context)
    tell = progress.listener(args.progress, quiet=context.quiet)
    later = later_of(tell, wait=args.later)
    done = decide(context.archive, context.settings, changes, remark=_remark(args), later=later)
    if context.json:
        context.answer({**report_row(done), "changes": [_row(change) for change in changes]})
    else:
        report(done, context)
    return FOUND


def _idle(proposed: Sequence[Change], context: Context) -> int:
    """Say why nothing changes."""
    number = len({change.article for change in proposed})
    so = f"{counted(number, 'article')} {'is' if number == 1 else 'are'} so already"
    context.note(f"dossier: {so if number else 'no article is there'}")
    return FOUND if number else NOT_FOUND


def preview(changes: Sequence[Change]) -> list[str]:
    """What changes, by field and value, with what stood there; then the first articles."""
    groups: dict[tuple[str, str | None], list[Change]] = {}
    for change in changes:
        groups.setdefault((change.field, change.after), []).append(change)
    lines = [one_line(changed(field, after, group)) for (field, after), group in list(groups.items())[: LISTED * 2]]
    if len(groups) > LISTED * 2:
        lines.append(f"and {len(groups) - LISTED * 2:,} other values")
    titles = {change.article: change for change in changes}
    lines += [f"  {one_line(one.title)[:70]}  {one_line(one.locator)}" for one in list(titles.values())[:LISTED]]
    if len(titles) > LISTED:
        lines.append(f"  and {len(titles) - LISTED:,} more")
    return lines


def _ask(changes: Iterable[Change], args: Namespace, context: Context) -> None:
    """Make sure that many articles are meant."""
    number = len({change.article for change in changes})
    if args.yes or number < ASKED_FROM:
        return
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise UsageError(f"{counted(number, 'article')} would change", hint="Say --yes, or --dry-run to look first.")
    sys.stderr.write(f"Change {counted(number, 'article')}? [y/N] ")
    sys.stderr.flush()
    if sys.stdin.readline().strip().lower() not in ("y", "yes"):
        raise UsageError("nothing was changed")


def _remark(args: Namespace) -> str | None:
    if args.from_csv:
        return str(Path(args.from_csv).name)
    return " and ".join([*args.where, *(f"under {place}" for place in args.under)]) or None


def _row(change: Change) -> Mapping[str, object]:
    return {
        "article": change.article,
        "path": change.locator,
        "field": change.field,
        "before": change.before,
        "after": change.after,
    }
