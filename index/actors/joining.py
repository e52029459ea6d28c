"""Joining the actors of all articles: the same set of articles gives the same joins, in whatever order they came."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from index.actors.names import is_surname_only, surname_keys
from index.model import ActorClass, ActorId, content_id

_TABLE_KEY = re.compile(r"(state|body|place):[\w.-]+\Z")


@dataclass(frozen=True, slots=True, order=True)
class ActorKey:
    """What two local actors must share to be the same without further evidence."""

    cls: ActorClass
    key: str


def canonical_id(key: ActorKey) -> ActorId:
    """A table actor is its table key; any other is a hash of class and key (with room for a discriminator)."""
    if _TABLE_KEY.match(key.key):
        return key.key
    return content_id("actor", key.cls.value, key.key, "")


def affected(changed: Iterable[ActorKey]) -> frozenset[str]:
    """The surname keys whose joins may differ once `changed` keys have come or gone."""
    surnames: set[str] = set()
    for key in _persons(changed):
        surnames |= surname_keys(key.key) or {key.key}
    return frozenset(surnames)


def join(keys: Iterable[ActorKey], full_named: Collection[str]) -> Mapping[ActorKey, ActorKey]:
    """For each key the key of the actor it belongs to.

    A person met by surname alone is the one full-named person of that surname; where the archive has none or
    several, nothing is guessed and it stays an actor of its own.
    """
    bearers: dict[str, list[str]] = {}
    for full in sorted(set(full_named)):
        for surname in surname_keys(full):
            bearers.setdefault(surname, []).append(full)
    joined = {}
    for key in keys:
        candidates = bearers.get(key.key, []) if key.cls is ActorClass.PERSON and is_surname_only(key.key) else []
        joined[key] = ActorKey(key.cls, candidates[0]) if len(candidates) == 1 else key
    return joined


def _persons(keys: Iterable[ActorKey]) -> Iterable[ActorKey]:
    return (key for key in keys if key.cls is ActorClass.PERSON)
