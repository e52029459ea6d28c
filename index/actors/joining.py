"""Joining the actors of all articles: the same set of articles gives the same joins, in whatever order they came."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from functools import lru_cache

from index import gazetteer
from index.actors.institutions import family, institution_key
from index.actors.names import name_of
from index.actors.organisation_joins import join_organisations
from index.actors.person_joins import PersonJoins
from index.actors.values import ActorKey, Join, Local, Target
from index.model import ActorClass, ActorId, Extraction, LocalActorId, MentionKind, content_id

_NAMELESS = (MentionKind.NOMINAL, MentionKind.PRONOUN)
_NEEDING_A_NAME = (ActorClass.PERSON, ActorClass.ORGANISATION, ActorClass.GROUP)


def joining_keys(extraction: Extraction) -> dict[LocalActorId, str]:
    """For each actor of an article the key by which it is the same as one in another article.

    Whoever has no name stays in the article: two texts that quote "an official" do not quote the same one. Groups
    without a name are the same where they belong to the same actors ("US officials"), and institutions that every
    state has ("the Supreme Court") where they are of the same state.
    """
    named = {mention.actor for mention in extraction.mentions if mention.kind not in _NAMELESS}
    keys = {actor.id: actor.key for actor in extraction.actors}
    states = {key for key in keys.values() if key.startswith("state:")}
    owners: dict[LocalActorId, list[str]] = {}
    for one in extraction.affiliations:
        owners.setdefault(one.member, []).append(keys[one.of])
    for actor in extraction.actors:
        if actor.cls not in _NEEDING_A_NAME or gazetteer.table_actor(actor.key):
            continue
        belongs = sorted(owners.get(actor.id, ()))
        if actor.id not in named:
            kept = belongs if actor.cls is ActorClass.GROUP else []
            keys[actor.id] = "@".join([actor.key, *(kept or [extraction.article])])
        elif actor.cls is ActorClass.ORGANISATION:
            keys[actor.id] = institution_key(actor.key, belongs, states, extraction.article)
    return keys


@lru_cache(maxsize=10_000)
def canonical_id(target: Target) -> ActorId:
    """A table actor is its table key; any other is a hash of class, key and discriminator."""
    if gazetteer.table_actor(target.key.key):
        return target.key.key
    return content_id("actor", target.key.cls.value, target.key.key, target.discriminator)


def codes(key: ActorKey, acronyms: Iterable[str] = ()) -> frozenset[str]:
    """The families whose joins may differ once an actor of this key has come or gone; empty where none can."""
    if "@" not in key.key and key.cls is ActorClass.PERSON and not gazetteer.table_actor(key.key):
        return name_of(key.key).codes
    if key.cls is not ActorClass.ORGANISATION:
        return frozenset()
    core = family(key.key)
    return frozenset((*([f"institution {core}"] if core else ()), *(f"acronym {word}" for word in acronyms)))


def join(locals: Iterable[Local]) -> dict[Hashable, Join]:
    """The joins of all local actors of some families; of each family all that the archive has must be given."""
    given = list(locals)
    joined = {local.id: Join(target=Target(local.key)) for local in given}
    joined.update(PersonJoins([local for local in given if _names_a_person(local.key)]).joins())
    joined.update(join_organisations(local for local in given if local.key.cls is ActorClass.ORGANISATION))
    return joined


def _names_a_person(key: ActorKey) -> bool:
    """Whether it is the name of a person, who may have it in other articles."""
    return key.cls is ActorClass.PERSON and bool(codes(key))
