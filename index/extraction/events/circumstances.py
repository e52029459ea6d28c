"""What is said of an event beside its ends: status, negation, date, who tells it, who denies it."""

from __future__ import annotations

from spacy.tokens import Token

from index.extraction.events.certainty import Certainties
from index.extraction.lexicons.signatures import Certainty, Degree
from index.extraction.reading import Attribution, DraftActor, Reading
from index.model import Status

_TOLD = {
    Status.ALLEGED: (Degree.PROBABLE, Status.ALLEGED),
    Status.DENIED: (Degree.POSSIBLE, Status.ALLEGED),
    Status.SUSPECTED: (Degree.POSSIBLE, Status.SUSPECTED),
    Status.DOUBTED: (Degree.POSSIBLE, Status.DOUBTED),
}
"""What a statement leaves of an event in it, and as what."""


class Circumstances:
    """Times and attributions of one Reading, laid out for the questions that events ask."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._certainties = Certainties()
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

    def certainty(self, trigger: Token, attribution: Attribution | None) -> Certainty:
        """How sure the event is: by the words above and beside it, else by the statement in which it is told."""
        found = self._certainties.of(trigger)
        if found.status is not Status.ASSERTED or attribution is None:
            return found
        told = _TOLD.get(_stand(attribution))
        return found.weakened(*told) if told is not None else found

    def status(self, trigger: Token, attribution: Attribution | None) -> Status:
        """How firmly the event stands in the text."""
        sure = self.certainty(trigger, attribution)
        if sure.status is Status.ASSERTED and attribution is not None and attribution.status is Status.REPORTED:
            return Status.REPORTED
        return Status.DOUBTED if sure.status is Status.SUSPECTED and not sure.happened else sure.status

    def is_negated(self, trigger: Token) -> bool:
        """Whether the event is said not to have been; a denial only disputes it."""
        sure = self._certainties.of(trigger)
        return not sure.happened and sure.status in {Status.ASSERTED, Status.HYPOTHETICAL, Status.REPORTED}

    def date(self, trigger: Token) -> str | None:
        """A date that hangs from the trigger or from its clause."""
        return self._times.get(trigger.i) or self._times.get(_verb_over(trigger).i)


def _stand(attribution: Attribution) -> Status:
    """What the cue says of everything told; a hedge in the content has its own reach."""
    cue = attribution.status_cue
    if cue is not None and any(part.contains(cue) for part in attribution.content):
        return Status.ASSERTED
    return attribution.status


def _verb_over(token: Token) -> Token:
    while token.pos_ not in {"VERB", "AUX"} and token.head != token:
        token = token.head
    return token
