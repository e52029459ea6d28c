"""Of several who bear a surname one is meant only where the article tells so by far, never one it excludes."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from index.actors.choosing import choose
from index.actors.evidence import Traits, profile
from index.actors.persons import Person
from index.model import JoinRule


def traits(*, of: Sequence[str] = (), title: Sequence[str] = (), around: Sequence[str] = ()) -> Traits:
    return Traits(owners=frozenset(of), offices=frozenset(title), around=frozenset((*around, *of)))


def bearer(name: str, articles: int, told: Traits) -> Person:
    key = f"person:{name} kirby"
    return Person(key=key, profile=profile([told] * articles), keys=frozenset([key]))


PRICE = traits(around=["person:ned price"])
NATO = traits(around=["body:nato"])
OF_US = traits(of=["state:us"], title=["farmer"])
FARMER = traits(title=["farmer"], around=["person:ned price"])


@pytest.mark.parametrize(
    ("first", "second", "article", "chosen", "rule"),
    [
        (bearer("john", 5, PRICE), bearer("jack", 1, PRICE), PRICE, None, JoinRule.UNSURE),
        (bearer("john", 30, PRICE), bearer("jack", 1, PRICE), PRICE, "john", JoinRule.FAR),
        (bearer("john", 30, PRICE), bearer("jack", 1, PRICE), NATO, None, JoinRule.UNSURE),
        (bearer("john", 10, NATO), bearer("jack", 10, PRICE), NATO, None, JoinRule.UNSURE),
        (
            bearer("john", 300, OF_US),
            bearer("jack", 1, FARMER),
            traits(of=["state:ke"], title=["farmer"]),
            "jack",
            JoinRule.CONTEXT,
        ),
        (
            bearer("john", 300, OF_US),
            bearer("jack", 1, FARMER),
            traits(of=["state:ke"], title=["farmer"], around=["state:us"]),
            "john",
            JoinRule.FAR,
        ),
    ],
    ids=["five to one", "far oftener", "a stranger", "one in company", "an office elsewhere", "named with his state"],
)
def test_one_of_two_is_meant_where_the_article_tells_so_by_far(
    first: Person, second: Person, article: Traits, chosen: str | None, rule: JoinRule
) -> None:
    made = choose(article, [first, second])
    assert made.rule is rule
    assert (made.chosen is None) == (chosen is None)
    assert not isinstance(made.chosen, Person) or made.chosen.key == f"person:{chosen} kirby"
