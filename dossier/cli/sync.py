"""`dossier sync`: bring archive and index up to date with the sources, and say what changed and what failed."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Iterable, Sequence
from contextlib import nullcontext

from dossier.cli import progress
from dossier.cli.context import FOUND, NOT_FOUND, Context, UsageError, refuse_archives
from dossier.cli.signals import terminable
from dossier.text import one_line
from dossier.wording import articles_told, by_suffix, counted, triaged
from index.answers import PURGED, Failure
from index.sync import Listener, Progress, SyncReport, WebOptions, sync

MOST_WORKERS = 64
LEAST_EVERY, MOST_EVERY = 10, 7 * 24 * 3600
"""Seconds."""
KINDS = {**{kind: kind for kind in ("new", "changed", "moved", "removed", "unchanged")}, "reread": "read again"}
"""The counts of a report, and how they are told."""
SUFFIXES_SHOWN = 6
"""Kinds of skipped files that are named in the report, the most frequent first."""


def configure(parser: ArgumentParser) -> None:
    """Add the sources and the form of progress."""
    parser.add_argument(
        "paths", nargs="*", metavar="PATH", help="file, folder or web address to add; none: the sources known so far"
    )
    parser.add_argument(
        "--allow-private", action="store_true", help="fetch the addresses named also from private networks"
    )
    parser.add_argument("--retry", action="store_true", help="read again what failed, also where it has not changed")
    parser.add_argument(
        "--full", action="store_true", help="compare every file byte by byte, also where size and time are as they were"
    )
    parser.add_argument("--progress", choices=("text", "json"), default="text", help="how progress is told on stderr")
    parser.add_argument(
        "--workers", type=_number, metavar="N", help="processes that read where much is to be read (as many as cores)"
    )
    parser.add_argument("--watch", action="store_true", help="go on: read files when they change, ask the web again")
    parser.add_argument(
        "--every", type=seconds_in, metavar="TIME", help="with --watch: how often all is looked at (15m; also 90s, 2h)"
    )
    parser.add_argument("--wait", action="store_true", help="wait while another process syncs this archive")


def run(args: Namespace, context: Context) -> int:
    """Sync and report; 1 where a file could not be read."""
    if context.read_only:
        raise UsageError("--read-only forbids a sync", hint="Leave it out to sync.")
    refuse_archives(args.paths)
    if args.watch:
        from dossier.cli import watching  # it takes the words of its reports from here

        return watching.run(args, context)
    if args.every:
        raise UsageError("--every goes with --watch", hint="For example: dossier sync --watch --every 5m")
    text = progress.ProgressText()
    tell = listener_of(args, context, text)
    try:
        with terminable():
            report = sync(
                context.archive,
                args.paths,
                context.settings,
                workers=args.workers,
                retry=args.retry,
                full=args.full,
                web=WebOptions(allow_private=args.allow_private),
                on_progress=tell,
                wait=(lambda holder: context.note(f"waiting for {holder}")) if args.wait else None,
            )
    except KeyboardInterrupt:
        text.clear()
        context.note("What was read so far is kept; the next sync goes on from there.")
        raise
    finally:
        text.clear()
    with context.library() if context.archive.exists() else nullcontext() as library:
        counts = library.triage.counts() if library else ()
    if context.json:
        context.answer({**to_json(report), "triage": {one.kind: one.count for one in counts}})
    elif not context.quiet:
        for line in described(report):
            context.say(line)
        if told := triaged(one for one in counts if one.kind not in ("failed", "skipped")):  # told above
            context.say(f"triage: {told}; `dossier triage` lists them")
    return NOT_FOUND if report.failed else FOUND


def to_json(report: SyncReport) -> dict[str, object]:
    """The report in its stable form for programs."""
    return {
        "schema": 1,
        "new": report.new,
        "changed": report.changed,
        "moved": report.moved,
        "removed": report.removed,
        "unchanged": report.unchanged,
        "reread": report.reread,
        "failed": [unread_row(one) for one in report.failed],
        "skipped": [unread_row(one) for one in report.skipped],
        "articles": report.articles,
        "seconds": round(report.seconds, 3),
        "remarks": list(report.remarks),
        "copies": report.copies,
    }


def unread_row(failure: Failure) -> dict[str, object]:
    """A file that was not read, for programs."""
    return {"path": failure.locator, "reason": failure.reason, "hint": failure.hint}


def described(report: SyncReport) -> list[str]:
    """The report in a few lines: what changed, what failed and why, and how much there is now."""
    lines = [summary(report) or "nothing to read"]
    lines += [f"  {one_line(remark)}" for remark in report.remarks]
    if report.failed:
        lines.append(f"{counted(len(report.failed), 'file')} could not be read:")
        for failure in report.failed:
            lines.append(f"  {one_line(failure.locator)}: {one_line(failure.reason)}")
            if failure.hint:
                lines.append(f"    {one_line(failure.hint)}")
    if report.skipped:
        lines.append(f"{counted(len(report.skipped), 'file')} skipped: {skipped(report.skipped)}")
    held = articles_told(report.articles, report.copies)
    lines.append(f"{held} in the archive ({progress.duration(report.seconds)})")
    return lines


def summary(report: SyncReport) -> str:
    """`2 new, 1 changed`; empty where there is nothing to tell."""
    return ", ".join(f"{number:,} {told}" for kind, told in KINDS.items() if (number := getattr(report, kind)))


def listener_of(args: Namespace, context: Context, text: progress.ProgressText) -> Listener:
    """Who is told of the progress."""
    if args.progress == "json":
        return progress.as_json
    return _silence if context.quiet else text


def _number(given: str) -> int:
    """How many workers."""
    if not given.isdecimal() or int(given) > MOST_WORKERS:
        raise ArgumentTypeError(f"{given!r} is not a number from 0 to {MOST_WORKERS}; 0 reads in the one process")
    return int(given)


def skipped(files: Sequence[Failure]) -> str:
    """`8 .jpg, 4 .xlsx (not a format Dossier reads); 1 purged`."""
    purged = [one for one in files if one.reason == PURGED]
    told = [unread] if (unread := _unread(one for one in files if one.reason != PURGED)) else []
    return "; ".join((*told, *([f"{len(purged):,} purged"] if purged else ())))


def _unread(files: Iterable[Failure]) -> str:
    listed = by_suffix(one.locator for one in files)
    shown = [f"{len(paths):,} {suffix}" for suffix, paths in listed[:SUFFIXES_SHOWN]]
    if more := sum(len(paths) for _, paths in listed[SUFFIXES_SHOWN:]):
        shown.append(f"{more:,} others")
    return f"{', '.join(shown)} (not a format Dossier reads)" if shown else ""


def seconds_in(given: str) -> float:
    """The seconds in `90s`, `15m` or `2h`."""
    units = {"s": 1, "m": 60, "h": 3600}
    number, unit = given[:-1], given[-1:]
    if not number.isdecimal() or unit not in units or not LEAST_EVERY <= int(number) * units[unit] <= MOST_EVERY:
        raise ArgumentTypeError(f"{given!r} is no time from {LEAST_EVERY}s to {MOST_EVERY // 3600}h, such as 15m")
    return float(int(number) * units[unit])


def _silence(_progress: Progress) -> None:
    """Tell nothing."""
