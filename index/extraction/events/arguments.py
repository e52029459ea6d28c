"""Where the arguments of an event stand, for each frame of the lexicon. Part of the events stage."""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Token

from index.extraction.events.bearers import answerer_of, blamed_for, caught_in, sufferer_of
from index.extraction.events.doers import doers_of, supporter_of
from index.extraction.events.ends import ACTING, Ends
from index.extraction.events.shapes import (
    behind,
    behind_joined,
    carrier_of,
    harming_verb,
    in_line,
    in_passive,
    is_phrase,
    is_pronoun,
    patient,
    receiver_of,
    whole_of,
)
from index.extraction.lexicons.predicates import Predicate, predicates
from index.extraction.reading import DraftActor
from index.extraction.slips import is_slipped
from index.extraction.syntax import agent_of, child, own_subject, subject_of
from index.model import ActorClass

_HARMED = frozenset({ActorClass.PLACE, ActorClass.PERSON, ActorClass.WEAPON, ActorClass.GROUP})
_PERSON = frozenset({ActorClass.PERSON, ActorClass.GROUP})
_AROUND = frozenset({"in", "near", "across", "inside", "throughout", "at", "around", "outside"})
_PHYSICAL = frozenset({"ASSAULT", "COERCE"})
_TANGIBLE = _PHYSICAL | {"SANCTION"}
_OF_OWNER = frozenset({"ACCUSE", "REJECT", "SUPPORT", "SANCTION", "CONCEDE", "ASSAULT", "COERCE", "THREATEN", "AGREE"})
_FROM_SPEAKER = frozenset({"THREATEN", "REQUEST", "ACCUSE", "REJECT", "AID", "SUPPORT"})
_ANSWERED = frozenset({"REQUEST", "THREATEN", "AGREE"})
_ENGAGED = frozenset({"be", "engage", "remain", "enter", "meet"})
_EQUIPPING = frozenset({"supply", "provide", "equip", "arm", "furnish"})
_BESIDE = frozenset({"after", "following", "during", "before", "in", "for"})
_LEVIES = frozenset({"tariff", "increase", "hike", "rate", "duty", "levy"})
_OF_DEEDS = frozenset({"ACCUSE", "SUPPORT", "REJECT"})
_FOR_CAUSE = frozenset({"SUPPORT", "PROTEST"})
_PARTY_TO = frozenset({"violate", "break", "breach", "accept", "abandon", "welcome", "seek", "want", "demand"})
"""Verbs of those who are party to an agreement or talks "with" somebody."""
_AMONG = frozenset({"between", "among", "with", "involving"})
_ANIMATE = frozenset({"power", "person"})
_OF_PEOPLE = frozenset({"KILL", "INJURE", "DETAIN", "ABDUCT"})
_HITTING = frozenset({"target", "hit", "strike", "damage", "destroy"})
_BODIES = frozenset({ActorClass.ORGANISATION, ActorClass.GROUP})
_SITE = frozenset({ActorClass.PLACE})
_THEIR = frozenset({"their", "they", "them"})


@dataclass(slots=True)
class Arguments:
    """Doers, those affected, and the thing it is about."""

    subjects: list[DraftActor] = field(default_factory=list)
    objects: list[DraftActor] = field(default_factory=list)
    thing: Token | None = None


