from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_index import aliases, read
from test_fulltext_oracle import QUERIES, VOCABULARY, _leaves, _matches

from index.fulltext import IndexedArticle, count_passages, highlight


def marked(query: str, text: str, **options: Any) -> list[str]:
    return [span.of(text) for span in highlight(read(query, **options), text)]


@pytest.mark.parametrize(
    ("query", "text", "expected"),
    [
        ("shells", "A shell, two shells, heavy shelling.", ["shell", "shells", "shelling"]),
        ('"shells"', "A shell, two shells, heavy shelling.", ["shells"]),
        ('"North Korea"', "North Korea, North  Korea’s, Korea North, North Korean", ["North Korea", "North  Korea"]),
        ('"North Korea"', "North\nKorea", ["North\nKorea"]),
        ("North Korea", "Korea is north", ["Korea", "north"]),
        ("ship*", "Ships shipped a warship.", ["Ships", "shipped"]),
        ("*ship*", "Ships shipped a warship.", ["Ships", "shipped", "warship"]),
        ("sh*ls", "shells shoals shell", ["shells", "shoals"]),
        ("russia", "Russia’s war on RUSSIA", ["Russia", "RUSSIA"]),
        ("erdogan", "Erdoğan, Erdog\u0306an", ["Erdoğan", "Erdog\u0306an"]),
        ("US", "The US told us, said the U.S., US-led", ["US", "U.S.", "US"]),
        ("us", "The US told us", ["US", "us"]),
        ("ceasefire", "A cease-fire, a ceasefire, to cease fire", ["cease-fire", "ceasefire"]),
        ("cease-fire", "A cease-fire, a ceasefire, to cease fire", ["cease-fire", "ceasefire", "cease fire"]),
        ('"ceasefire"', "A cease-fire", ["cease-fire"]),
        ("12,000", "12,000 or 12000", ["12,000", "12000"]),
        ("shells -drones", "shells and drones", ["shells"]),
        ("NOT drones", "shells and drones", []),
        ("shells OR (kyiv -drones)", "shells drones Kyiv", ["shells", "Kyiv"]),
        ("title:shells drones", "shells and drones", ["drones"]),
        ("date:2022 outlet:reuters shells", "Reuters 2022 shells", ["shells"]),
        ("*", "anything", []),
        ('"a b" "b c"', "a b c", ["a b c"]),
        ("shells", "", []),
        ("drones", "😀 drones", ["drones"]),
    ],
)
def test_what_is_asked_for_is_marked_to_the_character(query: str, text: str, expected: list[str]) -> None:
    assert marked(query, text) == expected


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("DPRK", ["DPRK", "North Korea", "Pyongyang", "Democratic People’s Republic of Korea"]),
        ("North Korea", ["DPRK", "North", "Korea", "Pyongyang", "Democratic People’s Republic of Korea"]),
        ("alias:off DPRK", ["DPRK"]),
        ("-DPRK shells", []),
    ],
)
def test_other_names_are_marked_where_they_stand(query: str, expected: list[str]) -> None:
    text = "The DPRK or North Korea, Pyongyang, the Democratic People’s Republic of Korea."
    assert marked(query, text, names=aliases) == expected


def test_fields_are_marked_where_they_were_asked_for() -> None:
    query = read("title:shells text:drones kyiv")
    text = "shells drones kyiv"
    assert [span.of(text) for span in highlight(query, text, field="title")] == ["shells", "kyiv"]
    assert [span.of(text) for span in highlight(query, text)] == ["drones", "kyiv"]


def test_passages_are_counted_or_not_at_all() -> None:
    query = read("shells OR drones")
    passages = ["Shells fell.", "Rain fell.", "Drones and shells.", ""]
    assert count_passages(query, passages, most=4) == 2
    assert count_passages(query, passages, most=3) is None
    assert count_passages(query, [], most=0) == 0


@given(query=QUERIES, text=st.text(alphabet=st.sampled_from("ab é’'-.\n U.S“”"), max_size=40))
def test_marks_lie_in_the_text_in_order_and_apart(query: str, text: str) -> None:
    end = 0
    for span in highlight(read(query), text):
        assert end <= span.start < span.end <= len(text)
        end = span.end


@given(query=_leaves(), row=st.lists(st.sampled_from([*VOCABULARY, "and", "U.S."]), max_size=8))
def test_a_text_that_answers_a_word_or_phrase_is_marked_and_no_other(query: str, row: list[str]) -> None:
    tree = read(query).tree
    if not hasattr(tree, "fieldname") or tree.fieldname not in ("words", "text"):
        return
    text = " ".join(row)
    one = IndexedArticle(article="a", title="", text=text, outlet=None, published=None)
    assert bool(highlight(read(query), text)) == _matches(tree, one)


@given(
    query=_leaves(),
    row=st.lists(st.sampled_from([*VOCABULARY, "U.S.", "F-16", "12,000", "d'Ivoire", "snake_case", "CEASE-FIRE."])),
    joint=st.sampled_from([" ", ",", ".", "-", "'", '"']),
)
def test_passages_without_the_first_letters_are_rightly_passed_over(query: str, row: list[str], joint: str) -> None:
    text = joint.join(row)
    unhurried = highlight(read(query), "\N{WATCH}" + text)  # texts that are not ASCII are always read in full
    assert [(span.start + 1, span.end + 1) for span in highlight(read(query), text)] == [
        (span.start, span.end) for span in unhurried
    ]
