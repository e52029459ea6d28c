"""Roles (person, title, organisation) and affiliations (member of what)."""

from __future__ import annotations

import re

from index.evaluation.matching import best_pairs
from index.evaluation.pair import Pair, is_optional
from index.evaluation.spans import Record, jaccard, listed
from index.evaluation.tally import Figures, Tally

_TITLE_WORD = re.compile(r"\w+")
_EMPTY_WORDS = frozenset({"of", "the", "a", "an", "for", "and", "to", "in", "at", "on"})
SAME_TITLE = 0.5
"""The least share of title words in common."""


def count(pair: Pair, tally: Tally) -> None:
    """Count the roles and affiliations of one text."""
    _count_roles(pair, "role", with_organisation=False, tally=tally)
    _count_roles(pair, "role with organisation", with_organisation=True, tally=tally)
    _count_affiliations(pair, tally)


def figures(tally: Tally) -> Figures:
    """The measures of roles and affiliations."""
    return {
        **tally.found("role", "roles.person_title"),
        **tally.found("role with organisation", "roles.person_title_org"),
        **tally.found("affiliation", "affiliations"),
    }


def _count_roles(pair: Pair, name: str, *, with_organisation: bool, tally: Tally) -> None:
    """Count roles; one that the text gives again is no false alarm."""
    expected, found = pair.expected("roles"), pair.found("roles")
    likeness = [[_likeness(pair, gold, role, with_organisation) for role in found] for gold in expected]
    pairs = best_pairs(likeness)
    paired = {column for _, column in pairs}
    optional = sum(is_optional(expected[row]) for row, _ in pairs)
    again = sum(column not in paired and any(row[column] for row in likeness) for column in range(len(found)))
    tally.add_found(
        name,
        right=len(pairs) - optional,
        predicted=len(found) - optional - again,
        gold=sum(not is_optional(role) for role in expected),
    )


def _likeness(pair: Pair, gold: Record, role: Record, with_organisation: bool) -> float:
    """How alike two roles of one person are; 0 when they are not the same role."""
    if pair.actor(role.get("actor")) != gold.get("actor"):
        return 0.0
    likeness = max(
        (jaccard(one, other) for one in _titles(pair.text, gold) for other in _titles(pair.text, role)), default=0.0
    )
    if likeness < SAME_TITLE:
        return 0.0
    if with_organisation:
        organisation = pair.actor(role["org"]) if role.get("org") else None
        if organisation not in {gold.get("org"), *listed(gold.get("org_alt"))}:
            return 0.0
    return likeness


def _titles(text: str, role: Record) -> list[frozenset[str]]:
    """The words of the title, as stated and as printed."""
    forms = [_printed(text, role.get(field)) for field in ("title", "role", "full")]
    words = [frozenset(_TITLE_WORD.findall(form.lower())) - _EMPTY_WORDS for form in forms if form]
    return [title for title in words if title]


def _printed(text: str, form: Record | str | None) -> str | None:
    """A form given as characters or as a span."""
    if form is None or isinstance(form, str):
        return form
    return str(form["text"]) if "text" in form else text[form["start"] : form["end"]]


def _count_affiliations(pair: Pair, tally: Tally) -> None:
    """Count who is said to belong to whom."""
    expected = {(one["member"], one["of"]): is_optional(one) for one in pair.expected("affiliations")}
    required = {ends for ends, optional in expected.items() if not optional}
    found = {(pair.actor(one["member"]), pair.actor(one["of"])) for one in pair.found("affiliations")}
    found -= expected.keys() - required
    tally.add_found("affiliation", right=len(required & found), predicted=len(found), gold=len(required))
