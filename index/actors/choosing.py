"""Whom a part of a name stands for: the persons who bear it are weighed by what the article tells."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import product
from math import fsum, log
from typing import Protocol

from index.actors.evidence import Profile, Traits, alike_offices, is_telling
from index.model import JoinRule

AROUND = 0.35
"""Weight of each actor named beside it: they come in company, and are no independent witnesses."""
SURE = log(20)
"""By how much the first must lead the second."""
FAR = log(10)
"""From this lead by numbers alone nobody asks the article."""
UNSEEN = 0.02
"""How likely an article on somebody names what no article on it named so far."""
TIED = 3
"""Ties from which the only person of a surname is meant: an office, two others named beside, or one and a state."""
ALONE = 4
"""How many times oftener than in full a person may be named by surname alone."""
EARLIER = 3
"""Articles not in the archive that everybody is thought to have been in."""
NAMED = 3


class Candidate(Protocol):
    """Whom a shorter name may stand for."""

    @property
    def keys(self) -> Collection[str]:
        """The keys of its names."""

    @property
    def profile(self) -> Profile:
        """Its traits over all articles."""

    @property
    def rank(self) -> tuple[int, str, str]:
        """Order among candidates."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What was decided; `chosen` is None where nothing was."""

    chosen: Candidate | None
    rule: JoinRule
    shared: tuple[str, ...] = ()
    """Keys and titles that speak for it."""
    among: tuple[Candidate, ...] = ()
    """Where it stays open: the likeliest."""


def choose(
    traits: Traits,
    candidates: Sequence[Candidate],
    alone: int = 0,
    tied: Callable[[Traits, Profile], bool] | None = None,
) -> Choice:
    """The candidate who is meant, where one is far likelier than all others; they are given in the order of rank.

    `tied` says whether an article has enough in common with those on the only one who is possible. `alone` is in how
    many articles the shorter name stands without any of them: whom news names by surname it names in full elsewhere,
    and what stands alone much oftener is likely something else, a town or a firm.
    """
    ranked = tuple(candidates)
    possible = [one for one in ranked if traits.around.isdisjoint(one.keys) and not _excluded(traits, one.profile)]
    if not possible:
        return Choice(chosen=None, rule=JoinRule.UNSURE if ranked else JoinRule.NAME, among=ranked[:NAMED])
    if len(possible) == 1:
        only = possible[0]
        if not (tied or is_tied)(traits, only.profile) or alone > ALONE * only.profile.articles:
            return Choice(chosen=None, rule=JoinRule.UNSURE, among=ranked[:NAMED])
        rule = JoinRule.ONLY if len(ranked) == 1 else JoinRule.CONTEXT
        return Choice(chosen=only, rule=rule, shared=_shared(traits, only.profile))
    weighed = sorted(
        ((_weight(traits, one.profile), one) for one in possible), key=lambda pair: (-pair[0], pair[1].rank)
    )
    first = weighed[0][1]
    if weighed[0][0] - weighed[1][0] < SURE or _is_stranger(traits, first.profile):
        return Choice(chosen=None, rule=JoinRule.UNSURE, among=tuple(one for _, one in weighed[:NAMED]))
    others = sum(one.profile.articles for one in ranked if one is not first)
    far = log(first.profile.articles) - log(others) >= FAR
    return Choice(chosen=first, rule=JoinRule.FAR if far else JoinRule.CONTEXT, shared=_shared(traits, first.profile))


def _excluded(traits: Traits, known: Profile) -> bool:
    """Whether its office belongs to a state that this candidate was never named with."""
    states = {key for key in traits.owners if key.startswith("state:")}
    return bool(
        states and known.states and states.isdisjoint(known.states) and states.isdisjoint(known.usual())
    ) and known.states.isdisjoint(traits.around)


def _is_stranger(traits: Traits, known: Profile) -> bool:
    """Whether an article names nobody whom any article on the candidate names."""
    beside = traits.around | traits.owners
    return bool(beside) and beside.isdisjoint(known.around) and beside.isdisjoint(known.owners)


def is_tied(traits: Traits, known: Profile) -> bool:
    """Whether an article tells of the only candidate: a state alone does not, and another office denies it."""
    offices = traits.offices & known.offices.keys()
    if traits.offices and known.offices and not any(alike_offices(*p) for p in product(traits.offices, known.offices)):
        return False
    beside = [key for key in traits.around if known.around[key]]
    telling = sum(map(is_telling, beside))
    held = len(offices) + sum(map(is_telling, traits.owners & known.owners.keys()))
    return bool(telling or held) and len(beside) + telling + 3 * held >= TIED


def _weight(traits: Traits, known: Profile) -> float:
    """Added up exactly, so that no order of a set can tip the scales."""
    return fsum(
        (
            log(known.articles),
            *(AROUND * _told(known.around[key], known.articles) for key in traits.around),
            *(_told(known.owners[key], known.articles) for key in traits.owners),
            *(_told(known.offices[title], known.articles) for title in traits.offices),
        )
    )


def _told(count: int, articles: int) -> float:
    return log(max((count + EARLIER * UNSEEN) / (articles + EARLIER), UNSEEN))


def _shared(traits: Traits, known: Profile) -> tuple[str, ...]:
    """What speaks for the choice, the most telling first."""
    offices, owners = traits.offices & known.offices.keys(), traits.owners & known.owners.keys()
    told = dict.fromkeys((*sorted(offices), *sorted(owners), *_often(traits.around, known)))
    return tuple(told)[:NAMED]


def _often(keys: Iterable[str], known: Profile) -> list[str]:
    return sorted((key for key in keys if known.around[key]), key=lambda key: (-known.around[key], key))
