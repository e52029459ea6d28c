from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.fulltext.analysis import LONGEST_FORM, beginning, fold, stem, words


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("Russia’s drones, Russia's drones", ["russia", "drones", "russia", "drones"]),
        ("the nations' fault", ["the", "nations", "fault"]),
        ("don’t", ["don't"]),
        ("O’Brien", ["o'brien"]),
        ("Côte d’Ivoire and l'Oréal", ["cote", "d", "ivoire", "and", "l", "oreal"]),
        ("U.S. troops left the U.S.", ["us", "troops", "left", "the", "us"]),
        ("U.S troops, U.S.’s", ["us", "troops", "us"]),
        ("J.K. Rowling", ["jk", "rowling"]),
        ("J. Kirby", ["j", "kirby"]),
        ("Erdoğan, Wałęsa, Kyïv, Straße", ["erdogan", "walesa", "kyiv", "strasse"]),
        ("Erdog\u0306an", ["erdogan"]),
        ("Ukra\u00adine", ["ukraine"]),
        ("12,000 shells", ["12000", "shells"]),
        ("1,234,567.89", ["1234567.89"]),
        ("3.5m at 10:30", ["3.5m", "at", "10:30"]),
        ("$12bn, 40%", ["12bn", "40"]),
        ("2022-11-03", ["2022", "11", "03"]),
        ("Secretary of State", ["secretary", "of", "state"]),
        ("AT&T", ["at", "t"]),
        ("snake_case", ["snake", "case"]),
        ("北朝鲜 says", ["北", "朝", "鲜", "says"]),
        ("«Правда»", ["правда"]),
        ("… — !", []),
        ("", []),
    ],
)
def test_news_is_read_as_words(text: str, forms: list[str]) -> None:
    assert [word.form for word in words(text)] == forms


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("a cease-fire", ["ceasefire"]),
        ("a cease‑fire", ["ceasefire"]),
        ("COVID-19 and F-16s", ["covid19", "f16s"]),
        ("al-Qaeda", ["alqaeda"]),
        ("day-to-day", ["daytoday"]),
        ("2022-11-03", []),
        ("Kyiv - Moscow", []),
        ("Kyiv–Moscow", []),
    ],
)
def test_hyphenated_words_are_also_known_without_the_hyphen(text: str, joined: list[str]) -> None:
    assert [word.joined for word in words(text) if word.joined] == joined


@pytest.mark.parametrize(
    ("text", "capitals"),
    [
        ("US", "US"),
        ("U.S.", "US"),
        ("US’s", "US"),
        ("us", None),
        ("Us", None),
        ("WHO", "WHO"),
        ("who", None),
        ("IRAN", None),
    ],
)
def test_capitals_count_where_the_same_letters_are_a_common_word(text: str, capitals: str | None) -> None:
    assert words(text)[0].capitals == capitals


def test_possessives_are_left_out_of_the_offsets() -> None:
    text = "Russia’s war"
    assert [text[word.start : word.end] for word in words(text)] == ["Russia", "war"]


def test_endless_words_are_cut() -> None:
    assert len(fold("x" * 100_000)) == LONGEST_FORM
    assert len(words("x" * 100_000 + "-" + "y" * 100_000)[0].joined or "") == LONGEST_FORM


def test_inflections_share_a_stem() -> None:
    assert stem("shells") == stem("shelling") == stem("shelled") == "shell"
    assert stem("US") == "US"


@given(st.text())
def test_words_lie_in_the_text_in_order_and_apart(text: str) -> None:
    end = 0
    for word in words(text):
        assert end <= word.start < word.end <= len(text)
        assert word.form
        end = word.end


@given(st.text())
def test_folding_twice_changes_nothing_more(text: str) -> None:
    for word in words(text):
        assert fold(word.form) == word.form


@pytest.mark.parametrize(
    "form", ["dying", "cries", "hoping", "abilities", "ties", "skies", "us", "US", "vietnamization"]
)
def test_a_form_begins_like_its_stem(form: str) -> None:
    assert form.startswith(beginning(stem(form)))


@settings(max_examples=300)
@given(
    st.text(st.sampled_from("abceilnorstuy'"), min_size=1, max_size=6),
    st.sampled_from(
        ["", "s", "es", "ies", "ed", "ing", "ying", "ability", "ization", "ational", "fulness", "ously", "y"]
    ),
)
def test_any_form_begins_like_its_stem(root: str, ending: str) -> None:
    for word in words(root + ending):
        assert word.form.startswith(beginning(stem(word.form)))
