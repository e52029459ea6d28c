"""Which earlier statement of somebody else a denial answers. Precision first: a wrong link is worse than none."""

from __future__ import annotations

from bisect import bisect_left

from spacy.tokens import Token

from index.extraction.lexicons.cues import answering, lexicon
from index.extraction.reading import Attribution, DraftActor, Reading
from index.model import Span, Status

_REACH = 3
"""Sentences that a denial looks back for what it denies."""
_FAR = 8
"""Sentences that it looks back where it names whose claim it denies."""
_LOOK = 16
"""Statements that it looks back at most."""
_WORDS = 40
"""Words of a statement that are compared."""
_ALIKE = 2
"""Words that a denial shares with the claim against the denier that it answers; with another claim, one more."""
_ACCUSING = frozenset({Status.ALLEGED, Status.SUSPECTED})
_CARRYING = frozenset({"NOUN", "VERB", "ADJ", "NUM"})
_PRONOUNS = frozenset({"this", "that", "it", "so"})


class Answered:
    """The statements of one Reading, in the order of the text, for the denials that look back on them."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._named = _Named(reading)
        self._claims = sorted(reading.attributions, key=lambda a: anchor(reading, a).start)
        self._starts = [anchor(reading, a).start for a in self._claims]
        self._places = {id(a): _sentence(reading, a) for a in self._claims}

    def by(self, denial: Attribution) -> Attribution | None:
        """The claim that a denial answers, if one is plainly meant."""
        thing = self._head(denial)
        if thing is None:
            return None
        earlier = self._before(denial)
        lemma = thing.lemma_.lower()
        if thing.pos_ in {"VERB", "AUX", "ADJ"}:
            return self._about(denial, earlier)
        if lemma in answering().own_part:
            naming = self._naming(denial, earlier)
            return _best(self._near(denial, naming), accusing=True) or _best(self._last(denial, naming))
        if thing.lower_ in _PRONOUNS:
            return self._pointed_at(denial, earlier, surely=thing.lower_ != "it")
        if lemma in lexicon().nouns or lemma in answering().pointers:
            return self._under_its_name(denial, thing, earlier)
        return self._about(denial, earlier)

    def _before(self, denial: Attribution) -> list[Attribution]:
        """Statements of others that stand before a denial, the nearest first."""
        at = bisect_left(self._starts, anchor(self._reading, denial).start)
        here = self._places[id(denial)]
        return [
            claim
            for claim in reversed(self._claims[max(0, at - _LOOK) : at])
            if claim is not denial
            and claim.parent is not denial
            and claim.status not in {Status.DENIED, Status.WITHHELD}
            and here - self._places[id(claim)] <= _FAR
            and not set(claim.speakers) & set(denial.speakers)
            and not any(s.contains(part) for s in claim.content for part in denial.content[:1])
        ]

    def _under_its_name(self, denial: Attribution, thing: Token, earlier: list[Attribution]) -> Attribution | None:
        """What "the claim", "Kenya's proposal", "allegations" point back to."""
        near = self._near(denial, earlier)
        owners = self._named.inside(denial) - set(denial.speakers)
        if owners:
            return _best([a for a in earlier if owners & _with_owners(a.speakers)])
        naming, last = self._naming(denial, near), self._last(denial, near)
        names = {thing.lemma_.lower(), *(c.lemma_.lower() for c in thing.children if c.dep_ == "conj")}
        cues = {cue for name in names for cue in (*answering().cues.get(name, ()), f"noun:{name}")}
        fitting = [a for a in near if a.lemma in cues or a.lemma.removeprefix("noun:") in cues]
        if found := _best(self._naming(denial, fitting)) or _best(fitting):
            return found
        if not names & answering().broad and names & answering().cues.keys():
            return None
        return _best(naming, accusing=True) or _best(near, accusing=True) or _best(naming) or _best(last)

    def _pointed_at(self, denial: Attribution, earlier: list[Attribution], *, surely: bool) -> Attribution | None:
        """What "denied this" means: an accusation of the denier, else what was said right before."""
        near = self._near(denial, earlier)
        naming, last = self._naming(denial, near), self._last(denial, near)
        found = _best(naming, accusing=True) or _best(self._last(denial, naming))
        return found or _best(last, accusing=not surely)

    def _about(self, denial: Attribution, earlier: list[Attribution]) -> Attribution | None:
        """A claim against the denier, or one in the same words."""
        near = [a for a in self._near(denial, earlier) if a.lemma not in answering().asking]
        words = self._words(denial)
        shared = {id(a): len(words & self._words(a)) for a in near}
        naming = self._naming(denial, near)
        accusing = [a for a in naming if a.status in _ACCUSING]
        return (
            _best([a for a in near if shared[id(a)] >= (_ALIKE if a in naming else _ALIKE + 1)])
            or _best([a for a in accusing if shared[id(a)]])
            or _best([a for a in self._last(denial, naming) if shared[id(a)]])
            or _best(self._last(denial, accusing))
        )

    def _near(self, denial: Attribution, claims: list[Attribution]) -> list[Attribution]:
        here = self._places[id(denial)]
        return [a for a in claims if here - self._places[id(a)] <= _REACH]

    def _last(self, denial: Attribution, claims: list[Attribution]) -> list[Attribution]:
        """Those in the same sentence or the one before."""
        here = self._places[id(denial)]
        return [a for a in claims if here - self._places[id(a)] <= 1]

    def _naming(self, denial: Attribution, claims: list[Attribution]) -> list[Attribution]:
        """Those that speak of the denier."""
        deniers = _with_owners(denial.speakers)
        return [a for a in claims if deniers & self._named.by(a)]

    def _words(self, attribution: Attribution) -> set[str]:
        """Lemmas of the words that carry what a statement says."""
        doc = self._reading.doc
        runs = (doc.char_span(s.start, s.end, alignment_mode="expand") or () for s in attribution.content)
        tokens = [t for run in runs for t in run][:_WORDS]
        return {t.lemma_.lower() for t in tokens if t.pos_ in _CARRYING and not t.is_stop and not t.ent_type_}

    def _head(self, denial: Attribution) -> Token | None:
        doc = self._reading.doc
        if not denial.content:
            return None
        run = doc.char_span(denial.content[0].start, denial.content[0].end, alignment_mode="expand")
        if run is None:
            return None
        root: Token = run.root
        if root.pos_ in {"VERB", "AUX"} and denial.lemma not in answering().denying:
            subject = next((c for c in root.children if c.dep_ in {"nsubj", "nsubjpass"}), None)
            return subject or root  # "the report is false": the report is what is denied
        return root


def _best(claims: list[Attribution], *, accusing: bool = False) -> Attribution | None:
    """The nearest accusation among some claims; or, unless it must be one, the nearest claim."""
    found = [claim for claim in claims if claim.status in _ACCUSING]
    return next(iter(found if accusing else found or claims), None)


def _with_owners(actors: list[DraftActor]) -> set[DraftActor]:
    return {owner for actor in actors for owner in (actor, *actor.of)}


class _Named:
    """Who is named where."""

    def __init__(self, reading: Reading) -> None:
        spans = [(reading.span(m.first, m.last), m.actor) for m in reading.mentions if m.actor is not None]
        self._spans = sorted(spans, key=lambda named: named[0])
        self._starts = [span.start for span, _ in self._spans]
        self._longest = max((len(span) for span, _ in self._spans), default=0)

    def by(self, claim: Attribution) -> set[DraftActor]:
        """Whom the claim speaks of, and to whom they belong."""
        return _with_owners(list(self.inside(claim)))

    def inside(self, claim: Attribution) -> set[DraftActor]:
        """Whom the claim names."""
        return {
            actor
            for content in claim.content
            for span, actor in self._spans[
                bisect_left(self._starts, content.start - self._longest) : bisect_left(self._starts, content.end)
            ]
            if span.overlaps(content)
        }


def anchor(reading: Reading, attribution: Attribution) -> Span:
    """Where a statement stands: its cue, else the start of its content."""
    if attribution.cue:
        return reading.covering(attribution.cue)
    return attribution.content[0]


def _sentence(reading: Reading, attribution: Attribution) -> int:
    if attribution.cue:
        return reading.sentence_of[attribution.cue[0]]
    content = attribution.content[0]
    run = reading.doc.char_span(content.start, content.end, alignment_mode="expand")
    return reading.sentence_of[run.start] if run is not None else 0
