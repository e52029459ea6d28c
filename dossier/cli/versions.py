"""`dossier versions`: where an article was printed, who printed nearly the same, and what stood in its place before."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from dossier import wording
from dossier.cli.context import FOUND, Context
from dossier.cli.page import Page
from dossier.cli.search import copy_line
from dossier.profile import citation_row, copy_row, published_fields
from dossier.text import one_line
from index.answers import Citation, History, Place, Version
from index.model import ArticleId


def configure(parser: ArgumentParser) -> None:
    """Add the article."""
    parser.epilog = "`dossier compare ID1 ID2` puts two versions or copies side by side, hidden ones too."
    parser.add_argument("article", metavar="ARTICLE", help="id, beginning of an id, part of a title, or path")


def run(args: Namespace, context: Context) -> int:
    """Print the history."""
    with context.library() as library:
        article = library.find_article(args.article)
        citation, history = library.open_article(article).citation, library.history(article)
    if context.json:
        context.answer(to_json(citation, history))
    else:
        context.say(printed(citation, history, context.page))
    return FOUND


def printed(citation: Citation, history: History, page: Page) -> str:
    """The history for people."""
    head = "\n".join([page.bold(page.paragraph(citation.title)), f"  {citation.article}"])
    places = [_place(place, page) for place in history.places]
    blocks = [head, _block(f"Printed in {wording.counted(len(places), 'place')}", places, page)]
    if history.original is not None:
        blocks.append(_block("Near-copy of", [_original(history, citation.article, page)], page))
    others = [copy_line(copy, page) for copy in history.others(citation.article)]
    if others:
        heading = "Other near-copies of it" if history.original else "Near-copies"
        blocks.append(_block(f"{heading} ({len(others):,})", others, page))
    if history.versions:
        versions = [_version(version, citation.article, page) for version in history.versions]
        blocks.append(_block(f"Versions of {one_line(history.versions[-1].place.locator)}", versions, page))
    return "\n\n".join(blocks)


def _block(heading: str, rows: list[str], page: Page) -> str:
    return "\n".join([page.bold(heading), *rows])


def _place(place: Place, page: Page) -> str:
    parts = [place.outlet or wording.OUTLET_UNKNOWN, wording.published(place.published), place.title]
    if place.state != "present":
        parts.append(f"hidden: {place.state}")
    rows = [page.paragraph(" · ".join(parts), indent="    ", first="  ")]
    rows += [page.paragraph(address, indent="    ") for address in (place.url, place.locator) if address]
    return "\n".join(rows)


def _original(history: History, article: ArticleId, page: Page) -> str:
    original = history.original
    own = next((copy for copy in history.copies if copy.citation.article == article), None)
    if original is None or own is None:
        return ""
    parts = [original.outlet or wording.OUTLET_UNKNOWN, wording.published(original.published), original.title]
    return page.paragraph(" · ".join([*parts, wording.differs(own), original.article]), indent="    ", first="  ")


def _version(version: Version, article: ArticleId, page: Page) -> str:
    place = version.place
    this = " (this one)" if place.article == article else ""
    when = wording.moment(place.retrieved)
    state = "" if place.state == "present" else f" · {place.state}"
    lead = f"  {version.number:>2}  "
    told = f"{place.article}{this} · read {when} · {wording.counted(version.words, 'word')}{state}"
    return "\n".join(
        [
            page.paragraph(told, indent=" " * len(lead), first=lead),
            page.paragraph(f"{place.title} · {wording.revised(version.revision)}", indent=" " * len(lead)),
        ]
    )


def to_json(citation: Citation, history: History) -> dict[str, object]:
    """The history in its stable form for programs."""
    return {
        "schema": 1,
        "article": citation.article,
        "title": citation.title,
        "places": [_place_row(place) for place in history.places],
        "copy_of": citation_row(history.original) if history.original else None,
        "copies": [copy_row(copy) for copy in history.copies],
        "versions": [_version_row(version) for version in history.versions],
    }


def _place_row(place: Place) -> dict[str, object]:
    return {
        "article": place.article,
        "locator": place.locator,
        "title": place.title,
        "outlet": place.outlet,
        **published_fields(place.published),
        "url": place.url,
        "byline": place.byline,
        "retrieved": place.retrieved,
        "state": place.state,
    }


def _version_row(version: Version) -> dict[str, object]:
    revision = version.revision
    return {
        "number": version.number,
        **_place_row(version.place),
        "words": version.words,
        "added": revision.added if revision else None,
        "removed": revision.removed if revision else None,
        "same_text": revision.same_text if revision else None,
        "other_figures": revision.figures if revision else None,
    }
