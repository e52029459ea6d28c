"""Articles as pages of a reader, and lines as inks over their text."""

from __future__ import annotations

from dossier.tui.widgets.painters import source
from dossier.tui.widgets.reader import Ink, Page
from index.answers import Line, OpenedArticle, PassageHit, StatementLine
from index.model import Span


def page_of(opened: OpenedArticle) -> Page:
    """An article as a page: title (where the text does not begin with it), source, remarks, text."""
    citation = opened.citation
    title = citation.title.replace("\n", " ")
    heading = [] if opened.text.lstrip().startswith(title) else [(title, "strong")]
    heading.append((source(citation), "muted"))
    for remark in (citation.byline, citation.note, f"not read: {opened.skipped}" if opened.skipped else None):
        if remark:
            heading.append((remark.replace("\n", " "), "muted"))
    return Page(key=citation.article, heading=tuple(heading), text=opened.text, title=_title_in(opened.text, title))


def _title_in(text: str, title: str) -> Span | None:
    start = len(text) - len(text.lstrip())
    return Span(start, start + len(title)) if title and text.startswith(title, start) else None


def inks_of(line: Line) -> list[Ink]:
    """A line in its source: the sentence, and what exactly the line is about."""
    inks = [Ink(line.passage.span, "sentence")]
    if isinstance(line, StatementLine):
        inks += [Ink(span, "content") for span in line.content]
    return [*inks, Ink(line.span, "hit")]


def in_article(hit: PassageHit) -> tuple[Span, ...]:
    """A passage's highlights as offsets in the article."""
    start = hit.passage.span.start
    return tuple(Span(start + span.start, start + span.end) for span in hit.highlights)
