"""How text for people is laid out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.cli.page import Page, cells, shortened, table, wrapped
from index.model import Span

PLAIN = Page(width=40)
STYLED = Page(width=40, styled=True)


def test_a_paragraph_is_wrapped_at_spaces_and_indented() -> None:
    text = "North Korea denied that it had arms dealings with Russia."
    assert PLAIN.paragraph(text, indent="    ") == "    North Korea denied that it had arms\n    dealings with Russia."


def test_the_first_line_may_begin_with_a_label() -> None:
    assert PLAIN.paragraph("a b", indent="      ", first="says  ") == "says  a b"


def test_a_word_that_is_too_long_is_broken() -> None:
    assert [span.of("x" * 25) for span in wrapped("x" * 25, 20)] == ["x" * 20, "x" * 5]


def test_wide_characters_take_two_columns() -> None:
    assert cells("北京") == 4
    assert cells("e\u0301") == 1
    assert [len(span) for span in wrapped("北" * 15, 20)] == [10, 5]


def test_hits_are_marked_only_where_marks_can_be_seen() -> None:
    marks = [Span(0, 6), Span(10, 16)]
    assert PLAIN.paragraph("shells to Russia", marks=marks) == "shells to Russia"
    shown = STYLED.paragraph("shells to Russia", marks=marks)
    assert shown == "\x1b[1;7mshells\x1b[22;27m to \x1b[1;7mRussia\x1b[22;27m"


def test_a_hit_that_runs_over_the_end_of_a_line_is_marked_on_both() -> None:
    page = Page(width=20, styled=True)
    shown = page.paragraph("one two three four five six", marks=[Span(14, 23)])
    assert shown.split("\n") == ["one two three \x1b[1;7mfour\x1b[22;27m", "\x1b[1;7mfive\x1b[22;27m six"]


def test_what_a_terminal_would_obey_is_shown_and_hits_stay_where_they_are() -> None:
    shown = STYLED.paragraph("\x1b[31mred [bold] news", marks=[Span(16, 20)])
    assert shown == "␛[31mred [bold] \x1b[1;7mnews\x1b[22;27m"


def test_columns_are_even_and_numbers_end_flush() -> None:
    assert table([("name", "n"), ("Iran", "1,204")], right=frozenset({1})) == ["name      n", "Iran  1,204"]


def test_a_name_too_long_for_its_column_says_so() -> None:
    assert shortened("Democratic People’s Republic", 12) == "Democratic …"


@given(st.text(alphabet=st.sampled_from("ab 北\u0301\u202e\n\x1b"), max_size=80), st.integers(20, 50))
def test_wrapping_loses_no_word_and_no_line_is_too_wide(text: str, width: int) -> None:
    shown = Page(width=width).paragraph(text)
    assert all(cells(line) <= width for line in shown.split("\n"))
    assert "".join(shown.split()) == "".join(Page(width=10_000).paragraph(text).split())


@pytest.mark.parametrize("marks", [[Span(0, 3), Span(1, 5)], [Span(4, 9), Span(0, 2)], [Span(0, 0)]])
def test_overlapping_and_unsorted_hits_change_no_letter(marks: list[Span]) -> None:
    shown = STYLED.paragraph("abcdefghij", marks=marks)
    assert shown.replace("\x1b[1;7m", "").replace("\x1b[22;27m", "") == "abcdefghij"
