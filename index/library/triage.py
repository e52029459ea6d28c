"""What an analyst should look at after an import: articles that are described badly, and what became of each file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from index.answers import Change, Decision, FileLine, TriageCount, TriageLine
from index.decisions.metadata import Wanted, checked_fields, proposed
from index.records import Records, View
from index.records.triage_queries import BEFORE_NEWS, CONDITIONS, TriageRow
from index.sources import format_of

FILE_KINDS = {"scans": "scan", "failed": "failed", "skipped": "skipped"}
"""Kinds of files that were not read, with the outcome that the archive notes."""
KINDS = (*CONDITIONS, *FILE_KINDS)

APART = 10
"""Years between a date and the nearest other one of its source from which on it is far from all others."""
FEW = 0.05
"""Share of a source's articles up to which such dates are taken for mistakes, and not for an old part of it."""
ENOUGH = 10
"""Dated articles of a source from which on that can be said."""


class Triage:
    """Questions about what was read, and how well it is described."""

    def __init__(self, records: Records) -> None:
        self._records = records

    def counts(self) -> tuple[TriageCount, ...]:
        """How many articles and files there are of each kind; kinds without any are left out."""
        with self._records.view() as view:
            articles, unread = view.triage.counts(_far(view)), view.triage.unread()
            details = {"not-read": view.triage.reasons() if articles["not-read"] else {}}
        files = {kind: unread.get(outcome, 0) for kind, outcome in FILE_KINDS.items()}
        return tuple(
            TriageCount(kind=kind, count=count, of_files=kind in files, details=details.get(kind, {}))
            for kind, count in {**articles, **files}.items()
            if count
        )

    def listed(self, kind: str, limit: int | None = None) -> tuple[TriageLine, ...]:
        """The articles or files of one of KINDS, by path, each with what is odd about it."""
        with self._records.view() as view:
            if outcome := FILE_KINDS.get(kind):
                failures = [one for one in view.files.failures() if one.outcome == outcome][:limit]
                return tuple(
                    TriageLine(article=None, title="", locator=one.locator, odd=one.reason, hint=one.hint)
                    for one in failures
                )
            rows = view.triage.articles(kind, _far(view), limit)
        return tuple(
            TriageLine(article=row.article, title=row.title, locator=row.locator, odd=_odd(kind, row)) for row in rows
        )

    def files(self) -> tuple[FileLine, ...]:
        """Every file that lies under a source, with what became of it, by path."""
        with self._records.view() as view:
            lines = view.files.lines()
        return tuple(line if line.format else _with_format(line) for line in lines)

    def checked(self, field: str, written: str) -> str:
        """The value as it would be kept. Raises ValueUnusable where it cannot stand in the field."""
        return checked_fields({field: written})[field] or ""

    def changes(self, wanted: Iterable[Wanted]) -> tuple[Change, ...]:
        """What these metadata would change, in each place where an article appeared."""
        with self._records.view() as view:
            return proposed(view, wanted)

    def history(self, limit: int | None = None) -> tuple[Decision, ...]:
        """What the analyst decided, the latest first; undone decisions too."""
        with self._records.view() as view:
            return view.decisions.history(limit)


def _odd(kind: str, row: TriageRow) -> str:
    match kind:
        case "odd-date":
            return f"{row.published}: {_odd_date(row)}"
        case "assumed-date":
            return f"{row.published}, assumed"
        case "file-name-date":
            return f"{row.published}, from the name of the file only"
        case "short":
            return f"{row.characters} characters"
        case "not-read":
            return f"not read: {row.skipped}"
        case "no-title":
            return f"a paragraph of {len(row.title)} characters stands as title" if row.title.strip() else "no title"
    return {"no-date": "no date of publication", "no-outlet": "outlet unknown"}[kind]


def _odd_date(row: TriageRow) -> str:
    published = row.published or ""
    if published < BEFORE_NEWS:
        return f"before {BEFORE_NEWS}"
    if row.retrieved and published > row.retrieved[:10]:
        return f"later than the day it was read ({row.retrieved[:10]})"
    return f"more than {APART} years from all else in its source"


def _far(view: View) -> frozenset[str]:
    """`SOURCE YEAR` of the dates that stand far from all others of their source."""
    return frozenset(
        f"{source} {year:04}" for source, years in view.triage.years().items() for year in far_years(years)
    )


def far_years(years: Mapping[int, int]) -> frozenset[int]:
    """The years that stand alone, or with a few others, far from those of nearly all articles of a source."""
    if sum(years.values()) < ENOUGH:
        return frozenset()
    groups: list[list[int]] = []
    for year in sorted(years):
        if groups and year - groups[-1][-1] <= APART:
            groups[-1].append(year)
        else:
            groups.append([year])
    few = FEW * sum(years.values())
    return frozenset(year for group in groups if sum(years[one] for one in group) <= max(few, 1) for year in group)


def _with_format(line: FileLine) -> FileLine:
    """Named by its suffix: what failed before it was opened, or was read by a version that noted no format."""
    found = format_of(line.locator)
    return replace(line, format=found.name) if found else line
