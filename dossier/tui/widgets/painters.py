"""How the library's values become rows of a list. What was printed is never cut: it wraps."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from rich.cells import cell_len, set_cell_size
from textual.content import Content

from dossier.text import one_line
from dossier.tui.widgets.inks import inked, wrap
from dossier.tui.widgets.telling import ago, published_short
from dossier.wording import (
    CLASS_LABELS,
    OUTLET_UNKNOWN,
    counted,
    day,
    differs,
    hedge,
    how_printed,
    on_page,
    perhaps,
    published,
    repeated,
    speakers,
    stand,
)
from index.answers import ActorRow, ArticleHit, Citation, Copy, Failure, SourceRow, StatementLine
from index.model import QuoteType, Span

DATED_FROM = 62
"""From this width on the dates of a statement stand in columns of their own."""
_SAID, _PUBLISHED = 13, 15
_QUOTED = {
    QuoteType.DIRECT: "quoted",
    QuoteType.MIXED: "partly quoted",
    QuoteType.INDIRECT: "in the outlet’s words",
}


def flow(content: Content, width: int, indent: int = 0) -> list[Content]:
    """Content wrapped at `width`, lines after the first indented."""
    lines = wrap(content.plain, width) if not indent else _hanging(content.plain, width, indent)
    return [Content(" " * (indent if number else 0)) + content[start:end] for number, (start, end) in enumerate(lines)]


def _hanging(text: str, width: int, indent: int) -> list[tuple[int, int]]:
    first = wrap(text, width)[:1]
    start = first[0][1]
    while start < len(text) and text[start].isspace():
        start += 1
    if start >= len(text):
        return first
    return first + [(a + start, b + start) for a, b in wrap(text[start:], max(width - indent, 8))]


def lit(text: str, spans: Iterable[Span], ink: str, base: str = "") -> Content:
    """Text from an article on one line, with spans of it in an ink."""
    content = Content(one_line(text))
    if base:
        content = content.stylize(f".ink--{base}")
    for span in spans:
        content = content.stylize(f".ink--{ink}", span.start, span.end)
    return content


def source_parts(citation: Citation) -> tuple[str, str]:
    """Outlet and date of an article, the date spelt out."""
    return one_line(citation.outlet or OUTLET_UNKNOWN), published(citation.published)


def source(citation: Citation) -> str:
    """Outlet and date as one phrase."""
    return " · ".join(source_parts(citation))


def source_details(citation: Citation) -> str:
    """Outlet, date, number of lines, places and copies; remarks stand above the text."""
    parts = [source(citation), counted(citation.statements, "line")]
    if citation.appearances > 1:
        parts.append(f"printed in {citation.appearances} places")
    if citation.copy_of is not None:
        parts.append("near-copy of an earlier article")
    return " · ".join(parts)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Another query that would find something."""

    query: str


class Plain:
    """A painter of rows that stand in no columns."""

    def heading(self, width: int) -> Content | None:
        """No names of columns."""
        return None


class ResultPainter(Plain):
    """Hits of a search, articles where nothing is asked, suggestions where nothing is found."""

    def key(self, value: ArticleHit | Citation | Suggestion | Copy) -> str:
        """The article's id."""
        if isinstance(value, Suggestion):
            return f"suggestion {value.query}"
        return value.article if isinstance(value, Citation) else value.citation.article

    def plain(self, value: ArticleHit | Citation | Suggestion | Copy) -> str:
        """Title, outlet and the passage that is shown."""
        if isinstance(value, Suggestion):
            return value.query
        citation = value if isinstance(value, Citation) else value.citation
        passage = value.passages[0].text if isinstance(value, ArticleHit) and value.passages else ""
        return f"{citation.title} {citation.outlet or ''} {citation.byline or ''} {passage}"

    def height(self, value: ArticleHit | Citation | Suggestion | Copy, width: int) -> int:
        """Lines of the row and an empty one after it."""
        return len(self.lines(value, width)) + 1

    def lines(self, value: ArticleHit | Citation | Suggestion | Copy, width: int) -> Sequence[Content]:
        """Title, source, first passage with its hits, copies."""
        if isinstance(value, Copy):
            return copy_lines(value, width)
        if isinstance(value, Suggestion):
            return [Content.assemble("Search for  ", (one_line(value.query), ".ink--accent"))]
        hit = value if isinstance(value, ArticleHit) else None
        citation = value.citation if isinstance(value, ArticleHit) else value
        title = lit(citation.title, hit.title_highlights if hit else (), "hit", "strong")
        rows = flow(title, width)
        rows += [Content("  ") + line for line in flow(inked(source_details(citation), "muted"), width - 2)]
        first = next((passage for passage in hit.passages if passage.text != citation.title), None) if hit else None
        if first is not None:
            rows += [Content("  ") + line for line in flow(lit(first.text, first.highlights, "hit"), width - 2)]
            if place := on_page(citation, first.passage.span.start):
                rows.append(inked(f"  {place}", "muted"))
        copies = len(hit.copies) if hit else citation.copies
        if copies:
            rows.append(inked(f"  +{counted(copies, 'copy', 'copies')}", "muted"))
        return rows


