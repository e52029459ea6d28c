"""What is said of an event beside its ends: status, negation, date, who tells it, who denies it."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from index.extraction.predicates import predicates
from index.extraction.reading import Attribution, DraftActor, Reading
from index.extraction.syntax import child, own_subject
from index.model import Status

_MODALS = frozenset({"will", "would", "should", "could", "might", "may", "must", "can", "shall", "'ll", "’ll"})
_WANTING = frozenset(
    {
        *("want", "plan", "threaten", "intend", "urge", "call", "ask", "demand", "seek", "hope", "refuse", "vow"),
        *("pledge", "promise", "try", "attempt", "prepare", "aim", "agree", "offer", "propose", "request", "warn"),
        *("decline", "consider", "order", "tell", "encourage", "risk", "face", "fear", "avoid", "prevent", "discuss"),
        *("proposal", "threat", "attempt", "intention", "readiness", "willingness", "appeal", "possibility"),
    }
)
_PAST_CAUSES = frozenset({"after", "following", "since", "amid", "during", "despite"})
"""What stands behind these has happened, whatever the verb above plans."""
_CONDITIONS = frozenset({"if", "unless", "until", "whether"})
_OCCURRING = frozenset({"take", "occur", "happen", "be", "begin", "start"})
_FORBIDDING = frozenset({"no", "never", "neither", "without"})


class Circumstances:
    """Times and attributions of one Reading, laid out for the questions that events ask."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self.told: dict[int, Attribution] = {i: a for a in reversed(reading.attributions) for i in a.cue}
        self._sizes = [(a, sum(map(len, a.content))) for a in reading.attributions]
        self._times: dict[int, str] = {}
        for time in reading.times:
            if not time.value[:1].isdigit():
                continue
            run = reading.doc.char_span(time.span.start, time.span.end, alignment_mode="expand")
            if run is not None:
                above = run.root.head
                self._times.setdefault(above.i, time.value)
                self._times.setdefault(above.head.i, time.value)

    def attribution(self, trigger: Token, *, rejected: bool = True) -> Attribution | None:
        """The innermost statement in which the event is told; a speech act is not told by itself.

        An offer is not told by who rejects it: without `rejected`, such a statement is passed over.
        """
        holders = [
            (size, n, a)
            for n, (a, size) in enumerate(self._sizes)
            if trigger.i not in a.cue
            and any(s.start <= trigger.idx < s.end for s in a.content)
            and (rejected or a.status is not Status.DENIED or trigger.head.i not in a.cue)
        ]
        return min(holders)[2] if holders else None

    def denier(self, attribution: Attribution | None) -> DraftActor | None:
        """Who denies the statement in which the event is told."""
        if attribution is None:
            return None
        if attribution.status is Status.DENIED and attribution.speakers:
            return attribution.speakers[0]
        for denial in self._reading.attributions:
            if attribution in denial.denies and denial.speakers:
                return denial.speakers[0]
        return None

    def status(self, trigger: Token, attribution: Attribution | None) -> Status:
        """How firmly the event stands in the text."""
        hedges = predicates().hedges
        nearby = (word for c in trigger.children for word in (c, *c.lefts) if word.dep_ in {"amod", "advmod"})
        beside = next((hedges[word.lower_] for word in nearby if word.lower_ in hedges), None)
        if beside is not None:
            return beside
        if trigger.dep_ in {"xcomp", "pcomp"} and trigger.head.lemma_ == "deny":
            return Status.ALLEGED
        if _is_hypothetical(trigger):
            return Status.HYPOTHETICAL
        if attribution is None or attribution.status is Status.WITHHELD:
            return Status.ASSERTED
        return Status.ALLEGED if attribution.status is Status.DENIED else attribution.status

    def date(self, trigger: Token) -> str | None:
        """A date that hangs from the trigger or from its clause."""
        return self._times.get(trigger.i) or self._times.get(_verb_over(trigger).i)


def is_negated(trigger: Token) -> bool:
    """Whether the event is said not to have been: "no attack took place"."""
    verb = _verb_over(trigger)
    scope = [*trigger.children]
    if verb is not trigger and trigger.head == verb and verb.lemma_.lower() in predicates().light | _OCCURRING:
        scope += verb.children
    return any(c.dep_ == "neg" or c.lower_ in _FORBIDDING for c in scope)


def _is_hypothetical(trigger: Token) -> bool:
    verb = _verb_over(trigger)
    for token in {trigger, verb}:
        if any((c.tag_ == "MD" and c.lower_ in _MODALS) or c.lower_ in _CONDITIONS for c in token.children):
            return True
    return any(above.lemma_.lower() in _WANTING for above in _governors(trigger))


def _governors(trigger: Token) -> Iterator[Token]:
    """The words that an infinitive, or a noun that names an event, depends on."""
    token = trigger
    for _ in range(4):
        above = token.head
        if above == token:
            return
        verbal = token.pos_ in {"VERB", "AUX"}
        if verbal and (token.tag_ not in {"VB", "VBG", "VBN"} or token.dep_ in {"advcl", "relcl", "ROOT", "ccomp"}):
            return
        if verbal and own_subject(token) is not None:
            return
        if not verbal and token.dep_ not in {"dobj", "pobj", "prep", "conj", "nsubjpass", "attr"}:
            return
        if above.lower_ in _PAST_CAUSES:
            return
        if above.pos_ != "ADP" and (above.pos_ != "VERB" or not _is_finished(above)):
            yield above
        token = above


def _is_finished(verb: Token) -> bool:
    """Whether the verb over a noun is itself the event's: "carried out an attack"."""
    return verb.lemma_.lower() in predicates().light and child(verb, "neg") is None and verb.lemma_ not in _WANTING


def _verb_over(token: Token) -> Token:
    while token.pos_ not in {"VERB", "AUX"} and token.head != token:
        token = token.head
    return token