def verb_arguments(ends: Ends, verb: Token, predicate: Predicate) -> Arguments:
    """The arguments of a verb in the active or the passive voice."""
    if is_slipped(verb):
        return _slipped(ends, verb, predicate)
    passive = in_passive(verb)
    subjects = doers_of(ends, verb, passive)
    thing = patient(verb, passive)
    if predicate.name == "CAPTURE" and verb.dep_ == "relcl" and thing is not None:
        thing = _outermost(thing)
    match predicate.frame:
        case _ if verb.pos_ == "ADJ":
            holder = own_subject(verb.head)
            others = ends.at(behind(verb, predicate.on | {"of"} if predicate.of else predicate.on))
            return Arguments(ends.doers(holder), others)
        case "transfer":
            return _transfer(ends, verb, subjects, thing)
        case "receive":
            if thing is not None and thing.lemma_.lower() in predicates().intangible:
                return Arguments()
            giver = behind(verb, predicate.on) or behind(thing, predicate.on)
            return Arguments(ends.doers(giver), subjects, thing)
        case "move":
            return Arguments(subjects, [], thing)
        case "at" if predicate.name == "DEPLOY" and passive and not subjects:
            return Arguments(
                ends.owners(thing) or ends.doers(thing), _targets(ends, behind(verb, predicate.on), predicate), thing
            )
        case "at":
            return Arguments(subjects, _targets(ends, behind(verb, predicate.on), predicate), thing)
        case "mutual" | "each":
            others = [*ends.at(thing), *ends.at(behind(verb, predicate.on) or behind(thing, predicate.on))]
            others = [actor for actor in others if actor.cls in ACTING]
            return Arguments(subjects if others else _each_of(subjects), others)
        case _:
            objects = _targets(ends, thing, predicate)
            if thing is not None and (not objects or objects == subjects):
                objects = ends.at(behind(thing, predicate.on - {"of"})) or objects
            if not objects and thing is None:
                objects = _targets(ends, behind(verb, predicate.on), predicate)
            return Arguments(subjects, objects, thing)


def noun_arguments(ends: Ends, noun: Token, predicate: Predicate) -> Arguments:
    """The arguments of an event noun: its own, and those of the verb that carries it."""
    aimed = behind(noun, predicate.on - {"in", "at"}) is not None
    owned = ends.doers(child(noun, "poss"))
    modifying = ends.modifiers(noun, full_names=aimed and predicate.root == "ASSAULT")
    if predicate.root == "PROTEST":  # where it is, not who protests: "the Chilean protests"
        modifying = [actor for actor in modifying if actor.cls is not ActorClass.STATE]
    by = behind(noun, {"by", "from"} if predicate.root in _FROM_SPEAKER else {"by"}) or agent_of(noun)
    by = by or _credited(noun)
    affected = behind(noun, predicate.on) or behind_joined(noun, predicate.on) or behind(by, predicate.on - {"in"})
    affected = affected or behind(behind(noun, {"under"}), predicate.on) or _shared_target(noun, predicate)
    objects = _targets(ends, affected, predicate)
    if not objects and predicate.name == "ATTACK":
        objects = _targets(ends, _aim_of(noun), predicate) or _struck(ends, noun, predicate)
    of = ends.at(behind(noun, {"of"})) if predicate.of else []
    if predicate.poss == "object" and behind(noun, {"of"}) is None:
        of, owned = owned, []
    if predicate.of == "object" or predicate.poss == "object":
        objects = objects or _targets(ends, behind(noun, {"of"}), predicate) or of
    if by is None and predicate.name == "ATTACK":
        owned = owned or [actor for actor in ends.doers(behind(noun, {"from"})) if actor.cls in _BODIES]
    if predicate.root == "SANCTION" and not objects and noun.lemma_ in _LEVIES:
        objects = ends.at(behind(noun, {"from"}))
    subjects = owned or ends.doers(by) or modifying or (of if predicate.of == "subject" else [])
    mutual = predicate.frame in {"mutual", "each"}
    carrier = carrier_of(noun, ordering=not mutual) or _announcing(ends, noun)
    blamed = blamed_for(noun)
    if blamed is not None and (not subjects or is_pronoun(child(noun, "poss"))):
        subjects = ends.doers(blamed) or subjects
    elif carrier is not None:
        doing = doers_of(ends, carrier, in_passive(carrier))
        if is_phrase(carrier, noun):
            objects = objects or (modifying if predicate.poss == "object" else [])
            subjects = doing or subjects
        subjects = subjects or doing
        objects = objects or ends.at(_given(carrier, noun) or receiver_of(carrier), unnamed=_PERSON)
        objects = objects or _targets(ends, behind(carrier, predicate.on), predicate)
    elif (sufferer := sufferer_of(noun)) is not None:
        objects = objects or ends.at(sufferer)
        subjects = subjects or ends.doers(behind(noun, {"from"}) or behind(noun.head, {"from"}))
    elif predicate.root in _ANSWERED:
        objects = objects or ends.doers(answerer_of(noun))
    if not subjects and predicate.root in _FOR_CAUSE and (supporter := supporter_of(noun)) is not None:
        subjects = ends.doers(supporter)
    if predicate.frame in {"mutual", "each"}:
        parties = _parties(ends, noun, carrier, subjects)
        if predicate.frame == "each" and len({id(actor) for actor in (*parties, *objects)}) < 2:
            parties += ends.victims(ends.at(caught_in(noun), unnamed=_PERSON))
            parties = parties or ([] if objects else ends.parties_before(noun))
        return Arguments(parties if objects else _each_of(parties), objects)
    if predicate.frame == "move":
        return Arguments(subjects or objects, [])
    return Arguments(subjects, objects)