def copy_lines(copy: Copy, width: int) -> list[Content]:
    """A near-copy under its article: title, outlet and date, and how it differs."""
    details = f"copy · {source(copy.citation)} · {differs(copy)}"
    rows = [*flow(Content(one_line(copy.citation.title)), width - 4), *flow(inked(details, "muted"), width - 4)]
    return [Content("    ") + line for line in rows]


class CitationPainter(ResultPainter):
    """Articles as sources."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementPainter:
    """Lines of a dossier: dates, how the speaker stands to it, the words, and how they are printed."""

    with_speakers: bool = False
    """Whether the speakers are named; on a speaker's own dossier only when there are several."""
    with_dates: bool = True

    def key(self, value: StatementLine) -> str:
        """The statement's id."""
        return value.id

    def plain(self, value: StatementLine) -> str:
        """Words, speakers, label and source."""
        said = f"{stand(value)} {speakers(value.speakers)} {value.sentence}"
        return f"{said} {value.citation.title} {value.citation.outlet or ''}"

    def height(self, value: StatementLine, width: int) -> int:
        """Lines of the row and an empty one after it."""
        return len(self.lines(value, width)) + 1

    def heading(self, width: int) -> Content | None:
        """The names of the columns, where dates stand in columns."""
        dated = self.with_dates and width >= DATED_FROM
        return inked(f"{'SAID':<{_SAID}}{'PUBLISHED':<{_PUBLISHED}}LINE", "muted") if dated else None

    def lines(self, value: StatementLine, width: int) -> Sequence[Content]:
        """The row."""
        dates = (day(value.said), published_short(value.citation.published))
        in_columns = self.with_dates and width >= DATED_FROM
        column = _SAID + _PUBLISHED if in_columns else 0
        body = flow(_claim(value, named=self.with_speakers or len(value.speakers) > 1), width - column)
        details = _details(value)
        if self.with_dates and not in_columns:
            details = f"said {dates[0]} · published {published(value.citation.published)} · {details}"
        body += flow(inked(details, "muted"), width - column)
        if not in_columns:
            return body
        said, printed = (flow(Content(date), room - 1) for date, room in zip(dates, (_SAID, _PUBLISHED), strict=True))
        rows = zip_longest(said, printed, body, fillvalue=Content(""))
        return [_cell(a, _SAID) + _cell(b, _PUBLISHED) + line for a, b, line in rows]


def _cell(date: Content, room: int) -> Content:
    return inked(set_cell_size(one_line(date.plain), room), "muted")


def _claim(line: StatementLine, *, named: bool) -> Content:
    """`thinks possible  that the DPRK is …`, with the speakers before it where wanted; marks are those of the text."""
    words = one_line(" … ".join(line.content_printed))
    return Content.assemble(
        (f"{one_line(speakers(line.speakers))}  " if named else "", ".ink--strong"),
        (one_line(stand(line)), ".ink--accent"),
        "  ",
        words or one_line(line.sentence),
    )


def _details(line: StatementLine) -> str:
    """How the line is printed: quotation, hedge, speaker and verb as printed, what it may answer."""
    parts = [_QUOTED[line.quote_type], hedge(line), *how_printed(line)]
    parts.append(on_page(line.citation, line.passage.span.start))
    parts += ["possible answer to a line of this article"] if line.denies else []
    parts += [repeated(line)] if line.copies else []
    return " · ".join(one_line(part) for part in parts if part)


