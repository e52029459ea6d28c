"""`dossier set`: metadata that the analyst decides, for one article or many at once."""

from __future__ import annotations

import csv
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from dossier.cli import progress
from dossier.cli.context import FOUND, NOT_FOUND, Context, ToolTrouble, UsageError
from dossier.cli.decided import later_of, report, report_row
from dossier.text import one_line
from dossier.wording import FIELD_LABELS, TRIAGE_LABELS, changed, counted
from index.answers import Change
from index.decisions import Wanted, checked_fields, decide

if TYPE_CHECKING:
    from index.library import Library

ASKED_FROM = 20
"""Articles from which on a terminal is asked before they are changed."""
LISTED = 5
FIELDS = {"date": "published", **{name: name for name in ("outlet", "title", "byline", "url", "language", "note")}}
"""Options by the field that they set."""
FILE_KINDS = frozenset({"scans", "failed", "skipped"})
KEYS = ("article", "file", "path")
"""Columns of a table that name the article: by its id, or by its file."""


def configure(parser: ArgumentParser) -> None:
    """Add which articles, and the fields."""
    parser.epilog = (
        "What is set wins over what is read, also at the next sync. `dossier history` lists what was set,\n"
        '`dossier undo` takes it back. Articles with another date are read again, so that "Wednesday" is right:\n'
        "a few at once, many at the next sync."
    )
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
    for option, help in (
        ("date", "date of publication: 2022-11-03, 2022-11 or 2022"),
        ("outlet", "who published it"),
        ("title", "its title"),
        ("byline", "its author"),
        ("url", "its address"),
        ("language", "its language; a text taken for another one is read when it is en"),
        ("note", "a remark that readers see above the text"),
    ):
        parser.add_argument(f"--{option}", metavar="TEXT", help=help)
        if option != "title":
            parser.add_argument(f"--no-{option}", action="store_true", help=f"it has no {option}, whatever was read")
    parser.add_argument(
        "--from-csv", metavar="FILE", help="a table with a column article or file, and one for each field to set"
    )
    parser.add_argument("--dry-run", action="store_true", help="only show what would change")
    parser.add_argument("--yes", action="store_true", help=f"do not ask (it is asked from {ASKED_FROM} articles on)")
    parser.add_argument("--later", action="store_true", help="leave reading again to the next sync")
    parser.add_argument("--progress", choices=("text", "json"), default="text", help="how progress is told on stderr")


def run(args: Namespace, context: Context) -> int:
    """Show what changes, ask where it is much, and do it; 1 where no such article is there."""
    if context.read_only and not args.dry_run:
        raise UsageError("--read-only forbids setting anything", hint="Leave it out, or add --dry-run.")
    with context.library() as library:
        wanted = list(_wanted(args, library))
        proposed = library.triage.changes(wanted)
    changes = [change for change in proposed if change.is_needed]
    if not changes:
        number = len({change.article for change in proposed})
        so = f"{counted(number, 'article')} {'is' if number == 1 else 'are'} so already"
        context.note(f"dossier: {so if number else 'no article is there'}")
        if context.json:
            context.answer({"schema": 1, "decision": None, "changes": []})
        return FOUND if number else NOT_FOUND
    if not context.json and not context.quiet:
        for line in preview(changes):
            context.say(line)
    if args.dry_run:
        if context.json:
            context.answer({"schema": 1, "decision": None, "changes": [_row(change) for change in changes]})
        return FOUND
    _ask(changes, args, context)
    tell = progress.listener(args.progress, quiet=context.quiet)
    done = decide(
        context.archive, context.settings, changes, remark=_remark(args), later=later_of(tell, wait=args.later)
    )
    if context.json:
        context.answer({**report_row(done), "changes": [_row(change) for change in changes]})
    else:
        report(done, context)
    return FOUND


def _wanted(args: Namespace, library: Library) -> Iterator[Wanted]:
    fields: dict[str, str | None] = {
        FIELDS[name]: value for name in FIELDS if (value := getattr(args, name)) is not None
    }
    fields |= {FIELDS[name]: None for name in FIELDS if getattr(args, f"no_{name}", False)}
    if args.from_csv:
        if fields or args.articles or args.under or args.where:
            raise UsageError("--from-csv goes alone", hint="The table says which articles and which fields.")
        yield from _from_table(Path(args.from_csv), library)
        return
    if not fields:
        raise UsageError("nothing to set", hint="For example: dossier set --where no-outlet --outlet KCNA")
    names = [name for given in args.articles for name in (_lines() if given == "-" else [given])]
    if not (names or args.under or args.where):
        raise UsageError("for which articles?", hint="Name them, or say --under FOLDER or --where no-outlet.")
    checked = checked_fields(fields)
    found = _of_kinds(args.where, library) if args.where else None
    under = [_place(place) for place in args.under]
    places = [_place(name) for name in names if _is_place(name)]
    ids = {library.find_article(name) for name in names if not _is_place(name)}
    if ids:
        yield Wanted(fields=checked, articles=ids if found is None else ids & found, under=tuple(under))
    if places or not names:
        yield Wanted(fields=checked, articles=found, under=(*under, *places))


def _lines() -> list[str]:
    return [line.strip() for line in sys.stdin if line.strip()]


def _of_kinds(kinds: Sequence[str], library: Library) -> set[str]:
    """The articles that are of all these kinds."""
    found = [{line.article for line in library.triage.listed(kind) if line.article} for kind in kinds]
    return set.intersection(*found)


def _is_place(name: str) -> bool:
    return "/" in name or Path(name.partition("#")[0]).exists()


def _place(name: str) -> str:
    """A path in full, with the part of the file that it names; an address as it is."""
    if "://" in name:
        return name
    path, mark, part = name.partition("#")
    return f"{Path(path).expanduser().resolve()}{mark}{part}"


def _from_table(path: Path, library: Library) -> Iterator[Wanted]:
    """The rows of a table, each for its article."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise ToolTrouble(f"{path}: cannot be read: {error}", hint="It must be a table in UTF-8, .csv.") from error
    for number, row in enumerate(rows, 2):
        cells = {key.strip().lower(): value.strip() for key, value in row.items() if key and isinstance(value, str)}
        named = next((key for key in KEYS if cells.get(key)), None)
        if named is None:
            raise UsageError(f"{path} line {number}: no article", hint="A column article or file must say which.")
        fields = {
            FIELDS.get(key, key): value
            for key, value in cells.items()
            if value and FIELDS.get(key, key) in FIELD_LABELS
        }
        if not fields:
            continue
        checked = checked_fields(fields)
        if named == "article":
            yield Wanted(fields=checked, articles={library.find_article(cells[named])})
        else:
            yield Wanted(fields=checked, under=(_place(str(path.parent / cells[named])),))


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
