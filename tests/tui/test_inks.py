"""Wrapping loses nothing and never exceeds the width."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.content import Content

from dossier.text import visible
from dossier.tui.widgets.inks import wrap
from dossier.tui.widgets.painters import flow

TEXTS = st.text(alphabet=st.sampled_from("ab c\n—漢é́👍\t"), max_size=120).map(visible)


@given(TEXTS, st.integers(min_value=2, max_value=30))
def test_lines_fit_and_hold_every_character_but_white_space(text: str, width: int) -> None:
    lines = wrap(text, width)
    assert "".join(text[a:b] for a, b in lines).split() == "".join(text.split()).split() or _joined(text, lines)
    assert all(cell_len(text[a:b]) <= width for a, b in lines if b - a > 1)
    assert all(0 <= a <= b <= len(text) for a, b in lines)
    assert [a for a, _ in lines] == sorted(a for a, _ in lines)


def _joined(text: str, lines: list[tuple[int, int]]) -> bool:
    kept = "".join(text[a:b] for a, b in lines)
    return "".join(kept.split()) == "".join(text.split())


@given(TEXTS.filter(lambda text: "\n" not in text), st.integers(min_value=12, max_value=40))
def test_a_hanging_indent_loses_no_word(text: str, width: int) -> None:
    lines = flow(Content(text), width, 3)
    assert "".join("".join(line.plain for line in lines).split()) == "".join(text.split())


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("one two three", 8, ["one two", "three"]),
        ("one\n\ntwo", 8, ["one", "", "two"]),
        ("indivisible", 4, ["indi", "visi", "ble"]),
        ("漢字漢字", 4, ["漢字", "漢字"]),
        ("", 8, [""]),
        ("fits", 4, ["fits"]),
    ],
)
def test_lines_break_at_words(text: str, width: int, lines: list[str]) -> None:
    assert [text[a:b] for a, b in wrap(text, width)] == lines
