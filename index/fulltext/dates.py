"""Partial ISO dates as ranges of days, and ranges of them as a query writes them."""

from __future__ import annotations

import calendar
import re

FIRST_DAY, LAST_DAY = "0000-00-00", "9999-99-99"
_PARTIAL = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)


def days(value: str) -> tuple[str, str] | None:
    """First and last day that `2022`, `2022-11` or `2022-11-03` covers, None where it is no date.

    A time after the day is ignored.
    """
    match = _PARTIAL.fullmatch(value.split("T")[0].strip())
    if not match or not int(match[1]):
        return None
    year, month, day = int(match[1]), int(match[2] or 0), int(match[3] or 0)
    if (match[2] and not 1 <= month <= 12) or (match[3] and not 1 <= day <= calendar.monthrange(year, month)[1]):
        return None
    first = f"{year:04}-{month or 1:02}-{day or 1:02}"
    last_month = month or 12
    last = f"{year:04}-{last_month:02}-{day or calendar.monthrange(year, last_month)[1]:02}"
    return first, last


def day_range(value: str) -> tuple[str, str] | None:
    """First and last day of `2022-10`, `2022-10..2022-11-03`, `2022..` or `..2022`; None where it is neither."""
    if ".." not in value:
        return days(value)
    begin, _, end = value.partition("..")
    first = days(begin) if begin else (FIRST_DAY, FIRST_DAY)
    last = days(end) if end else (LAST_DAY, LAST_DAY)
    if not (begin or end) or first is None or last is None:
        return None
    return first[0], last[1]
