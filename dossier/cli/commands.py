"""The table of commands: what each is called, what it is for, and which module runs it."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from dataclasses import dataclass
from importlib import import_module
from typing import Protocol, cast

from dossier.cli.context import Context


class CommandModule(Protocol):
    """What the module of a command offers."""

    def configure(self, parser: ArgumentParser) -> None:
        """Add the command's own arguments."""

    def run(self, args: Namespace, context: Context) -> int:
        """Do it, and return the exit code."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """A word of the command line."""

    name: str
    summary: str
    module: str

    def load(self) -> CommandModule:
        """The module; only the command that runs is imported."""
        return cast(CommandModule, import_module(f"dossier.cli.{self.module}"))


def _command(name: str, summary: str, module: str = "") -> tuple[str, Command]:
    return name, Command(name=name, summary=summary, module=module or name)


COMMANDS: dict[str, Command] = dict(
    (
        _command("sync", "bring the archive up to date with its sources, or add sources"),
        _command("search", "find articles and the passages that answer"),
        _command("actors", "list who is named, with counts"),
        _command("show", "print the dossier of an actor"),
        _command("compare", "print two articles side by side"),
        _command("versions", "list where an article was printed, its near-copies and its earlier versions"),
        _command("sources", "list what was added, how, and what became of it"),
        _command("files", "list every file with what became of it: read, failed or skipped, and why"),
        _command("triage", "count and list what should be looked at: no date, no outlet, scans, not read"),
        _command("set", "set date, outlet and other metadata for one article or many"),
        _command("history", "list what was decided"),
        _command("undo", "take a decision back"),
        _command("redo", "make a decision count again that was taken back"),
        _command("remove", "follow a source no more, or hide an article until it is purged"),
        _command("purge", "delete articles for good, from archive, log and search index"),
        _command("backup", "write a checked copy of the archive to keep or to hand over"),
        _command("restore", "put a copy in the place of the archive, and keep what stood there"),
        _command("extract", "read a text and print what was read out of it; touches no archive"),
        _command("eval", "score the reading against a gold file", "evaluate"),
        _command("doctor", "check versions, archive and search index, repair what is derived, report"),
        _command("help", "explain a command or a topic"),
    )
)
"""In the order in which `dossier --help` lists them."""

APP = Command(name="", summary="open the app", module="app")
"""What runs where no command is named."""
