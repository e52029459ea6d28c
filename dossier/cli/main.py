"""From the words of a command line to an exit code: the one place where every error is turned into a line."""

from __future__ import annotations

import logging
import os
import sys
import traceback
from argparse import ArgumentParser, Namespace, RawDescriptionHelpFormatter
from collections.abc import Sequence
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import NoReturn

from dossier import __version__
from dossier.cli.commands import APP, COMMANDS, Command
from dossier.cli.context import FOUND, INTERRUPTED, NOT_FOUND, TROUBLE, USAGE, Context, UsageError, complain
from dossier.text import one_line
from index.errors import (
    AmbiguousName,
    CacheUnusable,
    DecisionUnknown,
    DossierError,
    IndexUnusable,
    QueryError,
    SourceError,
    UnknownName,
    ValueUnusable,
)
from index.settings import Settings, load_settings

log = logging.getLogger("dossier")

LOG_NAME = "dossier.log"
"""Tells our handler from those of a host or a test runner."""

EXIT_CODES: tuple[tuple[type[DossierError], int], ...] = (
    (UsageError, USAGE),
    (QueryError, USAGE),
    (AmbiguousName, USAGE),
    (ValueUnusable, USAGE),
    (DecisionUnknown, NOT_FOUND),
    (UnknownName, NOT_FOUND),
    (SourceError, NOT_FOUND),
    (DossierError, TROUBLE),
)
"""The first row that fits decides."""


class LogFile(RotatingFileHandler):
    """A log file whose folder is made when there is something to write."""

    def _open(self) -> TextIOWrapper:
        Path(self.baseFilename).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        return super()._open()


class Parser(ArgumentParser):
    """An argument parser that raises instead of leaving, and asks for whole option names."""

    def error(self, message: str) -> NoReturn:
        """Raise UsageError."""
        raise UsageError(message, hint=f"`{self.prog} --help` shows how.")


def run() -> NoReturn:
    """The console script."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    sys.exit(main())


def main(argv: Sequence[str] | None = None) -> int:
    """Do what the words say and return the exit code; every error becomes a line on stderr."""
    words = list(sys.argv[1:] if argv is None else argv)
    _open_log()
    try:
        code = _main(words)
        sys.stdout.flush()
        return code
    except DossierError as error:
        _report(error, as_line="--json" in words)
        return next(code for kind, code in EXIT_CODES if isinstance(error, kind))
    except KeyboardInterrupt:
        complain("dossier: interrupted")
        return INTERRUPTED
    except BrokenPipeError:
        _forget_stdout()
        return FOUND
    except OSError as error:
        place = f"{error.filename}: " if error.filename else ""
        complain(f"dossier: {one_line(place + (error.strerror or str(error)))}")
        return TROUBLE
    except Exception as error:  # the edge: whatever is left must reach the user as a line, and the log in full
        log.error("%s\n%s", type(error).__name__, "".join(traceback.format_tb(error.__traceback__)))
        complain(f"dossier: this should not have happened ({type(error).__name__})")
        complain("  The log says where; `dossier doctor` prints its path.")
        return TROUBLE


def _main(words: list[str]) -> int:
    command, rest = command_in(words)
    parser = parser_of(command)
    try:
        args = parser.parse_intermixed_args(rest)
    except SystemExit as left:  # --help and --version have printed their answer
        return left.code if isinstance(left.code, int) else FOUND
    context = context_of(args, load_settings())
    try:
        return command.load().run(args, context)
    except IndexUnusable as error:
        if not isinstance(error, CacheUnusable):
            sync = "" if context.read_only else "; so does the next sync"
            error.hint = f"`{context.command('doctor --repair')}` builds it from the archive{sync}."
        raise


def command_in(words: Sequence[str]) -> tuple[Command, list[str]]:
    """The command that the first plain word names, and all the other words; without one, the app."""
    at = 0
    while at < len(words) and words[at].startswith("-") and words[at] != "--":
        at += 2 if words[at] == "--archive" else 1
    if at < len(words) and words[at] in COMMANDS:
        return COMMANDS[words[at]], [*words[:at], *words[at + 1 :]]
    return APP, list(words)


def parser_of(command: Command) -> Parser:
    """The parser of one command, with the global options."""
    parser = Parser(
        prog=f"dossier {command.name}".strip(),
        description=f"{command.summary[0].upper()}{command.summary[1:]}.",
        formatter_class=RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    command.load().configure(parser)
    everywhere = parser.add_argument_group("everywhere")
    everywhere.add_argument("--archive", metavar="FILE", help="the archive to use in place of the usual one")
    everywhere.add_argument("--json", action="store_true", help="answer as JSON")
    everywhere.add_argument("--read-only", action="store_true", help="write nothing to the archive")
    everywhere.add_argument("--no-color", action="store_true", help="no colours and no bold")
    everywhere.add_argument("-q", "--quiet", action="store_true", help="no progress and no remarks")
    everywhere.add_argument("--version", action="version", version=f"dossier {__version__}")
    return parser


def context_of(args: Namespace, settings: Settings) -> Context:
    """The context of this run: what was said on the command line wins over the settings."""
    return Context(
        settings=settings,
        archive=Path(args.archive).expanduser() if args.archive else settings.archive,
        json=args.json,
        read_only=args.read_only,
        no_color=args.no_color,
        quiet=args.quiet,
    )


def _report(error: DossierError, *, as_line: bool) -> None:
    message, hint = one_line(str(error)), one_line(error.hint)
    if as_line:
        complain(f"dossier: {message.rstrip('.')}. {hint}" if hint else f"dossier: {message}")
        return
    complain(f"dossier: {message}")
    if isinstance(error, QueryError) and error.query.strip():
        length = max(error.end - error.start, 1)
        complain(f"  {one_line(error.query)}\n  {' ' * error.start}{'^' * length} character {error.start + 1}")
    if isinstance(error, AmbiguousName):
        complain("\n".join(["  Say which:", *(f"    {one_line(match)}" for match in error.matches)]))
    elif hint:
        complain(f"  {hint}")


def _open_log() -> None:
    """Send warnings of all parts to the log file, and never to the terminal."""
    logging.raiseExceptions = False
    root = logging.getLogger()
    for old in [handler for handler in root.handlers if handler.name == LOG_NAME]:
        root.removeHandler(old)
        old.close()
    try:
        handler: logging.Handler = LogFile(
            load_settings().log / LOG_NAME, maxBytes=1_000_000, backupCount=1, delay=True
        )
        handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    except DossierError:
        handler = logging.NullHandler()
    handler.name = LOG_NAME
    root.addHandler(handler)


def _forget_stdout() -> None:
    """Whoever read stdout has gone: let the interpreter's own last flush go nowhere."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError):
        return
