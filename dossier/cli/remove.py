"""`dossier remove`: follow a source no more, or hide an article from everything; `--undo` brings an article back."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from pathlib import Path

from dossier.cli.context import FOUND, NOT_FOUND, Context, UsageError
from dossier.text import one_line
from dossier.wording import counted, day
from index.answers import SourceRow
from index.errors import AmbiguousName, UnknownName
from index.upkeep import Removed, readmit, remove, removed


def configure(parser: ArgumentParser) -> None:
    """Add the names."""
    parser.add_argument("names", nargs="*", metavar="SOURCE|ARTICLE", help="path or address of a source, or an article")
    parser.add_argument("--undo", action="store_true", help="bring these articles back")
    parser.add_argument("--list", action="store_true", help="list what was removed and purged")


def run(args: Namespace, context: Context) -> int:
    """Remove, bring back, or list."""
    if args.list:
        return _list(context)
    if context.read_only:
        raise UsageError("--read-only forbids a removal", hint="Leave it out to remove.")
    if not args.names:
        raise UsageError(
            "say what to remove", hint="A source as `dossier files` shows it, or an article by id or title."
        )
    return _undo(args.names, context) if args.undo else _remove(args.names, context)


def _list(context: Context) -> int:
    found = removed(context.archive, read_only=context.read_only)
    if context.json:
        rows = [{"article": one.article, "title": one.title, "made": one.made} for one in found]
        context.answer({"schema": 1, "removed": rows})
    for one in () if context.json else found:
        context.say(f"{one.article}  {day(one.made)}  {one_line(one.title) if one.title else '(purged)'}")
    return FOUND if found else NOT_FOUND


def _remove(names: Sequence[str], context: Context) -> int:
    sources: dict[str, SourceRow] = {}
    articles: dict[str, str] = {}
    with context.library() as library:
        followed = {row.locator: row for row in library.sources()}
        for name in names:
            if (row := followed.get(name) or followed.get(_in_full(name))) is not None:
                sources[row.locator] = row
            else:
                article = library.find_article(name)
                articles[article] = library.open_article(article).citation.title
    remove(context.archive, context.settings, sources=sources, articles=articles)
    if context.json:
        context.answer({"schema": 1, "sources": list(sources), "articles": list(articles)})
        return FOUND
    for locator, row in sources.items():
        context.say(f"no longer followed: {one_line(locator)} ({counted(row.articles, 'article')} kept)")
    for article, title in articles.items():
        context.say(f"removed: {one_line(title)}  {article}")
    if articles:
        context.note(f"`{context.command('remove --undo ID')}` brings an article back; `dossier purge` deletes it.")
    return FOUND


def _undo(names: Sequence[str], context: Context) -> int:
    known = removed(context.archive)
    back = [_named(name, known) for name in names]
    readmit(context.archive, context.settings, [one.article for one in back])
    if context.json:
        context.answer({"schema": 1, "articles": [one.article for one in back]})
        return FOUND
    for one in back:
        context.say(f"back: {one_line(one.title)}" if one.title else f"allowed again: {one.article}")
    if any(one.title is None for one in back):
        context.note("What was purged comes back with the next sync, where its file is still there.")
    return FOUND


def _named(name: str, known: Sequence[Removed]) -> Removed:
    """The removed article of this id, beginning of an id, or part of a title."""
    wanted = name.casefold()
    found = [one for one in known if one.article.startswith(wanted)] or [
        one for one in known if one.title and wanted in one.title.casefold()
    ]
    if not found:
        raise UnknownName("removed article", name, [one.article for one in known[:3]])
    if len(found) > 1:
        raise AmbiguousName("removed article", name, [f"{one.title or '(purged)'} ({one.article})" for one in found])
    return found[0]


def _in_full(name: str) -> str:
    """The path as sources keep it."""
    try:
        return str(Path(name).expanduser().resolve())
    except (RuntimeError, OSError):
        return name
