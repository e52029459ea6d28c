"""Names that go on in whose or what they are: "Supreme Court of Peru", "Government of Peru", "city of Lima"."""

from __future__ import annotations

from index import gazetteer
from index.extraction.reading import DraftMention, Reading
from index.model import ActorClass, MentionKind

_GOVERNMENT = frozenset({"government", "governments"})
_SETTLEMENTS = frozenset(
    {
        *("town", "village", "hamlet", "municipality", "settlement", "suburb", "port", "commune", "province"),
        *("district", "governorate", "township", "neighbourhood", "neighborhood", "county"),
    }
)
_OF_STATES = frozenset({"court", "ministry", "board", "commission", "department", "directorate", "chamber"})
"""Bodies whose name many states have, so that the state in front is a part of it: "Peru's Supreme Court"."""
_OWNERS = frozenset({ActorClass.STATE, ActorClass.PLACE})
_NAMES = frozenset({MentionKind.NAME, MentionKind.ACRONYM})


def extend_bodies(reading: Reading) -> None:
    """Let bodies reach to the state behind "of"; a government with its state is that state."""
    owners = {m.first: m for m in reading.mentions if m.cls in _OWNERS and m.kind in _NAMES}
    inside = sorted((m for m in owners.values() if m.cls is ActorClass.STATE), key=lambda m: m.first)
    for body in [m for m in reading.mentions if m.cls is ActorClass.ORGANISATION and m.kind is MentionKind.NAME]:
        _reach_owner(reading, body, owners)
        _know(reading, body, owners)
        if body.actor is None and any(reading.doc[i].lower_ in _GOVERNMENT for i in range(body.first, body.last)):
            states = [m for m in inside if body.covers(m)]
            if len(states) == 1 and states[0].actor is not None:
                body.actor, body.cls, body.kind = states[0].actor, ActorClass.STATE, MentionKind.NOMINAL


def _reach_owner(reading: Reading, body: DraftMention, owners: dict[int, DraftMention]) -> None:
    doc, of = reading.doc, body.last + 1
    if of + 2 >= len(doc) or doc[of].lower_ != "of" or doc[of].head.i != body.head:
        return
    owner = owners.get(of + 2 if doc[of + 1].lower_ == "the" else of + 1)
    if owner is None or doc[owner.head].head.i != of:
        return
    body.last, owner.kind = owner.last, MentionKind.EMBEDDED


def _know(reading: Reading, body: DraftMention, owners: dict[int, DraftMention]) -> None:
    """Give a body the actor that the tables have for it with its owner in front: "Parliament of Peru"."""
    doc = reading.doc
    of = next((i for i in range(body.first + 1, body.last) if doc[i].lower_ == "of"), None)
    if body.actor is not None or of is None:
        return
    owner = owners.get(of + 2 if doc[of + 1].lower_ == "the" else of + 1)
    if owner is None or owner.actor is None:
        return
    short = gazetteer.normalised(doc[body.first : of].text)
    for form in gazetteer.forms().get(f"{owner.actor.name} {short}", ()):
        table = gazetteer.table_actor(form.key)
        if table is not None and table.of == owner.actor.key:
            body.actor = reading.actor(table.key, table.cls, table.name)
            return


def extend_names(reading: Reading) -> None:
    """Let names reach back to whose or what they are: "Peru's Supreme Court", "the village of Nordby"."""
    _reach_back_to_state(reading)
    _extend_places(reading)


def _reach_back_to_state(reading: Reading) -> None:
    owners = {m.last: m for m in reading.mentions if m.cls is not ActorClass.PERSON and m.kind in _NAMES}
    for body in reading.mentions:
        if body.cls is not ActorClass.ORGANISATION or body.kind is not MentionKind.NAME or body.first < 2:
            continue
        owner = owners.get(body.first - 2)
        words = {t.lower_ for t in reading.doc[body.first : body.last + 1]}
        named = owner is not None and owner.cls in {ActorClass.STATE, ActorClass.ORGANISATION}
        if owner is not None and named and reading.doc[body.first - 1].tag_ == "POS" and words & _OF_STATES:
            body.first, owner.kind = owner.first, MentionKind.EMBEDDED


def _extend_places(reading: Reading) -> None:
    """Let places reach back to what they are: "the village of Nordby" is one mention."""
    doc = reading.doc
    for place in reading.mentions:
        noun = place.first - 2
        if place.cls is not ActorClass.PLACE or place.kind is not MentionKind.NAME or noun < 0:
            continue
        if doc[noun].lower_ in _SETTLEMENTS and doc[noun + 1].lower_ == "of" and doc[noun + 1].head.i == noun:
            place.first = noun
    reading.mentions.sort(key=lambda m: (m.first, -m.last))
