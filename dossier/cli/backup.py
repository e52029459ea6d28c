"""`dossier backup`: write a checked copy of the archive, fit to be handed over unless paths are asked for."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from dossier.cli.context import FOUND, Context
from dossier.text import one_line
from dossier.wording import counted
from index.upkeep import backup


def configure(parser: ArgumentParser) -> None:
    """Add the file and what goes into it."""
    parser.add_argument("file", metavar="FILE", help="the copy; its folder must be there")
    parser.add_argument("--with-paths", action="store_true", help="keep local paths, so that syncs of it can go on")
    parser.add_argument("--no-originals", action="store_true", help="leave out the bytes that texts were read from")
    parser.add_argument("--force", action="store_true", help="replace a file that is there")


def run(args: Namespace, context: Context) -> int:
    """Copy, and say what is in it and what is not."""
    target = Path(args.file).expanduser()
    done = backup(context.archive, target, paths=args.with_paths, originals=not args.no_originals, force=args.force)
    if context.json:
        context.answer(
            {
                "schema": 1,
                "file": str(target),
                "articles": done.articles,
                "bytes": done.size,
                "originals": done.originals,
                "paths": args.with_paths,
            }
        )
        return FOUND
    context.say(f"{one_line(str(target))}: {counted(done.articles, 'article')}, {done.size / 1e6:,.1f} MB, checked")
    if done.originals:
        context.note(f"It holds the bytes of {counted(done.originals, 'original')}; --no-originals leaves them out.")
    if not args.with_paths:
        context.note(
            "Left out: local paths before the name of each source, what could not be read, and what was typed. Its"
            " folders are followed no more; --with-paths keeps all of it."
        )
    return FOUND
