"""Joining the actors of all articles: the same set of articles gives the same joins, in whatever order they came."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from index.actors.names import is_surname_only, surname_keys
from index.gazetteer import table_actor
from index.model import ActorClass, ActorId, Extraction, LocalActorId, MentionKind, content_id

_NAMELESS = (MentionKind.NOMINAL, MentionKind.PRONOUN)
_NEEDING_A_NAME = (ActorClass.PERSON, ActorClass.ORGANISATION, ActorClass.GROUP)


@dataclass(frozen=True, slots=True, order=True)
class ActorKey:
    """What two local actors must share to be the same without further evidence."""

    cls: ActorClass
    key: str
    """A joining key."""


def joining_keys(extraction: Extraction) -> dict[LocalActorId, str]:
    """For each actor of an article the key by which it is the same as one in another article.

    Whoever has no name stays in the article: two texts that quote "an official" do not quote the same one. Groups
    without a name are the same where they belong to the same actors ("US officials").
    """
    named = {mention.actor for mention in extraction.mentions if mention.kind not in _NAMELESS}
    keys = {actor.id: actor.key for actor in extraction.actors}
    owners: dict[LocalActorId, list[str]] = {}
    for one in extraction.affiliations:
        owners.setdefault(one.member, []).append(keys[one.of])
    for actor in extraction.actors:
        if actor.id in named or actor.cls not in _NEEDING_A_NAME or table_actor(actor.key):
            continue
        belongs = sorted(owners.get(actor.id, ())) if actor.cls is ActorClass.GROUP else []
        keys[actor.id] = "@".join([actor.key, *(belongs or [extraction.article])])
    return keys


def canonical_id(key: ActorKey) -> ActorId:
    """A table actor is its table key; any other is a hash of class and key (with room for a discriminator)."""
    if table_actor(key.key):
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
