"""What the doctor says of each finding and of what it has repaired."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from typing import Literal

from dossier.wording import counted, day
from index.answers import Overview
from index.errors import ArchiveDamaged
from index.upkeep import Finding, Repaired

SAID: dict[str, tuple[str, str]] = {
    "file": ("problem in the file", "problems in the file"),
    "references": ("row that points to nothing", "rows that point to nothing"),
    "texts": ("text that is not the one recorded", "texts that are not those recorded"),
    "originals": ("original whose bytes are not those recorded", "originals whose bytes are not those recorded"),
    "spans": ("place that does not fit its text", "places that do not fit their texts"),
    "statements": ("statement in pieces", "statements in pieces"),
    "passages": ("place outside the sentences of its text", "places outside the sentences of their texts"),
    "pages": ("article whose pages do not fit its text", "articles whose pages do not fit their texts"),
    "copies": ("near-copy that stands in the wrong group", "near-copies that stand in the wrong group"),
    "counts": ("count that is wrong", "counts that are wrong"),
    "unjoined": ("article whose actors are not joined yet", "articles whose actors are not joined yet"),
    "names": ("name that is not as it was printed", "names that are not as they were printed"),
    "sketches": ("article that near-copies are not found by", "articles that near-copies are not found by"),
    "groups": ("article in a wrong group of near-copies", "articles in wrong groups of near-copies"),
    "decided": (
        "place where something else stands than was decided",
        "places where something else stands than decided",
    ),
    "purge": ("purge that was broken off", "purges that were broken off"),
    "joins": ("actor joined or counted wrongly", "actors joined or counted wrongly"),
    "index": ("problem in the files of the index", "problems in the files of the index"),
    "index behind": ("article behind", "articles behind"),
    "index contents": ("article that differs from the archive", "articles that differ from the archive"),
    "permissions": ("place open to others on this machine", "places open to others on this machine"),
}
"""Singular and plural of what each check counts."""


def part_of(finding: Finding) -> Literal["archive", "index"]:
    """The line of the report under which a finding stands."""
    return "index" if finding.name.startswith("index") else "archive"


def archive(overview: Overview | None) -> str:
    """A sound archive in one line; nothing of one that is not."""
    if overview is None:
        return ""
    last = f"{day(overview.last_sync)}, {overview.last_sync[11:16]} UTC" if overview.last_sync else "never"
    return f"{counted(overview.articles, 'article')}, {counted(overview.statements, 'statement')}, last sync {last}"


def detail(finding: Finding) -> str:
    """`12 places that do not fit their texts: 3f2a… mentions 7: 90 to 99 of 80; and 11 more`."""
    singular, plural = SAID[finding.name]
    more = finding.count - len(finding.examples)
    examples = "; ".join((*finding.examples, *([f"and {more:,} more"] if more else [])))
    return f"{finding.count:,} {singular if finding.count == 1 else plural}: {examples}"


def hint(finding: Finding, command: Callable[[str], str]) -> str:
    """What to do about a finding; `command` spells a command for this archive."""
    repairing = f"`{command('doctor --repair')}`"
    match finding.remedy:
        case "restore":
            return ArchiveDamaged.hint
        case "reread":
            return f"{repairing} lets the next sync read these articles again."
        case "repair":
            return f"{repairing} makes it anew."
        case "sync":
            return f"The next sync catches up; so does {repairing}."
        case "permissions":
            return "Take the rights of others away (chmod go-rwx), for these files hold the articles."


def done(repaired: Repaired, *, index_only: bool = False) -> str:
    """What a repair has done, in a sentence or two."""
    if index_only:
        return f"Made anew: the search index of {counted(repaired.articles, 'article')}; the archive was not touched."
    told = (
        f"Made anew: the search index of {counted(repaired.articles, 'article')}, the joins of"
        f" {counted(repaired.actors, 'actor')}, {counted(repaired.copies, 'near-copy', 'near-copies')}."
    )
    if repaired.recounted:
        told += f" Counted again: {counted(repaired.recounted, 'article')}."
    if repaired.to_read:
        told += f" The next sync reads {counted(repaired.to_read, 'article')} again."
    return told


def counts(repaired: Repaired) -> dict[str, int]:
    """The same for programs."""
    return {name: value for name, value in asdict(repaired).items() if isinstance(value, int)}
