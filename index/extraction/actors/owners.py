"""Whose an unnamed actor is: the actor with its owners, and the owner that stands past a bracket."""

from __future__ import annotations

from spacy.tokens import Token

from index.extraction.reading import DraftActor, DraftMention, Reading
from index.model import ActorClass

NAMED = frozenset({ActorClass.STATE, ActorClass.ORGANISATION, ActorClass.PLACE})
"""Who can own a body, an office or a weapon."""


def owned_actor(reading: Reading, key: str, cls: ActorClass, name: str, of: list[DraftActor]) -> DraftActor:
    """The actor with this key, belonging to these; worth showing once it belongs to somebody."""
    actor = reading.actor(key, cls, name, salient=bool(of))
    for owner in of:
        if owner is not actor and owner not in actor.of:
            actor.of.append(owner)
    return actor


def before_bracket(reading: Reading, head: Token) -> list[DraftMention]:
    """The name that the noun belongs to, past its abbreviation: "Northern Front (NF) fighters"."""
    doc, i = head.doc, head.i
    if i < 4 or doc[i - 1].text != ")" or doc[i - 3].text != "(":
        return []
    named = [m for m in reading.mentions if m.last == i - 4 and m.cls in NAMED]
    return [min(named, key=lambda m: m.first)] if named else []
