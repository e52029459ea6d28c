"""Stage: which statement of the article a denial answers, and which statement stands inside another."""

from __future__ import annotations

from index.extraction.reading import Attribution, Reading, overlaps_content
from index.extraction.statements.answered import Answered, anchor
from index.model import Status


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
        self.anchor = anchor(reading, attribution)
        self.first = min((span.start for span in attribution.content), default=0)
        self.last = max((span.end for span in attribution.content), default=0)
        self.size = sum(map(len, attribution.content))


def _is_disputed(claim: Attribution) -> bool:
    """Whether a claim that nobody is named for stands inside its denial."""
    return claim.parent is not None and claim.parent.status is Status.DENIED


def link_denials(reading: Reading) -> None:
    """Link each denial to the claim inside it, else to the claim that it answers."""
    answers = Answered(reading)
    placed = [_Placed(reading, attribution) for attribution in reading.attributions]
    inside: dict[int, list[Attribution]] = {}
    for claim in reading.attributions:
        if claim.parent is not None and claim.status is not Status.DENIED:
            inside.setdefault(id(claim.parent), []).append(claim)
    for here in placed:
        denial = here.attribution
        if denial.status is not Status.DENIED:
            continue
        shared = [
            other
            for other in placed
            if other.first <= here.first
            and here.last <= other.last
            and other is not here
            and other.attribution.status is not Status.DENIED
            and _holds_content(other.attribution, denial)
        ]
        own = [a for a in inside.get(id(denial), ()) if not set(a.speakers) & set(denial.speakers)]
        if shared:
            denial.denies = [min(shared, key=lambda claim: claim.size).attribution]
        elif own:
            denial.denies = own[:1]
        elif (answered := answers.by(denial)) is not None:
            denial.denies = [answered]


def _holds_content(claim: Attribution, denial: Attribution) -> bool:
    """Whether the denial takes up the claim's own words: "…, which Kabul denies"."""
    inside = all(any(span.contains(part) for span in claim.content) for part in denial.content)
    return inside and denial.parent is not claim and claim.parent is not denial
