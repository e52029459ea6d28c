"""Joining organisations: institutions whose state is not told, and letters that stand for a name."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable
from dataclasses import dataclass, field

from index.actors.choosing import NAMED, TIED, choose
from index.actors.evidence import Profile, Traits, is_telling, profile
from index.actors.institutions import family, institution, is_open, says_little
from index.actors.values import ActorKey, Join, Local, Target
from index.model import ActorClass, JoinRule


@dataclass(slots=True, kw_only=True)
class Organisation:
    """A named organisation as all its articles tell of it."""

    key: str
    profile: Profile = field(default_factory=Profile)

    @property
    def keys(self) -> Collection[str]:
        """The keys of its names."""
        return (self.key,)

    @property
    def target(self) -> Target:
        """The canonical actor it becomes."""
        return Target(ActorKey(ActorClass.ORGANISATION, self.key))

    @property
    def rank(self) -> tuple[int, str, str]:
        """Order among organisations: the most frequent first."""
        return -self.profile.articles, self.key, ""


def join_organisations(locals: Iterable[Local]) -> dict[Hashable, Join]:
    """Joins of the institutions and acronyms among these; whoever is not in the answer keeps to its key."""
    given = list(locals)
    known: dict[str, set[str]] = {}
    for local in given:
        if local.live and not is_open(local.key.key) and (core := family(local.key.key)):
            known.setdefault(core, set()).add(local.key.key)
    joined = {local.id: _of_its_state(local, known) for local in given if is_open(local.key.key)}
    whole = _by_acronym(local for local in given if not is_open(local.key.key))
    joined.update((local.id, _spelled_out(local, whole[word])) for local in given if (word := acronym(local)) in whole)
    return joined


def _of_its_state(local: Local, known: dict[str, set[str]]) -> Join:
    """The institution of the state that the article is mostly about, where the archive has it."""
    core = family(local.key.key) or ""
    of = {state: institution(core, state) for state in sorted(local.traits.around) if state.startswith("state:")}
    there = {state: key for state, key in of.items() if key in known.get(core, ())}
    home = local.traits.home
    if home in there and not says_little(core):
        return Join(target=_target(there[home]), rule=JoinRule.OWNER, shared=(home,))
    among = sorted(set(there.values()))
    rule = JoinRule.UNSURE if among else JoinRule.NAME
    return Join(target=Target(local.key), rule=rule, among=tuple(map(_target, among[:NAMED])))


def _by_acronym(locals: Iterable[Local]) -> dict[str, list[Organisation]]:
    """For the letters that live articles print behind a name the organisations they may stand for."""
    members: dict[str, list[Local]] = {}
    letters: dict[str, set[str]] = {}
    for local in locals:
        if local.live and acronym(local) is None:
            members.setdefault(local.key.key, []).append(local)
            for word in local.traits.acronyms:
                letters.setdefault(word, set()).add(local.key.key)
    known = {key: Organisation(key=key, profile=profile(one.traits for one in found)) for key, found in members.items()}
    return {word: sorted((known[key] for key in keys), key=lambda one: one.rank) for word, keys in letters.items()}


def acronym(local: Local) -> str | None:
    """The letters, where an organisation is named by them alone."""
    name = local.key.key.partition(":")[2]
    return name if local.key.key.startswith("organisation:") and name in local.traits.acronyms else None


def _spelled_out(local: Local, whole: list[Organisation]) -> Join:
    choice = choose(local.traits, whole, tied=_is_near)
    if isinstance(choice.chosen, Organisation):
        return Join(target=choice.chosen.target, rule=JoinRule.ACRONYM, shared=choice.shared)
    among = tuple(one.target for one in choice.among if isinstance(one, Organisation))
    return Join(target=Target(local.key), rule=choice.rule, among=among)


def _is_near(traits: Traits, known: Profile) -> bool:
    """Letters that another article prints behind a name need less: company of any kind, or none to compare."""
    beside = [key for key in traits.around if known.around[key]]
    offices = len(traits.offices & known.offices.keys()) + len(traits.owners & known.owners.keys())
    if not beside and not offices:
        return not (traits.around or traits.owners) or not (known.around or known.owners)
    ties = len(beside) + sum(map(is_telling, beside)) + 3 * offices + known.articles - 1
    return ties >= TIED or 2 * len(beside) >= min(len(traits.around), len(known.around))


def _target(key: str) -> Target:
    return Target(ActorKey(ActorClass.ORGANISATION, key))
