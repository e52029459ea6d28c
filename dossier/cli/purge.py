"""`dossier purge`: delete articles for good, from archive, log and search index."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Mapping
from dataclasses import asdict

from dossier.cli.context import FOUND, NOT_FOUND, Context, UsageError, complain
from dossier.text import one_line
from dossier.wording import counted
from index.upkeep import Purged, purge, to_purge

LISTED = 10
"""Titles that are shown before the question."""


def configure(parser: ArgumentParser) -> None:
    """Add the articles and the consent."""
    parser.add_argument("articles", nargs="*", metavar="ARTICLE", help="an article by id or title, with older versions")
    parser.add_argument("--removed", action="store_true", help="all that are kept but not shown")
    parser.add_argument("--yes", action="store_true", help="do not ask")


def run(args: Namespace, context: Context) -> int:
    """Ask, delete, and say what is left; 1 where there is nothing to delete."""
    if context.read_only:
        raise UsageError("--read-only forbids a purge", hint="Leave it out to purge.")
    if not args.articles and not args.removed:
        raise UsageError("say what to purge", hint="Articles by id or title, or --removed.")
    titles = _titles(args, context)
    if not titles:
        context.note("nothing to purge")
        return NOT_FOUND
    if not args.yes and not _agreed(titles):
        complain("nothing was purged")
        return NOT_FOUND
    context.note("archive and search index are written anew, which takes as long as indexing all of it")
    done = purge(context.archive, context.settings, list(titles))
    if context.json:
        context.answer({"schema": 1, **asdict(done)})
    else:
        context.say(f"purged: {counted(len(done.articles), 'article')}")
    for note in _notes(done):
        context.note(note)
    return FOUND


def _notes(done: Purged) -> Iterator[str]:
    """What a purge could not take, and what it took besides."""
    if number := done.containing_originals:
        yield (
            f"Deleted as well: {counted(number, 'original')} in which a purged article stood beside others, like"
            " a letter with what was attached to it."
        )
    if number := done.shared_originals:
        yield (
            f"Kept: {counted(number, 'original')} from which another article was read, too; purge that one as well"
            " to be rid of the bytes."
        )
    if done.log_left:
        yield "Another process reads the archive: words may be left in its log until that process ends."


def _titles(args: Namespace, context: Context) -> dict[str, str]:
    """The articles that would be deleted, by id."""
    with context.library() as library:
        named = [library.find_article(name) for name in args.articles]
        ids = to_purge(context.archive, named, hidden=args.removed)
        return {article: library.open_article(article).citation.title for article in ids}


def _agreed(titles: Mapping[str, str]) -> bool:
    """Ask on the terminal; without one, --yes must say it."""
    if not sys.stdin.isatty():
        raise UsageError("a purge cannot be undone", hint="Say --yes where nobody can be asked.")
    for article, title in list(titles.items())[:LISTED]:
        complain(f"  {article}  {one_line(title)}")
    if len(titles) > LISTED:
        complain(f"  and {len(titles) - LISTED:,} more")
    complain(f"Delete {counted(len(titles), 'article')} for good? This cannot be undone. [y/N]")
    return sys.stdin.readline().strip().casefold() in ("y", "yes")
