"""Which full names of an archive are one person, and which one name is several persons."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations, product

from index.actors.choosing import choose
from index.actors.evidence import Profile, Traits, alike_offices, profile
from index.actors.names import Name, name_of
from index.actors.spelling import alike, are_two_given, same_given, sounded, sounds_like
from index.actors.values import ActorKey, Local, Target
from index.model import ActorClass, JoinRule

FAR = 10
"""A form in this many times as many articles as all others together is what a name stands for."""
ESTABLISHED = 5
"""Articles against which a single one that tells another office is taken for a slip of the reading."""
SEVERAL, SLIPS = 3, 0.05
"""How many articles, and what share of the others', make a second holder of a like office in another state."""

_RANK = (JoinRule.SPELLING, JoinRule.MIDDLE, JoinRule.GIVEN, JoinRule.LIKE)


@dataclass(slots=True, kw_only=True)
class Person:
    """A person as the archive has it so far."""

    key: str
    """The form in most articles."""
    discriminator: str = ""
    """What tells it from a more frequent person of the same name."""
    members: list[Local] = field(default_factory=list)
    profile: Profile = field(default_factory=Profile)
    keys: frozenset[str] = frozenset()
    """The keys of its names."""

    def absorb(self, other: Person) -> None:
        """Take the other for the same; of a frequent name hundreds are, and nobody is counted anew for each."""
        self.members += other.members
        self.profile.add(other.profile)
        self.keys |= other.keys

    @property
    def target(self) -> Target:
        """The canonical actor it becomes."""
        return Target(ActorKey(ActorClass.PERSON, self.key), self.discriminator)

    @property
    def rank(self) -> tuple[int, str, str]:
        """Order among persons: the most frequent first."""
        return -self.profile.articles, self.key, self.discriminator


@dataclass(slots=True, kw_only=True)
class Forms:
    """What became of the full names of one family."""

    head: dict[str, tuple[str, JoinRule]]
    """For each form the form it belongs to, and why."""
    unsure: dict[str, tuple[str, ...]]
    """For a form that stays alone the forms it may belong to."""


def relation(one: Name, other: Name) -> JoinRule | None:
    """How two full names may be forms of one; UNSURE where nothing can show that they are, None where they cannot."""
    if one.suffix != other.suffix or (one.particles and other.particles and one.particles != other.particles):
        return None
    surname = _spelled(one.surname.replace("-", ""), other.surname.replace("-", ""))
    if surname is None:
        return None
    found: JoinRule | None = surname
    if "".join(one.given) != "".join(other.given):
        given = _given(*sorted((one.given, other.given), key=lambda given: (len(given), given)))
        found = None if given is None else max(surname, given, key=_RANK.index)
    elif one.surname == other.surname:
        return found
    return JoinRule.UNSURE if found and (one.is_family_first or other.is_family_first) else found


def _given(short: Sequence[str], long: Sequence[str]) -> JoinRule | None:
    """All given names must fit; or there is only one, which is the first of the other's."""
    if not any(_forename(*pair) for pair in product(_words(short), _words(long))):
        return None
    if len(short) < len(long) and short == long[-len(short) :] and _words(short):
        return JoinRule.LIKE  # Tayyip Erdogan, whose first name is Recep
    if len(short) not in (1, len(long)):
        return None  # George W. and George H. W. are two
    rules = [_forename(*pair) for pair in zip(short, long, strict=False)]
    fitting = [rule for rule in rules if rule is not None]
    if len(fitting) < len(rules):
        return None
    return max((*fitting, JoinRule.MIDDLE if len(short) < len(long) else JoinRule.SPELLING), key=_RANK.index)


def _words(given: Iterable[str]) -> list[str]:
    return [word for word in given if len(word) > 1]


def _forename(one: str, other: str) -> JoinRule | None:
    if 1 in (len(one), len(other)):
        return JoinRule.MIDDLE if one[0] == other[0] else None
    spelled = _spelled(one, other)
    if spelled is not JoinRule.SPELLING and same_given(one, other):
        return JoinRule.GIVEN
    return None if spelled is JoinRule.LIKE and are_two_given(one, other) else spelled


def _spelled(one: str, other: str) -> JoinRule | None:
    if one.endswith("a") == other.endswith("a") and sounded(one) == sounded(other):
        return JoinRule.SPELLING if sounds_like(one, other) else JoinRule.LIKE
    return JoinRule.LIKE if alike(one, other) else None


def forms(profiles: Mapping[str, Profile]) -> Forms:
    """Each full name of a family goes to the most frequent form of it, where that is one and nothing contradicts."""
    order = sorted(profiles, key=lambda key: (-profiles[key].articles, -len(key), key))
    names = {key: name_of(key) for key in order}
    forked = _forked(order, names, profiles)
    found = Forms(head={}, unsure={})
    heads: dict[str, list[str]] = {}
    for key in order:
        near = dict.fromkeys(head for hint in sorted(names[key].hints) for head in heads.get(hint, ()))
        related = [(head, rule) for head in near if (rule := relation(names[key], names[head]))]
        fitting = [
            (head, rule)
            for head, rule in related
            if not (rule is JoinRule.MIDDLE and forked.intersection((head, key)))
            and _allowed(rule, profiles[key], profiles[head], _is_whole(names[key], names[head]))
        ]
        best = min((_RANK.index(rule) for _, rule in fitting), default=0)
        closest = [one for one in fitting if _RANK.index(one[1]) == best]
        if closest and _by_far(closest, profiles):
            found.head[key] = closest[0]
            continue
        for hint in names[key].hints:
            heads.setdefault(hint, []).append(key)
        found.head[key] = (key, JoinRule.NAME)
        if related:
            found.unsure[key] = tuple(head for head, _ in related)
    return found


