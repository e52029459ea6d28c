"""The tab of an article that tells where it was printed, who printed nearly the same, and what stood there before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from textual.content import Content

from dossier.text import one_line
from dossier.tui.widgets.inks import inked
from dossier.tui.widgets.painters import Plain, flow, source
from dossier.tui.widgets.rows import Heading
from dossier.wording import OUTLET_UNKNOWN, counted, day, differs, moment, published, revised
from index.answers import Citation, Copy, History, Place, Version
from index.model import ArticleId

PlaceRow = Place | Citation | Copy | Version


class PlacePainter(Plain):
    """Places, the original of a copy, copies, versions."""

    def key(self, value: PlaceRow) -> str:
        """Something that differs from row to row."""
        match value:
            case Place():
                return f"place {value.locator}"
            case Citation():
                return f"original {value.article}"
            case Copy():
                return f"copy {value.citation.article}"
            case Version():
                return f"version {value.number}"

    def plain(self, value: PlaceRow) -> str:
        """All words of the row."""
        return " ".join(_told(value))

    def height(self, value: PlaceRow, width: int) -> int:
        """Lines of the row and an empty one after it."""
        return len(self.lines(value, width)) + 1

    def lines(self, value: PlaceRow, width: int) -> Sequence[Content]:
        """What names the row, and below it what is known."""
        first, *rest = _told(value)
        rows = flow(Content(one_line(first)), width)
        for text in rest:
            rows += [Content("  ") + line for line in flow(inked(one_line(text), "muted"), width - 2)]
        return rows


def _told(value: PlaceRow) -> tuple[str, ...]:
    match value:
        case Place():
            where = f"{value.outlet or OUTLET_UNKNOWN} · {published(value.published)}"
            state = () if value.state == "present" else (f"hidden: {value.state}",)
            return (where, value.title, *state, *([value.url] if value.url else []), value.locator)
        case Citation():
            return value.title, source(value)
        case Copy():
            return value.citation.title, source(value.citation), differs(value)
        case Version():
            read = f"read {moment(value.place.retrieved)} · {counted(value.words, 'word')}"
            return f"{value.number}  {value.place.title}", read, revised(value.revision)


def rows_of(history: History, article: ArticleId) -> Iterator[PlaceRow | Heading]:
    """The rows of the tab."""
    if history.original is not None:
        yield Heading("Near-copy of")
        yield history.original
    if others := history.others(article):
        yield Heading("Near-copies")
        yield from others
    if history.versions:
        yield Heading("Versions, the latest first")
        yield from reversed(history.versions)
    yield Heading("Printed in")
    yield from history.places


def article_of(value: object) -> ArticleId | None:
    """The article that a row leads to; None for a place, which is of the article in view."""
    match value:
        case Citation():
            return value.article
        case Copy():
            return value.citation.article
        case Version():
            return value.place.article
    return None


def counterpart(history: History, article: ArticleId) -> ArticleId | None:
    """What the article is best compared with: its original, else the version before it, else a copy of it."""
    if history.original is not None:
        return history.original.article
    texts = [version.place.article for version in history.versions]
    place = len(texts) - 1 - texts[::-1].index(article) if article in texts else 0
    earlier = [one for one in texts[:place] if one != article]
    later = [one for one in texts[place:] if one != article]
    copies = [copy.citation.article for copy in history.others(article)]
    return next(iter([*earlier[-1:], *later[-1:], *copies]), None)


def in_short(history: History, article: ArticleId) -> str:
    """A line for what is more than one place and one version; empty where that is all."""
    parts = []
    if len(history.places) > 1:
        parts.append(f"printed in {len(history.places)} places")
    if history.original is not None:
        parts.append(f"near-copy of an article of {_outlet(history.original)}")
    if others := history.others(article):
        other = "other " if history.original else ""
        parts.append(counted(len(others), f"{other}near-copy", f"{other}near-copies"))
    if version := history.version_of(article):
        parts.append(f"version {version.number} of {len(history.versions)}{_earlier(history, version)}")
    return " · ".join(parts)


def _outlet(original: Citation) -> str:
    return f"{one_line(original.outlet or OUTLET_UNKNOWN)}, {published(original.published)}"


def _earlier(history: History, version: Version) -> str:
    """Which of the versions beside this one differs."""
    if version.number < len(history.versions):
        return ", a later one took its place"
    before = history.versions[version.number - 2]
    same = version.revision is not None and version.revision.same_text
    of = day((before.place.retrieved or "").partition("T")[0] or None)
    return f"; the earlier one, read {of}, {'has the same text' if same else 'differs'}"
