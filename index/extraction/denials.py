"""Stage: which statement of the article a denial answers, and which statement stands inside another."""

from __future__ import annotations

from index.extraction.reading import Attribution, Reading, overlaps_content
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
    """Set the parent of each statement inside the content of another; drop claims of nobody that nobody disputes."""
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
    reading.attributions = [a for a in reading.attributions if a.source or a.continues or _is_disputed(a)]


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
    for denial in reading.attributions:
        if denial.status is not Status.DENIED:
            continue
        inside = [a for a in reading.attributions if a.parent is denial and a.status is not Status.DENIED]
        shared = [a for a in reading.attributions if a is not denial and _holds_content(a, denial)]
        if shared or inside:
            denial.denies = (shared or inside)[:1]
        elif (answered := _answered(reading, denial)) is not None:
            denial.denies = [answered]


def _holds_content(claim: Attribution, denial: Attribution) -> bool:
    """Whether the denial takes up the claim's own words: "…, which Kabul denies"."""
    inside = all(any(span.contains(part) for span in claim.content) for part in denial.content)
    return inside and denial.parent is not claim and claim.parent is not denial


def _answered(reading: Reading, denial: Attribution) -> Attribution | None:
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
    naming = [a for a in earlier if _names(reading, a, denial)]
    candidates = naming or (earlier if pointing else [])
    accusing = [a for a in candidates if a.status in {Status.ALLEGED, Status.SUSPECTED}]
    return max(accusing or candidates, key=lambda a: _anchor(reading, a).start, default=None)


def _names(reading: Reading, claim: Attribution, denial: Attribution) -> bool:
    """Whether the claim speaks of the denier or of somebody who belongs to it."""
    first, last = min(span.start for span in claim.content), max(span.end for span in claim.content)
    about = {
        owner
        for m in reading.mentions
        if m.actor is not None
        and reading.doc[m.first].idx < last
        and (span := reading.span(m.first, m.last)).end > first
        and overlaps_content(claim, span)
        for owner in (m.actor, *m.actor.of)
    }
    deniers = {owner for s in denial.speakers for owner in (s, *s.of)}
    return bool(about & deniers)


def _sentence(reading: Reading, attribution: Attribution) -> int:
    token = attribution.cue[0] if attribution.cue else attribution.source_head
    if token is not None and attribution.cue:
        return reading.sentence_of[token]
    start = attribution.content[0].start
    return next((n for n, s in enumerate(reading.sentences) if s.start_char <= start < s.end_char), 0)


def _anchor(reading: Reading, attribution: Attribution) -> Span:
    if attribution.cue:
        return reading.span(attribution.cue[0], attribution.cue[-1])
    return attribution.content[0]
