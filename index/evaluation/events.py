"""Events (relations in gold files): who did what to whom, counted with several degrees of strictness."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any

from index.evaluation.matching import Pairs, best_pairs
from index.evaluation.pair import Pair, is_optional
from index.evaluation.spans import Record, listed
from index.evaluation.tally import Figures, Tally

_SYMMETRIC = frozenset({"CONSULT", "AGREE", "COOPERATE"})
_OTHER_VERSIONS = {"DEMAND": "REQUEST", "DISAPPROVE": "ACCUSE", "FIGHT": "ASSAULT", "YIELD": "CONCEDE"}
"""Roots of other PLOVER versions, and what they are called here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Deed:
    """One subject, one root, one object; an event with several ends makes several."""

    subject: str | None
    object: str | None
    root: str | None
    roots: frozenset[str | None]
    """All roots that are right."""
    event: Record

    @property
    def ends(self) -> tuple[str, str]:
        """Both ends, in an order that does not matter where the root has no direction."""
        ends = (str(self.subject), str(self.object))
        return (min(ends), max(ends)) if self.root in _SYMMETRIC else ends

    @property
    def typed(self) -> tuple[str, str, str]:
        """Ends and root."""
        return (*self.ends, str(self.root))

    @property
    def whole(self) -> bool:
        """Whether both ends are named."""
        return self.subject is not None and self.object is not None

    def joins(self, found: _Deed) -> bool:
        """Whether a predicted deed has the same ends, the other way round if there is no direction."""
        ends = (found.subject, found.object)
        return ends == (self.subject, self.object) or (
            bool(self.roots & _SYMMETRIC) and ends == (self.object, self.subject)
        )

    def equals(self, found: _Deed) -> bool:
        """Whether the root is right as well."""
        return self.joins(found) and found.root in self.roots


def count(pair: Pair, tally: Tally) -> None:
    """Count the events of one text."""
    gold = [deed for event in pair.expected("relations") for deed in _deeds(event, lambda actor: actor)]
    found = [deed for event in pair.found("relations") for deed in _deeds(event, pair.actor)]
    expected, predicted = _once(gold, _typed), _once(found, _typed)
    pairs = _count("event", expected, predicted, _Deed.equals, tally)
    for row, column in pairs:
        if not is_optional(expected[row].event):
            _count_details(pair, expected[row].event, predicted[column].event, tally)
    _count("event ends", _once(gold, _ends), _once(found, _ends), _Deed.joins, tally)
    _count("event binary", _once(_whole(gold), _typed), _once(_whole(found), _typed), _Deed.equals, tally)
    gold, found = _raised(pair, gold), _raised(pair, found)
    _count("event raised", _once(gold, _typed), _once(found, _typed), _Deed.equals, tally)


def figures(tally: Tally) -> Figures:
    """The measures of events."""
    return {
        **tally.found("event", "relations.typed"),
        **tally.found("event ends", "relations.lenient"),
        **tally.found("event raised", "relations.rollup"),
        **tally.found("event binary", "relations.binary_typed"),
        "relations.status_accuracy": tally.checked("event status"),
        "relations.negation_accuracy": tally.checked("event negation"),
        "relations.attribution_accuracy": tally.checked("event attribution"),
    }


def _deeds(event: Record, actor: Callable[[Any], str]) -> list[_Deed]:
    """Every subject with every object; the parties to something mutual with one another."""
    subjects: list[str | None] = [actor(one) for one in listed(event.get("subject"))]
    objects: list[str | None] = [actor(one) for one in listed(event.get("object"))]
    root = _root(event.get("plover"))
    if root in _SYMMETRIC and len(subjects) > 1 and not objects:
        ends = [(one, other) for number, one in enumerate(subjects) for other in subjects[number + 1 :]]
    else:
        ends = [(one, other) for one in subjects or [None] for other in objects or [None]]
    roots = frozenset([root, *map(_root, listed(event.get("plover_alt")))])
    return [_Deed(subject=one, object=other, root=root, roots=roots, event=event) for one, other in ends]


def _root(name: str | None) -> str | None:
    """The root as this version of PLOVER calls it."""
    return _OTHER_VERSIONS.get(name, name) if name else name


def _typed(deed: _Deed) -> tuple[str, ...]:
    return deed.typed


def _ends(deed: _Deed) -> tuple[str, ...]:
    return deed.ends


def _whole(deeds: Iterable[_Deed]) -> list[_Deed]:
    """Only those that name both ends."""
    return [deed for deed in deeds if deed.whole]


def _once(deeds: Iterable[_Deed], key: Callable[[_Deed], tuple[str, ...]]) -> list[_Deed]:
    """One deed for each key, a required one rather than an optional one."""
    kept: dict[tuple[str, ...], _Deed] = {}
    for deed in deeds:
        known = kept.setdefault(key(deed), deed)
        if is_optional(known.event) and not is_optional(deed.event):
            kept[key(deed)] = deed
    return list(kept.values())


def _raised(pair: Pair, deeds: Iterable[_Deed]) -> list[_Deed]:
    """The deeds with each end raised to what it belongs to, so that troops count as their state."""
    above: dict[str, str] = {}
    for affiliation in pair.expected("affiliations"):
        above.setdefault(affiliation["member"], affiliation["of"])
    return [replace(deed, subject=_top(above, deed.subject), object=_top(above, deed.object)) for deed in deeds]


def _top(above: dict[str, str], actor: str | None) -> str | None:
    """The end of the chain of affiliations; a circle is left where it closes."""
    passed: set[str] = set()
    while actor is not None and actor in above and actor not in passed:
        passed.add(actor)
        actor = above[actor]
    return actor


def _count(
    name: str, gold: list[_Deed], found: list[_Deed], same: Callable[[_Deed, _Deed], bool], tally: Tally
) -> Pairs:
    """Count the deeds found on both sides, and return all pairs; one that is optional in gold is forgiven."""
    pairs = best_pairs(
        [[_preference(expected, one) if same(expected, one) else 0.0 for one in found] for expected in gold]
    )
    optional = sum(is_optional(gold[row].event) for row, _ in pairs)
    tally.add_found(
        name,
        right=len(pairs) - optional,
        predicted=len(found) - optional,
        gold=sum(not is_optional(deed.event) for deed in gold),
    )
    return pairs


def _preference(gold: _Deed, found: _Deed) -> float:
    """Required before optional, then the one of the same status."""
    return 1 + 0.5 * (not is_optional(gold.event)) + 0.1 * (gold.event.get("status") == found.event.get("status"))


def _count_details(pair: Pair, gold: Record, found: Record, tally: Tally) -> None:
    """Count status, negation and attribution of one event that was found."""
    statuses = (gold.get("status"), *listed(gold.get("status_alt")))
    tally.add_checked("event status", right=found.get("status") in statuses)
    tally.add_checked("event negation", right=bool(gold.get("negated")) == bool(found.get("negated")))
    sources = frozenset(listed(gold.get("attributed_to")))
    tally.add_checked("event attribution", right=sources == pair.actor_set(found.get("attributed_to")))
