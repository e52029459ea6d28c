"""Stage: which statement of the article a denial answers, and which statement stands inside another."""

from __future__ import annotations

from bisect import bisect_left

from index.extraction.reading import Attribution, DraftActor, Reading, overlaps_content
from index.model import Span, Status

POINTERS = frozenset(
    [
        "claim",
        "claims",
        "accusation",
        "accusations",
        "allegation",
        "allegations",
        "charge",
        "charges",
        "report",
        "reports",
        "statement",
        "statements",
        "this",
        "it",
        "that",
        "them",
        "assertion",
        "assertions",
        "comments",
        "remarks",
        "suggestion",
        "involvement",
        "responsibility",
    ]
)
REACH = 3
"""Sentences that a denial looks back for what it denies."""


def nest(reading: Reading) -> None:
    """Set the parent of each statement inside the content of another; drop claims of nobody that nobody disputes.

    A noun ("the rumour that …") needs an owner or a denial around it; who "was accused of fraud" was so by
    somebody.
    """
    placed = [_Placed(reading, attribution) for attribution in reading.attributions]
    for inner in placed:
        start = inner.anchor
        holders = [
            outer
            for outer in placed
            if outer.first < start.end
            and start.start < outer.last
            and outer is not inner
            and overlaps_content(outer.attribution, start)
            and not any(own.start <= outer.anchor.start < own.end for own in inner.attribution.content)
        ]
        holder = min(holders, key=lambda h: h.size, default=None)
        inner.attribution.parent = holder.attribution if holder is not None else None
    reading.attributions = [
        a for a in reading.attributions if a.source or a.continues or a.rule != "noun" or _is_disputed(a)
    ]


class _Placed:
    """An attribution with the places that every other one is compared with: each asked for once, not once a pair."""

    def __init__(self, reading: Reading, attribution: Attribution) -> None:
        self.attribution = attribution
        self.anchor = _anchor(reading, attribution)
        self.first = min((span.start for span in attribution.content), default=0)
        self.last = max((span.end for span in attribution.content), default=0)
        self.size = sum(map(len, attribution.content))


def _is_disputed(claim: Attribution) -> bool:
    """Whether a claim that nobody is named for stands inside its denial."""
    return claim.parent is not None and claim.parent.status is Status.DENIED


def link_denials(reading: Reading) -> None:
    """Link each denial to the claim inside it, else to the claim that it answers."""
    named = _Named(reading)
    placed = [_Placed(reading, attribution) for attribution in reading.attributions]
    for here in placed:
        denial = here.attribution
        if denial.status is not Status.DENIED:
            continue
        inside = [a for a in reading.attributions if a.parent is denial and a.status is not Status.DENIED]
        shared = [
            other.attribution
            for other in placed
            if other.first <= here.first
            and here.last <= other.last
            and other is not here
            and _holds_content(other.attribution, denial)
        ]
        if shared or inside:
            denial.denies = (shared or inside)[:1]
        elif (answered := _answered(reading, denial, named)) is not None:
            denial.denies = [answered]


def _holds_content(claim: Attribution, denial: Attribution) -> bool:
    """Whether the denial takes up the claim's own words: "…, which Kabul denies"."""
    inside = all(any(span.contains(part) for span in claim.content) for part in denial.content)
    return inside and denial.parent is not claim and claim.parent is not denial


def _answered(reading: Reading, denial: Attribution, named: _Named) -> Attribution | None:
    """The nearest earlier statement of somebody else that names the denier, or any where the denial only points."""
    here, start = _sentence(reading, denial), _anchor(reading, denial).start
    earlier = [
        a
        for a in reading.attributions
        if a is not denial
        and a.parent is not denial
        and a.status is not Status.DENIED
        and 0 <= here - _sentence(reading, a) <= REACH
        and _anchor(reading, a).start < start
        and not set(a.speakers) & set(denial.speakers)
    ]
    words = {w.strip("“”\"'’.,").lower() for span in denial.content for w in span.of(reading.text).split()}
    pointing = bool(words & POINTERS)
    deniers = {owner for speaker in denial.speakers for owner in (speaker, *speaker.of)}
    naming = [a for a in earlier if deniers & named.by(a)]
    candidates = naming or (earlier if pointing else [])
    accusing = [a for a in candidates if a.status in {Status.ALLEGED, Status.SUSPECTED}]
    return max(accusing or candidates, key=lambda a: _anchor(reading, a).start, default=None)


class _Named:
    """Who is named where."""

    def __init__(self, reading: Reading) -> None:
        spans = [(reading.span(m.first, m.last), m.actor) for m in reading.mentions if m.actor is not None]
        self._spans = sorted(spans, key=lambda named: named[0])
        self._starts = [span.start for span, _ in self._spans]
        self._longest = max((len(span) for span, _ in self._spans), default=0)

    def by(self, claim: Attribution) -> set[DraftActor]:
        """Whom the claim speaks of, and to whom they belong."""
        return {
            owner
            for content in claim.content
            for span, actor in self._spans[
                bisect_left(self._starts, content.start - self._longest) : bisect_left(self._starts, content.end)
            ]
            if span.overlaps(content)
            for owner in (actor, *actor.of)
        }


def _sentence(reading: Reading, attribution: Attribution) -> int:
    token = attribution.cue[0] if attribution.cue else attribution.source_head
    if token is not None and attribution.cue:
        return reading.sentence_of[token]
    start = attribution.content[0].start
    return next((n for n, s in enumerate(reading.sentences) if s.start_char <= start < s.end_char), 0)


def _anchor(reading: Reading, attribution: Attribution) -> Span:
    if attribution.cue:
        return reading.covering(attribution.cue)
    return attribution.content[0]
