"""`dossier doctor`: versions, paths, the state of archive, index and model, a repair and a report to send."""

from __future__ import annotations

import os
import platform
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path

from dossier import __version__
from dossier.cli import doctor_report, doctor_words
from dossier.cli.context import FOUND, TROUBLE, Context
from dossier.cli.page import Page
from dossier.text import one_line
from index.errors import ArchiveDamaged, ArchiveMissing, DossierError
from index.settings import Settings
from index.sync import lock_holder
from index.upkeep import Finding, Repaired, Verdict, repair, repair_index, verify

PARTS = ("archive", "index")
"""What is verified as a whole, a line for each finding."""
DISTRIBUTIONS = ("textual", "whoosh", "whoosh3", "spacy")
"""Distributions whose version explains a difference between two machines."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One thing that was looked at."""

    name: str
    well: bool
    detail: str
    hint: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Examined:
    """All that was looked at."""

    checks: tuple[Check, ...]
    verdict: Verdict | None = None
    """None where there is no archive that opens."""


def configure(parser: ArgumentParser) -> None:
    """Add the repair and the report."""
    parser.add_argument(
        "--repair", action="store_true", help="make anew what is derived: search index, joins of actors, near-copies"
    )
    parser.add_argument(
        "--report", metavar="FILE", help="write all findings to a file that holds no text, name, title or path"
    )


def run(args: Namespace, context: Context) -> int:
    """Look, repair on request, report; 3 where something is wrong."""
    repaired: Repaired | None = None
    if args.repair:
        with suppress(ArchiveDamaged):  # one too damaged for a repair is left to the report
            repaired = _repaired(context)
    seen = examined(context)
    if args.report:
        doctor_report.write(Path(args.report), doctor_report.bundle(context, seen, versions()))
    if context.json:
        context.answer(_as_json(context, seen, repaired))
    else:
        if repaired is not None and not repaired.damaged:
            context.say(f"{doctor_words.done(repaired, index_only=context.read_only)}\n")
        context.say(printed(context, seen.checks, context.page))
        if args.report:
            context.note(f"The report is in {args.report}.")
    return FOUND if all(check.well for check in seen.checks) else TROUBLE


def _repaired(context: Context) -> Repaired:
    """Make anew what is derived; of an archive that is only read, what lies outside it."""
    if not context.read_only:
        return repair(context.archive, context.settings)
    articles = repair_index(context.archive, context.settings)
    return Repaired(articles=articles, actors=0, copies=0, recounted=0, to_read=0)


def _as_json(context: Context, seen: Examined, repaired: Repaired | None) -> dict[str, object]:
    return {
        "schema": 1,
        "versions": versions(),
        "paths": {name: str(path) for name, path in paths(context).items()},
        "checks": [{"name": one.name, "ok": one.well, "detail": one.detail, "hint": one.hint} for one in seen.checks],
        "findings": [
            {"name": one.name, "count": one.count, "examples": list(one.examples), "remedy": one.remedy}
            for one in (seen.verdict.findings if seen.verdict else ())
        ],
        "repaired": None if repaired is None else doctor_words.counts(repaired),
    }


def versions() -> dict[str, str]:
    """The versions of what takes part; a part that is not installed is left out."""
    found = {"dossier": __version__, "python": platform.python_version(), "system": platform.platform()}
    return found | {part: number for part in DISTRIBUTIONS if (number := _version_of(part))}


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


def examined(context: Context) -> Examined:
    """Each thing that can go wrong, and whether it has."""
    checks, verdict = _archive_and_index(context)
    return Examined(checks=(*checks, _model(context.settings), _cache(context.settings)), verdict=verdict)


def _archive_and_index(context: Context) -> tuple[list[Check], Verdict | None]:
    try:
        verdict = verify(context.archive, context.settings, read_only=context.read_only)
        damaged = any(one.name == "file" for one in verdict.findings)
        overview = None
        if not damaged:
            with context.library() as library:
                overview = library.overview()
    except ArchiveMissing:
        return [Check(name="archive", well=True, detail="none yet", hint="`dossier sync PATH` makes one.")], None
    except DossierError as error:
        return [Check(name="archive", well=False, detail=str(error), hint=error.hint)], None
    syncing = lock_holder(context.archive)
    findings = [one for one in verdict.findings if not (syncing and one.remedy == "sync")]  # it is being seen to
    found = {part: [one for one in findings if doctor_words.part_of(one) == part] for part in PARTS}
    return [
        *([Check(name="sync", well=True, detail=f"is running: {syncing}")] if syncing else ()),
        *_part(context, "archive", found["archive"], doctor_words.archive(overview)),
        *_part(context, "index", found["index"], "as it was written" if "index" in verdict.seconds else ""),
    ], verdict


def _part(context: Context, part: str, findings: Sequence[Finding], well: str) -> Iterator[Check]:
    """One line where all is well, else one for each finding."""
    if not findings and well:
        yield Check(name=part, well=True, detail=well)
    for one in findings:
        hint = doctor_words.hint(one, context.command)
        yield Check(name=part, well=False, detail=doctor_words.detail(one), hint=hint)


def _model(settings: Settings) -> Check:
    """Whether the language model is installed; it is not loaded for that."""
    name = settings.model
    if (Path(name) / "meta.json").is_file():
        return Check(name="model", well=True, detail=f"{name} (a folder)")
    if name.isidentifier() and find_spec(name) is not None:
        return Check(name="model", well=True, detail=f"{name} {_version_of(name) or ''}".strip())
    hint = f"`pip install {name.replace('_', '-')}` into this environment, or name another model in settings.toml."
    return Check(name="model", well=False, detail=f"{name} is not installed", hint=hint)


def _cache(settings: Settings) -> Check:
    """Whether the cache folder, or the nearest folder above that exists, can be written."""
    folder = settings.cache
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    well = folder.is_dir() and os.access(folder, os.W_OK | os.X_OK)
    hint = "" if well else "Give yourself the right to write there, or set another cache in settings.toml."
    return Check(name="cache", well=well, detail="can be written" if well else f"{folder} cannot be written", hint=hint)


def printed(context: Context, checks: Sequence[Check], page: Page) -> str:
    """The report for people; paths and problems are printed whole."""
    rows = {**versions(), **{name: one_line(str(path)) for name, path in paths(context).items()}}
    lines = [f"{name:<10}{value}" for name, value in rows.items()]
    lines.append("")
    for check in checks:
        state = "well" if check.well else "TROUBLE"
        lines.append(page.paragraph(one_line(check.detail), indent=" " * 18, first=f"{check.name:<10}{state:<8}"))
        if check.hint:
            lines.append(page.paragraph(check.hint, indent=" " * 18))
    return "\n".join(lines)
