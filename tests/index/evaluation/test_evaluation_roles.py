from __future__ import annotations

import pytest
from annotating import Annotated
from measuring import found

_TEXT = "Russian foreign minister Lavrov, minister since 2004, and a deputy minister of defence"


def _named() -> Annotated:
    return Annotated(_TEXT).mention("Lavrov", "lavrov").mention("Russian", "ru")


_GOLD = _named().role("lavrov", "foreign minister", "ru")


@pytest.mark.parametrize(
    ("predicted", "title", "with_organisation"),
    [
        (_GOLD, (1, 1), (1, 1)),
        (_named(), (0, 0), (0, 0)),
        (_named().role("lavrov", "foreign minister"), (1, 1), (0, 0)),
        (_named().role("lavrov", "minister", "ru"), (1, 1), (1, 1)),
        (_named().role("lavrov", "deputy minister of defence", "ru"), (0, 0), (0, 0)),
        (_named().role("ru", "foreign minister", "ru"), (0, 0), (0, 0)),
        (_named().role("lavrov", "foreign minister", "ru").role("lavrov", "minister", "ru"), (1, 1), (1, 1)),
        (_named().role("lavrov", "foreign minister", "ru").role("ru", "minister"), (1 / 2, 1), (1 / 2, 1)),
    ],
    ids=["gold", "nothing", "no organisation", "half the title", "other title", "other person", "again", "spurious"],
)
def test_a_role_is_a_person_with_a_title_and_an_organisation(
    predicted: Annotated, title: tuple[float, float], with_organisation: tuple[float, float]
) -> None:
    assert found(_GOLD, predicted, "roles.person_title") == title
    assert found(_GOLD, predicted, "roles.person_title_org") == with_organisation


def test_another_organisation_may_be_as_good() -> None:
    gold = _named().role("lavrov", "foreign minister", "ministry", org_alt=["ru"])
    assert found(gold, _GOLD, "roles.person_title_org") == (1, 1)


def test_an_optional_role_is_neither_missed_nor_spurious() -> None:
    gold = _named().role("lavrov", "foreign minister", "ru").role("lavrov", "deputy minister", optional=True)
    assert found(gold, _GOLD, "roles.person_title") == (1, 1)
    assert found(gold, gold, "roles.person_title") == (1, 1)


def test_who_belongs_to_whom_has_a_direction() -> None:
    gold = _named().belongs("lavrov", "ru")
    assert found(gold, gold, "affiliations") == (1, 1)
    assert found(gold, _named().belongs("ru", "lavrov"), "affiliations") == (0, 0)


def test_an_optional_affiliation_is_neither_missed_nor_spurious() -> None:
    gold = _named().belongs("lavrov", "ru").belongs("ru", "lavrov", optional=True)
    assert found(gold, _named().belongs("lavrov", "ru"), "affiliations") == (1, 1)
    assert found(gold, gold, "affiliations") == (1, 1)


def test_an_affiliation_with_an_actor_that_is_not_there_is_spurious() -> None:
    gold = _named().belongs("lavrov", "ru")
    assert found(gold, _named().belongs("lavrov", "ru").belongs("ru", "un"), "affiliations") == (1 / 2, 1)
