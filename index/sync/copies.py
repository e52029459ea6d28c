"""Finding near-copies of what came, changed or went since the last time; the rest of the archive is not looked at."""

from __future__ import annotations

import logging
from collections.abc import Collection

from index.copies.grouping import Printed, originals
from index.copies.likeness import Likeness, likeness, may_be_copies
from index.copies.sketches import are_worth_comparing, bands, sketch, version
from index.copies.wording import Wording
from index.records import Records, Writer
from index.records.copy_writer import Alike, Copied

logger = logging.getLogger(__name__)

AT_ONCE = 250
"""Articles a transaction, so that readers and a stop wait for nobody."""
KEPT = 500
"""Wordings kept while a transaction lasts: like articles tend to come together."""


def find_copies(records: Records) -> int:
    """Bring copies up to date with the live articles.

    Returns how many texts share so common a wording that part of their near-copies may not have been found. Stopped
    halfway it begins again with the same articles, and what was done of them is not done twice.
    """
    with records.writer() as writer:
        changed, position = writer.copies.begin(version()), writer.copies.position()
    if not changed:
        return 0
    crowded = 0
    for start in range(0, len(changed), AT_ONCE):
        with records.writer() as writer:
            crowded += _Finder(writer).look_at(changed[start : start + AT_ONCE])
    with records.writer() as writer:
        writer.copies.finish(position)
    return crowded


class _Finder:
    """One transaction of finding."""

    def __init__(self, writer: Writer) -> None:
        self._copies = writer.copies
        self._wordings: dict[int, Wording] = {}

    def look_at(self, articles: Collection[int]) -> int:
        """Sketch what is live, forget what is not, and group what was touched again."""
        known = self._copies.sketches(articles)
        touched: set[int] = set()
        crowded = 0
        for article in articles:
            if not self._copies.is_live(article):
                touched |= self._copies.forget(article, bands(known.get(article, b"")))
            elif article not in known:
                crowded += self._sketch(article)
            touched.add(article)
        self._group(touched)
        if crowded:
            logger.info("%d texts share a wording that is too common to look for near-copies by it", crowded)
        return crowded

    def _sketch(self, article: int) -> bool:
        """Sketch the article and compare it with whom it may be like. Whether its wording is common to too many."""
        sketched = sketch(self._wording(article))
        its_bands = bands(sketched)
        candidates, crowded = self._copies.sharing(its_bands)
        for other, its_sketch in sorted(self._copies.sketches(candidates).items()):
            if are_worth_comparing(sketched, its_sketch):
                found = likeness(self._wording(article), self._wording(other))
                if may_be_copies(found):
                    self._copies.keep_likeness(article, other, _row(found), _row(found.reversed))
        self._copies.keep_sketch(article, sketched, its_bands)
        return crowded > len(its_bands) // 2

    def _group(self, touched: Collection[int]) -> None:
        waiting = set(touched)
        while waiting:
            group = self._copies.group_of(waiting.pop())
            waiting -= group.keys()
            self._regroup(group)

    def _regroup(self, group: dict[int, dict[int, Alike]]) -> None:
        if len(group) == 1:
            self._copies.set_copies(group, ())
            return
        members = list(self._copies.members(group))
        names = {member.row: member.article for member in members}
        rows = {name: row for row, name in names.items()}
        printed = [Printed(article=one.article, published=one.published, length=one.length) for one in members]
        like = {
            names[row]: {names[other]: likeness_of(alike) for other, alike in others.items()}
            for row, others in group.items()
        }
        found = originals(printed, like)
        self._copies.set_copies(group, [_copied(rows[one], rows[its], like[one][its]) for one, its in found.items()])

    def _wording(self, article: int) -> Wording:
        if article not in self._wordings:
            if len(self._wordings) >= KEPT:
                self._wordings.clear()
            self._wordings[article] = Wording(self._copies.text(article))
        return self._wordings[article]


def _copied(article: int, original: int, found: Likeness) -> Copied:
    return Copied(article, original, found.differs, found.figures)


def _row(found: Likeness) -> Alike:
    return found.left, found.right, found.shared, found.replaced, found.passage, found.differs, int(found.figures)


def likeness_of(row: Alike) -> Likeness:
    """The likeness that a row of the archive tells."""
    left, right, shared, replaced, passage, differs, figures = row
    return Likeness(
        left=left,
        right=right,
        shared=shared,
        replaced=replaced,
        passage=passage,
        differs=differs,
        figures=bool(figures),
    )
