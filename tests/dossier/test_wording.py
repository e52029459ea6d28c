"""The words that all front ends share."""

from __future__ import annotations

import pytest

from dossier import wording
from index.answers import ActorRef, Citation
from index.model import ActorClass, DateBasis, JoinRule, MentionKind, Published, Status


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("2022-11-03", "3 Nov 2022"),
        ("2022-11-03T09:00", "3 Nov 2022"),
        ("2022-10", "Oct 2022"),
        ("2022", "2022"),
        ("2022-W44", "week of 31 Oct 2022"),
        ("2022-W60", "2022-W60"),
        ("PAST_REF", "earlier"),
        ("P3D", "P3D"),
        ("2022-13-01", "2022-13-01"),
        (None, "undated"),
    ],
)
def test_a_date_is_shown_as_precisely_as_it_is_known(value: str | None, shown: str) -> None:
    assert wording.day(value) == shown


def test_an_assumed_date_is_called_assumed() -> None:
    assert wording.published(Published(value="2022-11-03", basis=DateBasis.ASSUMED)) == "3 Nov 2022, assumed"


def test_a_printed_date_stands_alone() -> None:
    assert wording.published(Published(value="2022-11-03", basis=DateBasis.PRINTED)) == "3 Nov 2022"


def test_every_status_and_kind_has_words() -> None:
    assert set(wording.STATUS_LABELS) == set(wording.STATUS_HELP) == set(Status)
    assert set(wording.KIND_LABELS) == set(MentionKind)


def test_counts_agree_in_number() -> None:
    assert wording.counted(1, "article") == "1 article"
    assert wording.counted(1204, "article") == "1,204 articles"
    assert wording.counted(2, "copy", "copies") == "2 copies"


def test_who_may_be_somebody_else_is_called_unsure_with_the_others() -> None:
    others = [ActorRef(id=name, name=name, cls=ActorClass.PERSON) for name in ("Ann Lee", "Bo Lee", "Cy Lee", "Di Lee")]
    assert wording.perhaps(others[:1]) == "unsure: may be Ann Lee"
    assert wording.perhaps(others[:2]) == "unsure: may be Ann Lee or Bo Lee"
    assert wording.perhaps(others) == "unsure: may be Ann Lee, Bo Lee, Cy Lee or 1 more"


def test_every_rule_of_joining_has_words() -> None:
    assert set(wording.JOIN_LABELS) == set(JoinRule)


@pytest.mark.parametrize(
    ("pages", "at", "shown"),
    [((), 5, ""), ((0, 40, 40, 90), 0, "p. 1"), ((0, 40, 40, 90), 41, "p. 3"), ((3,), 0, "p. 1")],
)
def test_a_line_of_an_original_with_pages_names_its_page(pages: tuple[int, ...], at: int, shown: str) -> None:
    citation = Citation(
        article="a1", title="T", outlet=None, published=None, url=None, byline=None, locator="/a.pdf", note=None,
        appearances=1, statements=0, pages=pages,
    )  # fmt: skip
    assert wording.on_page(citation, at) == shown
