"""Stage: what stands beside a name and says who that is: "Ana Soto, the suspect", "Afghan national Karim Noori"."""

from __future__ import annotations

from spacy.tokens import Token

from index.extraction.reading import DraftMention, Reading
from index.extraction.syntax import aside, child, noun_phrase
from index.model import ActorClass, MentionKind

_NAMED = frozenset({ActorClass.PERSON, ActorClass.PLACE})
_PLACES = frozenset(
    {
        *("area", "base", "capital", "center", "centre", "city", "commune", "district", "enclave", "entity", "hub"),
        *("island", "municipality", "part", "port", "province", "region", "republic", "settlement", "site", "state"),
        *("stronghold", "suburb", "territory", "town", "village", "county", "neighbourhood", "neighborhood", "camp"),
    }
)
"""What places are said to be."""
_UNSAID = frozenset({"mr", "year", "old", "day", "time", "case", "part", "one"})


def join_appositions(reading: Reading) -> None:
    """Add a mention of the person or place for each noun beside its name."""
    heads = {m.head: m for m in reading.mentions}
    for name in [m for m in reading.mentions if m.cls in _NAMED and m.kind is MentionKind.NAME]:
        for noun, first, last in _beside(reading, name):
            known = heads.get(noun.i)
            if known is None and name.actor is not None:
                _add(reading, name, noun, first, last)
            elif known is not None and known.rule == "nominal" and known.cls is name.cls and known.actor is not None:
                known.actor = name.actor
                known.first, known.last = min(known.first, first), max(known.last, last)
    reading.mentions.sort(key=lambda m: (m.first, -m.last))


def _beside(reading: Reading, name: DraftMention) -> list[tuple[Token, int, int]]:
    """Each such noun with its first and last token."""
    doc = reading.doc
    head = doc[name.head]
    found = []
    for noun in (c for c in head.children if c.dep_ == "appos" and c.i > name.last):
        fits = noun.lower_ in _PLACES if name.cls is ActorClass.PLACE else noun.lower_ not in _UNSAID
        if noun.tag_ == "NN" and child(noun, "det", "poss") is not None and fits:
            first, last = noun_phrase(noun)
            found.append((noun, _behind_article(noun, first), aside(noun, last)))
    before = doc[name.first - 1] if name.first else None
    if name.cls is ActorClass.PERSON and before is not None and _is_description(before, head):
        first = before.i
        while first and doc[first - 1].dep_ in {"amod", "compound", "nmod"} and doc[first - 1].head in (before, head):
            first -= 1
        holding = min((m.first for m in reading.mentions if m.first < first <= m.last), default=first)
        found.append((before, holding, before.i))
    return found


def _is_description(noun: Token, head: Token) -> bool:
    modifies = noun.dep_ in {"compound", "nmod"} or (noun.lower_ == "national" and noun.dep_ == "amod")
    return noun.tag_ in {"NN", "JJ"} and noun.is_lower and modifies and noun.head == head


def _behind_article(noun: Token, first: int) -> int:
    doc = noun.doc
    while first < noun.i and (doc[first].pos_ == "DET" or doc[first].tag_ in {"PRP$", "POS"}):
        first += 1
    return first


def _add(reading: Reading, name: DraftMention, noun: Token, first: int, last: int) -> None:
    nominal = DraftMention(
        first=first,
        last=last,
        kind=MentionKind.NOMINAL,
        cls=name.cls,
        rule="apposition",
        confidence=0.8,
        actor=name.actor,
        head=noun.i,
    )
    for mention in reading.mentions:
        if nominal.covers(mention) and mention.last < noun.i and mention.cls is not ActorClass.PERSON:
            mention.kind = MentionKind.EMBEDDED
    reading.mentions.append(nominal)
