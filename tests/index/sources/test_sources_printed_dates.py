"""Dates as printed: read where they can mean one day only."""

import pytest

from index.sources.printed_dates import plausible, printed_date, two_ways
from index.sources.prose import unwrapped


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("2022-11-03T10:00:00Z", "2022-11-03"),
        ("2022-11", "2022-11"),
        ("Thursday, November 3, 2022", "2022-11-03"),
        ("Nov. 3, 2022 10:11 a.m.", "2022-11-03"),
        ("3rd of November 2022", "2022-11-03"),
        ("Thu, 03 Nov 2022 10:00:00 GMT", "2022-11-03"),
        ("3-Nov-2022", "2022-11-03"),
        ("November 2022", "2022-11"),
        ("2022/11/03", "2022-11-03"),
        ("20221103", "2022-11-03"),
        ("25/11/2022", "2022-11-25"),
        ("11/25/2022", "2022-11-25"),
        ("03.11.2022", "2022-11-03"),
        ("03/11/2022", None),
        ("31 February 2022", None),
        ("maybe 2022 or so", None),
        ("yesterday", None),
        ("1667433600", None),
    ],
)
def test_a_printed_date_is_read_where_it_means_one_day(written: str, value: str | None) -> None:
    assert printed_date(written) == value


def test_a_date_in_numbers_that_fits_two_ways_is_known_as_such() -> None:
    assert two_ways("03/11/2022")
    assert not two_ways("25/11/2022")
    assert not two_ways("no date")


def test_dates_that_cannot_be_are_told() -> None:
    assert plausible("2022-11-03") == ("2022-11-03", ())
    assert plausible("1901") == ("1901", ())
    assert plausible(None) == (None, ())
    assert plausible("2999")[1] == ("date of publication not used: 2999 lies in the future",)


@pytest.mark.parametrize(
    ("written", "paragraphs"),
    [
        ("one line", ["one line"]),
        ("a line that was broken to fit a width of fifty\ncharacters goes on here.\n\nAnother one.",
         ["a line that was broken to fit a width of fifty characters goes on here.", "Another one."]),
        ("a line that was broken to fit a width of fifty\ncharacters ends early.\nA new one begins there and is\nshort",
         ["a line that was broken to fit a width of fifty characters ends early.", "A new one begins there and is",
          "short"]),
        ("Best regards\nEva Strand\nPress office", ["Best regards", "Eva Strand", "Press office"]),
        ("a list of things that is as wide as it can be is\n- one thing of this list that is as wide too\n- two",
         ["a list of things that is as wide as it can be is", "- one thing of this list that is as wide too", "- two"]),
    ],
)  # fmt: skip
def test_lines_broken_to_a_width_become_paragraphs_again(written: str, paragraphs: list[str]) -> None:
    assert list(unwrapped(written)) == paragraphs
