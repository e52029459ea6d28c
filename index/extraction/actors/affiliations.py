"""Stage: which actors belong to which: a ministry to its state, a body to the one the table names."""

from __future__ import annotations

from spacy.tokens import Token

from index import gazetteer
from index.extraction.reading import DraftActor, DraftMention, Reading
from index.extraction.syntax import child
from index.model import ActorClass, MentionKind

_BELONGING = frozenset({ActorClass.ORGANISATION, ActorClass.GROUP})
_ORGANS = frozenset(
    {
        *("military", "army", "navy", "police", "government", "parliament", "court", "courts", "ministry", "senate"),
        *("authorities", "officials", "forces", "troops", "soldiers", "prosecutors", "parliament", "embassy"),
        *("judiciary", "cabinet", "police", "lawmakers", "legislature", "regime", "council", "assembly", "guard"),
    }
)
_SEATED = frozenset(
    {"police", "court", "courts", "prosecutors", "authorities", "government", "parliament", "officials"}
)
"""Of these, "in" says whose they are too."""
_OF_NO_STATE = frozenset({"party", "parties", "front", "church", "movement", "union"})
_LEADING = frozenset({"lead", "head", "chair", "command", "run", "direct"})
_MEMBERS = frozenset({"members", "member", "fighters", "militants", "leaders", "supporters", "troops", "forces"})


def affiliate(reading: Reading) -> None:
    """Add owners that a name holds inside itself, that stand beside it, or that the table knows."""
    named = {m.head: m for m in reversed(reading.mentions) if m.actor is not None and m.kind is not MentionKind.PRONOUN}
    for mention in reading.mentions:
        if mention.actor is None:
            continue
        if mention.cls is ActorClass.PERSON and mention.kind is MentionKind.NAME:
            _add(mention.actor, _party_of(reading, mention))
            _add(mention.actor, _led(reading.doc[mention.head], named))
        if mention.cls not in _BELONGING:
            continue
        for inner in reading.mentions_between(mention.first, mention.last):
            if (
                inner is not mention
                and not _is_party(mention.actor)
                and inner.kind is MentionKind.EMBEDDED
                and not _only_says_where(reading, mention, inner)
            ):
                _add(mention.actor, inner.actor)
        for owner in _beside(reading.doc[mention.head], mention, named):
            _add(mention.actor, owner)
    for actor in list(reading.actors.values()):
        table = gazetteer.table_actor(actor.key)
        if table is not None and not table.medium and table.of in reading.actors:
            owner = reading.actors[table.of]
            if owner not in actor.of and actor.cls is ActorClass.ORGANISATION and not _is_party(actor):
                actor.of.append(owner)


def _only_says_where(reading: Reading, body: DraftMention, inner: DraftMention) -> bool:
    """Whether a state in a name is where the body works: the Peru of "UN Mission in Peru"."""
    return inner.first > body.first and reading.doc[inner.first - 1].lower_ in {"in", "for", "to"}


def _party_of(reading: Reading, person: DraftMention) -> DraftActor | None:
    """The body right behind "of": the Green Party of "Ana Soto of the Green Party"."""
    doc, i = reading.doc, person.last + 1
    if i + 1 >= len(doc) or doc[i].lower_ != "of":
        return None
    i += 2 if doc[i + 1].lower_ == "the" else 1
    found = next((m for m in reading.mentions if m.first == i and m.kind is MentionKind.NAME), None)
    return found.actor if found is not None and found.cls is ActorClass.ORGANISATION else None


def _is_party(actor: DraftActor) -> bool:
    """Whether it is a party or the like, which belongs to no state."""
    return actor.name.lower().split()[-1] in _OF_NO_STATE


def _add(member: DraftActor, owner: DraftActor | None) -> None:
    if owner is not None and owner is not member and owner not in member.of and member not in owner.of:
        member.of.append(owner)


def _beside(head: Token, mention: DraftMention, named: dict[int, DraftMention]) -> list[DraftActor]:
    """The state before "'s" ("Chile's National Assembly") and the owner behind "of" ("the navy of Chile")."""
    found = []
    possessor = child(head, "poss")
    if possessor is not None and possessor.i < mention.first:
        found.append(_state(named.get(possessor.i)))
    word = head.lower_
    preposition = next((c for c in head.rights if c.dep_ == "prep" and c.lower_ in {"of", "in"}), None)
    behind = child(preposition, "pobj") if preposition is not None else None
    if behind is not None and preposition is not None and preposition.i == head.i + 1:
        owner = named.get(behind.i)
        if word in _ORGANS and (preposition.lower_ == "of" or word in _SEATED):
            found.append(_state(owner))
        elif word in _MEMBERS and preposition.lower_ == "of" and owner is not None and owner.cls in _BELONGING:
            found.append(owner.actor)
    return [actor for actor in found if actor is not None]


def _led(head: Token, named: dict[int, DraftMention]) -> DraftActor | None:
    """What somebody leads: the navy of "Lopez, who heads the navy"."""
    clause = child(head, "relcl")
    if clause is None or clause.lemma_ not in _LEADING:
        return None
    body = child(clause, "dobj")
    mention = named.get(body.i) if body is not None else None
    return mention.actor if mention is not None and mention.cls in _BELONGING else None


def _state(mention: DraftMention | None) -> DraftActor | None:
    return mention.actor if mention is not None and mention.cls is ActorClass.STATE else None
