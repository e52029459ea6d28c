"""Which articles a query tree matches, and how well: BM25F over the postings that Whoosh stores.

Whoosh's own matchers are not asked to combine: their Or swallows a NOT beside it, and their disjunction takes the
maximum over different articles. Here a subtree becomes a mapping from article number to score.
"""

from __future__ import annotations

import math
from collections import OrderedDict
from collections.abc import Callable, Iterable
from typing import Any, TypeAlias

from index.fulltext.analysis import stem
from index.fulltext.documents import Documents
from index.fulltext.engine import query
from index.fulltext.lexicon import Lexicon
from index.fulltext.schema import SEARCHED, stem_of
from index.fulltext.tree import ANYWHERE, Aliased, OneOf

Scores: TypeAlias = dict[int, float]
"""Article numbers with scores; never changed once handed out."""
Counts: TypeAlias = dict[int, float]
"""Article numbers with the number of times something stands there."""

SATURATION = 1.2
"""BM25's k1."""
WEIGHT = {"title": 2.5, "text": 1.0}
INFLECTED = 0.5
"""What another inflection counts beside the printed form."""
ALIAS = 0.4
"""What another name counts beside the one that was typed."""
MOST_REMEMBERED = 2_000_000
"""Entries of earlier leaves that are kept: while somebody types, most leaves come back. About 200 MB at most."""


