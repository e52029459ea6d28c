"""Stage: events with a PLOVER root: who did what to whom, from the argument structure of the text.

Precision before recall: an event needs a trigger of the lexicon and the ends that its predicate asks for;
what the sentence does not name stays empty.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.tokens import Token

from index.extraction.events.arguments import Arguments, noun_arguments, verb_arguments
from index.extraction.events.circumstances import Circumstances
from index.extraction.events.ends import ACTING, Ends
from index.extraction.events.shapes import (
    behind,
    carrier_of,
    in_passive,
    is_verbal,
    patient,
    phrase_of,
)
from index.extraction.events.speech import Answers, accused_in_clause, insulted
from index.extraction.events.triggers import NAMING, candidates, cut_off, is_refused
from index.extraction.lexicons.predicates import Predicate, predicates
from index.extraction.reading import DraftActor, DraftEvent, Reading
from index.extraction.slips import is_slipped
from index.extraction.syntax import child, subject_of
from index.model import ActorClass, Status

_PEOPLE = frozenset({ActorClass.PERSON, ActorClass.GROUP})
_LIVING = frozenset({ActorClass.PERSON, ActorClass.GROUP, ActorClass.ORGANISATION})
_PLACES = frozenset({ActorClass.PLACE, ActorClass.STATE})
_SOMEWHERE = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "CONSULT", "PROTEST", "RETREAT"})
_PROPOSED = frozenset({"AGREE", "CONSULT", "REQUEST", "COOPERATE"})
_REFLEXIVE = frozenset({"himself", "herself", "itself", "themselves", "oneself"})
_SPEECH = frozenset({"ACCUSE", "REJECT", "REQUEST", "THREATEN"})


def find_events(reading: Reading) -> None:
    """Add an event for each trigger whose ends are found."""
    _Finder(reading).run()
    reading.mentions.sort(key=lambda m: (m.first, -m.last))


class _Finder:
    """Goes once through the tokens of a Reading."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._ends = Ends(reading)
        self._circumstances = Circumstances(reading)
        self._answers = Answers(reading, self._ends)

    def run(self) -> None:
        for token in self._reading.doc:
            for predicate in candidates(token):
                if is_refused(token):
                    break
                found = self._arguments(token, predicate)
                if found is not None:
                    self._add(token, predicate, found)
                    break
            for predicate in cut_off(token):
                found = self._arguments(token, predicate)
                if found is not None:
                    self._add(token, predicate, found)
                    break

    def _arguments(self, trigger: Token, predicate: Predicate) -> Arguments | None:
        if (suffering := child(trigger, "dobj")) is not None and suffering.lower_ in _REFLEXIVE:
            return None
        verbal = trigger.pos_ == "ADJ" or is_verbal(trigger) or is_slipped(trigger)
        find = verb_arguments if verbal else noun_arguments
        found = find(self._ends, trigger, predicate)
        if predicate.root in _SPEECH:
            self._complete_speech(trigger, predicate, found)
        if trigger.pos_ == "VERB" and not found.subjects and not _may_lack_doer(trigger, predicate):
            return None
        if predicate.root == "ASSAULT" or predicate.name == "FLEE":
            found.subjects = self._ends.victims(found.subjects)
        found.objects = self._ends.victims(found.objects, people=predicate.root == "COERCE")
        found.subjects = _distinct(found.subjects)
        found.objects = [actor for actor in _distinct(found.objects) if actor not in found.subjects]
        if _is_reciprocal(trigger) and len(found.subjects) > 1:
            return found
        if predicate.frame in {"mutual", "each"}:
            found = Arguments(_distinct([*found.subjects, *found.objects]), [], found.thing)
            if len(found.subjects) < 2:
                alone = predicate.frame == "each" and len(found.subjects) == 1 and trigger.pos_ == "NOUN"
                if alone and behind(trigger, {"with", "against"}) is not None:
                    return Arguments([], found.subjects)
                if not (predicate.root == "AGREE" and found.subjects and _is_made(trigger)):
                    return None
        elif not found.subjects and not found.objects:
            return None
        return found if self._is_enough(predicate, found) else None

    def _complete_speech(self, trigger: Token, predicate: Predicate, found: Arguments) -> None:
        """Speaker and addressee as the statement has them, where the trigger is the cue of one."""
        told = self._circumstances.told.get(trigger.i)
        if (teller := self._answers.trailing(trigger)) is not None:
            found.subjects = teller
        elif told is not None and told.speakers and not (_is_reciprocal(trigger) and len(found.subjects) > 1):
            found.subjects = told.speakers
        if trigger.pos_ != "VERB":
            if predicate.root in {"ACCUSE", "REQUEST"} and not found.objects:
                found.objects = self._ends.at(accused_in_clause(trigger))
            return
        if trigger.lemma_ == "threaten" and (hit := self._answers.threatened(trigger)) is not None:
            found.objects = hit
        elif predicate.root == "REJECT":
            found.objects = self._answers.disputed(trigger, told, found.subjects)
        elif predicate.root == "ACCUSE" and trigger.lemma_ in NAMING:
            found.objects = self._ends.at(insulted(trigger))
        elif predicate.root == "ACCUSE" and not found.objects and trigger.lemma_ != "allege":
            found.objects = self._answers.condemned(patient(trigger, in_passive(trigger)))
        elif not found.objects:
            found.objects = self._answers.meant(trigger, predicate.root)

    def _is_enough(self, predicate: Predicate, found: Arguments) -> bool:
        classes = {actor.cls for actor in found.objects}
        checks = {
            "subject": bool(found.subjects),
            "object": bool(found.objects) or predicate.frame in {"mutual", "each"} or self._counts(found),
            "person": bool(classes & _PEOPLE) or self._counts(found),
            "place": bool(classes & _PLACES),
            "power": bool(classes & ACTING) or self._counts(found),
            "force": any(set(actor.name.lower().split()) & predicates().armed for actor in found.subjects),
            "living": bool(classes & _LIVING) or self._counts(found),
            "direct": found.thing is None
            or bool(set(map(id, self._ends.at(found.thing))) & set(map(id, found.objects))),
            "craft": bool(classes - _PLACES),
            "captives": found.thing is not None and found.thing.lemma_.lower() in predicates().captives,
            "one": ActorClass.PERSON in classes,
            "policy": found.thing is not None and found.thing.lemma_.lower() in predicates().policy,
            "goods": self._ends.is_weapon(found.thing),
            "arms": self._ends.is_contraband(found.thing),
        }
        return all(checks[need] for need in predicate.needs)

    def _counts(self, found: Arguments) -> bool:
        """Whether those it was done to are only a number of people, who are no actor: "arrested 40 people"."""
        people = self._ends.at(found.thing)
        return bool(found.subjects) and bool(people) and not self._ends.victims(people)

    def _add(self, trigger: Token, predicate: Predicate, found: Arguments) -> None:
        circumstances = self._circumstances
        carrier = carrier_of(trigger) if trigger.pos_ == "NOUN" else None
        if carrier is not None and predicate in phrase_of(carrier, trigger):
            trigger = carrier
        attribution = circumstances.attribution(trigger, rejected=predicate.root not in _PROPOSED)
        self._ends.keep([*found.subjects, *found.objects])
        verbal = trigger.pos_ == "VERB"
        each_way = predicate.frame == "each" or _is_reciprocal(trigger)
        each_way = each_way and len(found.subjects) > 1
        for subjects, objects in _directed(found) if each_way else ((found.subjects, found.objects),):
            self._reading.events.append(
                DraftEvent(
                    predicate=predicate.name,
                    root=predicate.root,
                    trigger=trigger.i,
                    subjects=subjects,
                    objects=objects,
                    theme=self._reading.span(found.thing.left_edge.i, found.thing.i)
                    if found.thing is not None
                    else None,
                    status=circumstances.status(trigger, attribution)
                    if predicate.root != "REJECT"
                    else Status.ASSERTED,
                    attributed_to=attribution.speakers if attribution is not None else [],
                    denied_by=circumstances.denier(attribution),
                    negated=circumstances.is_negated(trigger) and predicate.root != "REJECT",
                    date=circumstances.date(trigger),
                    amount=self._ends.amount(found.thing),
                    place=self._place(trigger, predicate, found),
                    rule=f"event:{predicate.frame}:{'verb' if verbal else 'noun'}",
                    confidence=0.7 if verbal else 0.6,
                )
            )

    def _place(self, trigger: Token, predicate: Predicate, found: Arguments) -> str | None:
        """Where it happened, unless that is what was acted upon."""
        place = self._ends.place(trigger) if predicate.root in _SOMEWHERE else None
        return place if place is not None and place not in {actor.name for actor in found.objects} else None


def _may_lack_doer(verb: Token, predicate: Predicate) -> bool:
    """Whether nobody need be named: in the passive, and where a thing does the harm ("a drone struck the port")."""
    return in_passive(verb) or (predicate.root == "ASSAULT" and subject_of(verb) is not None)


def _is_made(trigger: Token) -> bool:
    """Whether an agreement is made, and not only spoken of."""
    return trigger.pos_ == "VERB" or carrier_of(trigger) is not None


def _is_reciprocal(verb: Token) -> bool:
    """Whether they do it to each other."""
    other = child(verb, "dobj")
    return other is not None and other.lower_ in {"other", "another"} and other.i > 0 and verb.pos_ == "VERB"


def _directed(found: Arguments) -> Iterator[tuple[list[DraftActor], list[DraftActor]]]:
    """Mutual violence and mutual blame are one event each way."""
    for doer in found.subjects:
        yield [doer], [other for other in found.subjects if other is not doer]


def _distinct(actors: Iterable[DraftActor]) -> list[DraftActor]:
    return list({id(actor): actor for actor in actors}.values())
