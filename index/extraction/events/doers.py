"""Who does what a verb tells of, beside its plain subject: owners, makers, planners. Part of the events stage."""

from __future__ import annotations

from spacy.tokens import Token

from index.extraction.events.ends import Ends
from index.extraction.events.shapes import behind, carrier_of, doer_behind_by, in_passive, lemma_of, patient, whole_of
from index.extraction.lexicons.predicates import predicates
from index.extraction.reading import DraftActor
from index.extraction.syntax import OBJECT_CONTROL, child, own_subject, subject_of
from index.model import ActorClass

_MEANS = frozenset({"fire", "gunfire", "artillery", "missile", "rocket", "drone", "shell", "bomb", "mine", "sniper"})
_BODIES = frozenset({ActorClass.ORGANISATION, ActorClass.GROUP})


def doers_of(ends: Ends, verb: Token, passive: bool) -> list[DraftActor]:
    """Who does what a verb tells: its subject or agent, else who acts through it or orders it."""
    doer = doer_behind_by(verb) if passive else _ordered(verb) or _accused(verb) or _claimant(verb) or subject_of(verb)
    if doer is None:
        return _doers_around(ends, verb, passive)
    doer = _event_over(doer) if verb.dep_ == "relcl" else doer
    found = ends.doers(doer)
    if found:
        return found
    carrier = carrier_of(doer)
    if doer.lemma_.lower() in predicates().nouns.keys() | _MEANS:
        doer = whole_of(doer)
        own = ends.doers(child(doer, "poss")) or ends.doers(behind(doer, {"by", "from"})) or ends.modifiers(doer)
        if own or (carrier is not None and carrier != verb):
            return own or (doers_of(ends, carrier, in_passive(carrier)) if carrier is not None else [])
        if doer.dep_ == "pobj":
            return []
    if planners := _planners(ends, verb):
        return planners
    return _makers(ends, verb, doer) if verb.dep_ in {"acl", "relcl"} and doer == verb.head else []


def _planners(ends: Ends, verb: Token) -> list[DraftActor]:
    """Whose plan it is to do it: "a Chilean plan to attack", "the council votes to" read as a noun."""
    plan = verb.head
    to = next((c for c in verb.lefts if c.dep_ == "aux" and c.lower_ == "to"), None)
    if to is None or to.i == 0 or plan.pos_ != "NOUN":
        return []
    by = ends.doers(behind(plan, {"by", "from", "of"}))
    return ends.modifiers(plan) or ends.right_before(to.nbor(-1)) or by


def _event_over(noun: Token) -> Token:
    """The attack of "an attack in Lima, Peru, which killed two", where the parser took the place for what killed."""
    above = noun
    while above.dep_ in {"pobj", "prep", "appos", "conj"} and above.head.pos_ in {"NOUN", "PROPN", "ADP"}:
        above = above.head
        if above.pos_ == "NOUN" and any(p.root == "ASSAULT" for p in predicates().nouns.get(above.lemma_.lower(), ())):
            return above
    return noun


def _makers(ends: Ends, verb: Token, thing: Token) -> list[DraftActor]:
    """Who acts through a thing: whose it is, who fired or launched it, or who struck with it."""
    if maker := ends.owners(thing):
        return maker
    above = thing.head.head if thing.dep_ == "pobj" else thing.head
    if thing.dep_ not in {"dobj", "pobj"} or above == verb:
        return []
    if above.pos_ == "VERB":
        acting = lemma_of(above) in predicates().light or above.lemma_.lower() in predicates().verbs
        return doers_of(ends, above, in_passive(above)) if acting else []
    struck = any(predicate.root == "ASSAULT" for predicate in predicates().nouns.get(above.lemma_.lower(), ()))
    return ends.modifiers(above) if struck else []


def _ordered(verb: Token) -> Token | None:
    """The one told to do it: the army of "orders the army to strike", where the parser has an adverbial clause."""
    above = verb.head
    if verb.dep_ != "advcl" or verb.tag_ != "VB" or above.lemma_ not in OBJECT_CONTROL:
        return None
    return child(above, "dobj") if own_subject(verb) is None else None


def _accused(verb: Token) -> Token | None:
    """The one accused of a second deed: the her of "accusing her of cheating and robbing them"."""
    first = verb.head
    if verb.dep_ != "conj" or verb.tag_ != "VBG" or first.dep_ != "pcomp" or own_subject(verb) is not None:
        return None
    above = first.head.head
    return patient(above, in_passive(above)) if above.lemma_.lower() in predicates().blaming else None


def _claimant(verb: Token) -> Token | None:
    """Who claims responsibility for doing it."""
    claimed = verb.head.head
    if verb.dep_ != "pcomp" or claimed.lower_ != "responsibility" or claimed.dep_ != "dobj":
        return None
    return subject_of(claimed.head)


def _doers_around(ends: Ends, verb: Token, passive: bool) -> list[DraftActor]:
    """Who acts where the verb has no subject of its own in the parse."""
    if verb.dep_ == "amod":
        return ends.before_hyphen(verb)
    if passive:
        return []
    if planners := _planners(ends, verb):
        return planners
    if verb.dep_ == "acl" and verb.head.pos_ == "VERB":
        return doers_of(ends, verb.head, in_passive(verb.head))
    if verb.pos_ != "VERB" and (police := child(verb, "compound", "nsubj")) is not None:
        return ends.at(police, unnamed=_BODIES)
    finite = verb.tag_ in {"VBZ", "VBP", "VBD"} and verb.dep_ not in {"conj", "relcl"}
    return ends.right_before(verb) if finite and own_subject(verb) is None else []


def supporter_of(noun: Token) -> Token | None:
    """Who does something in support of, in protest against, or goes on strike."""
    above = noun.head
    bare = noun.dep_ == "pobj" and above.lower_ in {"in", "on"} and child(noun, "det", "poss", "amod") is None
    return subject_of(above.head) if bare and above.head.pos_ in {"VERB", "AUX"} else None
