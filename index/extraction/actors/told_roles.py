"""Offices that a sentence gives somebody: "appoints X as envoy", "X is the mayor", "X served as minister"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from index import gazetteer
from index.extraction.reading import DraftActor, Reading
from index.extraction.syntax import child, is_passive, own_subject
from index.model import ActorClass, MentionKind

GIVEN = frozenset(
    {
        *("appoint", "name", "nominate", "elect", "reelect", "dismiss", "fire", "remove", "oust", "replace", "install"),
        *("confirm", "reappoint", "choose", "select", "pick", "designate", "inaugurate", "swear", "crown", "sack"),
        *("reinstate", "proclaim", "expel", "depose", "recall", "declare"),
    }
)
"""What is done to one who gets an office or loses it."""
_HELD = frozenset({"serve", "resign", "return", "remain", "continue", "retire", "work", "act", "be", "become", "start"})
_WITHOUT = frozenset({"neg"})


def told_roles(reading: Reading) -> Iterator[tuple[DraftActor, Token]]:
    """Each person with the noun of the office."""
    mentions = [m for m in reading.mentions if m.cls is ActorClass.PERSON and m.actor is not None]
    named = {id(m.actor) for m in mentions if m.kind is MentionKind.NAME}
    people = {m.head: m.actor for m in mentions if id(m.actor) in named}
    for noun in reading.doc:
        if noun.tag_ not in {"NN", "NNP"} or not _is_office(noun):
            continue
        bearer = _bearer(noun)
        actor = people.get(bearer.i) if bearer is not None else None
        if actor is not None:
            yield actor, noun


def _is_office(noun: Token) -> bool:
    titles = gazetteer.titles()
    before = noun.nbor(-1).lower_ if noun.i else ""
    return noun.lower_ in titles or f"{before} {noun.lower_}" in titles


def _bearer(noun: Token) -> Token | None:
    """Who gets, holds or loses the office; None where the sentence does not say it of anybody, or denies it."""
    if noun.dep_ == "pobj" and noun.head.lower_ == "as":
        verb = noun.head.head
        if verb.dep_ == "dobj" and verb.head.lemma_.lower() in GIVEN:
            verb = verb.head
    elif noun.dep_ in {"oprd", "attr"}:
        verb = noun.head
    else:
        return None
    if verb.dep_ == "prep" or any(c.dep_ in _WITHOUT or c.tag_ in {"MD", "TO"} for c in verb.children):
        return None
    lemma = verb.lemma_.lower()
    if lemma in GIVEN:
        return own_subject(verb) if is_passive(verb) else child(verb, "dobj")
    return own_subject(verb) if lemma in _HELD else None
