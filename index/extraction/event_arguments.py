"""Where the arguments of an event stand, for each frame of the lexicon. Part of the events stage."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from spacy.tokens import Token

from index.extraction.event_ends import ACTING, Ends
from index.extraction.predicates import Predicate, predicates
from index.extraction.reading import DraftActor
from index.extraction.syntax import agent_of, antecedent, child, children, is_passive, own_subject, subject_of
from index.model import ActorClass

_HARMED = frozenset({ActorClass.PLACE, ActorClass.PERSON, ActorClass.WEAPON, ActorClass.GROUP})
_PERSON = frozenset({ActorClass.PERSON})
_PHYSICAL = frozenset({"ASSAULT", "COERCE"})
_OF_OWNER = frozenset({"ACCUSE", "REJECT", "SUPPORT", "SANCTION", "CONCEDE", "ASSAULT", "COERCE", "THREATEN", "AGREE"})
_FROM_SPEAKER = frozenset({"THREATEN", "REQUEST", "ACCUSE", "REJECT", "AID", "SUPPORT"})
_ANSWERED = frozenset({"REQUEST", "THREATEN", "AGREE"})
_ANSWERING = frozenset({"reject", "accept", "decline", "refuse", "receive", "dismiss", "ignore", "rebuff", "defy"})
_SHIELDING = frozenset({"protect", "defend", "shield", "save", "guard", "exempt"})
_CARRYING_WITH = frozenset({("enter", "into"), ("engage", "in"), ("participate", "in"), ("come", "to")})
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
    affected = behind(noun, predicate.on) or _behind_joined(noun, predicate.on) or behind(by, predicate.on - {"in"})
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
    blamed = _blamed(noun)
    if blamed is not None and (not subjects or _is_pronoun(child(noun, "poss"))):
        subjects = ends.doers(blamed) or subjects
    elif carrier is not None:
        doing = _doers(ends, carrier, in_passive(carrier))
        if is_phrase(carrier, noun):
            objects = objects or (modifying if predicate.poss == "object" else [])
            subjects = doing or subjects
        subjects = subjects or doing
        objects = objects or ends.at(_dative(carrier))
        objects = objects or _targets(ends, behind(carrier, predicate.on), predicate)
    elif (sufferer := _sufferer(noun)) is not None:
        objects = objects or ends.at(sufferer)
        subjects = subjects or ends.doers(behind(noun, {"from"}) or behind(noun.head, {"from"}))
    elif predicate.root in _ANSWERED:
        objects = objects or ends.doers(_answering(noun))
    if predicate.frame in {"mutual", "each"}:
        parties = _parties(ends, noun, carrier, subjects)
        if predicate.frame == "each":
            parties += ends.at(_caught_in(noun))
        return Arguments(parties, objects)
    if predicate.frame == "move":
        return Arguments(subjects or objects, [])
    return Arguments(subjects, objects)


def in_passive(verb: Token) -> bool:
    """Whether what stands before the verb, or over it, is what it is done to."""
    if is_passive(verb):
        return True
    if verb.tag_ != "VBN" or any(c.dep_ in {"aux", "dobj"} for c in verb.children):
        return False
    if verb.dep_ == "conj":
        return in_passive(verb.head)
    return verb.dep_ in {"acl", "advcl", "amod"}


def patient(verb: Token, passive: bool) -> Token | None:
    """The noun that the verb is done to."""
    if not passive:
        noun = child(verb, "dobj") or _shared_object(verb)
        return antecedent(noun) if noun is not None else None
    own = own_subject(verb)
    if own is not None:
        return antecedent(own)
    if verb.dep_ in {"acl", "amod"}:
        return verb.head
    if verb.dep_ == "conj":
        return patient(verb.head, passive=True)
    return subject_of(verb.head) if verb.dep_ == "advcl" else None


def behind(head: Token | None, prepositions: Iterable[str]) -> Token | None:
    """The noun behind one of these prepositions, where it hangs from the head."""
    if head is None:
        return None
    for preposition in head.children:
        if preposition.dep_ in {"prep", "agent", "prt", "dative"} and preposition.lower_ in prepositions:
            found = child(preposition, "pobj")
            if found is not None:
                return found
    return None


def carrier_of(noun: Token, *, ordering: bool = False) -> Token | None:
    """The light verb that carries an event noun: the "imposed" of "imposed sanctions", "sanctions imposed by"."""
    lexical = predicates()
    light = lexical.light | lexical.ordering if ordering else lexical.light
    above = noun.head
    if noun.dep_ in {"dobj", "nsubjpass"} and above.pos_ in {"VERB", "AUX"}:
        return above if lemma_of(above) in light or is_phrase(above, noun) else None
    if noun.dep_ == "pobj" and (above.head.lemma_.lower(), above.lower_) in _CARRYING_WITH:
        return above.head
    if noun.dep_ == "conj" and above.pos_ == "NOUN":
        return carrier_of(above, ordering=ordering)
    return next((c for c in noun.rights if c.dep_ == "acl" and c.tag_ == "VBN" and lemma_of(c) in light), None)


def is_phrase(verb: Token, noun: Token) -> bool:
    """Whether only verb and noun together tell of the event: "opened fire"."""
    return f"{verb.lemma_.lower()}_{noun.lemma_.lower()}" in predicates().phrases


def lemma_of(verb: Token) -> str:
    """The lemma with its particle: "carry_out"."""
    particle = child(verb, "prt")
    return verb.lemma_.lower() + (f"_{particle.lower_}" if particle is not None else "")


# --- parts of frames -----------------------------------------------------------------------------------------------


def _doers(ends: Ends, verb: Token, passive: bool) -> list[DraftActor]:
    doer = _agent(verb) if passive else subject_of(verb)
    if doer is None:
        return []
    found = ends.doers(doer)
    if not found and doer.lemma_.lower() in predicates().nouns.keys() | _MEANS:
        carrier = carrier_of(doer)
        own = ends.doers(child(doer, "poss")) or ends.doers(behind(doer, {"by"})) or ends.modifiers(doer)
        return own or (_doers(ends, carrier, in_passive(carrier)) if carrier not in {None, verb} and carrier else [])
    return found


def _agent(verb: Token) -> Token | None:
    """Who does it, behind a "by" that hangs from the participle, its complement, or a participle beside it."""
    found = agent_of(verb)
    if found is not None:
        return found
    if (caused := _cause(verb)) is not None:
        return caused
    for token in children(verb, "acomp", "oprd", "advmod", "dobj", "prep"):
        if (by := behind(token, {"by"})) is not None and token.lower_ not in {"by"}:
            return by
    for joined in children(verb, "conj"):
        if joined.tag_ == "VBN" and own_subject(joined) is None and (by := agent_of(joined)) is not None:
            return by
    return agent_of(verb.head) if verb.dep_ == "conj" and own_subject(verb) is None else None


def _cause(verb: Token) -> Token | None:
    """The event that does it: the "attack" of "killed in a Russian attack"."""
    causing = {"in", "after", "during", "following", "from"}
    joined = next(children(verb, "conj"), None)
    noun = behind(verb, causing) or (behind(joined, causing) if joined is not None else None)
    lexical = predicates()
    named = lexical.nouns.get(noun.lemma_.lower(), ()) if noun is not None else ()
    return noun if any(predicate.name == "ATTACK" for predicate in named) else None


def _shared_object(verb: Token) -> Token | None:
    """The object that stands only with the last of joined verbs: "arrested and deported the reporters"."""
    joined = child(verb, "conj")
    if joined is None or own_subject(joined) is not None or joined.i - verb.i > 3 or joined.tag_ != verb.tag_:
        return None
    return child(joined, "dobj")


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
    receiver = _dative(verb)
    given = ends.at(thing)
    moved = [actor for actor in given if actor.cls in ACTING]
    if receiver is None and moved and behind(verb, {"to"}) is None:
        return Arguments(subjects, given, behind(verb, {"with"}))
    if moved:
        return Arguments()
    receiver = receiver or behind(verb, {"to", "with"}) or behind(thing, {"to", "for"})
    return Arguments(subjects, [a for a in ends.at(receiver) if a.cls in ACTING], thing)


def _dative(verb: Token) -> Token | None:
    receiver = child(verb, "dative")
    return child(receiver, "pobj") if receiver is not None and receiver.pos_ == "ADP" else receiver


def _sufferer(noun: Token) -> Token | None:
    """Who has to bear the event: the subject of "faces arrest", of "came under attack"."""
    above = noun.head
    if noun.dep_ == "conj":
        return _sufferer(above) if above.pos_ == "NOUN" else None
    if above.lemma_.lower() in predicates().suffering and noun.dep_ in {"dobj", "nsubjpass"}:
        return subject_of(above)
    if noun.dep_ == "pobj" and above.lower_ == "of" and above.head.lower_ in {"target", "targets", "victim", "victims"}:
        return own_subject(above.head.head) if above.head.dep_ == "attr" else None
    if noun.dep_ == "pobj" and above.lower_ == "under" and above.head.pos_ in {"VERB", "AUX"}:
        return patient(above.head, is_passive(above.head)) or subject_of(above.head)
    if noun.dep_ == "pobj" and above.lower_ in {"from", "against"} and above.head.lemma_ in _SHIELDING:
        return patient(above.head, in_passive(above.head))
    return None


def _blamed(noun: Token) -> Token | None:
    """Who is held to have done it: "blamed Iran for the attack", "claimed responsibility for the attack"."""
    if noun.dep_ == "conj" and noun.head.pos_ == "NOUN":
        return _blamed(noun.head)
    above = noun.head
    if noun.dep_ != "pobj" or above.lower_ not in {"for", "of", "over"}:
        return None
    governor = above.head
    if governor.lower_ == "responsibility" and governor.dep_ == "dobj":
        return subject_of(governor.head)
    if governor.lower_ == "responsible" and governor.dep_ == "acomp":
        return own_subject(governor.head)
    if governor.lemma_.lower() in predicates().blaming and governor.pos_ == "VERB":
        return patient(governor, in_passive(governor))
    if above.lower_ == "for" and _is_pronoun(child(noun, "poss")):
        charge = child(governor, "dobj") if governor.pos_ == "VERB" else governor
        if charge is not None and any(p.root == "ACCUSE" for p in predicates().nouns.get(charge.lemma_.lower(), ())):
            return behind(charge, {"against"}) or behind(governor, {"against"})
    return None


def _is_pronoun(token: Token | None) -> bool:
    return token is not None and token.pos_ == "PRON"


def _answering(noun: Token) -> Token | None:
    """To whom an offer or a demand is made: who rejects it, or goes on despite it."""
    above = noun.head
    if noun.dep_ == "dobj" and above.lemma_ in _ANSWERING:
        return subject_of(above)
    if noun.dep_ == "pobj" and above.lower_ in {"despite", "following", "after"} and above.head.pos_ in {"VERB", "AUX"}:
        return subject_of(above.head)
    return None


def _caught_in(noun: Token) -> Token | None:
    """The other side of "killed in clashes with X"."""
    above = noun.head
    if noun.dep_ == "pobj" and above.lower_ in {"in", "during"} and above.head.pos_ == "VERB":
        return patient(above.head, in_passive(above.head))
    return None


def _behind_joined(noun: Token, prepositions: Iterable[str]) -> Token | None:
    """The noun behind the last of joined nouns: "acts and other crimes against X"."""
    for joined in children(noun, "conj"):
        if (found := behind(joined, prepositions) or _behind_joined(joined, prepositions)) is not None:
            return found
    return None


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
