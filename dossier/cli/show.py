"""`dossier show`: the dossier of one actor."""

from __future__ import annotations

import os
from argparse import ArgumentParser, Namespace
from pathlib import Path

from dossier.cli.context import FOUND, Context, ToolTrouble
from dossier.cli.dossier_text import printed
from dossier.cli.page import Page
from dossier.profile import assemble, to_json
from dossier.text import json_safe, one_line


def configure(parser: ArgumentParser) -> None:
    """Add the actor, the format and the file."""
    parser.add_argument("actor", nargs="+", metavar="ACTOR", help="any name of the actor, or its id")
    parser.add_argument("--format", choices=("text", "json"), help="form of the dossier (text)")
    parser.add_argument("-o", "--output", metavar="FILE", help="write to FILE instead of stdout")


def run(args: Namespace, context: Context) -> int:
    """Print or write the dossier."""
    with context.library() as library:
        name = " ".join(args.actor)
        profile = assemble(library, library.find_actor(name).id)
        others = library.passed_over(name)
    if others:
        context.note(f"note: not meant: {one_line('; '.join(others))}")
    as_json = args.format == "json" or (context.json and args.format is None)
    if args.output and args.output != "-":
        text = json_safe(to_json(profile), indent=2) if as_json else printed(profile, Page())
        _write(Path(args.output), text + "\n")
    elif as_json:
        context.answer(to_json(profile))
    else:
        context.say(printed(profile, context.page))
    return FOUND


def _write(path: Path, text: str) -> None:
    """Write the file whole or not at all."""
    aside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        aside.write_text(text, encoding="utf-8")
        aside.replace(path)
    except OSError as error:
        aside.unlink(missing_ok=True)
        raise ToolTrouble(
            f"{path}: cannot be written: {error.strerror}", hint="Choose another place with -o."
        ) from error
