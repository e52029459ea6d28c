"""Stage: pronouns and definite nominals ("he", "its", "the country") and whom they stand for.

A ranking by distance and grammatical rank in the manner of Lappin and Leass (1994), over the actors that fit
in class; it abstains where nothing fits nearby.
"""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Token

from index.extraction.reading import DraftActor, DraftMention, Reading
from index.extraction.syntax import SUBJECTS, child, own_subject
from index.model import ActorClass, MentionKind

REACH = 3
"""Sentences that are looked back."""

_ONE = frozenset({"he", "him", "his", "himself", "she", "her", "hers", "herself"})
_IT = frozenset({"it", "its", "itself"})
_THEY = frozenset({"they", "them", "their", "theirs", "themselves"})
_FEMALE = frozenset({"she", "her", "hers", "herself"})
_COUNTRY = frozenset({"country", "nation", "kingdom", "republic", "state"})
_BODY = frozenset(
    {
        *("ministry", "agency", "organisation", "organization", "company", "party", "group", "union", "alliance"),
        *("court", "bank", "council", "commission", "movement", "militia", "army", "bloc", "department", "committee"),
    }
)
_STATE_LIKE = frozenset({ActorClass.STATE, ActorClass.ORGANISATION})
_PLURAL = frozenset({ActorClass.GROUP, ActorClass.ORGANISATION, ActorClass.WEAPON})
_WEATHER = frozenset({"rain", "snow", "seem", "appear", "take", "mean"})


def resolve_pronouns(reading: Reading) -> None:
    """Add a mention for each pronoun or definite nominal whose actor is found."""
    covered = {i for m in reading.mentions for i in range(m.first, m.last + 1)}
    for token in reading.doc:
        if token.i in covered:
            continue
        classes = _classes(token)
        if not classes:
            continue
        actor = _best(reading, token, classes)
        if actor is None:
            continue
        if token.lower_ in _ONE:
            actor.female = token.lower_ in _FEMALE
        pronoun = token.pos_ == "PRON"
        reading.mentions.append(
            DraftMention(
                first=token.i,
                last=token.i,
                kind=MentionKind.PRONOUN if pronoun else MentionKind.NOMINAL,
                cls=actor.cls,
                rule="pronoun" if pronoun else "definite nominal",
                confidence=0.6,
                actor=actor,
                head=token.i,
            )
        )
        reading.mentions.sort(key=lambda m: (m.first, -m.last))


def _classes(token: Token) -> frozenset[ActorClass]:
    word = token.lower_
    if word in _ONE:
        return frozenset({ActorClass.PERSON})
    if word in _IT:
        return frozenset() if _is_expletive(token) else _STATE_LIKE
    if word in _THEY:
        return _PLURAL
    if token.pos_ == "NOUN" and any(c.lower_ in {"the", "that", "this"} for c in token.children if c.dep_ == "det"):
        if any(c.dep_ in {"amod", "compound", "prep", "relcl", "acl", "nmod"} for c in token.children):
            return frozenset()
        if word in _COUNTRY:
            return frozenset({ActorClass.STATE})
        if word in _BODY:
            return frozenset({ActorClass.ORGANISATION})
    return frozenset()


def _is_expletive(token: Token) -> bool:
    """The "it" of "it is doubtful that …", "it seems"."""
    if token.dep_ == "expl":
        return True
    if token.lower_ != "it" or token.dep_ not in {"nsubj", "nsubjpass"}:
        return False
    verb = token.head
    clause = child(verb, "ccomp", "csubj", "advcl", "xcomp")
    if verb.lemma_ == "be":
        complement = child(verb, "acomp", "attr")
        inner = child(complement, "ccomp", "xcomp", "acl") if complement is not None else None
        return (clause is not None and clause.i > verb.i) or inner is not None
    return verb.lemma_ in _WEATHER and (clause is not None or verb.lemma_ in {"rain", "snow"})


def _best(reading: Reading, token: Token, classes: Iterable[ActorClass]) -> DraftActor | None:
    here = reading.sentence_of[token.i]
    barred = _own_subject_actor(reading, token)
    best: tuple[float, DraftActor] | None = None
    for mention in reading.mentions:
        if mention.actor is None or mention.actor.cls not in classes or mention.last >= token.i:
            continue
        if mention.actor is barred:
            continue
        distance = here - reading.sentence_of[mention.first]
        if distance > REACH or _excluded(reading, token, mention):
            continue
        weight = _weight(reading, token, mention) - 30 * distance - 0.02 * (token.i - mention.last)
        if best is None or weight >= best[0]:
            best = (weight, mention.actor)
    return best[1] if best is not None else None


def _own_subject_actor(reading: Reading, token: Token) -> DraftActor | None:
    """Who an object pronoun cannot be: the subject of its own verb."""
    if token.dep_ not in {"dobj", "dative"} or token.lower_.endswith(("self", "selves")):
        return None
    subject = own_subject(token.head)
    if subject is None:
        return None
    return next((m.actor for m in reading.mentions if m.head == subject.i), None)


def _excluded(reading: Reading, token: Token, mention: DraftMention) -> bool:
    actor = mention.actor
    if actor is None:
        return True
    if token.lower_ in _ONE and actor.female is (token.lower_ not in _FEMALE):
        return True
    if token.lower_ in _THEY and not actor.salient and reading.doc[mention.head].tag_ not in {"NNS", "NNPS"}:
        return True
    head = reading.doc[mention.head]
    if reading.quoted(head.idx) and not reading.quoted(token.idx):
        return True  # who speaks outside a quotation is not named inside it
    # binding: an object pronoun is never the subject of its own verb
    return token.dep_ in {"dobj", "dative", "nsubj"} and head.head == token.head and head.dep_ in SUBJECTS | {"dobj"}


def _weight(reading: Reading, token: Token, mention: DraftMention) -> float:
    head = reading.doc[mention.head]
    weight = 0.0
    if head.dep_ in SUBJECTS or (head.dep_ == "appos" and head.head.dep_ in SUBJECTS):
        weight += 14 if head.head.dep_ == "ROOT" else 10
    elif head.dep_ in {"dobj", "dative", "agent"}:
        weight += 5
    elif head.dep_ == "pobj":
        weight += 4
    elif head.dep_ in {"poss", "compound", "amod", "nmod"}:
        weight += 3 if mention.kind is not MentionKind.EMBEDDED else 0
    if mention.kind in {MentionKind.EMBEDDED, MentionKind.DEMONYM}:
        weight -= 4
    if token.lower_ in {"its", "their", "his", "her"} and head.head == _governor(token):
        weight += 8
    if mention.cls is ActorClass.STATE:
        weight += 1
    if token.lower_ in _COUNTRY and head.dep_ in SUBJECTS and head.head in token.ancestors:
        weight -= 14  # who speaks of "the nation" seldom means itself
    if not mention.actor or not mention.actor.salient:
        weight -= 6
    return weight


def _governor(token: Token) -> Token:
    """The verb over a possessive."""
    while token.head != token:
        token = token.head
        if token.pos_ in {"VERB", "AUX"}:
            return token
    return token
