"""`dossier triage`: what an import left to be looked at, by kind, and the articles or files of one kind."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from dossier.cli.context import FOUND, NOT_FOUND, Context
from dossier.cli.page import Page, table
from dossier.cli.search import positive
from dossier.text import one_line
from dossier.wording import TRIAGE_HELP, TRIAGE_LABELS
from index.answers import TriageCount, TriageLine

SHOWN = 20
"""Articles that are listed unless more are asked for."""


def configure(parser: ArgumentParser) -> None:
    """Add the kind."""
    rows = "\n".join(f"  {kind:<16}{meaning}" for kind, meaning in TRIAGE_HELP.items())
    parser.epilog = f"kinds:\n{rows}\n\n`dossier set --where KIND …` sets metadata for all of a kind."
    parser.add_argument(
        "kind", nargs="?", choices=tuple(TRIAGE_LABELS), metavar="KIND", help="list what is of this kind"
    )
    parser.add_argument("--limit", type=positive, metavar="N", help=f"at most N of them ({SHOWN}; --json: all)")


def run(args: Namespace, context: Context) -> int:
    """Count, or list one kind; 1 where there is nothing of that kind."""
    with context.library() as library:
        counts = library.triage.counts()
        limit = args.limit or (None if context.json else SHOWN)
        lines = library.triage.listed(args.kind, limit) if args.kind else ()
    total = {one.kind: one.count for one in counts}
    if context.json:
        context.answer(to_json(counts, args.kind, lines))
    elif args.kind is None:
        for line in summary(counts):
            context.say(line)
    else:
        for one in lines:
            context.say(_printed(one, context.page))
        if (more := total.get(args.kind, 0) - len(lines)) > 0:
            context.say(f"{more:,} more; --limit N shows more")
    return FOUND if args.kind is None or lines else NOT_FOUND


def summary(counts: tuple[TriageCount, ...]) -> list[str]:
    """One line a kind, with what it is called on the command line."""
    if not counts:
        return ["nothing to look at: every file was read, every article has date, outlet and title"]
    rows = [(f"{one.count:,}", one.kind, TRIAGE_HELP[one.kind]) for one in counts]
    lines = table(rows, right=frozenset({0}))
    for at, one in enumerate(counts):
        if one.details:
            lines[at] += f" ({', '.join(f'{number:,} {one_line(name)}' for name, number in one.details.items())})"
    return [*lines, "", "`dossier triage KIND` lists them."]


def _printed(line: TriageLine, page: Page) -> str:
    if line.article is None:
        told = page.paragraph(f"{line.locator}: {line.odd}", indent="    ", first="")
        return f"{told}\n{page.paragraph(line.hint, indent='  ')}" if line.hint else told
    return "\n".join(
        (
            page.bold(page.paragraph(line.title[:200] or "(no title)", indent="  ", first="")),
            page.paragraph(f"{line.odd} · {line.article}", indent="  "),
            page.paragraph(line.locator, indent="  "),
        )
    )


def to_json(counts: tuple[TriageCount, ...], kind: str | None, lines: tuple[TriageLine, ...]) -> dict[str, object]:
    """The answer in its stable form for programs."""
    found: dict[str, object] = {
        "schema": 1,
        "counts": {one.kind: one.count for one in counts},
        "details": {one.kind: dict(one.details) for one in counts if one.details},
    }
    if kind is None:
        return found
    listed = [
        {"article": line.article, "title": line.title, "path": line.locator, "odd": line.odd, "hint": line.hint}
        for line in lines
    ]
    return {**found, "kind": kind, "listed": listed}
