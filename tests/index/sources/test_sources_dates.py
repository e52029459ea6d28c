"""Dates as they are written: precise as they stand, and never one of two possible days."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.model import DateBasis, Published
from index.sources.dates import date_line, iso_date, written_date
from index.sources.metadata import checked


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("2022", "2022"),
        ("2022-11", "2022-11"),
        ("2022-11-03", "2022-11-03"),
        (" 2022-11-03 ", "2022-11-03"),
        ("2022-11-03T23:30:00-05:00", "2022-11-03"),
        ("2022-11-03 08:00", "2022-11-03"),
        ("2022-02-30", None),
        ("2022-13", None),
        ("0000-01-01", None),
        ("03/11/2022", None),
        ("3 November 2022", None),
        ("20221103", None),
        ("yesterday", None),
        ("", None),
        ("٢٠٢٢", None),
    ],
)
def test_only_iso_dates_of_real_days_are_iso_dates(written: str, value: str | None) -> None:
    assert iso_date(written) == value


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("2022/11/03", "2022-11-03"),
        ("2022/11/03 10:00:00", "2022-11-03"),
        ("20221103", "2022-11-03"),
        ("20221103T140500Z", "2022-11-03"),
        ("03 Nov 2022", "2022-11-03"),
        ("3-Nov-2022", "2022-11-03"),
        ("Nov 3, 2022", "2022-11-03"),
        ("Nov. 3, 2022 8:27 PM AEST", "2022-11-03"),
        ("November 3, 2022 Thursday", "2022-11-03"),
        ("Thursday, 3rd November 2022", "2022-11-03"),
        ("Thu, 03 Nov 2022 23:05:00 -0500", "2022-11-03"),
        ("November 2022", "2022-11"),
        ("Sept. 2022", "2022-09"),
        ("13/11/2022", "2022-11-13"),
        ("11/13/2022 14:05", "2022-11-13"),
        ("3.3.2022", "2022-03-03"),
        ("November 31, 2022", None),
        ("30/02/2022", None),
        ("1667484300", None),
        ("May 2022 elections", None),
        ("30 August 2022 in Kyiv", None),
        ("Ma 3, 2022", None),
    ],
)
def test_common_forms_are_dates_as_precise_as_they_are_written(written: str, value: str | None) -> None:
    assert written_date(written)[0] == value


def test_a_date_that_may_be_two_days_is_not_guessed_and_both_are_told() -> None:
    metadata = checked({"date": "03/11/2022"})
    assert metadata.published is None
    assert metadata.remarks == ("date of publication not used: '03/11/2022' may be 2022-11-03 or 2022-03-11",)


def test_metadata_in_any_form_gives_a_date_of_publication() -> None:
    assert checked({"date": "Nov 3, 2022"}).published == Published(value="2022-11-03", basis=DateBasis.METADATA)


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("November 3, 2022, Thursday, Late Edition - Final", "2022-11-03"),
        ("November 3, 2022 Thursday Scotland Edition", "2022-11-03"),
        ("3 November 2022", "2022-11-03"),
        ("2022 was a hard year", None),
        ("512 words", None),
        ("On November 3, 2022 he left.", None),
    ],
)
def test_a_line_of_an_archive_is_a_date_line_where_it_begins_with_one(line: str, value: str | None) -> None:
    assert date_line(line) == value


@given(st.text(max_size=300) | st.text(alphabet="0123456789/.-: novembertgmt,", max_size=300))
def test_no_text_makes_reading_a_date_fail(written: str) -> None:
    value, reason = written_date(written)
    assert (value is None) == bool(reason)
    date_line(written)
