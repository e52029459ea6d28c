from __future__ import annotations

import pytest

from index.fulltext.dates import day_range, days


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2022", ("2022-01-01", "2022-12-31")),
        ("2022-02", ("2022-02-01", "2022-02-28")),
        ("2024-02", ("2024-02-01", "2024-02-29")),
        ("2022-11-03", ("2022-11-03", "2022-11-03")),
        ("2022-11-03T10:15:00Z", ("2022-11-03", "2022-11-03")),
        ("2022-13", None),
        ("2022-02-29", None),
        ("2022-00", None),
        ("0000", None),
        ("22", None),
        ("yesterday", None),
        ("", None),
        ("２０２２", None),
    ],
)
def test_a_partial_date_covers_days(value: str, expected: tuple[str, str] | None) -> None:
    assert days(value) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2022-10", ("2022-10-01", "2022-10-31")),
        ("2022-10..2022-11-03", ("2022-10-01", "2022-11-03")),
        ("2022..", ("2022-01-01", "9999-99-99")),
        ("..2022", ("0000-00-00", "2022-12-31")),
        ("..", None),
        ("2022..x", None),
        ("2020..2021..2022", None),
    ],
)
def test_a_range_runs_from_the_first_day_to_the_last(value: str, expected: tuple[str, str] | None) -> None:
    assert day_range(value) == expected