def _outermost(place: Token) -> Token:
    """The village of "a village in the district of Lima, which was captured"."""
    while place.dep_ == "pobj" and place.head.lower_ in {"in", "of", "near"} and place.head.head.pos_ == "PROPN":
        place = place.head.head
    return place


def _credited(noun: Token) -> Token | None:
    """Whose deed it is held to be: "an attack attributed to the rebels", "blamed on the rebels"."""
    held = next((c for c in noun.rights if c.dep_ == "acl" and c.lemma_ in {"attribute", "blame", "pin"}), None)
    return behind(held, {"to", "on"})


def _given(carrier: Token, noun: Token) -> Token | None:
    """Who gets it where the passive is about them: the driver of "the driver was given a sentence"."""
    passive = noun.dep_ == "dobj" and in_passive(carrier)
    return patient(carrier, passive=True) if passive and carrier.dep_ != "acl" else None


def _shared_target(noun: Token, predicate: Predicate) -> Token | None:
    """What the parser hung from the first of joined nouns: the police of "protests and clashes with police"."""
    if noun.dep_ != "conj" or noun.head.pos_ != "NOUN":
        return None
    found = behind(noun.head, predicate.on)
    return found if found is not None and found.i > noun.i else None


def _announcing(ends: Ends, noun: Token) -> Token | None:
    """The verb with which parties tell of what they share: "Chile and Peru announce a deal", "a truce with Peru"."""
    carrier = carrier_of(noun, ordering=True)
    if carrier is None:
        kept = noun.dep_ == "dobj" and noun.head.lemma_ in _PARTY_TO and behind(noun, {"with"}) is not None
        return noun.head if kept else None
    together = behind(noun, {"with"}) is not None or len(doers_of(ends, carrier, in_passive(carrier))) > 1
    return carrier if together else None


def _slipped(ends: Ends, verb: Token, predicate: Predicate) -> Arguments:
    """The arguments of a verb that the parser put inside the phrase of its object."""
    before = [ends.at(verb.doc[i]) for i in range(verb.sent.start, verb.i) if verb.doc[i].pos_ in {"NOUN", "PROPN"}]
    subjects = next((actors for actors in before if actors), [])
    noun = verb.head if verb.dep_ in {"compound", "nmod", "amod"} and verb.head.i > verb.i else child(verb, "appos")
    objects = _targets(ends, noun, predicate) or _targets(ends, behind(noun, predicate.on), predicate)
    return Arguments(subjects, objects, noun)


def _aim_of(noun: Token) -> Token | None:
    """The base of "an attack targeting the base"."""
    aiming = next(
        (c for c in noun.rights if c.dep_ == "acl" and c.lower_ in {"targeting", "hitting", "striking"}), None
    )
    return child(aiming, "dobj") if aiming is not None else None


def _struck(ends: Ends, noun: Token, predicate: Predicate) -> list[DraftActor]:
    """What hangs from the verb of harm, else where it was: the town of "strikes in the town kill three"."""
    verb = harming_verb(noun)
    if verb is not None and verb.lemma_ in _HITTING and (hit := _targets(ends, patient(verb, False), predicate)):
        return hit
    aim = behind(verb, predicate.on - _AROUND) if in_line(verb, noun) else None
    if found := _targets(ends, aim, predicate):
        return found
    if "into" not in predicate.on:  # a shooting in a town is not at the town
        return []
    place = ends.at(behind(noun, _AROUND), unnamed=_SITE)
    if not place and verb is not None:
        place = ends.at(behind(verb, _AROUND) or behind(patient(verb, in_passive(verb)), _AROUND))
    return [actor for actor in place if actor.cls in {ActorClass.PLACE, ActorClass.STATE}]


