"""`dossier [PATH …]`: open the app, and sync the paths while the analyst looks around."""

from __future__ import annotations

import difflib
import os
import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from dossier.cli.commands import COMMANDS
from dossier.cli.context import Context, UsageError, refuse_archives


def configure(parser: ArgumentParser) -> None:
    """Add the paths, and the list of commands below the help."""
    parser.usage = "dossier [PATH ...] [options]\n       dossier COMMAND [...]"
    parser.description = (
        "Everything said by and about an actor in your news articles.\n\n"
        "Without a command the app opens; each PATH (a file, a folder or a web address) is\n"
        "added as a source and read while you browse."
    )
    rows = "\n".join(f"  {command.name:<9}{command.summary}" for command in COMMANDS.values())
    parser.epilog = f"commands:\n{rows}\n\n`dossier COMMAND --help` explains one; `dossier help` lists the topics."
    parser.add_argument(
        "paths", nargs="*", metavar="PATH", help="file, folder or address to add (./sync for one named sync)"
    )


def run(args: Namespace, context: Context) -> int:
    """Open the app; without a terminal, say which commands do without."""
    if context.json:
        raise UsageError("--json goes with a command", hint="For example: dossier search QUERY --json")
    for path in args.paths:
        _check_path(path)
    if args.paths:
        refuse_archives(args.paths)
    if context.read_only and args.paths:
        raise UsageError("--read-only does not go with paths to add", hint="Open the archive without them.")
    if not all(stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr)):  # Textual draws on stderr
        raise UsageError(
            "the app needs a terminal on standard input, output and error",
            hint="These do without: dossier sync PATH, dossier search QUERY, dossier actors, dossier show ACTOR, "
            "dossier compare A B; dossier --help lists all.",
        )
    if context.no_color:
        os.environ["NO_COLOR"] = "1"  # Textual asks nothing else
    from dossier.tui.app import run as run_app  # textual takes a quarter of a second to load

    return run_app(context.archive, context.settings, args.paths, read_only=context.read_only)


def _check_path(path: str) -> None:
    """A path that does not exist may be a command misspelt."""
    from index.sync import is_address  # loads what reads sources

    if is_address(path) or Path(path).exists():
        return
    near = difflib.get_close_matches(path, COMMANDS, n=1)
    hint = f"Did you mean the command `dossier {near[0]}`?" if near else "`dossier --help` lists the commands."
    raise UsageError(f"{path}: no such file or folder, and no command of that name", hint=hint)
