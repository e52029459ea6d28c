"""Joining persons: full names to their forms, then surnames to those who bear them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable

from index.actors.choosing import Choice, choose
from index.actors.evidence import Profile, Traits, profile
from index.actors.names import Name, is_full_name, name_of
from index.actors.persons import Forms, Person, forms, told_apart
from index.actors.spelling import sounds_like
from index.actors.values import Join, Local, Target
from index.model import JoinRule


class PersonJoins:
    """The persons of some families."""

    def __init__(self, locals: list[Local]) -> None:
        self._locals = locals
        self._forms: dict[str, tuple[str, JoinRule]] = {}
        self._unsure: dict[str, tuple[str, ...]] = {}
        self._persons: dict[str, list[Person]] = {}
        """For each most frequent form those who bear it."""
        self._bearers: dict[str, list[Person]] = {}
        """By family."""
        self._called: dict[str, list[Person]] = {}
        """By shorter name."""
        self._find_forms()
        self._find_persons()

    def _find_forms(self) -> None:
        by_key: dict[str, list[Traits]] = {}
        for local in self._locals:
            if local.live and is_full_name(local.key.key):
                by_key.setdefault(local.key.key, []).append(local.traits)
        families: dict[str, dict[str, Profile]] = {}
        for key, traits in by_key.items():
            families.setdefault(name_of(key).code, {})[key] = profile(traits)
        for family in families.values():
            found: Forms = forms(family)
            self._forms.update(found.head)
            self._unsure.update(found.unsure)

    def _find_persons(self) -> None:
        members: dict[str, list[Local]] = {}
        for local in self._locals:
            if local.live and local.key.key in self._forms:
                members.setdefault(self._forms[local.key.key][0], []).append(local)
        names: dict[str, set[str]] = {}
        for form, (head, _) in self._forms.items():
            names.setdefault(head, set()).update(name_of(form).codes)
        for head, found in members.items():
            self._persons[head] = told_apart(head, found)
            for code in names[head]:
                self._bearers.setdefault(code, []).extend(self._persons[head])

    def joins(self) -> dict[Hashable, Join]:
        """Everybody's join."""
        joined: dict[Hashable, Join] = {}
        left: dict[str, list[tuple[Local, Choice]]] = {}
        chosen_by: dict[Hashable, Person] = {
            local.id: person for persons in self._persons.values() for person in persons for local in person.members
        }
        alone = Counter(local.key.key for local in self._locals if local.live and local.key.key not in self._forms)
        for local in self._locals:
            key = local.key.key
            if key in self._forms:
                joined[local.id] = self._full(local, chosen_by.get(local.id))
            elif is_full_name(key) or name_of(key).fronted:
                joined[local.id] = Join(target=Target(local.key))
            else:
                choice = choose(local.traits, self._bearing(key), alone[key])
                if isinstance(choice.chosen, Person):
                    rule = _rule(choice.rule, key, choice.chosen)
                    joined[local.id] = Join(target=choice.chosen.target, rule=rule, shared=choice.shared)
                else:
                    left.setdefault(key, []).append((local, choice))
        for key, locals in left.items():
            joined.update(self._left(key, locals))
        return joined

    def _full(self, local: Local, person: Person | None) -> Join:
        head, rule = self._forms[local.key.key]
        persons = self._persons[head]
        if person is None:
            chosen = choose(local.traits, persons).chosen
            person = chosen if isinstance(chosen, Person) else persons[0]
        others = [one.target for one in persons if one is not person]
        others += [self._persons[self._forms[form][0]][0].target for form in self._unsure.get(local.key.key, ())]
        among = tuple(dict.fromkeys(one for one in others if one != person.target))
        return Join(target=person.target, rule=rule, among=among)

    def _bearing(self, key: str) -> list[Person]:
        """Persons who may be called by this shorter name, the most frequent first."""
        if key not in self._called:
            name = name_of(key)
            bearers = {id(one): one for code in name.codes for one in self._bearers.get(code, ())}
            found = [one for one in bearers.values() if _is_short_for(name, name_of(one.key))]
            self._called[key] = sorted(found, key=lambda one: one.rank)
        return self._called[key]

    def _left(self, key: str, alone: list[tuple[Local, Choice]]) -> dict[Hashable, Join]:
        """Shorter names that nobody is known to bear; offices of different states make different actors."""
        live = [local for local, _ in alone if local.live]
        persons = told_apart(key, live) if live else []
        person_of = {local.id: person for person in persons for local in person.members}
        return {
            local.id: Join(
                target=person_of[local.id].target if local.id in person_of else Target(local.key),
                rule=choice.rule,
                among=tuple(one.target for one in choice.among if isinstance(one, Person)),
            )
            for local, choice in alone
        }


def _is_short_for(short: Name, full: Name) -> bool:
    if short.particles and full.particles and short.particles != full.particles:
        return False
    if short.suffix != full.suffix and short.suffix:
        return False
    if short.given and not any(word[0] == short.given[0][0] for word in full.given):
        return False
    return any(sounds_like(short.surname, word) for word in (full.surname, *full.others) if len(word) > 1)


def _rule(rule: JoinRule, key: str, chosen: Person) -> JoinRule:
    """The only bearer of a name is one who is spelled so; else the spelling is what was bridged."""
    if rule is not JoinRule.ONLY:
        return rule
    spelled = {word for form in chosen.keys for word in (name_of(form).surname, *name_of(form).others)}
    return rule if name_of(key).surname in spelled else JoinRule.SPELLING