def columns(parts: Sequence[tuple[str, int, str]], width: int) -> Content:
    """Cells of one line; a negative size aligns to the right. The first column takes the room that is left."""
    rest = width - sum(abs(size) for _, size, _ in parts[1:])
    cells = []
    for number, (text, size, ink) in enumerate(parts):
        room = max(rest, 4) if number == 0 else abs(size)
        short = text if cell_len(text) <= room - (size > 0) else set_cell_size(text, max(room - 2, 1)).rstrip() + "…"
        filled = " " * (room - cell_len(short)) + short if size < 0 else set_cell_size(short, room)
        cells.append(inked(filled, ink) if ink else Content(filled))
    return Content("").join(cells)


class ActorPainter:
    """Actors with their counts, a line each; below who may be somebody else stands who that is."""

    def key(self, value: ActorRow) -> str:
        """The actor's id."""
        return value.actor.id

    def plain(self, value: ActorRow) -> str:
        """All names, and what the row says."""
        names = [value.actor.name, value.actor.cls.value, *(alias.surface for alias in value.actor.aliases)]
        return " ".join([*names, *([perhaps(value.perhaps)] if value.perhaps else [])])

    def height(self, value: ActorRow, width: int) -> int:
        """One line, but for the few that may be somebody else."""
        return len(self.lines(value, width)) if value.perhaps else 1

    def lines(self, value: ActorRow, width: int) -> Sequence[Content]:
        """Name, class, articles, said, about; then who else it may be."""
        wide = width >= 60
        parts = [(one_line(value.actor.name), 0, "strong")]
        if wide:
            parts.append((CLASS_LABELS[value.actor.cls], 14, "muted"))
        parts += [(f"{n:,}" if n else "·", -9, "" if n else "muted") for n in self.counts(value)]
        unsure = flow(inked(f"  {one_line(perhaps(value.perhaps))}", "muted"), width, 4) if value.perhaps else []
        return [columns(parts, width), *unsure]

    @staticmethod
    def counts(value: ActorRow) -> tuple[int, int, int]:
        """Articles, lines said, lines about."""
        return value.actor.articles, value.said, value.about

    def heading(self, width: int) -> Content:
        """The names of the columns."""
        wide = width >= 60
        parts = [("ACTOR", 0, "muted"), *([("CLASS", 14, "muted")] if wide else [])]
        return columns([*parts, *((name, -9, "muted") for name in ("ARTICLES", "SAID", "ABOUT"))], width)


class FailurePainter(Plain):
    """Files that could not be read: which, why, and what to do."""

    def key(self, value: Failure) -> str:
        """The path."""
        return value.locator

    def plain(self, value: Failure) -> str:
        """Path and reason."""
        return f"{value.locator} {value.reason}"

    def height(self, value: Failure, width: int) -> int:
        """Lines of the row."""
        return len(self.lines(value, width))

    def lines(self, value: Failure, width: int) -> Sequence[Content]:
        """Path and reason, then the hint."""
        told = Content.assemble(
            (one_line(value.locator), ".ink--strong"), "  ", (one_line(value.reason), ".ink--error")
        )
        hint = flow(inked(f"  {one_line(value.hint)}", "muted"), width, 2) if value.hint else []
        return [*flow(told, width, 2), *hint]


class SourcePainter:
    """Sources with what became of them."""

    def key(self, value: SourceRow) -> str:
        """The path or address."""
        return value.locator

    def plain(self, value: SourceRow) -> str:
        """The path or address."""
        return value.locator

    def height(self, value: SourceRow, width: int) -> int:
        """Lines of the row."""
        return len(self.lines(value, width))

    def lines(self, value: SourceRow, width: int) -> Sequence[Content]:
        """Path, articles, failures, last sync; a path that is too long stands on lines of its own."""
        counts = [
            (f"{value.articles:,}", -9, ""),
            (f"{value.failed:,}" if value.failed else "·", -8, "error" if value.failed else "muted"),
            (ago(value.last_sync), -16, "muted"),
        ]
        path = one_line(value.locator)
        if cell_len(path) < width - 36:
            return [columns([(path, 0, "strong"), *counts], width)]
        return [*flow(inked(path, "strong"), width), columns([("", 0, ""), *counts], width)]

    def heading(self, width: int) -> Content:
        """The names of the columns."""
        names = (("ARTICLES", -9), ("FAILED", -8), ("LAST SYNC", -16))
        return columns([("SOURCES", 0, "muted"), *((name, size, "muted") for name, size in names)], width)
