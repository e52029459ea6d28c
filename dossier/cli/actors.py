"""`dossier actors`: who is named in the archive, the busiest first."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from dossier.cli.context import FOUND, NOT_FOUND, Context
from dossier.cli.page import table
from dossier.cli.search import positive
from dossier.profile import ref_row
from dossier.text import one_line
from dossier.wording import CLASS_LABELS, perhaps
from index.answers import ActorRow


def configure(parser: ArgumentParser) -> None:
    """Add the pattern and the limit."""
    parser.add_argument("pattern", nargs="?", default="", metavar="PATTERN", help="part of any of the actor's names")
    parser.add_argument("--limit", type=positive, metavar="N", help="at most N actors")


def run(args: Namespace, context: Context) -> int:
    """List; 1 where nobody is found."""
    with context.library() as library:
        rows = library.actors(args.pattern, limit=args.limit)
    if context.json:
        context.answer({"schema": 1, "actors": [to_json(row) for row in rows]})
    elif rows:
        for line in printed(rows):
            context.say(line)
    if rows:
        return FOUND
    of_name = f" with {one_line(args.pattern)} in a name" if args.pattern else ""
    context.note(f"dossier: no actor{of_name} in this archive")
    return NOT_FOUND


def printed(rows: tuple[ActorRow, ...]) -> list[str]:
    """The actors as a table; `said` and `about` count statements. Below who may be somebody else stands who that is."""
    head = ("actor", "kind", "articles", "said", "about")
    body = [
        (
            one_line(row.actor.name),
            CLASS_LABELS[row.actor.cls],
            f"{row.actor.articles:,}",
            f"{row.said:,}",
            f"{row.about:,}",
        )
        for row in rows
    ]
    first, *lines = table([head, *body], right=frozenset({2, 3, 4}), limit=44)
    notes = [[f"  {one_line(perhaps(row.perhaps))}"] if row.perhaps else [] for row in rows]
    return [first, *(line for pair in zip(lines, notes, strict=True) for line in (pair[0], *pair[1]))]


def to_json(row: ActorRow) -> dict[str, object]:
    """An actor with its counts."""
    actor = row.actor
    return {
        "id": actor.id,
        "name": actor.name,
        "cls": actor.cls.value,
        "articles": actor.articles,
        "said": row.said,
        "about": row.about,
        "perhaps": [ref_row(other) for other in row.perhaps],
        "aliases": [{"surface": a.surface, "kind": a.kind.value, "count": a.count} for a in actor.aliases],
    }
