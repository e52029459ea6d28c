"""What counts as a near-copy, and what only looks like one."""

from __future__ import annotations

from itertools import combinations

import pytest
from copied_texts import ADDED, BOILERPLATE, BRIEFS, CORRECTED, CUT, FORMULAIC, RESET, RETITLED, WIRE

from index.copies.likeness import Likeness, is_copy, likeness, may_be_copies
from index.copies.sketches import are_worth_comparing, bands, sketch
from index.copies.wording import Wording


def compared(left: str, right: str) -> Likeness:
    return likeness(Wording(left), Wording(right))


@pytest.mark.parametrize(
    "copy", [CUT, ADDED, RETITLED, CORRECTED, RESET, WIRE.replace("hurried", "hurred"), WIRE.replace("two", "2")]
)
def test_a_cut_an_addition_a_new_lead_and_a_correction_make_a_near_copy(copy: str) -> None:
    assert is_copy(compared(copy, WIRE))
    left, right = sketch(Wording(copy)), sketch(Wording(WIRE))
    assert are_worth_comparing(left, right)
    assert set(bands(left)) & set(bands(right))


def test_the_same_words_set_otherwise_do_not_differ() -> None:
    assert compared(RESET, WIRE).differs == 0


def test_a_corrected_number_is_told_and_so_is_how_little_else_differs() -> None:
    found = compared(CORRECTED, WIRE)
    assert found.figures
    assert 0 < found.differs < 0.01
    assert not compared(CUT, WIRE).figures


def test_a_slip_in_a_name_is_no_other_name() -> None:
    assert compared(WIRE.replace("Solberg", "Sollberg"), WIRE).replaced == 0
    assert compared(WIRE.replace("Solberg", "Nakamura"), WIRE).replaced == 1


def test_a_brief_that_a_long_report_quotes_in_full_does_not_stand_for_the_report() -> None:
    brief = "\n\n".join(WIRE.split("\n\n")[:2])
    assert is_copy(compared(brief, WIRE))
    assert not is_copy(compared(WIRE, brief))


def test_a_tenth_of_a_text_is_no_copy_of_it() -> None:
    long = "\n\n".join([WIRE, *(WIRE.replace("the", word).replace("a ", f"a {word} ") for word in ("our", "your"))])
    assert not may_be_copies(compared(WIRE.split("\n\n")[0], long))


@pytest.mark.parametrize(("left", "right"), list(combinations(FORMULAIC, 2)))
def test_reports_of_one_form_on_other_people_are_no_copies(left: str, right: str) -> None:
    assert max(compared(left, right).left, compared(left, right).right) > 0.65
    assert not may_be_copies(compared(left, right))


@pytest.mark.parametrize(("left", "right"), list(combinations(BRIEFS, 2)))
def test_what_an_outlet_prints_under_everything_makes_no_copies(left: str, right: str) -> None:
    assert compared(left + BOILERPLATE, right + BOILERPLATE).left > 0.8
    assert not may_be_copies(compared(left + BOILERPLATE, right + BOILERPLATE))


def test_a_copy_is_found_under_the_boilerplate_of_its_outlet() -> None:
    assert is_copy(compared(WIRE + BOILERPLATE, WIRE))


def test_one_corrected_figure_is_enough_for_a_shorter_text_only_where_nothing_else_differs() -> None:
    short = WIRE.split("\n\n", 2)[0] + "\n\n" + WIRE.split("\n\n", 2)[1]
    assert is_copy(compared(short.replace("31 containers", "13 containers"), short))
    daily = "The central bank lent banks {} billion crowns overnight against bills on Monday. Dealers had expected it."
    assert not may_be_copies(compared(daily.format(3), daily.format(8)))


def test_short_texts_must_be_the_same_word_by_word() -> None:
    assert is_copy(compared("Dollar opens lower in Tokyo", "DOLLAR OPENS LOWER IN TOKYO"))
    assert not may_be_copies(compared("Dollar opens lower in Tokyo today again", "Dollar opens lower in Tokyo today"))


@pytest.mark.parametrize("text", ["", "…", "One", "朝鲜向俄罗斯运送炮弹"])
def test_texts_with_few_words_or_none_are_compared_without_complaint(text: str) -> None:
    assert not may_be_copies(compared(text, WIRE))
    assert len(sketch(Wording(text))) in (0, len(sketch(Wording(WIRE))))


def test_a_text_without_words_is_found_by_nothing() -> None:
    assert bands(sketch(Wording("…"))) == ()