class Matching:
    """Answers query trees from one open index."""

    def __init__(self, reader: Any) -> None:
        self._reader = reader
        self.documents = Documents(reader)
        self.lexicon = Lexicon(reader)
        self._remembered: OrderedDict[tuple[object, ...], Scores] = OrderedDict()
        self._entries = 0

    def scores(self, tree: Any, remarks: list[str]) -> Scores:
        """The articles that match, with their scores; what had to be cut is added to `remarks`."""
        if isinstance(tree, Aliased):
            return self._aliased(tree, remarks)
        if isinstance(tree, query.And):
            return self._all(tree.subqueries, remarks)
        if isinstance(tree, query.DisjunctionMax):
            return _best([self.scores(child, remarks) for child in tree.subqueries])
        if isinstance(tree, query.Or):
            return _summed([self.scores(child, remarks) for child in tree.subqueries])
        if isinstance(tree, query.Not):
            return self._all([tree], remarks)
        if isinstance(tree, query.Prefix | query.Wildcard):
            return self._pattern(tree, remarks)
        return self._leaf(tree)

    def _all(self, parts: Iterable[Any], remarks: list[str]) -> Scores:
        """Articles in all parts and in none of the negated ones; only negated parts: in none of them."""
        wanted, unwanted = [], []
        for part in parts:
            if isinstance(part, query.Not):
                unwanted.append(self.scores(part.query, remarks))
            else:
                wanted.append(self.scores(part, remarks))
        wanted.sort(key=len)
        fewest = wanted[0] if wanted else self._unscored(self.documents.numbers)
        kept = [
            number
            for number in fewest
            if all(number in other for other in wanted[1:]) and not any(number in other for other in unwanted)
        ]
        return {number: sum((part[number] for part in wanted), 0.0) for number in kept}

    def _aliased(self, tree: Aliased, remarks: list[str]) -> Scores:
        """The best of the typed name and the others. These never score above what a rarer typed name would."""
        typed, others = tree.subqueries[0], tree.subqueries[1:]
        parts = [self.scores(typed, remarks)]
        ceiling = self._rarity(len(parts[0]))
        for other in others:
            found = self.scores(other, remarks)
            factor = ALIAS * min(1.0, ceiling / self._rarity(len(found)))
            parts.append({number: factor * score for number, score in found.items()})
        return _best(parts)

    def _leaf(self, leaf: Any) -> Scores:
        if isinstance(leaf, query.Term):
            key = ("word", leaf.fieldname, leaf.text)
            return self._remember(key, lambda: self._word(_searched(leaf), leaf.text))
        if isinstance(leaf, query.Phrase) and leaf.fieldname == "outlet":
            return self._unscored(self.documents.of_outlet(tuple(leaf.words)))
        if isinstance(leaf, query.Phrase):
            key = ("phrase", leaf.fieldname, *leaf.words)
            return self._remember(key, lambda: self._exact(_searched(leaf), leaf.words))
        if isinstance(leaf, query.TermRange):
            return self._unscored(self.documents.published_in(leaf.start, leaf.end))
        if isinstance(leaf, OneOf):
            return self._unscored(self.documents.numbered(leaf.articles))
        if isinstance(leaf, query.Every):
            return self._unscored(self.documents.numbers)
        raise TypeError(f"not a leaf of our query tree: {leaf!r}")

    def _word(self, fields: tuple[str, ...], form: str) -> Scores:
        """Articles with any inflection of a word."""
        counts: dict[str, Counts] = {}
        for field in fields:
            inflected = self._counts(stem_of(field), stem(form))
            printed = self._counts(field, form) if inflected else {}
            counts[field] = {
                number: INFLECTED * count + (1 - INFLECTED) * printed.get(number, 0.0)
                for number, count in inflected.items()
            }
        return self._bm25f(counts)

    def _exact(self, fields: tuple[str, ...], forms: list[str]) -> Scores:
        """Articles with exactly these forms in a row."""
        if len(forms) == 1:
            return self._bm25f({field: self._counts(field, forms[0]) for field in fields})
        return self._bm25f({field: self._phrase_counts(field, forms) for field in fields})

    def _pattern(self, leaf: Any, remarks: list[str]) -> Scores:
        """Articles with any word of a shape; all of them count as one word."""
        shape = leaf.text if isinstance(leaf, query.Wildcard) else f"{leaf.text}*"
        fields = _searched(leaf)
        forms, remark = self.lexicon.expand(shape, fields)
        if remark:
            remarks.append(remark)
        key = ("pattern", leaf.fieldname, shape)
        return self._remember(
            key, lambda: self._bm25f({field: _summed(self._counts(field, form) for form in forms) for field in fields})
        )

    def _bm25f(self, counts: dict[str, Counts]) -> Scores:
        """Counts of each field, weighted and set against its length, saturated once for the article."""
        weighted: Counts = {}
        for field, found in counts.items():
            if not found:
                continue
            weight, norms = WEIGHT[field], self.documents.length_norms(field)
            for number, count in found.items():
                weighted[number] = weighted.get(number, 0.0) + weight * count / norms[number]
        factor = self._rarity(len(weighted)) * (SATURATION + 1)
        return {number: factor * count / (count + SATURATION) for number, count in weighted.items()}

    def _rarity(self, matching: int) -> float:
        """BM25's idf of something that stands in `matching` articles."""
        return math.log(1 + (self.documents.count - matching + 0.5) / (matching + 0.5))

    def _counts(self, field: str, form: str) -> Counts:
        """How often a form stands in the articles that have it."""
        counts: Counts = {}
        for segment, offset in self._reader.leaf_readers():
            if (field, form) not in segment:
                continue
            postings = segment.postings(field, form)
            while postings.is_active():
                counts[postings.id() + offset] = postings.weight()
                postings.next()
        return counts

    def _phrase_counts(self, field: str, forms: list[str]) -> Counts:
        """How often the forms stand in a row."""
        counts: Counts = {}
        for segment, offset in self._reader.leaf_readers():
            if any((field, form) not in segment for form in forms):
                continue
            rarest_first = sorted(set(forms), key=lambda form: segment.doc_frequency(field, form))
            postings = {form: segment.postings(field, form) for form in rarest_first}
            while (number := _meet(list(postings.values()))) is not None:
                places = {form: frozenset(found.value_as("positions")) for form, found in postings.items()}
                starts = (
                    start
                    for start in places[forms[0]]
                    if all(start + shift in places[form] for shift, form in enumerate(forms))
                )
                if times := sum(1 for _ in starts):
                    counts[number + offset] = float(times)
                postings[rarest_first[0]].next()
        return counts

    def _unscored(self, numbers: Iterable[int]) -> Scores:
        return dict.fromkeys(numbers, 0.0)

    def _remember(self, key: tuple[object, ...], find: Callable[[], Scores]) -> Scores:
        if key in self._remembered:
            self._remembered.move_to_end(key)
            return self._remembered[key]
        found = self._remembered[key] = find()
        self._entries += len(found)
        while self._entries > MOST_REMEMBERED:
            _, oldest = self._remembered.popitem(last=False)
            self._entries -= len(oldest)
        return found


def _searched(leaf: Any) -> tuple[str, ...]:
    return SEARCHED if leaf.fieldname == ANYWHERE else (leaf.fieldname,)


def _summed(parts: Iterable[Scores]) -> Scores:
    total: Scores = {}
    for part in parts:
        for number, score in part.items():
            total[number] = total.get(number, 0.0) + score
    return total


def _best(parts: Iterable[Scores]) -> Scores:
    best: Scores = {}
    for part in parts:
        for number, score in part.items():
            if score > best.get(number, -1.0):
                best[number] = score
    return best


def _meet(postings: list[Any]) -> int | None:
    """Move all postings to the next article that they share; None where there is none."""
    while all(found.is_active() for found in postings):
        furthest = max(found.id() for found in postings)
        for found in postings:
            if found.id() < furthest:
                found.skip_to(furthest)
            if not found.is_active():
                return None
        if all(found.id() == furthest for found in postings):
            return int(furthest)
    return None