def _by_far(closest: Sequence[tuple[str, JoinRule]], profiles: Mapping[str, Profile]) -> bool:
    first, *rest = (profiles[head].articles for head, _ in closest)
    return first >= FAR * sum(rest)


def _forked(order: Sequence[str], names: Mapping[str, Name], profiles: Mapping[str, Profile]) -> set[str]:
    """Forms without a middle name that stand beside two with different ones: George Bush beside W. and H. W."""
    fuller: dict[str, list[str]] = {}
    for key in order:
        if len(names[key].given) > 1:
            for hint in names[key].hints:
                fuller.setdefault(hint, []).append(key)
    longer: dict[str, list[str]] = {}
    for short in order:
        if len(names[short].given) == 1:
            near = dict.fromkeys(key for hint in sorted(names[short].hints) for key in fuller.get(hint, ()))
            longer[short] = [key for key in near if relation(names[short], names[key]) is JoinRule.MIDDLE]
    return {
        short
        for short, found in longer.items()
        if any(
            relation(names[one], names[other]) is None
            and 20 * min(profiles[one].articles, profiles[other].articles)
            >= max(profiles[one].articles, profiles[other].articles, profiles[short].articles)
            for one, other in combinations(found, 2)
        )
    }


def _allowed(rule: JoinRule, one: Profile, other: Profile, whole: bool = False) -> bool:
    """Whether they have in common what the rule asks for; `whole` says that a middle word is more than a letter.

    A state is nothing in common: a whole government is of it.
    """
    if rule is JoinRule.UNSURE or contradict(one, other):
        return False
    if rule is JoinRule.SPELLING:
        return True
    office, owner = not one.offices.keys().isdisjoint(other.offices), not one.holders.isdisjoint(other.holders)
    if rule is JoinRule.LIKE:
        return office and owner
    if rule is JoinRule.GIVEN:
        return office or owner
    company = not one.persons.isdisjoint(other.persons)
    return office + owner + company > whole


def _is_whole(one: Name, other: Name) -> bool:
    """Whether one has a middle word, not its first letter alone, that the other lacks."""
    short, long = sorted((one.given, other.given), key=len)
    return any(len(word) > 1 for word in long[len(short) :])


def contradict(one: Profile, other: Profile) -> bool:
    """Whether their offices belong to different states, and neither is ever named with the other's."""
    ours, theirs = one.states, other.states
    return bool(
        ours
        and theirs
        and ours.isdisjoint(theirs)
        and ours.isdisjoint(other.usual())
        and theirs.isdisjoint(one.usual())
    )


def told_apart(key: str, members: Iterable[Local]) -> list[Person]:
    """The persons of one name, the most frequent first: other offices, of other states, make two."""
    ordered = sorted(members, key=_order)
    groups, without = _by_owner(ordered)
    main, *rest = groups or [[]]
    first = _person(key, "", main)
    others = []
    for group in rest:
        other = _person(key, min(_states(group[0].traits)) if _states(group[0].traits) else "", group)
        if other.discriminator and _is_other(other.profile, first.profile, len(ordered)):
            others.append(other)
        else:
            first.absorb(other)
    if not others:
        first.absorb(_person(key, "", without))
        return [first]
    persons = [first, *others]
    joined: dict[str, list[Local]] = {person.discriminator: list(person.members) for person in persons}
    for local in without:
        chosen = choose(local.traits, persons).chosen
        joined[chosen.discriminator if isinstance(chosen, Person) else ""].append(local)
    return [_person(key, discriminator, found) for discriminator, found in joined.items()]


def _person(key: str, discriminator: str, members: list[Local]) -> Person:
    counted = profile(local.traits for local in members)
    keys = frozenset((key, *(local.key.key for local in members)))
    return Person(key=key, discriminator=discriminator, members=members, profile=counted, keys=keys)


def _is_other(one: Profile, main: Profile, articles: int) -> bool:
    """Whether the offices are of other states, and this is no slip in few articles against many."""
    if not one.states or not main.states:
        return False
    if any(alike_offices(*pair) for pair in product(one.offices, main.offices)):
        return one.articles >= max(SEVERAL, articles * SLIPS)
    many = articles >= ESTABLISHED and one.articles == 1
    return not many or main.states.isdisjoint(one.around)


def _order(local: Local) -> tuple[str, ActorKey]:
    return local.article, local.key


def _states(traits: Traits) -> list[str]:
    return [key for key in traits.owners if key.startswith("state:")]


def _by_owner(members: Iterable[Local]) -> tuple[list[list[Local]], list[Local]]:
    """Members in groups, the largest first, whose offices have owners in common; and those whose have none."""
    groups: dict[str, list[Local]] = {}
    group_of: dict[str, str] = {}
    without: list[Local] = []
    for local in members:
        owners = sorted(_states(local.traits) or local.traits.owners)
        if not owners:
            without.append(local)
            continue
        met = sorted({group_of[owner] for owner in owners if owner in group_of})
        name = met[0] if met else owners[0]
        group = groups.setdefault(name, [])
        group.append(local)
        for other in met[1:]:
            group += groups.pop(other)
        group_of.update(dict.fromkeys(owners, name))
        group_of.update({owner: name for owner, held in group_of.items() if held in met})
    ordered = [sorted(group, key=_order) for group in groups.values()]
    return sorted(ordered, key=lambda group: (-len(group), _order(group[0]))), without
