"""Stage: events with a PLOVER root: who did what to whom, from the argument structure of the text.

Precision before recall: an event needs a trigger of the lexicon and the ends that its predicate asks for;
what the sentence does not name stays empty.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.tokens import Token

from index.extraction.event_arguments import Arguments, noun_arguments, verb_arguments
from index.extraction.event_circumstances import Circumstances, is_negated
from index.extraction.event_ends import ACTING, Ends
from index.extraction.event_shapes import (
    behind,
    carrier_of,
    in_passive,
    is_phrase,
    is_slipped,
    is_verbal,
    lemma_of,
    patient,
)
from index.extraction.event_speech import Answers, accused_in_clause, insulted
from index.extraction.predicates import Predicate, predicates
from index.extraction.reading import DraftActor, DraftEvent, Reading
from index.extraction.syntax import child, own_subject, subject_of
from index.model import ActorClass, Status

_PEOPLE = frozenset({ActorClass.PERSON, ActorClass.GROUP})
_PLACES = frozenset({ActorClass.PLACE, ActorClass.STATE})
_SOMEWHERE = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "CONSULT", "PROTEST", "RETREAT"})
_PROPOSED = frozenset({"AGREE", "CONSULT", "REQUEST", "COOPERATE"})
_SPEECH = frozenset({"ACCUSE", "REJECT", "REQUEST", "THREATEN"})

_NAMING = frozenset({"call", "name", "designate", "describe", "label", "declare", "term", "dub"})
_BREAKING = frozenset({"suspend", "cancel", "terminate", "scrap", "annul", "break", "revoke", "denounce"})
_REFUSED = frozenset({"refuse", "decline", "rule", "fail"})
_SILENT = frozenset(
    {"comment", "say", "confirm", "discuss", "answer", "disclose", "speak", "name", "talk", "give", "reply"}
)


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
                if _refused(token):
                    break
                found = self._arguments(token, predicate)
                if found is not None:
                    self._add(token, predicate, found)
                    break

    def _arguments(self, trigger: Token, predicate: Predicate) -> Arguments | None:
        verbal = trigger.pos_ == "ADJ" or is_verbal(trigger) or is_slipped(trigger)
        find = verb_arguments if verbal else noun_arguments
        found = find(self._ends, trigger, predicate)
        if predicate.root in _SPEECH:
            self._complete_speech(trigger, predicate, found)
        if trigger.pos_ == "VERB" and not found.subjects and not _may_lack_doer(trigger, predicate):
            return None
        found.subjects = _distinct(found.subjects)
        found.objects = [a for a in _distinct(self._ends.victims(found.objects)) if a not in found.subjects]
        if _is_reciprocal(trigger) and len(found.subjects) > 1:
            return found
        if predicate.frame in {"mutual", "each"}:
            found = Arguments(_distinct([*found.subjects, *found.objects]), [], found.thing)
            if len(found.subjects) < 2 and not (predicate.root == "AGREE" and found.subjects and _is_made(trigger)):
                return None
        elif not found.subjects and not found.objects:
            return None
        return found if self._is_enough(predicate, found) else None

    def _complete_speech(self, trigger: Token, predicate: Predicate, found: Arguments) -> None:
        """Speaker and addressee as the statement has them, where the trigger is the cue of one."""
        told = self._circumstances.told.get(trigger.i)
        if told is not None and told.speakers:
            found.subjects = told.speakers
        if trigger.pos_ != "VERB":
            if predicate.root == "ACCUSE" and not found.objects:
                found.objects = self._ends.at(accused_in_clause(trigger))
            return
        if trigger.lemma_ == "threaten" and (hit := self._answers.threatened(trigger)) is not None:
            found.objects = hit
        elif predicate.root == "REJECT":
            found.objects = self._answers.disputed(trigger, told, found.subjects)
        elif predicate.root == "ACCUSE" and trigger.lemma_ in _NAMING:
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
            "direct": bool(set(map(id, self._ends.at(found.thing))) & set(map(id, found.objects))),
            "craft": bool(classes - _PLACES),
            "captives": found.thing is not None and found.thing.lemma_.lower() in predicates().captives,
            "one": ActorClass.PERSON in classes,
            "goods": self._ends.is_weapon(found.thing),
            "arms": self._ends.is_weapon(found.thing) and not self._ends.is_vehicle(found.thing),
        }
        return all(checks[need] for need in predicate.needs)

    def _counts(self, found: Arguments) -> bool:
        """Whether those it was done to are only a number of people, who are no actor: "arrested 40 people"."""
        people = self._ends.at(found.thing)
        return bool(found.subjects) and bool(people) and not self._ends.victims(people)

    def _add(self, trigger: Token, predicate: Predicate, found: Arguments) -> None:
        circumstances = self._circumstances
        carrier = carrier_of(trigger) if trigger.pos_ == "NOUN" else None
        if carrier is not None and is_phrase(carrier, trigger):
            trigger = carrier
        attribution = circumstances.attribution(trigger, rejected=predicate.root not in _PROPOSED)
        self._ends.keep([*found.subjects, *found.objects])
        verbal = trigger.pos_ == "VERB"
        each_way = predicate.frame == "each" or _is_reciprocal(trigger)
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
                    negated=is_negated(trigger) and predicate.root != "REJECT",
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


def candidates(token: Token) -> tuple[Predicate, ...]:
    """The predicates that a word may stand for, the likeliest first."""
    if is_verbal(token) or is_slipped(token):
        return _of_verb(token)
    if token.pos_ in {"NOUN", "PROPN"} and token.dep_ != "compound":
        return _of_noun(token)
    if token.pos_ == "ADJ" and token.dep_ in {"acomp", "conj"}:
        return predicates().adjectives.get(token.lower_, ())
    return ()


def _of_verb(verb: Token) -> tuple[Predicate, ...]:
    lexical = predicates()
    lemma = verb.lemma_.lower()
    if verb.dep_ == "amod" and verb.i and verb.nbor(-1).text not in {"-", "–"}:
        return ()
    if lemma in lexical.refusing and child(verb, "neg") is not None:
        return (lexical.rejection(),)
    if lemma in _NAMING and insulted(verb) is not None:
        return lexical.verbs["accuse"]
    if _quits(verb):
        return (lexical.rejection(),)
    if lemma == "demand" and not _demands_something(verb):
        return ()
    if lemma == "refuse" and ((deed := child(verb, "xcomp")) is None or deed.lemma_ in _SILENT):
        return ()
    if any(c.lower_ in {"nor", "neither"} for c in (*verb.children, *verb.head.children) if c.i < verb.i) and (
        verb.lemma_ in {"deny", "confirm"}
    ):
        return ()
    if _is_carrying(verb) or (lemma == "agree" and not _agrees_to(verb)):
        return ()
    behind = [c for c in verb.children if c.dep_ in {"prt", "prep", "acomp", "oprd", "advmod"} and c.i > verb.i]
    for word in behind:
        found = lexical.verbs.get(f"{lemma}_{word.lower_}")
        if found is not None:
            return found
    return lexical.verbs.get(lemma, ())


def _demands_something(verb: Token) -> bool:
    """Whether "demand" names what is wanted, and does not only close a quotation."""
    clause = child(verb, "ccomp")
    return child(verb, "dobj", "xcomp", "nsubjpass") is not None or (clause is not None and clause.i > verb.i)


def _asks(noun: Token) -> bool:
    """Whether a noun of asking says what for, of whom or by whom."""
    return any(c.dep_ in {"prep", "acl", "relcl", "agent"} for c in noun.rights)


def _agrees_to(verb: Token) -> bool:
    """Whether "agree" tells of a deal and not of an opinion."""
    if child(verb, "xcomp") is not None:
        return True
    return any(c.dep_ == "prep" and c.lower_ in {"to", "on", "upon"} for c in verb.children)


def _may_lack_doer(verb: Token, predicate: Predicate) -> bool:
    """Whether nobody need be named: in the passive, and where a thing does the harm ("a drone struck the port")."""
    return in_passive(verb) or (predicate.root == "ASSAULT" and subject_of(verb) is not None)


def _quits(verb: Token) -> bool:
    """Whether an agreement or a membership is given up."""
    if verb.lemma_ not in {"withdraw", "pull", "leave", "exit", "quit", "abandon", *_BREAKING}:
        return False
    left = behind(verb, {"from"}) or child(verb, "dobj", "nsubjpass")
    out = child(verb, "prep")
    left = left or (behind(out, {"of", "from"}) if out is not None else None)
    if left is None:
        return False
    lemma = left.lemma_.lower()
    agreed = any(predicate.root == "AGREE" for predicate in predicates().nouns.get(lemma, ()))
    return agreed or lemma in predicates().memberships


def _refused(verb: Token) -> bool:
    """Whether somebody declines to do it: the "sending" of "rule out sending troops to lift the siege"."""
    token = verb
    if verb.dep_ == "xcomp" and verb.head.lemma_ == "threaten" and _quits(verb):
        return True
    for _ in range(5):
        if token.dep_ not in {"xcomp", "pcomp", "advcl", "dobj", "prep", "pobj", "ccomp"}:
            return False
        token = token.head
        if token.pos_ == "VERB" and token.lemma_ in _REFUSED:
            return True
        if token.pos_ == "VERB" and own_subject(token) is not None:
            return False
    return False


def _of_noun(noun: Token) -> tuple[Predicate, ...]:
    lexical = predicates()
    lemma = noun.lemma_.lower()
    if noun.dep_ in {"dobj", "nsubjpass"} and noun.head.pos_ == "VERB" and _quits(noun.head):
        return ()
    if lemma in lexical.phrase_nouns:
        above = noun.head
        of_noun = noun.dep_ == "pobj" and above.lower_ == "of"
        carrier = above.head if of_noun else above if noun.dep_ in {"dobj", "nsubjpass"} else child(noun, "acl")
        if carrier is not None and (found := lexical.phrases.get(f"{carrier.lemma_.lower()}_{lemma}")) is not None:
            return found
    kind = child(noun, "compound", "amod")
    found = lexical.nouns.get(f"{kind.lower_}_{lemma}", ()) if kind is not None else ()
    found = found or lexical.nouns.get(lemma, ())
    return tuple(predicate for predicate in found if predicate.root != "REQUEST" or _asks(noun))


def _is_carrying(verb: Token) -> bool:
    """Whether a light verb only carries an event noun, which then is the trigger."""
    lexical = predicates()
    noun = child(verb, "dobj", "nsubjpass")
    if noun is None:
        return False
    lemma = noun.lemma_.lower()
    if is_phrase(verb, noun):
        return True
    return lemma in lexical.nouns and (lemma_of(verb) in lexical.light or verb.lemma_.lower() in lexical.suffering)


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
