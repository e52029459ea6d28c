"""What is derived, derived once more and compared: names, sketches, groups of near-copies, and decided metadata."""

from __future__ import annotations

from collections.abc import Iterator

from index.copies.grouping import Printed, originals
from index.copies.likeness import Likeness
from index.copies.sketches import bands
from index.records import View
from index.records.consistency import NAMES, SKETCHES
from index.sync.copies import likeness_of
from index.sync.joining import shown_name
from index.upkeep.findings import Finding, found


def compared(view: View) -> Iterator[Finding]:
    """What is not as it follows from the rest of the archive."""
    yield from found("names", "repair", _names(view))
    yield from found("sketches", "repair", _sketches(view))
    yield from found("groups", "repair", _misgrouped(view))
    yield from found("decided", "repair", view.checks.not_as_decided())


def _names(view: View) -> Iterator[str]:
    yield from (f"{row}: {rule}" for rule, row in view.checks.broken(NAMES))
    for actor, name, key, discriminator, printed in view.checks.names():
        if name != shown_name(key, discriminator, printed):
            yield f"{actor}: called by another name than articles print"


def _sketches(view: View) -> Iterator[str]:
    yield from (f"{row}: {rule}" for rule, row in view.checks.broken(SKETCHES))
    for article, sketch, found_by in view.checks.sketches():
        if frozenset(bands(sketch)) != found_by:
            yield f"{article}: not found by its sketch"


def _misgrouped(view: View) -> Iterator[str]:
    """Articles that are the copy of another one than follows from who is like whom; not while changes wait."""
    if not view.checks.is_grouped():
        return
    like: dict[str, dict[str, Likeness]] = {}
    for article, other, alike in view.checks.likenesses():
        like.setdefault(article, {})[other] = likeness_of(alike)
    printed = [
        Printed(article=article, published=published, length=length)
        for article, published, length in view.checks.members()
    ]
    wanted, kept = originals(printed, like), view.copies.originals()
    yield from sorted(one for one in wanted.keys() | kept.keys() if wanted.get(one) != kept.get(one))
