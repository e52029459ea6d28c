"""Stage: pronouns and definite nominals ("he", "its", "the country") and whom they stand for.

A ranking by distance and grammatical rank in the manner of Lappin and Leass (1994), over the actors that fit
in class; it abstains where nothing fits nearby.
"""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Token

from index.extraction.lexicons.cues import lexicon
from index.extraction.reading import DraftActor, DraftMention, Reading
from index.extraction.syntax import SUBJECTS, TIME_ENTITIES, child, children, own_subject, subject_of
from index.model import ActorClass, MentionKind

REACH = 3
"""Sentences that are looked back."""
THING = 14
"""By how much a noun that is no actor must fit "it" better than the best actor for the pronoun to be left alone.

On GUM this halves the wrong readings of "it" and "they" and costs a tenth of the right ones.
"""
_ONE = frozenset({"he", "him", "his", "himself", "she", "her", "hers", "herself"})
_IT = frozenset({"it", "its", "itself"})
_THEY = frozenset({"they", "them", "their", "theirs", "themselves"})
_FEMALE = frozenset({"she", "her", "hers", "herself"})
_POSSESSIVES = frozenset({"its", "their", "his", "her"})
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
    if token.dep_ == "nsubjpass" and child(verb, "ccomp", "csubjpass") is not None:
        return True  # "it is known that …"
    return verb.lemma_ in _WEATHER and (clause is not None or verb.lemma_ in {"rain", "snow"})


def _best(reading: Reading, token: Token, classes: Iterable[ActorClass]) -> DraftActor | None:
    ahead = _subject_ahead(reading, token, classes)
    if ahead is not None:
        return ahead
    here = reading.sentence_of[token.i]
    barred = _own_subject_actor(reading, token)
    doer = subject_of(_governor(token)) if token.lower_ in _POSSESSIVES else None
    best: tuple[float, DraftActor] | None = None
    for mention in reading.mentions:
        if mention.actor is None or mention.actor.cls not in classes or mention.last >= token.i:
            continue
        if mention.actor is barred:
            continue
        distance = here - reading.sentence_of[mention.first]
        if distance > REACH or _excluded(reading, token, mention):
            continue
        weight = _weight(reading, token, mention, doer) - 30 * distance - 0.02 * (token.i - mention.last)
        if best is None or weight >= best[0]:
            best = (weight, mention.actor)
    if best is None or best[0] < _best_thing(reading, token) - THING:
        return None
    return best[1]


def _subject_ahead(reading: Reading, token: Token, classes: Iterable[ActorClass]) -> DraftActor | None:
    """The subject that a phrase in front of it points to: "In his speech, Paul Grant …"."""
    branch = token
    while branch.head != branch and branch.dep_ not in {"prep", "advcl"}:
        branch = branch.head
    while branch.head != branch and branch.head.i < token.i:
        branch = branch.head
    subject = own_subject(branch.head) if branch.dep_ in {"prep", "advcl"} else None
    if subject is None or not branch.left_edge.i <= token.i <= branch.right_edge.i < subject.i:
        return None
    named = [m for m in reading.mentions if m.first <= subject.i <= m.last and m.kind is not MentionKind.PRONOUN]
    if token.lower_ in _COUNTRY:
        named += [m for o in named for m in reading.mentions_between(o.first, o.last) if m is not o]
    fitting = [m.actor for m in named if m.actor is not None and m.actor.cls in classes and m.actor.salient]
    return next((a for a in fitting if token.lower_ not in _ONE or a.female is not (token.lower_ not in _FEMALE)), None)


def _best_thing(reading: Reading, token: Token) -> float:
    """How well the best noun that is no actor would fit "it" or "they"."""
    word = token.lower_
    tags = {"NN"} if word in _IT else {"NNS"} if word in _THEY else set()
    if token.dep_ in SUBJECTS and _speaks(token.head):
        return -100.0  # things say nothing
    start = reading.sentences[max(0, reading.sentence_of[token.i] - 1)].start
    held = {m.head for m in reading.mentions}
    best = -100.0
    for noun in reading.doc[start : token.i]:
        if tags and noun.tag_ in tags and noun.i not in held and noun.ent_type_ not in TIME_ENTITIES:
            weight = _rank(noun) - 30 * (reading.sentence_of[token.i] - reading.sentence_of[noun.i])
            best = max(best, weight - 0.02 * (token.i - noun.i))
    return best


def _speaks(verb: Token) -> bool:
    """Whether the verb is one of saying, or one with it does the same: "it attacked the mayor, saying …"."""
    verbs = lexicon().verbs
    return verb.lemma_.lower() in verbs or any(v.lemma_.lower() in verbs for v in children(verb, "advcl", "conj"))


def _rank(head: Token) -> float:
    """What its place in the sentence says for a noun."""
    if head.dep_ in SUBJECTS or (head.dep_ == "appos" and head.head.dep_ in SUBJECTS):
        return 14 if head.head.dep_ == "ROOT" else 10
    if head.dep_ in {"dobj", "dative", "agent"}:
        return 5
    return 4 if head.dep_ == "pobj" else 0


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
    unlike_many = not actor.salient or actor.cls is ActorClass.WEAPON
    if token.lower_ in _THEY and unlike_many and reading.doc[mention.head].tag_ not in {"NNS", "NNPS"}:
        return True
    head = reading.doc[mention.head]
    if reading.quoted(head.idx) and not reading.quoted(token.idx):
        return True  # who speaks outside a quotation is not named inside it
    # binding: an object pronoun is never the subject of its own verb
    return token.dep_ in {"dobj", "dative", "nsubj"} and head.head == token.head and head.dep_ in SUBJECTS | {"dobj"}


def _weight(reading: Reading, token: Token, mention: DraftMention, doer: Token | None) -> float:
    """How well a mention fits; `doer` is who acts in the clause of a possessive."""
    head = reading.doc[mention.head]
    weight = _rank(head)
    if head.dep_ in {"poss", "compound", "amod", "nmod"}:
        weight += 3 if mention.kind is not MentionKind.EMBEDDED else 0
    if mention.kind in {MentionKind.EMBEDDED, MentionKind.DEMONYM}:
        weight -= 4
    if doer is not None and mention.first <= doer.i <= mention.last:
        weight += 14 if doer.dep_ in {"dobj", "pobj"} else 8
    elif token.lower_ in _POSSESSIVES and head.head == _governor(token):
        weight += 8
    if mention.cls is ActorClass.STATE:
        weight += 1
    if token.lower_ in _COUNTRY and head.dep_ in SUBJECTS and head.head in token.ancestors:
        weight -= 18  # who speaks of "the nation" seldom means itself
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
