"""Stage: weapons with whose they are: "Pakistani jets", "US military aircraft", "Greek Navy ships"."""

from __future__ import annotations

from collections.abc import Iterator

from index.extraction.actors.owners import before_bracket, owned_actor
from index.extraction.reading import DraftMention, Reading, normal_name
from index.model import ActorClass, MentionKind

_SERVICES = frozenset({"military", "naval", "navy", "army", "force", "air"})
_SHORT = frozenset({MentionKind.NAME, MentionKind.ACRONYM})


def extend_weapons(reading: Reading) -> None:
    """ "Pakistani jets" are one mention, with the state embedded; a weapon of a state is its own actor."""
    for weapon in [m for m in reading.mentions if m.cls is ActorClass.WEAPON]:
        head = reading.doc[weapon.head]
        named = next((m for m in reading.mentions if m.first == weapon.last + 1 and m.cls is ActorClass.WEAPON), None)
        if named is not None and named.kind is MentionKind.NAME:
            weapon.actor = named.actor
        if head.dep_ in {"compound", "amod", "nmod"}:
            continue
        for state in list(_adjacent_state(reading, weapon)):
            weapon.first = state.first
            state.kind = MentionKind.EMBEDDED
            text = " ".join(reading.span(weapon.first, weapon.last).of(reading.text).split())
            if state.actor is not None:
                weapon.actor = owned_actor(
                    reading, f"weapon:{normal_name(text)}", ActorClass.WEAPON, text, [state.actor]
                )


def _adjacent_state(reading: Reading, weapon: DraftMention) -> Iterator[DraftMention]:
    before = weapon.first - 1
    if before > 0 and reading.doc[before].lower_ in _SERVICES and not _is_taken(reading, before):
        before -= 1
    bracketed = before_bracket(reading, reading.doc[weapon.first])
    for mention in reading.mentions:
        adjective = mention.last == before and mention.kind is not MentionKind.NAME
        service = mention.last == before and mention.cls is ActorClass.ORGANISATION and mention.kind in _SHORT
        if service or (mention.cls is ActorClass.STATE and (adjective or mention in bracketed)):
            yield mention


def _is_taken(reading: Reading, i: int) -> bool:
    return any(m.first <= i <= m.last for m in reading.mentions)
