"""Institutions that every state has are the same only where their state is."""

from __future__ import annotations

import pytest

from index.actors.institutions import core_and_state, family, institution_key, is_common, is_open

ARTICLE = "a1b2"


@pytest.mark.parametrize(
    ("name", "core", "state"),
    [
        ("supreme court of india", "supreme court", "state:in"),
        ("kenyan supreme court", "supreme court", "state:ke"),
        ("norway's ministry of defense", "defence ministry", "state:no"),
        ("ministry of defence of the russian federation", "defence ministry", "state:ru"),
        ("president’s office", "president office", None),
        ("office of the president", "president office", None),
        ("office of the president of", "president office", None),
        ("harbour workers league", "harbour workers league", None),
    ],
)
def test_a_name_falls_into_its_core_and_its_state(name: str, core: str, state: str | None) -> None:
    assert core_and_state(f"organisation:{name}") == (core, state)


@pytest.mark.parametrize(
    ("core", "common"),
    [
        ("supreme court", True),
        ("digital affairs ministry", True),
        ("social democratic party", True),
        ("gaza health ministry", False),
        ("bank", False),
        ("white house", False),
        ("supreme court of ohio", False),
    ],
)
def test_common_institutions_are_told_from_names_of_one_body(core: str, common: bool) -> None:
    assert is_common(core) is common


@pytest.mark.parametrize(
    ("name", "owners", "states", "key"),
    [
        ("supreme court", [], ["state:ke"], "organisation:supreme court@state:ke"),
        ("supreme court", ["state:no"], ["state:ke", "state:no"], "organisation:supreme court@state:no"),
        ("supreme court", [], ["state:ke", "state:no"], "organisation:supreme court@?a1b2"),
        ("council", [], ["state:ke"], "organisation:council@?a1b2"),
        ("russian ministry of foreign affairs", [], [], "body:russian-foreign-ministry"),
        ("foreign ministry of russia", [], [], "body:russian-foreign-ministry"),
        ("world health organization who", [], [], "body:who"),
        ("nato", [], [], "body:nato"),
        ("kenya rift railway", [], [], "organisation:rift railway@state:ke"),
        ("harbour workers league", ["state:ke"], ["state:ke"], "organisation:harbour workers league"),
    ],
)
def test_the_key_of_an_institution_names_its_state(name: str, owners: list[str], states: list[str], key: str) -> None:
    assert institution_key(f"organisation:{name}", owners, states, ARTICLE) == key


def test_institutions_of_one_name_are_a_family_with_those_of_the_tables() -> None:
    assert family("body:us-supreme-court") == family("organisation:supreme court@state:ke") == "supreme court"
    assert family("organisation:supreme court@?a1b2") == "supreme court"
    assert family("organisation:harbour workers league") is None
    assert is_open("organisation:supreme court@?a1b2")
    assert not is_open("organisation:supreme court@state:ke")
