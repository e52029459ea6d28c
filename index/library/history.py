"""What became of a text: where it was printed, who printed nearly the same, and what stood in its place before."""

from __future__ import annotations

from index.answers import History, Place, Revision, Version
from index.copies.likeness import likeness
from index.copies.wording import Wording
from index.model import ArticleId
from index.records import View


def history_of(view: View, article: ArticleId) -> History:
    """Places, near-copies and versions of an article, hidden or not."""
    places = view.places.of(article)
    original, copies = view.copies.group(article)
    shelved = view.articles.shelved([original]) if original != article else {}
    return History(
        places=places,
        original=shelved[original].citation if original in shelved else None,
        copies=copies,
        versions=versions_at(view, places[0].locator) if places else (),
    )


def versions_at(view: View, locator: str) -> tuple[Version, ...]:
    """What stood at a place, the oldest first, each with how it differs from the one before; empty for a single one."""
    places = view.places.at(locator)
    if len(places) < 2:
        return ()
    wordings = {one: Wording(view.places.text(one)) for one in {place.article for place in places}}
    versions = []
    before: Place | None = None
    for number, place in enumerate(places, start=1):
        wording = wordings[place.article]
        revision = _revision(before, place, wordings[before.article], wording) if before else None
        versions.append(Version(number=number, place=place, words=len(wording.words), revision=revision))
        before = place
    return tuple(versions)


def _revision(before: Place, now: Place, old: Wording, new: Wording) -> Revision:
    found = likeness(old, new)
    return Revision(
        added=round((1 - found.right) * len(new.words)),
        removed=round((1 - found.left) * len(old.words)),
        same_text=before.article == now.article,
        figures=found.figures,
        title=before.title != now.title,
        published=before.published != now.published,
        outlet=before.outlet != now.outlet,
    )
