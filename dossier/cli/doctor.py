"""`dossier doctor`: versions, paths, the state of archive, index and model, and a repair of the index."""

from __future__ import annotations

import os
import platform
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from dossier import __version__, wording
from dossier.cli.context import FOUND, TROUBLE, Context, UsageError
from dossier.cli.page import Page
from dossier.text import one_line
from index.answers import Overview
from index.errors import ArchiveDamaged, ArchiveMissing, DossierError, IndexUnusable
from index.settings import Settings

if TYPE_CHECKING:
    from index.library import Library

PARTS = ("textual", "whoosh", "whoosh3", "spacy")
"""Distributions whose version explains a difference between two machines."""
LISTED = 3
"""Problems of a damaged archive that are printed: it is not mended by knowing all of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that was looked at."""

    name: str
    well: bool
    detail: str
    hint: str = ""


def configure(parser: ArgumentParser) -> None:
    """Add the repair."""
    parser.add_argument("--repair", action="store_true", help="build the search index anew from the archive")


def run(args: Namespace, context: Context) -> int:
    """Look, repair on request, report; 3 where something is wrong."""
    if args.repair:
        if context.read_only:
            raise UsageError("--read-only forbids a repair", hint="Leave it out to repair.")
        _repair(context)
    findings = list(examined(context))
    if context.json:
        context.answer(
            {
                "schema": 1,
                "versions": versions(),
                "paths": {name: str(path) for name, path in paths(context).items()},
                "checks": [{"name": f.name, "ok": f.well, "detail": f.detail, "hint": f.hint} for f in findings],
            }
        )
    else:
        context.say(printed(context, findings, context.page))
    return FOUND if all(finding.well for finding in findings) else TROUBLE


def _repair(context: Context) -> None:
    """Build the index anew; an archive too damaged for that is left to the report."""
    from index.sync import rebuild_index  # loads the search engine

    with suppress(ArchiveDamaged):
        rebuild_index(context.archive, context.settings)


def versions() -> dict[str, str]:
    """The versions of what takes part; a part that is not installed is left out."""
    found = {"dossier": __version__, "python": platform.python_version(), "system": platform.platform()}
    return found | {part: number for part in PARTS if (number := _version_of(part))}


def _version_of(distribution: str) -> str | None:
    try:
        return version(distribution)
    except PackageNotFoundError:
        return None


def paths(context: Context) -> dict[str, Path]:
    """Where things are kept in this run."""
    settings = context.settings
    return {
        "archive": context.archive,
        "cache": settings.cache,
        "log": settings.log / "dossier.log",
        "settings": settings.config / "settings.toml",
    }


def examined(context: Context) -> Iterator[Finding]:
    """Each thing that can go wrong, and whether it has."""
    yield from _archive_and_index(context)
    yield _model(context.settings)
    yield _cache(context.settings)


def _archive_and_index(context: Context) -> Iterator[Finding]:
    try:
        with context.library() as library:
            damage = library.archive_problems()
            overview = None if damage else library.overview()
            index = _index(library, overview.index_lag if overview else 0)
    except ArchiveMissing:
        yield Finding(name="archive", well=True, detail="none yet", hint="`dossier sync PATH` makes one.")
        return
    except DossierError as error:
        yield Finding(name="archive", well=False, detail=str(error), hint=error.hint)
        return
    yield _archive(overview, damage)
    yield index


def _archive(overview: Overview | None, damage: tuple[str, ...]) -> Finding:
    if overview is None:
        more = f"; and {len(damage) - LISTED} more" if len(damage) > LISTED else ""
        detail = "; ".join(map(one_line, damage[:LISTED])) + more
        return Finding(name="archive", well=False, detail=detail, hint=ArchiveDamaged.hint)
    counts = f"{wording.counted(overview.articles, 'article')}, {wording.counted(overview.statements, 'statement')}"
    return Finding(name="archive", well=True, detail=f"{counts}, last sync {_when(overview.last_sync)}")


def _index(library: Library, behind: int) -> Finding:
    try:
        problems = library.index_problems()
    except IndexUnusable as error:
        return Finding(name="index", well=False, detail=str(error), hint=error.hint)
    lag = f"{wording.counted(behind, 'article')} behind; " if behind else ""
    detail = lag + ("; ".join(problems) if problems else "as it was written")
    well = not problems and not behind
    hint = "" if well else "`dossier doctor --repair` builds it anew."
    return Finding(name="index", well=well, detail=detail, hint=hint)


def _when(moment: str | None) -> str:
    """`22 Nov 2026, 08:55 UTC`."""
    return f"{wording.day(moment)}, {moment[11:16]} UTC" if moment else "never"


def _model(settings: Settings) -> Finding:
    """Whether the language model is installed; it is not loaded for that."""
    name = settings.model
    if (Path(name) / "meta.json").is_file():
        return Finding(name="model", well=True, detail=f"{name} (a folder)")
    if name.isidentifier() and find_spec(name) is not None:
        return Finding(name="model", well=True, detail=f"{name} {_version_of(name) or ''}".strip())
    hint = f"`pip install {name.replace('_', '-')}` into this environment, or name another model in settings.toml."
    return Finding(name="model", well=False, detail=f"{name} is not installed", hint=hint)


def _cache(settings: Settings) -> Finding:
    """Whether the cache folder, or the nearest folder above that exists, can be written."""
    folder = settings.cache
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    well = folder.is_dir() and os.access(folder, os.W_OK | os.X_OK)
    hint = "" if well else "Give yourself the right to write there, or set another cache in settings.toml."
    return Finding(
        name="cache", well=well, detail="can be written" if well else f"{folder} cannot be written", hint=hint
    )


def printed(context: Context, findings: list[Finding], page: Page) -> str:
    """The report for people; paths and problems are printed whole."""
    rows = {**versions(), **{name: one_line(str(path)) for name, path in paths(context).items()}}
    lines = [f"{name:<10}{value}" for name, value in rows.items()]
    lines.append("")
    for finding in findings:
        state = "well" if finding.well else "TROUBLE"
        lines.append(page.paragraph(finding.detail, indent=" " * 18, first=f"{finding.name:<10}{state:<8}"))
        if finding.hint:
            lines.append(page.paragraph(finding.hint, indent=" " * 18))
    return "\n".join(lines)
