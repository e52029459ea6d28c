"""Stage: events with a PLOVER root: who did what to whom, from the argument structure of the text.

Precision before recall: an event needs a trigger of the lexicon and at least one end that is an actor of the
text; what the sentence does not name stays empty.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.tokens import Token

from index.extraction.predicates import Predicate, predicates
from index.extraction.reading import Attribution, DraftActor, DraftEvent, DraftMention, Reading
from index.extraction.syntax import (
    agent_of,
    antecedent,
    child,
    children,
    coordinated,
    is_passive,
    own_subject,
    subject_of,
)
from index.model import ActorClass, MentionKind, Span, Status

_HYPOTHETICAL_MODALS = frozenset(
    {"will", "would", "should", "could", "might", "may", "must", "can", "shall", "'ll", "’ll"}
)
_WANTING = frozenset(
    {
        *("want", "plan", "threaten", "intend", "urge", "call", "ask", "demand", "seek", "hope", "refuse", "vow"),
        *("pledge", "promise", "try", "attempt", "prepare", "aim", "agree", "offer", "propose", "request", "warn"),
    }
)
_OWNERS = frozenset({ActorClass.STATE, ActorClass.ORGANISATION, ActorClass.PERSON})
_NO_END = frozenset({ActorClass.EVENT})
_MERE_VICTIMS = frozenset({"group:people", "group:others", "group:persons", "group:victims", "group:crew members"})
_SETTLEMENT = frozenset({"city", "town", "village", "settlement", "port", "island", "district", "region", "area"})


def find_events(reading: Reading) -> None:
    """Add an event for each trigger with at least one actor at its ends."""
    seen: set[int] = set()
    for token in reading.doc:
        predicate = _predicate(token)
        if predicate is None or token.i in seen:
            continue
        event = _event(reading, token, predicate)
        if event is not None:
            seen.add(token.i)
            reading.events.append(event)


def _predicate(token: Token) -> Predicate | None:
    lexical = predicates()
    lemma = token.lemma_.lower()
    if token.pos_ == "VERB" and token.dep_ != "amod":
        behind = next((c for c in token.children if c.dep_ in {"prt", "prep"} and c.i > token.i), None)
        particle = behind.lower_ if behind is not None else ""
        return lexical.verbs.get(f"{lemma}_{particle}") or lexical.verbs.get(lemma)
    if token.pos_ in {"NOUN", "PROPN"} and token.dep_ != "compound":
        return lexical.nouns.get(lemma)
    return None


def _event(reading: Reading, trigger: Token, predicate: Predicate) -> DraftEvent | None:
    verbal = trigger.pos_ == "VERB"
    ends = _verb_ends(reading, trigger, predicate) if verbal else _noun_ends(reading, trigger, predicate)
    subjects, objects, theme = ends
    attribution = _attribution_of(reading, trigger)
    told = next((a for a in reading.attributions if trigger.i in a.cue), None)
    if told is not None and told.speakers:
        subjects = told.speakers
    if predicate.name == "REJECT" and verbal:
        objects = _disputed(reading, trigger, told)
    subjects = _distinct(_raised(subjects))
    objects = [actor for actor in objects if actor.key not in _MERE_VICTIMS]
    objects = [actor for actor in _distinct(objects) if actor not in subjects]
    if predicate.frame == "mutual" and objects:
        subjects, objects = [*subjects, *objects], []
        if len(subjects) < 2:
            return None
    if not subjects and not objects:
        return None
    return DraftEvent(
        predicate=predicate.name,
        root=predicate.root,
        trigger=trigger.i,
        subjects=subjects,
        objects=objects,
        theme=theme,
        status=_status(trigger, attribution),
        attributed_to=attribution.speakers if attribution is not None else [],
        denied_by=_denier(reading, attribution),
        negated=_is_negated(trigger),
        date=_date(reading, trigger),
        rule=f"event:{predicate.frame}:{'verb' if verbal else 'noun'}",
        confidence=0.7 if verbal else 0.6,
    )


Ends = tuple[list[DraftActor], list[DraftActor], Span | None]


def _verb_ends(reading: Reading, verb: Token, predicate: Predicate) -> Ends:
    passive = is_passive(verb) or (verb.dep_ == "acl" and verb.tag_ == "VBN")
    subject = agent_of(verb) if passive else subject_of(verb)
    patient = _patient(verb, passive)
    behind = _behind(verb, predicate.on)
    subjects = _actors(reading, subject)
    if predicate.frame == "transfer":
        receiver = child(verb, "dative") or behind
        receiver = child(receiver, "pobj") if receiver is not None and receiver.pos_ == "ADP" else receiver
        if receiver is None and _behind(verb, {"with"}) is not None:
            return subjects, _actors(reading, patient), _span(reading, _behind(verb, {"with"}))
        return subjects, _actors(reading, receiver), _span(reading, patient)
    if predicate.frame == "receive":
        return _actors(reading, behind), subjects, _span(reading, patient)
    if predicate.frame == "move":
        return subjects, [], _span(reading, patient)
    if predicate.frame == "at":
        return subjects, _actors(reading, behind), _span(reading, patient)
    if predicate.frame == "mutual":
        return subjects, [*_actors(reading, patient), *_actors(reading, behind)], None
    objects = _actors(reading, patient) or _owner(reading, patient)
    if not objects and patient is None:
        objects = _actors(reading, behind)
    return subjects, objects, None if objects and patient is None else _span(reading, patient)


def _patient(verb: Token, passive: bool) -> Token | None:
    if not passive:
        noun = child(verb, "dobj")
        return antecedent(noun) if noun is not None else None
    own = own_subject(verb)
    if own is not None:
        return antecedent(own)
    return verb.head if verb.dep_ == "acl" else _shared_subject(verb)


def _shared_subject(verb: Token) -> Token | None:
    """The passive subject that coordinated participles share: "killed and 12 wounded"."""
    above = verb.head
    return own_subject(above) if verb.dep_ == "conj" and is_passive(above) else None


def _noun_ends(reading: Reading, noun: Token, predicate: Predicate) -> Ends:
    owner = child(noun, "poss")
    subjects = _actors(reading, owner)
    by = _behind(noun, {"by", "from"}) or agent_of(noun)
    subjects = subjects or _actors(reading, by)
    if not subjects:
        subjects = [actor for c in children(noun, "compound", "amod", "nmod") for actor in _modifier_actors(reading, c)]
    objects = _actors(reading, _behind(noun, predicate.on))
    if predicate.frame == "mutual":
        between = _behind(noun, {"between"})
        return [*subjects, *_actors(reading, between)], _actors(reading, _behind(noun, {"with"})), None
    carrier = noun.head
    if not subjects and noun.dep_ in {"dobj", "nsubjpass"} and _is_light(carrier):
        subject = agent_of(carrier) if is_passive(carrier) else subject_of(carrier)
        subjects = _actors(reading, subject)
        objects = objects or _actors(reading, _behind(carrier, predicate.on))
        if predicate.frame == "receive":
            subjects, objects = objects, subjects
    if not subjects and noun.dep_ in {"dobj"} and carrier.lemma_ == "receive":
        objects = _actors(reading, subject_of(carrier))
        subjects = _actors(reading, _behind(noun, {"from"}) or _behind(carrier, {"from"}))
    if predicate.frame == "move":
        return subjects or objects, [], None
    return subjects, objects, None


def _is_light(verb: Token) -> bool:
    particle = child(verb, "prt")
    lemma = verb.lemma_.lower() + (f"_{particle.lower_}" if particle is not None else "")
    return lemma in predicates().light


def _behind(head: Token, prepositions: Iterable[str]) -> Token | None:
    for preposition in head.children:
        if preposition.dep_ in {"prep", "agent", "prt", "dative"} and preposition.lower_ in prepositions:
            found = child(preposition, "pobj")
            if found is not None:
                return found
    return None


# --- actors at the ends --------------------------------------------------------------------------------------------


def _actors(reading: Reading, noun: Token | None) -> list[DraftActor]:
    """The actors that a noun phrase names, each side of an "and"."""
    if noun is None:
        return []
    found = []
    for head in coordinated(antecedent(noun)):
        named = _behind(head, {"of"}) if head.lower_ in _SETTLEMENT else None
        mention = _mention_of(reading, named or head)
        if mention is not None and mention.actor is not None and mention.actor.cls not in _NO_END:
            found.append(mention.actor)
    return found


def _mention_of(reading: Reading, head: Token) -> DraftMention | None:
    governed = [
        m for m in reading.mentions if m.head == head.i and m.actor is not None and m.kind is not MentionKind.EMBEDDED
    ]
    return max(governed, key=lambda m: m.last - m.first, default=None)


def _modifier_actors(reading: Reading, modifier: Token) -> Iterator[DraftActor]:
    """Whose event it is: the "Russian" of "Russian strikes"."""
    for token in coordinated(modifier):
        for mention in reading.mentions:
            if mention.head == token.i and mention.cls in _OWNERS and mention.actor is not None:
                yield mention.actor


def _owner(reading: Reading, noun: Token | None) -> list[DraftActor]:
    """Whose thing was acted upon, where the thing is no actor: "violated Iran's airspace"."""
    owner = child(noun, "poss") if noun is not None else None
    return _actors(reading, owner)


def _raised(actors: list[DraftActor]) -> list[DraftActor]:
    """A weapon does not act: its owner does."""
    return [
        owner for actor in actors for owner in (actor.of if actor.cls is ActorClass.WEAPON and actor.of else [actor])
    ]


def _distinct(actors: Iterable[DraftActor]) -> list[DraftActor]:
    return list({id(actor): actor for actor in actors}.values())


def _span(reading: Reading, noun: Token | None) -> Span | None:
    if noun is None:
        return None
    return reading.span(noun.left_edge.i, noun.i)


# --- what is said of the event -------------------------------------------------------------------------------------


def _attribution_of(reading: Reading, trigger: Token) -> Attribution | None:
    """The innermost statement in which the event is told; a speech act is not told by itself."""
    holders = [
        a
        for a in reading.attributions
        if trigger.i not in a.cue and any(s.start <= trigger.idx < s.end for s in a.content)
    ]
    return min(holders, key=lambda a: sum(map(len, a.content)), default=None)


def _disputed(reading: Reading, verb: Token, told: Attribution | None) -> list[DraftActor]:
    """Whom a rejection answers: the author of the claim, else of the thing rejected."""
    if told is not None and told.denies:
        return [speaker for claim in told.denies for speaker in claim.speakers]
    thing = _patient(verb, is_passive(verb))
    if thing is None:
        return []
    by = _actors(reading, _behind(thing, {"by", "from"}) or _behind(thing, {"with"}))
    owners = [a for c in children(thing, "poss", "compound", "nmod") for a in _modifier_actors(reading, c)]
    return by or [owner for owner in owners if told is None or owner not in told.speakers]


def _denier(reading: Reading, attribution: Attribution | None) -> DraftActor | None:
    if attribution is None:
        return None
    for denial in reading.attributions:
        if attribution in denial.denies and denial.speakers:
            return denial.speakers[0]
    return None


def _status(trigger: Token, attribution: Attribution | None) -> Status:
    verb = trigger
    while verb.pos_ not in {"VERB", "AUX"} and verb.head != verb:
        verb = verb.head
    if any(c.tag_ == "MD" and c.lower_ in _HYPOTHETICAL_MODALS for c in verb.children):
        return Status.HYPOTHETICAL
    if trigger.pos_ == "VERB" and trigger.tag_ == "VB" and trigger.head.lemma_.lower() in _WANTING:
        return Status.HYPOTHETICAL
    if attribution is None or attribution.status in {Status.WITHHELD}:
        return Status.ASSERTED
    return Status.ALLEGED if attribution.status is Status.DENIED else attribution.status


def _is_negated(trigger: Token) -> bool:
    return any(c.dep_ == "neg" or c.lower_ in {"no", "never"} for c in trigger.children)


def _date(reading: Reading, trigger: Token) -> str | None:
    """A date that hangs from the trigger or from its clause."""
    clause = trigger
    while clause.pos_ not in {"VERB", "AUX"} and clause.head != clause:
        clause = clause.head
    for time in reading.times:
        run = reading.doc.char_span(time.span.start, time.span.end, alignment_mode="expand")
        if run is None:
            continue
        above = run.root.head
        if above in {trigger, clause} or above.head in {trigger, clause}:
            return time.value
    return None
