"""The predicate lexicon of events, read once from data/events.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Predicate:
    """What kind of event a word tells of, and where its arguments stand."""

    name: str
    root: str
    """PLOVER root (Halterman et al. 2023)."""
    frame: str
    on: frozenset[str]
    """Prepositions that bring the object."""


@dataclass(frozen=True, slots=True)
class Predicates:
    """Predicates by verb, with its particle ("shoot_down"), and by noun."""

    verbs: Mapping[str, Predicate]
    nouns: Mapping[str, Predicate]
    light: frozenset[str]
    """Verbs that only carry an event noun."""


@cache
def predicates() -> Predicates:
    """The lexicon of data/events.toml."""
    table = tomllib.loads((files("index.extraction") / "data" / "events.toml").read_text(encoding="utf-8"))
    verbs: dict[str, Predicate] = {}
    nouns: dict[str, Predicate] = {}
    for row in table["predicate"]:
        predicate = Predicate(
            name=row["name"], root=row["root"], frame=row["frame"], on=frozenset(row.get("on", "").split())
        )
        verbs.update(dict.fromkeys(row.get("verbs", "").split(), predicate))
        nouns.update(dict.fromkeys(row.get("nouns", "").split(), predicate))
    return Predicates(verbs=verbs, nouns=nouns, light=frozenset(table["light"]["verbs"].split()))
