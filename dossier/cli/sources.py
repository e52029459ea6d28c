"""`dossier sources`: what was added, how, and what became of it."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from dossier.cli.context import FOUND, NOT_FOUND, Context
from dossier.cli.page import table
from dossier.text import one_line
from index.answers import SourceRow


def configure(parser: ArgumentParser) -> None:
    """Say what the columns are; there is nothing to choose."""
    parser.epilog = (
        "kinds: path (a file or folder), feed, page. `dossier sync` looks at all of them again,\n"
        "`dossier sync SOURCE` at one, `dossier remove SOURCE` follows it no more."
    )


def run(args: Namespace, context: Context) -> int:
    """List; 1 where nothing was added."""
    with context.library() as library:
        rows = library.sources()
    if context.json:
        context.answer({"schema": 1, "sources": [to_json(row) for row in rows]})
    elif rows:
        for line in printed(rows):
            context.say(line)
    if rows:
        return FOUND
    context.note("dossier: no source has been added; `dossier sync PATH` adds one")
    return NOT_FOUND


def printed(rows: tuple[SourceRow, ...]) -> list[str]:
    """The sources as a table, in the order in which they were added; below, as what they were typed."""
    head = ("kind", "articles", "failed", "skipped", "last sync", "source")
    body = [
        (
            row.kind,
            f"{row.articles:,}",
            f"{row.failed:,}",
            f"{row.skipped:,}",
            (row.last_sync or "never")[:16].replace("T", " "),
            one_line(row.locator) + (" (private networks allowed)" if row.allow_private else ""),
        )
        for row in rows
    ]
    return table([head, *body], right=frozenset({1, 2, 3}))


def to_json(row: SourceRow) -> dict[str, object]:
    """A source for programs."""
    return {
        "source": row.locator,
        "kind": row.kind,
        "given": row.given,
        "added": row.added,
        "last_sync": row.last_sync,
        "allow_private": row.allow_private,
        "articles": row.articles,
        "failed": row.failed,
        "skipped": row.skipped,
    }
