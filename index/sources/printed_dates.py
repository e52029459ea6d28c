"""Dates printed anywhere in a short text, to ISO 8601 as precise as printed; and whether one can be of publication."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

from index.sources.dates import iso_date

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>\d{4})"
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"(?<!\d){_DAY}(?:\s+of)?[\s.-]+{_MONTH},?[\s.-]+{_YEAR}(?!\d)",
        rf"\b{_MONTH}\s+{_DAY},?\s+{_YEAR}(?!\d)",
        r"(?<!\d)(?P<year>\d{4})(?P<parted>[-/.])(?P<month>\d{1,2})(?P=parted)(?P<day>\d{1,2})(?!\d)",
        r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<month>\d\d)(?P<day>\d\d)(?!\d)",
        rf"(?<!\d\s)\b{_MONTH},?\s+{_YEAR}(?!\d)",
    )
)
_WEEKDAY = re.compile(r"^(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+", re.IGNORECASE)
_NUMBERS = re.compile(r"(?<!\d)(\d{1,2})([/.-])(\d{1,2})\2(\d{4})(?!\d)")
_FIRST_YEAR = 1900
_CLOCK_ZERO = "1970-01-01"
"""Where the clocks of computers begin: a sign of a date that was never set."""


def printed_date(written: str) -> str | None:
    """The first date in `written`: ISO, "3 November 2022", "Nov. 3, 2022", "November 2022"; None where there is none.

    3/11/2022 is a day in November to some and one in March to others: such numbers are read only where they fit one
    way. With dots the day stands first everywhere.
    """
    if value := iso_date(written):
        return value
    for form in _FORMS:
        for match in form.finditer(written):
            parts = match.groupdict()
            if value := _value(int(parts["year"]), _month(parts["month"]), parts.get("day")):
                return value
    return _of_numbers(written)


def lone_date(written: str) -> str | None:
    """The date of a text that is a whole date and nothing else, but for the day of the week before it."""
    text = _WEEKDAY.sub("", written.strip())
    return printed_date(text) if any(form.fullmatch(text) for form in _FORMS[:2]) else None


def two_ways(written: str) -> bool:
    """Whether `written` holds nothing but a date in numbers that can be read in two ways."""
    found = _NUMBERS.search(written)
    return bool(found) and printed_date(written) is None


def implausible(value: str) -> str | None:
    """Why `value` cannot be a date of publication; None where it can."""
    if value[:10] == _CLOCK_ZERO:
        return "is where computers' clocks begin"
    if int(value[:4]) < _FIRST_YEAR:
        return "is too long ago"
    latest = datetime.now(UTC).date() + timedelta(days=1)  # it is tomorrow already east of us
    return "lies in the future" if value > latest.isoformat()[: len(value)] else None


def plausible(value: str | None) -> tuple[str | None, tuple[str, ...]]:
    """`value` where it can be a date of publication, else None and a remark."""
    if value is None or (reason := implausible(value)) is None:
        return value, ()
    return None, (f"date of publication not used: {value} {reason}",)


def _month(written: str) -> int:
    return int(written) if written.isdigit() else _MONTHS.index(written[:3].casefold()) + 1


def _value(year: int, month: int, day: str | None) -> str | None:
    try:
        whole = date(year, month, int(day) if day else 1)
    except ValueError:
        return None
    return whole.isoformat() if day else whole.isoformat()[:7]


def _of_numbers(written: str) -> str | None:
    for match in _NUMBERS.finditer(written):
        first, second, year = int(match[1]), int(match[3]), int(match[4])
        if first > 12 or first == second or match[2] == ".":
            return _value(year, second, str(first))
        if second > 12:
            return _value(year, first, str(second))
    return None
