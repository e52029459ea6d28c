"""Where the arguments of an event stand, for each frame of the lexicon. Part of the events stage."""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Token

from index.extraction.event_ends import ACTING, Ends
from index.extraction.event_shapes import (
    answerer_of,
    behind,
    behind_joined,
    blamed_for,
    carrier_of,
    caught_in,
    doer_behind_by,
    in_passive,
    is_phrase,
    is_pronoun,
    patient,
    receiver_of,
    sufferer_of,
)
from index.extraction.predicates import Predicate, predicates
from index.extraction.reading import DraftActor
from index.extraction.syntax import agent_of, child, own_subject, subject_of
from index.model import ActorClass

_HARMED = frozenset({ActorClass.PLACE, ActorClass.PERSON, ActorClass.WEAPON, ActorClass.GROUP})
_PERSON = frozenset({ActorClass.PERSON})
_PHYSICAL = frozenset({"ASSAULT", "COERCE"})
_OF_OWNER = frozenset({"ACCUSE", "REJECT", "SUPPORT", "SANCTION", "CONCEDE", "ASSAULT", "COERCE", "THREATEN", "AGREE"})
_FROM_SPEAKER = frozenset({"THREATEN", "REQUEST", "ACCUSE", "REJECT", "AID", "SUPPORT"})
_ANSWERED = frozenset({"REQUEST", "THREATEN", "AGREE"})
_MEANS = frozenset({"fire", "gunfire", "artillery", "missile", "rocket", "drone", "shell", "bomb", "mine", "sniper"})
_ENGAGED = frozenset({"be", "engage", "remain", "enter", "meet"})
_THEIR = frozenset({"their", "they", "them"})


@dataclass(slots=True)
class Arguments:
    """Doers, those affected, and the thing it is about."""

    subjects: list[DraftActor] = field(default_factory=list)
    objects: list[DraftActor] = field(default_factory=list)
    thing: Token | None = None


def verb_arguments(ends: Ends, verb: Token, predicate: Predicate) -> Arguments:
    """The arguments of a verb in the active or the passive voice."""
    passive = in_passive(verb)
    subjects = _doers(ends, verb, passive)
    thing = patient(verb, passive)
    match predicate.frame:
        case _ if verb.pos_ == "ADJ":
            holder = own_subject(verb.head)
            others = ends.at(behind(verb, predicate.on | {"of"} if predicate.of else predicate.on))
            return Arguments(ends.doers(holder), others)
        case "transfer":
            return _transfer(ends, verb, subjects, thing)
        case "receive":
            giver = behind(verb, predicate.on) or behind(thing, predicate.on)
            return Arguments(ends.doers(giver), subjects, thing)
        case "move":
            return Arguments(subjects, [], thing)
        case "at" if predicate.name == "DEPLOY" and passive and not subjects:
            return Arguments(ends.owners(thing), _targets(ends, behind(verb, predicate.on), predicate), thing)
        case "at":
            return Arguments(subjects, _targets(ends, behind(verb, predicate.on), predicate), thing)
        case "mutual" | "each":
            others = [*ends.at(thing), *ends.at(behind(verb, predicate.on))]
            return Arguments(subjects, [actor for actor in others if actor.cls in ACTING])
        case _:
            objects = _targets(ends, thing, predicate)
            if thing is not None and (not objects or objects == subjects):
                objects = ends.at(behind(thing, predicate.on)) or objects
            if not objects and thing is None:
                objects = _targets(ends, behind(verb, predicate.on), predicate)
            return Arguments(subjects, objects, thing)


