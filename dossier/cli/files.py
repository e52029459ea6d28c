"""`dossier files`: every file that lies under a source, and what became of it."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from dossier.cli.context import FOUND, NOT_FOUND, Context
from dossier.cli.search import positive
from dossier.cli.sync import unread_row
from dossier.text import one_line
from dossier.wording import counted
from index.answers import FileLine


def configure(parser: ArgumentParser) -> None:
    """Add the folders and the outcome."""
    parser.add_argument("paths", nargs="*", metavar="PATH", help="only files at or under this; none: all")
    outcome = parser.add_mutually_exclusive_group()
    for name, help in (
        ("read", "only what was read"),
        ("failed", "only what could not be read, and files with parts that could not"),
        ("skipped", "only what is of a format that Dossier does not read"),
    ):
        outcome.add_argument(f"--{name}", dest="outcome", action="store_const", const=name, help=help)
    parser.add_argument("--limit", type=positive, metavar="N", help="at most N files")


def run(args: Namespace, context: Context) -> int:
    """List them; 1 where there is none."""
    with context.library() as library:
        every = library.triage.files()
    lines = [line for line in every if _is_wanted(line, args.outcome, args.paths)]
    shown = lines[: args.limit]
    if context.json:
        context.answer({"schema": 1, "total": len(lines), "files": [_row(line) for line in shown]})
    else:
        for line in shown:
            _say(line, context)
        if len(shown) < len(lines):
            context.say(f"{len(lines) - len(shown):,} more; --limit N shows more")
        context.note(summary(lines) if lines else "dossier: no such file")
    return FOUND if lines else NOT_FOUND


def _is_wanted(line: FileLine, outcome: str | None, paths: Sequence[str]) -> bool:
    partly_failed = outcome == "failed" and any(not one.skipped for one in line.problems)
    return (outcome in (None, line.outcome) or partly_failed) and (
        not paths or any(lies_under(line.locator, path) for path in paths)
    )


def lies_under(locator: str, path: str) -> bool:
    """Whether the file is this one, or lies in this folder; an address is what it begins with."""
    place = path if "://" in path else str(Path(path).expanduser().resolve())
    return locator == place or locator.startswith(place.rstrip("/") + "/")


def summary(lines: Iterable[FileLine]) -> str:
    """`12 files: 9 read, 2 failed, 1 skipped`."""
    counts = Counter(line.outcome for line in lines)
    told = [f"{counts[name]:,} {name}" for name in ("read", "waiting", "failed", "skipped") if counts[name]]
    return f"{counted(counts.total(), 'file')}: {', '.join(told)}"


def _say(line: FileLine, context: Context) -> None:
    amount = counted(line.articles, "article") if line.outcome == "read" else ""
    known = [part for part in (line.format, amount) if part]
    context.say(f"{line.outcome:<8}{one_line(line.locator)}{'  (' + ', '.join(known) + ')' if known else ''}")
    if line.outcome == "skipped":
        return
    for reason, number in Counter(one.reason for one in line.problems if one.skipped).items():
        context.say(f"        {number:,} in it skipped: {one_line(reason)}")
    for problem in (one for one in line.problems if not one.skipped):
        part = problem.locator.removeprefix(line.locator)
        context.say(f"        {one_line(f'{part}: ' if part else '')}{one_line(problem.reason)}")
        if problem.hint:
            context.say(f"          {one_line(problem.hint)}")


def _row(line: FileLine) -> dict[str, object]:
    return {
        "path": line.locator,
        "outcome": line.outcome,
        "format": line.format,
        "articles": line.articles,
        "problems": [unread_row(one) for one in line.problems],
    }
