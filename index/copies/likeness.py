"""How much two texts have in common word by word, and whether one of them is a near-copy of the other.

Wire copies are cut, have a paragraph added, another lead or a corrected word, so what counts is how much of each text
stands in the other, not how alike they are as a whole. Reports of one form (a daily statement, a list of those
present, a page that is mostly an outlet's boilerplate) have as much in common but differ in what they tell: each has
names and numbers that the other has not. A few of these are corrections in a long text; more are another report.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from rapidfuzz import fuzz

from index.copies.wording import Wording, is_figure

SHORTEST = 30
"""Words that must be in common; shorter texts must be the same word by word."""
WHOLE = 0.9
"""Share of a text that is as good as all of it."""
MOST = 0.8
ALIKE = 0.65
"""Where only MOST of one text stands in the other, so much of the other must stand in it."""
LEAST = 0.3
"""Share of the original that a cut copy still has."""
ADDED = 0.5
"""Share of a longer copy that must come from the original: more would be hidden with it than is known."""
WORDS_A_CORRECTION = 150
"""One name or number may be replaced by another in so many words that are in common."""
OTHER_PASSAGE = 0.15
"""So long a passage of its own, against what is in common, may stand in each text in place of the other's: a new lead.
Longer ones are two articles above the same boilerplate."""
ONE_FIGURE = 60
"""So many words in common are enough for one number to be a correction, where else nearly nothing differs; in fewer it
is the figure of another day."""
NEARLY = 0.95
_MISSPELT = 80
"""Two names as similar as that (of 100) are one name with a slip."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """What two texts have in common."""

    left: float
    """Share of the left text's words that stand in the right one, in runs."""
    right: float
    shared: int
    """Words in common."""
    replaced: int
    """Names and numbers of one text in whose place the other has others."""
    passage: int
    """The longest row of words that one has alone, in the text where it is shorter."""
    differs: float
    """Share of the words of both that stand in one only."""
    figures: bool
    """Whether a number of one stands in place of a number of the other."""

    @property
    def reversed(self) -> Likeness:
        """The same seen from the other text."""
        return Likeness(
            left=self.right,
            right=self.left,
            shared=self.shared,
            replaced=self.replaced,
            passage=self.passage,
            differs=self.differs,
            figures=self.figures,
        )


def likeness(left: Wording, right: Wording) -> Likeness:
    """Compare two texts."""
    in_left, in_right = left.covered(right.run_set), right.covered(left.run_set)
    only_left = left.telling(in_left).difference(right.words)
    only_right = right.telling(in_right).difference(left.words)
    words = max(len(in_left) + len(in_right), 1)
    return Likeness(
        left=sum(in_left) / max(len(in_left), 1),
        right=sum(in_right) / max(len(in_right), 1),
        shared=min(sum(in_left), sum(in_right)),
        replaced=min(_without_slips(only_left, only_right), _without_slips(only_right, only_left)),
        passage=min(_longest_alone(in_left), _longest_alone(in_right)),
        differs=1 - (sum(in_left) + sum(in_right)) / words,
        figures=any(map(is_figure, only_left)) and any(map(is_figure, only_right)),
    )


def _longest_alone(covered: Sequence[bool]) -> int:
    return max((sum(1 for _ in row) for is_shared, row in groupby(covered) if not is_shared), default=0)


def _without_slips(ours: frozenset[str], theirs: frozenset[str]) -> int:
    """How many of ours are numbers, or names that are no misspelling of one of theirs."""
    names = [word for word in theirs if not is_figure(word)]
    return sum(is_figure(word) or all(fuzz.ratio(word, name) < _MISSPELT for name in names) for word in ours)


def may_be_copies(found: Likeness) -> bool:
    """Whether either may be a copy of the other; which one, their dates decide."""
    return is_copy(found) or is_copy(found.reversed)


def is_copy(found: Likeness) -> bool:
    """Whether the left text is a near-copy of the right one, which appeared first."""
    most, least = max(found.left, found.right), min(found.left, found.right)
    if found.differs == 0:
        return True
    if found.shared < SHORTEST or found.passage > OTHER_PASSAGE * found.shared:
        return False
    if not (_tells_the_same(found) or _corrects_one_figure(found, most)):
        return False
    if most < WHOLE and not (most >= MOST and least >= ALIKE):
        return False
    return found.left >= ADDED and found.right >= LEAST


def _tells_the_same(found: Likeness) -> bool:
    return found.replaced <= found.shared // WORDS_A_CORRECTION


def _corrects_one_figure(found: Likeness, most: float) -> bool:
    return found.replaced == 1 and found.figures and found.shared >= ONE_FIGURE and most >= NEARLY