def _targets(ends: Ends, noun: Token | None, predicate: Predicate) -> list[DraftActor]:
    """The actors acted upon; where it is only a thing, whose thing it is."""
    if noun is None:
        return []
    noun = whole_of(noun)
    living = predicate.name in _OF_PEOPLE and "person" not in predicate.needs and noun.dep_ in {"dobj", "nsubjpass"}
    found = ends.at(noun, unnamed=_HARMED if predicate.root in _TANGIBLE else _PERSON, living=living)
    if found or living or predicate.root not in _OF_OWNER or _must_live(predicate):
        return found
    if predicate.root == "SANCTION" and (origin := ends.at(behind(noun, {"from"}))):
        return origin
    by = behind(noun, {"by", "of"}) if predicate.name == "BAN" else None
    by = behind(noun, {"by"}) if predicate.root in _OF_DEEDS else by
    owners = ends.owners(noun) or ends.doers(by)
    if predicate.root in _PHYSICAL:
        owners = [actor for actor in owners if actor.cls is not ActorClass.PERSON or child(noun, "poss") is not None]
    return owners


def _must_live(predicate: Predicate) -> bool:
    """Whether it can only be done to somebody, so that the owner of a thing is not meant: "arrested a US follower"."""
    return predicate.root in {"ACCUSE", "COERCE"} and predicate.name != "BAN" and bool(predicate.needs & _ANIMATE)


def _transfer(ends: Ends, verb: Token, subjects: list[DraftActor], thing: Token | None) -> Arguments:
    if thing is not None and thing.lemma_.lower() in predicates().intangible:
        return Arguments()
    receiver = receiver_of(verb)
    given = ends.at(thing)
    equipping = verb.lemma_ in _EQUIPPING
    moved = [actor for actor in given if actor.cls in ACTING]
    if moved and not equipping:
        return Arguments()
    if receiver is None and moved and behind(verb, {"to"}) is None:
        return Arguments(subjects, given, behind(verb, {"with"}))
    if moved:
        return Arguments()
    receiver = receiver or behind(verb, {"to", "with"}) or behind(thing, {"to", "for"})
    return Arguments(subjects, [a for a in ends.at(receiver) if a.cls in ACTING], thing)


def _parties(ends: Ends, noun: Token, carrier: Token | None, known: list[DraftActor]) -> list[DraftActor]:
    """All who take part: "between A and B", "with A", the subject of "hold", "their"."""
    found = [*known, *ends.doers(behind(noun, _AMONG))]
    if carrier is not None:
        found += doers_of(ends, carrier, in_passive(carrier))
        found += ends.doers(behind(carrier, _AMONG))
    elif noun.dep_ == "pobj" and noun.head.lower_ in {"in", "for"} and noun.head.head.lemma_ in _ENGAGED:
        found += ends.doers(subject_of(noun.head.head))
    elif len(found) == 1 and noun.dep_ == "pobj" and noun.head.lower_ in _BESIDE and noun.head.head.pos_ == "VERB":
        found += ends.doers(subject_of(noun.head.head))
    elif noun.lemma_ == "tie" and noun.dep_ == "pobj" and noun.head.lower_ == "with":
        found += ends.doers(noun.head.head)
    possessor = child(noun, "poss")
    if possessor is not None and possessor.lower_ in _THEIR:
        found += _plural_subject(ends, noun)
    return [actor for actor in found if actor.cls in ACTING]


def _each_of(parties: list[DraftActor]) -> list[DraftActor]:
    """The two whose forces are named as one: "Kenyan and Norwegian troops"."""
    owners = parties[0].of if parties and all(party is parties[0] for party in parties) else []
    return owners if len(owners) == 2 else parties


def _plural_subject(ends: Ends, noun: Token) -> list[DraftActor]:
    """Who "their" stands for: the nearest joined subject above."""
    for above in noun.ancestors:
        subject = own_subject(above) if above.pos_ in {"VERB", "AUX"} else None
        parties = ends.at(subject) if subject is not None else []
        if len(parties) > 1:
            return parties
    return []
