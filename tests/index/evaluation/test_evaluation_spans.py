from __future__ import annotations

import pytest

from index.evaluation.spans import content_words, trimmed


@pytest.mark.parametrize(
    ("printed", "kept"),
    [
        ("the Kremlin", "Kremlin"),
        ("“Some officials”,", "officials"),
        ("Iran’s", "Iran"),
        ("the troops’", "troops"),
        ("U.S.", "U.S."),
        ("the U.S.'s", "U.S."),
        ("Moscow.", "Moscow"),
        ("that", "that"),
        ("an", "an"),
        ("theatre", "theatre"),
    ],
)
def test_a_span_is_compared_without_determiner_possessive_and_outer_punctuation(printed: str, kept: str) -> None:
    assert trimmed(printed, {"start": 0, "end": len(printed)}).of(printed) == kept


@pytest.mark.parametrize(
    ("printed", "kept"),
    [
        ("that it won.", ["it", "won"]),
        ("to leave", ["leave"]),
        ("“We won,”", ["We", "won"]),
        ("that", ["that"]),
        ("a full-scale war's end", ["a", "full-scale", "war's", "end"]),
        ("…", []),
    ],
)
def test_content_is_compared_by_its_words_without_an_opening_that_or_to(printed: str, kept: list[str]) -> None:
    starts = content_words(printed, [{"start": 0, "end": len(printed)}])
    assert sorted(starts) == sorted(printed.index(word) for word in kept)


def test_content_in_several_pieces_counts_as_one() -> None:
    text = "firms that, he said, lied"
    pieces = [{"start": 0, "end": 5}, {"start": 21, "end": 25}]
    assert content_words(text, pieces) == {0, 21}
    assert content_words(text, None) == frozenset()
