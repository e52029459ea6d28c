"""Names that the model cuts or overlooks, and offices that a list of persons shares."""

from __future__ import annotations

import pytest
from what_was_read import Reader


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The Harkat-e-Zamin attacked a convoy in Kenya.", "Harkat-e-Zamin"),
        (
            "The Kenyan League for the Defence of Human Rights met in Nairobi.",
            "Kenyan League for the Defence of Human Rights",
        ),
        ("Chile's Supreme Court freed two guards.", "Chile's Supreme Court"),
        ("Police in Lima arrested members of the Peruvian gang Tren de Costa.", "Tren de Costa"),
    ],
)
def test_a_name_is_whole(reader: Reader, text: str, words: str) -> None:
    assert words in [mention for mention, _, kind in reader(text).mentions if kind in {"name", "embedded"}]


def test_a_place_ends_before_the_comma(reader: Reader) -> None:
    words = [mention for mention, _, _ in reader("Two people died near Abuja, Nigeria, on Monday.").mentions]
    assert "Abuja, Nigeria" not in words
    assert "Nigeria" in words


def test_the_mission_in_a_state_is_not_of_it(reader: Reader) -> None:
    read = reader("The UN Assistance Mission in Chile reported two deaths.")
    assert (read.actor_of("UN Assistance Mission in Chile"), "state:cl") not in read.affiliations


def test_the_authorities_of_a_state_are_that_state(reader: Reader) -> None:
    assert reader("Kenyan authorities closed the port.").actor_of("Kenyan authorities") == "state:ke"
    assert reader("Authorities in Kenya closed the port.").actor_of("Authorities in Kenya") == "state:ke"


def test_everybody_in_a_list_holds_the_office_in_the_plural(reader: Reader) -> None:
    read = reader("Former Kenyan presidents John Smith, Peter Brown and Mary Jones met in Nairobi.")
    assert {who for who, *_ in read.roles} == {"person:john smith", "person:peter brown", "person:mary jones"}


def test_two_portfolios_are_one_office(reader: Reader) -> None:
    assert [role.title for role in reader("Kenyan trade and industry minister Mary Jones spoke.").extraction.roles] == [
        "trade and industry minister"
    ]
