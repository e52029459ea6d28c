"""Whom a rejection answers and whom a threat, a demand or an insult is meant for. Part of the events stage."""

from __future__ import annotations

from spacy.tokens import Token

from index.extraction.events.arguments import noun_arguments, verb_arguments
from index.extraction.events.ends import Ends
from index.extraction.events.shapes import behind, in_passive, patient
from index.extraction.lexicons.predicates import predicates
from index.extraction.reading import Attribution, DraftActor, Reading
from index.extraction.syntax import RELATIVE, child, own_subject, subject_of

_OWN_PART = frozenset({"involvement", "responsibility", "role", "part", "wrongdoing", "guilt", "complicity", "link"})
_POINTERS = frozenset(
    {
        *("claim", "accusation", "allegation", "charge", "report", "statement", "assertion", "comment", "remark"),
        *("suggestion", "it", "this", "that", "criticism", "finding", "conclusion"),
    }
)
_ADMISSIONS = frozenset(
    {"entry", "access", "bail", "visa", "permission", "asylum", "approval", "clearance", "parole", "citizenship"}
)
_MADE = frozenset(
    {
        *("make", "propose", "submit", "present", "put", "broker", "draft", "offer", "issue", "file", "bring", "send"),
        *("raise", "level", "voice", "bring", "mediate", "advance", "initiate", "launch", "lodge"),
    }
)
_REACH = 2
"""Sentences that are looked back for the one who is answered."""
_CLIMB = 4
_ACCUSING = frozenset({"ACCUSE"})
_HOSTILE = frozenset({"ASSAULT", "MOBILIZE", "COERCE", "SANCTION"})


class Answers:
    """Finds those to whom rejections and other speech acts are directed."""

    def __init__(self, reading: Reading, ends: Ends) -> None:
        self._reading = reading
        self._ends = ends

    def disputed(self, verb: Token, told: Attribution | None, subjects: list[DraftActor]) -> list[DraftActor]:
        """Whom a rejection answers: who asked, who owns what is rejected, else who made the claim."""
        refused = child(verb, "dative")
        if refused is not None and refused.pos_ != "ADP":
            return self._ends.at(refused)
        if (barred := _barred(verb)) is not None:
            return self._ends.doers(barred)
        thing = patient(verb, in_passive(verb)) or behind(verb, {"from"})
        relative = child(verb, "dobj", "nsubjpass")
        if relative is not None and relative.lower_ in RELATIVE:
            inner = (
                self._teller_before(verb, told) or [s for claim in told.denies for s in claim.speakers] if told else []
            )
            return _without(inner, subjects)
        if thing is not None:
            if thing.lemma_.lower() in _OWN_PART:
                return self._accusers(verb, subjects)
            joint = behind(thing, {"with", "between"}) or behind(verb, {"with"}) if _is_mutual(thing) else None
            made_by = behind(thing, {"by", "from"}) or joint or _maker(thing)
            owners = _without(self._ends.owners(thing), subjects)
            if found := owners or _without(self._ends.doers(made_by), subjects):
                return found
        if told is not None and told.denies:
            return _without([speaker for claim in told.denies for speaker in claim.speakers], subjects)
        if thing is not None and thing.lemma_.lower() in _POINTERS:
            return self._last_teller(verb, subjects)
        return self._ends.at(thing) if thing is not None else []

    def trailing(self, verb: Token) -> list[DraftActor] | None:
        """Who speaks on behind what was told: the court of "the court rules that he knew, rejecting his appeal"."""
        above = verb.head
        if verb.dep_ != "advcl" or verb.tag_ != "VBG" or verb.i == 0 or verb.nbor(-1).text != ",":
            return None
        for _ in range(_CLIMB):
            if above.dep_ == "ccomp" and above.i < verb.i:
                return self._ends.doers(subject_of(above.head)) or None
            if above.dep_ not in {"xcomp", "pcomp", "prep", "advcl", "conj"}:
                return None
            above = above.head
        return None

    def meant(self, verb: Token, root: str) -> list[DraftActor]:
        """Whom a threat or a demand is meant for, where no addressee stands with the verb."""
        if root == "REQUEST" or verb.lemma_ == "allege":
            clause = child(verb, "ccomp")
            subject = own_subject(clause) if clause is not None else None
            return self._ends.at(subject) if subject is not None and subject.dep_ != "nsubjpass" else []
        return []

    def condemned(self, thing: Token | None) -> list[DraftActor]:
        """Who did what is condemned: the doer of the event told before under the same name."""
        if thing is None:
            return []
        lemma = thing.lemma_.lower()
        names = {p.name for p in predicates().nouns.get(lemma, ())}
        pointing = lemma in predicates().pointing
        here = self._reading.sentence_of[thing.i]
        for event in reversed(self._reading.events):
            if event.trigger >= thing.i or not event.subjects:
                continue
            if here - self._reading.sentence_of[event.trigger] > _REACH:
                break
            if event.predicate in names or (pointing and event.root in _HOSTILE):
                return event.subjects
        return []

    def threatened(self, verb: Token) -> list[DraftActor] | None:
        """Whom the threatened deed would hit; None where no deed is named."""
        inner = child(verb, "xcomp")
        if inner is not None:
            for predicate in predicates().verbs.get(inner.lemma_.lower(), ()):
                if found := verb_arguments(self._ends, inner, predicate).objects:
                    return found
            return self._ends.at(_partner(inner))
        thing = patient(inner or verb, in_passive(inner or verb))
        if thing is not None:
            for predicate in predicates().nouns.get(thing.lemma_.lower(), ()):
                return noun_arguments(self._ends, thing, predicate).objects
        return None

    def _accusers(self, verb: Token, subjects: list[DraftActor]) -> list[DraftActor]:
        """Who accused those that deny their part, not long before."""
        here = self._reading.sentence_of[verb.i]
        accused = {*subjects, *(owner for actor in subjects for owner in actor.of)}
        for event in reversed(self._reading.events):
            if here - self._reading.sentence_of[event.trigger] > _REACH:
                break
            if event.root in _ACCUSING and accused & set(event.objects):
                return _without(event.subjects, subjects)
        return []

    def _teller_before(self, verb: Token, told: Attribution | None) -> list[DraftActor]:
        """Who told what stands right before a relative clause: the claim of "…, which Kabul denies"."""
        before = self._reading.doc[max(verb.left_edge.i - 1, 0)]
        if before.is_punct and before.i > 0:
            before = before.nbor(-1)
        holders = [
            a
            for a in self._reading.attributions
            if a is not told and a.speakers and any(s.start <= before.idx < s.end for s in a.content)
        ]
        if told is not None:
            holders = [a for a in holders if verb.i not in a.cue and set(a.speakers) != set(told.speakers)]
        return min(holders, key=lambda a: sum(map(len, a.content))).speakers if holders else []

    def _last_teller(self, verb: Token, subjects: list[DraftActor]) -> list[DraftActor]:
        here = self._reading.sentence_of[verb.i]
        for attribution in sorted(self._reading.attributions, key=_position, reverse=True):
            if _position(attribution) >= verb.idx or not attribution.cue:
                continue
            if here - self._reading.sentence_of[attribution.cue[0]] > _REACH:
                return []
            if found := _without(attribution.speakers, subjects):
                return found
        return []


