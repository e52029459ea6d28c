"""Dates as they are written in files: ISO 8601, RFC 2822, and English forms. What may be two days is never guessed."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

_LONGEST = 80
_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2})(?:[T ]\d{2}:\d{2}.*)?)?)?", re.ASCII | re.DOTALL)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:t\d{4,6}z?)?\b", re.ASCII)
_YEAR_FIRST = re.compile(r"(\d{4})[/.](\d{1,2})[/.](\d{1,2})", re.ASCII)
_YEAR_LAST = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", re.ASCII)
_DAY_MONTH = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[ -]([a-z]+)\.?,?[ -](\d{4})", re.ASCII)
_MONTH_DAY = re.compile(r"([a-z]+)\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})", re.ASCII)
_MONTH = re.compile(r"([a-z]+)\.?,? (\d{4})", re.ASCII)
_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?,?"
_BEFORE = re.compile(rf"{_WEEKDAY} ?", re.ASCII)
_ZONES = "gmt utc z bst cet cest eet eest est edt cst cdt mst mdt pst pdt et pt msk ist jst kst aest aedt hkt sgt"
_AFTER = re.compile(
    rf"{_WEEKDAY}|at\b|t?\d{{1,2}}[:.]\d{{2}}(?:[:.]\d{{2}}(?:\.\d+)?)?z?(?!\d)|[ap]\.?m\b\.?"
    rf"|[+-]\d{{2}}:?\d{{2}}|\(?(?:{'|'.join(_ZONES.split())})\b\)?",
    re.ASCII,
)
"""What may follow a day: its weekday, a time, a time zone."""


def iso_date(written: str) -> str | None:
    """`2022`, `2022-11`, `2022-11-03`, or the day of an ISO 8601 time; None for anything else or no real day."""
    match = _ISO.fullmatch(written.strip())
    return _iso(*match.groups()) if match else None


def written_date(written: str) -> tuple[str | None, str]:
    """The date in ISO form, as precise as it is written; or None with why it cannot be used."""
    if value := iso_date(written):
        return value, ""
    value, rest = _leading(written)
    if value and _only_time(rest):
        return value, ""
    stripped = written.strip()[: 2 * _LONGEST]
    if (match := _YEAR_LAST.match(stripped)) and _only_time(stripped[match.end() :].lower()):
        return _numeric(stripped, match)
    shown = written if len(written) <= _LONGEST else written[:20] + "…"
    return None, f"{shown!r} is not a date such as 2022-11-03"


def date_line(line: str) -> str | None:
    """The day or month that a line of a press archive begins with: "November 3, 2022 Thursday, Late Edition"."""
    value, rest = _leading(line) if any(map(str.isdigit, line[:_LONGEST])) else (None, "")
    if value and (_only_time(rest) or _AFTER.match(rest.lstrip(" ,")) or rest.startswith((",", ";"))):
        return value
    return None


def _leading(written: str) -> tuple[str | None, str]:
    """The date that `written` begins with, perhaps after its weekday, and what follows it."""
    folded = " ".join(written[: 2 * _LONGEST].lower().split())
    folded = _BEFORE.sub("", folded, count=1) if _BEFORE.match(folded) else folded
    for pattern, read in _FORMS:
        if (match := pattern.match(folded)) and (value := read(match)):
            return value, folded[match.end() :]
    return None, ""


def _iso(year: str, month: str | None = None, day: str | None = None) -> str | None:
    try:
        date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return None
    return "-".join([year, *(part.zfill(2) for part in (month, day) if part)])


def _month(name: str) -> str | None:
    """The number of a month by its name or a beginning of it of three letters and more ("Sept")."""
    found = [number for number, month in enumerate(_MONTHS, start=1) if len(name) >= 3 and month.startswith(name)]
    return str(found[0]) if found else None


def _named(year: str, month: str, day: str | None = None) -> str | None:
    number = _month(month)
    return _iso(year, number, day) if number else None


def _numeric(written: str, match: re.Match[str]) -> tuple[str | None, str]:
    """03/11/2022 is the 3rd of November or the 11th of March: only where one of them is no date it is used."""
    first, second, year = match.groups()
    day_first, month_first = _iso(year, second, first), _iso(year, first, second)
    if day_first and month_first and day_first != month_first:
        return None, f"{written!r} may be {day_first} or {month_first}"
    value = day_first or month_first
    return value, "" if value else f"{written!r} is not a date such as 2022-11-03"


def _only_time(rest: str) -> bool:
    """Whether what follows a day says no more than when on that day."""
    rest = rest.strip(" ,;|")
    while rest and (match := _AFTER.match(rest)):
        rest = rest[match.end() :].strip(" ,;|")
    return not rest


_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str | None]], ...] = (
    (_YEAR_FIRST, lambda match: _iso(*match.groups())),
    (_COMPACT, lambda match: _iso(*match.groups())),
    (_DAY_MONTH, lambda match: _named(match[3], match[2], match[1])),
    (_MONTH_DAY, lambda match: _named(match[3], match[1], match[2])),
    (_MONTH, lambda match: _named(match[2], match[1])),
)
