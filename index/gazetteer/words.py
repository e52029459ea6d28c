"""Words without a name of their own: titles, honorifics, weapons, nouns for groups of people."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from index.model import ActorClass


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupNoun:
    """The head noun of an actor without a name ("operatives" in "Iranian operatives")."""

    noun: str
    cls: ActorClass
    """ORGANISATION for what acts as one body ("the military"), else GROUP."""
    salient: bool
    """False for people who mostly have things done to them or only hear: civilians, reporters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Weapon:
    """A printed form of a weapon or military platform."""

    form: str
    counts_as: str
    """The form that stands for all of its kind ("UAV" counts as "drones")."""
    named: bool
    """Whether it is a name or acronym and so keeps its case ("Patriot"); others match in any case."""


@cache
def titles() -> frozenset[str]:
    """Heads of role phrases in lower case and singular: "minister", "foreign minister", "spokesperson"."""
    return frozenset(line for line in _lines("titles.txt") if not line.startswith("+"))


@cache
def title_modifiers() -> frozenset[str]:
    """Words that belong to a title when they stand before it: "former", "deputy"."""
    return frozenset(line.removeprefix("+").strip() for line in _lines("titles.txt") if line.startswith("+"))


@cache
def honorifics() -> frozenset[str]:
    """Forms of address and abbreviated ranks, case-sensitive: "Mr", "Lt. Gen."."""
    return frozenset(_lines("honorifics.txt"))


@cache
def groups() -> Mapping[str, GroupNoun]:
    """Head nouns of unnamed actors, by the noun as printed in lower case."""
    nouns = {}
    for line in _lines("groups.txt"):
        noun, _, kind = line.partition("\t")
        cls = ActorClass.ORGANISATION if kind == "organisation" else ActorClass.GROUP
        nouns[noun] = GroupNoun(noun=noun, cls=cls, salient=kind != "people")
    return MappingProxyType(nouns)


@cache
def weapons() -> Mapping[str, Weapon]:
    """Weapons by printed form; common nouns in lower case, names with their case."""
    table = {}
    for line in _lines("weapons.txt"):
        form, _, counts_as = line.partition("\t")
        table[form] = Weapon(form=form, counts_as=counts_as or form, named=form != form.lower() or form[0].isdigit())
    return MappingProxyType(table)


@cache
def given_names() -> Mapping[str, bool]:
    """Given names, each with whether its bearers are female; those that both bear are left out."""
    names: dict[str, bool] = {}
    for line in _lines("given_names.txt"):
        female = line.startswith("+ ")
        names |= dict.fromkeys(line.removeprefix("+ ").split(), female)
    return MappingProxyType(names)


@cache
def fingerprint() -> str:
    """Eight digits that change when any table changes; part of an extraction's pipeline version."""
    digest = hashlib.sha256()
    data = files("index.gazetteer").joinpath("data")
    for entry in sorted(data.iterdir(), key=lambda entry: entry.name):
        if entry.name.endswith((".json", ".txt")):
            digest.update(entry.read_bytes())
    return digest.hexdigest()[:8]


def _lines(name: str) -> Iterator[str]:
    text = files("index.gazetteer").joinpath("data", name).read_text(encoding="utf-8")
    for line in text.splitlines():
        line = line.rstrip()
        if line and not line.startswith("#"):
            yield line
