"""The predicate lexicon of events, read once from data/events.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from index.model import ActorClass, Status


@dataclass(frozen=True, slots=True)
class Predicate:
    """What kind of event a word tells of, and where its arguments stand."""

    name: str
    root: str
    """PLOVER root (Halterman et al. 2023)."""
    frame: str
    on: frozenset[str]
    """Prepositions that bring the object."""
    of: str
    """What "of" brings behind the noun: subject, object, or nothing."""
    poss: str
    """What a possessive brings before the noun: the doer, or the object."""
    needs: frozenset[str]
    """What must be found for it to be an event."""


@dataclass(frozen=True, slots=True)
class Predicates:
    """Predicates by verb, with its particle ("shoot_down"), by noun, and by verb with noun ("open_fire")."""

    verbs: Mapping[str, tuple[Predicate, ...]]
    nouns: Mapping[str, tuple[Predicate, ...]]
    adjectives: Mapping[str, tuple[Predicate, ...]]
    phrases: Mapping[str, tuple[Predicate, ...]]
    phrase_nouns: frozenset[str]
    light: frozenset[str]
    """Verbs that only carry an event noun."""
    ordering: frozenset[str]
    """Verbs that carry it only where it has no parties of its own."""
    suffering: frozenset[str]
    """Verbs whose subject suffers the event noun behind them."""
    blaming: frozenset[str]
    """Verbs whose object is held to have done what stands behind "for"."""
    intangible: frozenset[str]
    """Nouns of what is given without being aid."""
    armed: frozenset[str]
    """Words in the names of those who bear arms."""
    contraband: frozenset[str]
    """Nouns of goods that authorities take away."""
    policy: frozenset[str]
    """Nouns of what a government wants to do."""
    captives: frozenset[str]
    """Nouns for people who are held."""
    memberships: frozenset[str]
    """Nouns of what one rejects by leaving it, beside agreements."""
    pointing: frozenset[str]
    """Nouns that point back to an event."""
    refusing: frozenset[str]
    """Verbs that reject when they are negated."""
    hedges: Mapping[str, Status]
    insults: frozenset[str]
    targets: Mapping[str, ActorClass]
    """Nouns of unnamed things and people that events act upon."""

    def rejection(self) -> Predicate:
        """The predicate of denials and refusals."""
        return self.verbs["reject"][0]


@cache
def predicates() -> Predicates:
    """The lexicon of data/events.toml."""
    table = tomllib.loads((files("index.extraction") / "data" / "events.toml").read_text(encoding="utf-8"))
    words: dict[str, dict[str, tuple[Predicate, ...]]] = {
        part: {} for part in ("verbs", "nouns", "adjectives", "phrases")
    }
    for row in table["predicate"]:
        predicate = _predicate(row)
        for part, known in words.items():
            for word in (*row.get(part, "").split(), *(_phrases(row) if part == "phrases" else ())):
                known[word] = (*known.get(word, ()), predicate)
    return Predicates(
        **words,
        phrase_nouns=frozenset(phrase.rsplit("_", 1)[1] for phrase in words["phrases"]),
        light=frozenset(table["light"]["verbs"].split()),
        ordering=frozenset(table["ordering"]["verbs"].split()),
        blaming=frozenset(table["blaming"]["verbs"].split()),
        intangible=frozenset(table["intangible"]["nouns"].split()),
        armed=frozenset(table["armed"]["nouns"].split()),
        contraband=frozenset(table["contraband"]["nouns"].split()),
        policy=frozenset(table["policy"]["nouns"].split()),
        captives=frozenset(table["captives"]["nouns"].split()),
        memberships=frozenset(table["memberships"]["nouns"].split()),
        pointing=frozenset(table["pointing"]["nouns"].split()),
        suffering=frozenset(table["suffering"]["verbs"].split()),
        refusing=frozenset(table["refusal"]["verbs"].split()),
        hedges={word: Status(status) for status, group in table["hedges"].items() for word in group.split()},
        insults=frozenset(table["insults"]["words"].split()),
        targets={noun: ActorClass(cls) for cls, nouns in table["targets"].items() for noun in nouns.split()},
    )


def _phrases(row: Mapping[str, Any]) -> Iterator[str]:
    """Each verb of a group with each noun of another."""
    for verbs, nouns in row.get("pairs", ()):
        yield from (f"{verb}_{noun}" for verb in verbs.split() for noun in nouns.split())


def _predicate(row: Mapping[str, Any]) -> Predicate:
    return Predicate(
        name=row["name"],
        root=row["root"],
        frame=row["frame"],
        on=frozenset(row.get("on", "").split()),
        of=row.get("of", ""),
        poss=row.get("poss", "subject"),
        needs=frozenset(row.get("needs", "").split()),
    )
