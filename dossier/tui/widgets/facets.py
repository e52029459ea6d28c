"""What narrows a search: values with counts, each with the term that it adds to the query."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from textual.content import Content
from textual.message import Message
from textual.reactive import var
from textual.widget import Widget

from dossier.text import one_line
from dossier.tui.widgets.painters import Plain, columns
from dossier.tui.widgets.rows import Heading, RowList
from dossier.wording import STATUS_LABELS, day
from index.answers import ActorRow, FacetValue
from index.model import ActorClass, ActorId, Status

FIELDS = {
    "actors": ("actor", "Actors", 14),
    "outlets": ("outlet", "Outlets", 8),
    "status": ("status", "Lines", 8),
    "months": ("date", "Months", 12),
}
"""What the library calls a facet: the query's field, its heading, how many values are listed."""
BUSIEST = 24
"""How many actors stand beside the list of all articles."""
SPEAKING = (ActorClass.PERSON, ActorClass.STATE, ActorClass.ORGANISATION, ActorClass.GROUP)
_BARS = "▁▂▃▄▅▆▇█"


@dataclass(frozen=True, slots=True, kw_only=True)
class FacetRow:
    """A value of a facet."""

    field: str
    label: str
    count: int = 0
    term: str = ""
    """What it adds to the query."""
    actor: ActorId | None = None
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


class Facets(RowList[FacetRow]):
    """The side panel: what narrows the results. Where it is folded away it comes when asked for and goes when left."""

    unfolded: var[bool] = var(False, init=False)

    @dataclass(slots=True)
    class Narrowed(Message):
        """A value was chosen; the term is to be added to the query."""

        term: str

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(FacetPainter(), id=id)

    def on_mount(self) -> None:
        """Follow the focus."""
        self.watch(self.screen, "focused", self._fold, init=False)

    def show_facets(self, facets: Sequence[tuple[str, Sequence[FacetValue]]]) -> None:
        """Show the values of an answer."""
        self.show(facet_rows(facets), keep=True)

    def show_busiest(self, actors: Iterable[ActorRow]) -> None:
        """Show those of the archive's actors that can speak."""
        busiest = [FacetRow.of_actor(row) for row in actors if row.actor.cls in SPEAKING][:BUSIEST]
        self.show((Heading("Actors"), *busiest) if busiest else (), keep=True)

    def unfold(self) -> None:
        """Come into view and take the focus."""
        self.unfolded = True
        self.call_after_refresh(self.focus)

    def watch_unfolded(self) -> None:
        """The layout of the screen depends on it."""
        self.screen.set_class(self.unfolded, "-narrowing")

    def _fold(self, focused: Widget | None) -> None:
        if focused is not None and focused is not self:
            self.unfolded = False

    @property
    def actor(self) -> ActorId | None:
        """The actor under the cursor, where this panel is in use."""
        return self.current.actor if self.has_focus and self.current is not None else None

    def action_open(self) -> None:
        """Narrow by the value under the cursor."""
        if self.current is not None and self.current.term:
            self.post_message(self.Narrowed(self.current.term))