def _barred(verb: Token) -> Token | None:
    """Whom something is refused: the drivers of "denied entry to the drivers"."""
    thing = patient(verb, in_passive(verb))
    if thing is None or thing.lemma_.lower() not in _ADMISSIONS:
        return None
    for clause in (c for word in (thing, verb) for c in word.rights if c.dep_ in {"acl", "advcl", "relcl", "ccomp"}):
        if any(c.dep_ == "mark" and c.lower_ == "for" for c in clause.lefts):
            return own_subject(clause)
    dative = next((c for c in verb.children if c.dep_ in {"dative", "prep"} and c.lower_ in {"to", "for"}), None)
    return child(dative, "pobj") if dative is not None else behind(thing, {"to", "for"})


def insulted(verb: Token) -> Token | None:
    """Who is called something bad: the Kim of "called Kim a dictator"."""
    small_clause = child(verb, "ccomp")
    if small_clause is not None and small_clause.pos_ in {"NOUN", "PROPN", "ADJ"}:
        person, insult = own_subject(small_clause), small_clause
    else:
        person = child(verb, "dobj")
        as_what = next((c for c in verb.children if c.dep_ == "prep" and c.lower_ == "as"), None)
        complement = child(verb, "oprd") or (child(as_what, "pobj", "amod") if as_what is not None else None)
        if complement is None:
            return None
        insult = complement
    if person is not None and person.lower_ in {"it", "them", "this", "that"}:
        return None
    bad = predicates().insults
    return person if any(t.lower_ in bad for t in insult.subtree if person is None or t.i > person.i) else None


def accused_in_clause(noun: Token) -> Token | None:
    """The subject of what is alleged: the it of "accusations that it armed them"."""
    clause = next((c for c in noun.rights if c.dep_ in {"acl", "ccomp", "relcl"} and c.pos_ in {"VERB", "AUX"}), None)
    if clause is None or not any(c.dep_ == "mark" for c in clause.children):
        clause = next((g for c in noun.rights if c.dep_ == "acl" for g in c.children if g.dep_ == "ccomp"), None)
    subject = own_subject(clause) if clause is not None else None
    return subject if subject is not None and subject.dep_ == "nsubj" else None


def _partner(verb: Token) -> Token | None:
    """With whom there is what one would leave: the Chile of "withdraw from a treaty with Chile"."""
    left = behind(verb, {"from"}) or patient(verb, in_passive(verb))
    return behind(left, {"with"}) or behind(verb, {"with", "against", "on"})


def _maker(thing: Token) -> Token | None:
    """The X of "claims made by X"."""
    made = next((c for c in thing.rights if c.dep_ == "acl" and c.tag_ == "VBN" and c.lemma_ in _MADE), None)
    return behind(made, {"by"})


def _is_mutual(noun: Token) -> bool:
    return any(predicate.frame == "mutual" for predicate in predicates().nouns.get(noun.lemma_.lower(), ()))


def _without(actors: list[DraftActor], excluded: list[DraftActor]) -> list[DraftActor]:
    return [actor for actor in actors if actor not in excluded]


def _position(attribution: Attribution) -> int:
    return attribution.content[0].start if attribution.content else 0
