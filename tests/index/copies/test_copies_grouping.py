"""Who is the original, whatever came first into the archive."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from index.copies.grouping import Printed, originals
from index.copies.likeness import Likeness

SAME = Likeness(left=0.97, right=0.97, shared=400, replaced=0, passage=2, differs=0.03, figures=False)


def printed(article: str, published: str | None, length: int = 1000) -> Printed:
    return Printed(article=article, published=published, length=length)


def like(*pairs: str) -> dict[str, dict[str, Likeness]]:
    found: dict[str, dict[str, Likeness]] = {}
    for left, right in pairs:
        found.setdefault(left, {})[right] = SAME
        found.setdefault(right, {})[left] = SAME.reversed
    return found


def test_the_earliest_is_the_original_and_the_undated_come_last() -> None:
    articles = [printed("a", "2022-11-04"), printed("b", None), printed("c", "2022-11-03")]
    assert originals(articles, like("ab", "bc", "ac")) == {"a": "c", "b": "c"}


def test_of_one_day_the_longest_is_the_original_then_the_id_decides() -> None:
    articles = [printed("a", "2022", 900), printed("c", "2022", 1000), printed("b", "2022", 1000)]
    assert originals(articles, like("ab", "bc", "ac")) == {"a": "b", "c": "b"}


def test_a_chain_of_drifting_versions_is_no_single_group() -> None:
    days = {letter: printed(letter, f"2022-11-0{number}") for number, letter in enumerate("abcde", 1)}
    assert originals(days.values(), like("ab", "bc", "cd", "de")) == {"b": "a", "d": "c"}


def test_a_copy_of_two_originals_goes_to_the_earlier() -> None:
    articles = [printed("c", "2022-11-05"), printed("b", "2022-11-02"), printed("a", "2022-11-03")]
    assert originals(articles, like("ac", "bc")) == {"c": "b"}


@given(st.sets(st.tuples(st.sampled_from("abcdef"), st.sampled_from("abcdef")), max_size=12), st.randoms())
def test_order_changes_nothing_and_no_copy_is_an_original(pairs: set[tuple[str, str]], shuffled: random.Random) -> None:
    joined = like(*("".join(pair) for pair in pairs if pair[0] != pair[1]))
    articles = [printed(letter, "2022" if letter in "ace" else None, 1000 + ord(letter)) for letter in "abcdef"]
    found = originals(articles, joined)
    shuffled.shuffle(articles)
    assert originals(articles, joined) == found
    assert not set(found) & set(found.values())
    assert all(original in joined[copy] for copy, original in found.items())
