"""What narrows a search: values with counts, each with the term that it adds to the query."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual.content import Content

from dossier.text import one_line
from dossier.tui.widgets.painters import Plain, columns
from dossier.tui.widgets.rows import Heading
from dossier.wording import STATUS_LABELS, day
from index.answers import ActorRow, FacetValue
from index.model import Status

FIELDS = {
    "actors": ("actor", "Actors", 14),
    "outlets": ("outlet", "Outlets", 8),
    "status": ("status", "Lines", 8),
    "months": ("date", "Months", 12),
}
"""What the library calls a facet: the query's field, its heading, how many values are listed."""
_BARS = "▁▂▃▄▅▆▇█"


@dataclass(frozen=True, slots=True, kw_only=True)
class FacetRow:
    """A value of a facet."""

    field: str
    label: str
    count: int = 0
    term: str = ""
    """What it adds to the query."""
    actor: str | None = None
    """The actor's id where the value is one."""

    @staticmethod
    def of_actor(row: ActorRow) -> FacetRow:
        """An actor of the whole archive."""
        actor = row.actor
        return FacetRow(
            field="actor", label=actor.name, count=actor.articles, term=_term("actor", actor.name), actor=actor.id
        )


def facet_rows(facets: Sequence[tuple[str, Sequence[FacetValue]]]) -> tuple[FacetRow | Heading, ...]:
    """All facets that have values, each under its heading; months with a curve, the latest first."""
    found = dict(facets)
    rows: list[FacetRow | Heading] = []
    for name, (field, heading, most) in FIELDS.items():
        values = found.get(name, ())
        if not values:
            continue
        if field == "date":
            heading = f"{heading} {curve(values)}".rstrip()
            values = list(reversed(values))
        rows.append(Heading(heading))
        rows += [_row(field, value) for value in values[:most]]
    return tuple(rows)


def curve(values: Sequence[FacetValue], width: int = 12) -> str:
    """The counts of the last months as a row of bars; nothing for fewer than three."""
    counts = [value.count for value in values][-width:]
    most = max(counts, default=0)
    return "".join(_BARS[count * (len(_BARS) - 1) // most] for count in counts) if len(counts) > 2 else ""


def _row(field: str, value: FacetValue) -> FacetRow:
    label = value.label
    if field == "status" and value.value in list(Status):
        label = STATUS_LABELS[Status(value.value)]
    if field == "date":
        label = day(value.value)
    named = value.label if field == "actor" else value.value
    actor = value.value if field == "actor" else None
    return FacetRow(field=field, label=label, count=value.count, term=_term(field, named), actor=actor)


def _term(field: str, value: str) -> str:
    plain = value.replace('"', " ").strip()
    return f"{field}:{plain}" if plain.isalnum() or field == "date" else f'{field}:"{plain}"'


class FacetPainter(Plain):
    """Facets in the side panel, a line each."""

    def key(self, value: FacetRow) -> str:
        """Field and label."""
        return f"{value.field}:{value.label}"

    def plain(self, value: FacetRow) -> str:
        """The label."""
        return value.label

    def height(self, value: FacetRow, width: int) -> int:
        """One line."""
        return 1

    def lines(self, value: FacetRow, width: int) -> Sequence[Content]:
        """Label and count."""
        return [columns([(one_line(value.label), 0, ""), (f"{value.count:,}", -6, "muted")], width)]