def noun_arguments(ends: Ends, noun: Token, predicate: Predicate) -> Arguments:
    """The arguments of an event noun: its own, and those of the verb that carries it."""
    owned, modifying = ends.doers(child(noun, "poss")), ends.modifiers(noun)
    by = behind(noun, {"by", "from"} if predicate.root in _FROM_SPEAKER else {"by"}) or agent_of(noun)
    affected = behind(noun, predicate.on) or behind_joined(noun, predicate.on) or behind(by, predicate.on - {"in"})
    objects = _targets(ends, affected, predicate)
    if not objects and predicate.name == "ATTACK":
        objects = [actor for actor in ends.at(behind(noun, {"in", "near"})) if actor.cls is ActorClass.PLACE]
    of = ends.at(behind(noun, {"of"})) if predicate.of else []
    if predicate.poss == "object" and behind(noun, {"of"}) is None:
        of, owned = owned, []
    if predicate.of == "object" or predicate.poss == "object":
        objects = objects or _targets(ends, behind(noun, {"of"}), predicate) or of
    subjects = owned or ends.doers(by) or modifying or (of if predicate.of == "subject" else [])
    carrier = carrier_of(noun, ordering=predicate.frame not in {"mutual", "each"})
    blamed = blamed_for(noun)
    if blamed is not None and (not subjects or is_pronoun(child(noun, "poss"))):
        subjects = ends.doers(blamed) or subjects
    elif carrier is not None:
        doing = _doers(ends, carrier, in_passive(carrier))
        if is_phrase(carrier, noun):
            objects = objects or (modifying if predicate.poss == "object" else [])
            subjects = doing or subjects
        subjects = subjects or doing
        objects = objects or ends.at(receiver_of(carrier))
        objects = objects or _targets(ends, behind(carrier, predicate.on), predicate)
    elif (sufferer := sufferer_of(noun)) is not None:
        objects = objects or ends.at(sufferer)
        subjects = subjects or ends.doers(behind(noun, {"from"}) or behind(noun.head, {"from"}))
    elif predicate.root in _ANSWERED:
        objects = objects or ends.doers(answerer_of(noun))
    if predicate.frame in {"mutual", "each"}:
        parties = _parties(ends, noun, carrier, subjects)
        if predicate.frame == "each":
            parties += ends.at(caught_in(noun))
        return Arguments(parties, objects)
    if predicate.frame == "move":
        return Arguments(subjects or objects, [])
    return Arguments(subjects, objects)


def _doers(ends: Ends, verb: Token, passive: bool) -> list[DraftActor]:
    doer = doer_behind_by(verb) if passive else subject_of(verb)
    if doer is None:
        return []
    found = ends.doers(doer)
    if not found and doer.lemma_.lower() in predicates().nouns.keys() | _MEANS:
        carrier = carrier_of(doer)
        own = ends.doers(child(doer, "poss")) or ends.doers(behind(doer, {"by"})) or ends.modifiers(doer)
        return own or (_doers(ends, carrier, in_passive(carrier)) if carrier not in {None, verb} and carrier else [])
    return found


def _targets(ends: Ends, noun: Token | None, predicate: Predicate) -> list[DraftActor]:
    """The actors acted upon; where it is only a thing, whose thing it is."""
    if noun is None:
        return []
    found = ends.at(noun, unnamed=_HARMED if predicate.root in _PHYSICAL else _PERSON)
    if found or predicate.root not in _OF_OWNER:
        return found
    by = behind(noun, {"by"}) if predicate.root in {"ACCUSE", "SUPPORT"} else None
    return ends.owners(noun) or ends.doers(by)


def _transfer(ends: Ends, verb: Token, subjects: list[DraftActor], thing: Token | None) -> Arguments:
    if thing is not None and thing.lemma_.lower() in predicates().intangible:
        return Arguments()
    receiver = receiver_of(verb)
    given = ends.at(thing)
    moved = [actor for actor in given if actor.cls in ACTING]
    if receiver is None and moved and behind(verb, {"to"}) is None:
        return Arguments(subjects, given, behind(verb, {"with"}))
    if moved:
        return Arguments()
    receiver = receiver or behind(verb, {"to", "with"}) or behind(thing, {"to", "for"})
    return Arguments(subjects, [a for a in ends.at(receiver) if a.cls in ACTING], thing)


def _parties(ends: Ends, noun: Token, carrier: Token | None, known: list[DraftActor]) -> list[DraftActor]:
    """All who take part: "between A and B", "with A", the subject of "hold", "their"."""
    found = [*known, *ends.at(behind(noun, {"between", "among", "with"}))]
    if carrier is not None:
        found += _doers(ends, carrier, in_passive(carrier))
        found += ends.at(behind(carrier, {"between", "among", "with"}))
    elif noun.dep_ == "pobj" and noun.head.lower_ in {"in", "for"} and noun.head.head.lemma_ in _ENGAGED:
        found += ends.doers(subject_of(noun.head.head))
    possessor = child(noun, "poss")
    if possessor is not None and possessor.lower_ in _THEIR:
        found += _plural_subject(ends, noun)
    return [actor for actor in found if actor.cls in ACTING]


def _plural_subject(ends: Ends, noun: Token) -> list[DraftActor]:
    """Who "their" stands for: the nearest joined subject above."""
    for above in noun.ancestors:
        subject = own_subject(above) if above.pos_ in {"VERB", "AUX"} else None
        parties = ends.at(subject) if subject is not None else []
        if len(parties) > 1:
            return parties
    return []
