"""What reaches a terminal or a clipboard can be seen, and only seen."""

from __future__ import annotations

import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.text import json_safe, one_line, visible

VISIBLE_SIGNS = {chr(c) for c in (*range(0x600, 0x606), 0x6DD, 0x70F, 0x890, 0x891, 0x8E2, 0x110BD, 0x110CD)}
"""Format characters by category that have a shape of their own."""


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain “text”, naïve 北京", "plain “text”, naïve 北京"),
        ("two\nlines", "two\nlines"),
        ("a\tb", "a b"),
        ("end\r\nnext", "end \nnext"),
        ("over\rwritten", "over␍written"),
        ("\x1b[31mred\x1b[0m", "␛[31mred␛[0m"),
        ("\x1b]52;c;ZXZpbA==\x07", "␛]52;c;ZXZpbA==␇"),
        ("\x9b31m", "�31m"),
        ("nul\x00 del\x7f", "nul␀ del␡"),
        ("invoice\u202efdp.exe", "invoice�fdp.exe"),
        ("\u2066isolate\u2069", "�isolate�"),
        ("pay\u200bpal", "pay␣pal"),
        ("soft\u00adhyphen", "soft‐hyphen"),
        ("line\u2028para\u2029", "line␤para␤"),
        ("tag\U000e0041\U000e0042", "tag��"),
        ("lone \ud800 half", "lone � half"),
        ("[red]markup stays text[/red]", "[red]markup stays text[/red]"),
        ("می‌خواهم", "می‌خواهم"),
        ("क्‍ष", "क्‍ष"),
        ("in\u200dvisible", "in�visible"),
        ("👩\u200d💻 and ❤\ufe0f", "👩\u200d💻 and ❤\ufe0f"),
        ("x\ufe01\ufe02\ufe03", "x\ufe01��"),
    ],
)
def test_what_a_terminal_would_obey_or_hide_is_shown_as_one_character(text: str, shown: str) -> None:
    assert visible(text) == shown


def test_no_control_reordering_or_hidden_character_survives_between_latin_letters() -> None:
    categories = {"Cc", "Cf", "Zl", "Zp", "Cs"}
    risky = [c for c in map(chr, range(0x110000)) if unicodedata.category(c) in categories and c != "\n"]
    assert len(risky) > 2000
    left = {c for c in risky if c in visible(f"a{c}b")}
    assert left == VISIBLE_SIGNS


@given(st.text(st.characters(codec=None)))
def test_offsets_into_a_text_are_offsets_into_what_is_shown(text: str) -> None:
    shown = visible(text)
    assert len(shown) == len(text)
    assert shown.count("\n") == text.count("\n")
    assert len(one_line(text)) == len(text)


@given(st.text(st.characters(codec=None)))
def test_what_is_shown_can_always_be_written_and_is_shown_unchanged(text: str) -> None:
    shown = visible(text)
    shown.encode("utf-8")
    assert visible(shown) == shown


@given(st.text(st.characters(codec=None)))
def test_one_line_is_one_line(text: str) -> None:
    assert len(one_line(text).splitlines()) <= 1


@given(st.text(st.characters(codec=None)))
def test_json_loses_nothing_and_holds_nothing_a_terminal_obeys(text: str) -> None:
    written = json_safe({text: [text]})
    assert json.loads(written) == {text: [text]}
    assert written == visible(written)


def test_json_writes_what_reorders_as_an_escape_and_leaves_letters_alone() -> None:
    assert json_safe("é “a” \u202e \x1b \x7f \U000e0041") == '"é “a” \\u202e \\u001b \\u007f \\udb40\\udc41"'


def test_json_can_be_kept_to_ascii() -> None:
    assert json_safe("é", ascii_only=True) == '"\\u00e9"'
