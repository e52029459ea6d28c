"""Stage: dates as printed, with TIMEX3-like values against the date of publication.

A value is as precise as the words and the date of publication allow, and vague words keep a vague value
(PAST_REF, FUTURE_REF, PXM); nothing is ever taken from the clock of the machine.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from index.extraction.reading import Attribution, DraftTime, Reading
from index.extraction.syntax import TIME_ENTITIES
from index.extraction.values.directions import TURNING, direction, turned
from index.model import Published, Span

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            *(("january", "jan"), ("february", "feb"), ("march", "mar"), ("april", "apr"), ("may",), ("june", "jun")),
            *(("july", "jul"), ("august", "aug"), ("september", "sept", "sep"), ("october", "oct")),
            *(("november", "nov"), ("december", "dec")),
        ),
        start=1,
    )
    for name in names
}
WEEKDAYS = {
    name: number
    for number, name in enumerate(("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"))
}
_NUMBERS = {
    word: number
    for number, word in enumerate(
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"], start=1
    )
} | {"a": 1, "an": 1, "a couple of": 2, "couple of": 2}
_STEPS = {"last": -1, "this": 0, "next": 1}
_UNITS = {"minute": "M", "hour": "H", "day": "D", "week": "W", "month": "M", "year": "Y", "decade": "0Y"}

_FULL = sorted((m.capitalize() for m in MONTHS if len(m) > 4 or m in {"may", "june", "july"}), key=len, reverse=True)
_SHORT = sorted((m.capitalize() for m in MONTHS if m.capitalize() not in _FULL), key=len, reverse=True)
_PART = r"(?:(?:early|late|mid)[ -])?"
_MONTH = rf"(?P<month>{'|'.join(_FULL)}|(?:{'|'.join(_SHORT)})\.?)"
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_COUNT = r"(?P<count>\d{1,4}|" + "|".join(sorted(_NUMBERS, key=len, reverse=True)) + ")"
_UNIT = r"(?P<unit>minute|hour|day|week|month|year|decade)"
_WEEKDAY = r"(?P<weekday>" + "|".join(w.capitalize() for w in WEEKDAYS) + ")"
_DAYPART = r"(?: (?:morning|afternoon|evening|night))?"

_FROM_BEFORE = re.compile(
    r"(?<!\w)the (?:(?P<which>following|next|previous|same) day|day (?P<side>before|after)"
    r"(?! yesterday| tomorrow))(?!\w)",
    re.IGNORECASE,
)

Value = Callable[[re.Match[str], date | None], str | None]


def find_times(reading: Reading) -> None:
    """Add every date expression whose value can be said."""
    anchor = _anchor(reading)
    taken: list[Span] = []
    for rule, pattern, value in _RULES:
        for match in pattern.finditer(reading.text):
            span = Span(*match.span())
            if any(span.overlaps(other) for other in taken) or _is_modal_may(reading, match):
                continue
            found = value(match, anchor) or _coarsely(match, reading.published)
            if found is not None:
                taken.append(span)
                if anchor is not None and rule in TURNING and not match.groupdict().get("which"):
                    found = turned(found, direction(reading.doc, span), anchor, weekday=rule == "weekday")
                reading.times.append(DraftTime(span=span, value=found, rule=f"time:{rule}", confidence=0.9))
    reading.times.sort(key=lambda t: t.span)
    _count_from_before(reading, taken)


def _count_from_before(reading: Reading, taken: list[Span]) -> None:
    """ "The following day" counts from the last day named before it; where none is, the text's own day is meant."""
    anchor = _anchor(reading)
    for match in _FROM_BEFORE.finditer(reading.text):
        span = Span(*match.span())
        named = [t for t in reading.times if t.span.end <= span.start and _is_day(t.value) and _dates(reading, t.span)]
        day = date.fromisoformat(named[-1].value) if named else anchor
        if day is None or any(span.overlaps(other) for other in taken):
            continue
        step = {"same": 0, "previous": -1, "before": -1}.get((match["which"] or match["side"]).lower(), 1)
        value = (day + timedelta(days=step)).isoformat()
        reading.times.append(DraftTime(span=span, value=value, rule="time:from before", confidence=0.7))
    reading.times.sort(key=lambda t: t.span)


def _is_day(value: str) -> bool:
    return re.fullmatch(r"\d{4}-\d\d-\d\d", value) is not None


def _dates(reading: Reading, span: Span) -> bool:
    """Whether it says when something was, and is no part of a name: not "the November 27 agreement"."""
    run = reading.doc.char_span(span.start, span.end, alignment_mode="expand")
    return run is not None and run.root.dep_ not in {"compound", "nmod", "amod", "nummod"}


def date_statements(reading: Reading) -> None:
    """Set when each statement was made, where a date stands with the reporting verb and not inside what was said."""
    previous: Attribution | None = None
    for attribution in reading.attributions:
        attribution.said = _not_later(_said(reading, attribution), reading.published)
        if attribution.said is None and attribution.rule.endswith("coordinated") and previous is not None:
            attribution.said = previous.said
        previous = attribution


def _not_later(said: str | None, published: Published | None) -> str | None:
    """The date, unless it lies behind the publication: what is printed has been said before."""
    if said is None or published is None:
        return said
    known = min(len(said), len(published.value), len("2024-05-16"))
    return said if said[:known] <= published.value[:known] else None


def _said(reading: Reading, attribution: Attribution) -> str | None:
    if not attribution.cue:
        return None
    cue = reading.doc[attribution.cue[0]]
    for time in reading.times:
        if any(time.span.overlaps(content) for content in attribution.content) or time.value[:1] not in "12":
            continue
        if cue.idx < time.span.start < attribution.content[0].start and _stands_between(
            reading, cue.idx, time.span, attribution.content[0]
        ):
            return time.value
        run = reading.doc.char_span(time.span.start, time.span.end, alignment_mode="expand")
        if run is None or run.root.sent.start != cue.sent.start:
            continue
        token = run.root
        for _ in range(4):
            token = token.head
            if token == cue:
                return time.value
            if token.pos_ in {"VERB", "AUX"}:
                break
        opens = run.start <= cue.sent.start + 1 and run.end <= cue.i
        if opens and cue.dep_ == "ROOT" and attribution.content[0].start > cue.idx:
            return time.value
    return None


def _stands_between(reading: Reading, start: int, span: Span, content: Span) -> bool:
    """Whether no clause ends between the reporting verb and the date, or nothing but the content follows it."""
    if not reading.text[span.end : content.start].strip(" ,"):
        return True
    return not any(mark in reading.text[start : span.start] for mark in ".;,:")


def _anchor(reading: Reading) -> date | None:
    """The day of publication; None where it is not known to the day."""
    if reading.published is None or len(reading.published.value) != 10:
        return None
    return date.fromisoformat(reading.published.value)


def _is_modal_may(reading: Reading, match: re.Match[str]) -> bool:
    """Whether a month's name is none: "may" that asks, "March" the verb, "Jan" and "April" the people."""
    if not match.groupdict().get("month") or any(c.isdigit() or c == " " for c in match.group()):
        return False
    token = next((t for t in reading.doc.char_span(*match.span(), alignment_mode="expand") or ()), None)
    if token is None or token.tag_ == "MD" or token.pos_ == "VERB" or token.ent_type_ == "PERSON":
        return True
    if token.i + 1 < len(token.doc) and token.nbor(1).lower_ in {"on", "forward"} and token.text == "March":
        return token.is_sent_start is True
    if token.dep_ == "compound" and token.head.pos_ == "PROPN" and token.head.i == token.i + 1:
        return token.ent_type_ not in TIME_ENTITIES
    return token.i > 0 and token.nbor(-1).pos_ == "PROPN" and token.nbor(-1).lower_ not in WEEKDAYS


# --- values --------------------------------------------------------------------------------------------------------


def _calendar(match: re.Match[str], anchor: date | None) -> str | None:
    groups = match.groupdict()
    month = MONTHS[groups["month"].lower().rstrip(".")]
    day = int(groups["day"]) if groups.get("day") else None
    year = int(groups["year"]) if groups.get("year") else _year_of(month, anchor)
    if year is None:
        return f"XXXX-{month:02}" + (f"-{day:02}" if day else "")
    if day is None:
        return f"{year}-{month:02}"
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _month_of_year(match: re.Match[str], anchor: date | None) -> str | None:
    """ "May last year"."""
    if anchor is None:
        return None
    return f"{anchor.year + _STEPS[match['which'].lower()]}-{MONTHS[match['month'].lower().rstrip('.')]:02}"


def _month_alone(match: re.Match[str], anchor: date | None) -> str | None:
    """ "In May", "last May", "next May"."""
    value = _calendar(match, anchor)
    which = (match["which"] or "").strip().lower()
    if anchor is None or value is None or which not in {"last", "next"}:
        return value
    return turned(value, _STEPS[which], anchor)


def _iso(match: re.Match[str], anchor: date | None) -> str | None:
    try:
        return date.fromisoformat(match["iso"]).isoformat()
    except ValueError:
        return None


def _year_of(month: int, anchor: date | None) -> int | None:
    """The year of a bare month: the coming one where it is at most two months ahead, else the last one."""
    if anchor is None:
        return None
    if (month - anchor.month) % 12 <= 2:
        return anchor.year + (month < anchor.month)
    return anchor.year - (month > anchor.month)


def _weekday(match: re.Match[str], anchor: date | None) -> str | None:
    if anchor is None:
        return None
    back = (anchor.weekday() - WEEKDAYS[match["weekday"].lower()]) % 7
    if (match.groupdict().get("which") or "").lower().strip() in {"next", "coming", "this coming"}:
        return (anchor + timedelta(days=7 - back)).isoformat()
    return (anchor - timedelta(days=back)).isoformat()


def _named_day(match: re.Match[str], anchor: date | None) -> str | None:
    if anchor is None:
        return None
    word = match.group().lower()
    offset = -1 if word.startswith("yesterday") else 1 if word.startswith("tomorrow") else 0
    return (anchor + timedelta(days=offset)).isoformat()


def _relative_unit(match: re.Match[str], anchor: date | None) -> str | None:
    """ "last month", "earlier this year", "next week", "earlier in the week"."""
    if anchor is None:
        return None
    which = match["which"].lower()
    step = -1 if which in {"last", "past", "previous"} else 1 if which in {"next", "coming"} else 0
    return _unit_at(match["unit"].lower(), step, anchor)


def _coarsely(match: re.Match[str], published: Published | None) -> str | None:
    """ "Last year" where only the year of publication is known, "last month" where the month is."""
    groups = match.groupdict()
    if published is None or "which" not in groups or groups.get("unit") not in {"year", "month"}:
        return None
    if not published.value[:4].isdigit():
        return None  # "NA"
    if groups["unit"] == "month" and len(published.value) != len("2024-05"):
        return None
    known = date.fromisoformat((published.value + "-01-01")[: len("2024-05-16")])
    return _relative_unit(match, known)


def _unit_at(unit: str, step: int, anchor: date) -> str | None:
    if unit == "year":
        return str(anchor.year + step) if anchor.year + step > 0 else None
    if unit == "month":
        months = anchor.year * 12 + anchor.month - 1 + step
        return f"{months // 12}-{months % 12 + 1:02}"
    if unit == "week":
        year, week, _ = (anchor + timedelta(weeks=step)).isocalendar()
        return f"{year}-W{week:02}"
    return None


def _ago(match: re.Match[str], anchor: date | None) -> str | None:
    if anchor is None:
        return "PAST_REF"
    count, unit = _count(match["count"]), match["unit"].lower()
    if unit == "day":
        return (anchor - timedelta(days=count)).isoformat()
    return _unit_at(unit, -count, anchor) or "PAST_REF"


def _duration(match: re.Match[str], anchor: date | None) -> str:
    unit = match["unit"].lower()
    clock = "T" if unit in {"hour", "minute"} else ""
    return f"P{clock}{_count(match['count'])}{_UNITS[unit]}"


def _count(word: str) -> int:
    return int(word) if word.isdigit() else _NUMBERS[word.lower()]


def _vague_duration(match: re.Match[str], anchor: date | None) -> str:
    unit = match["unit"].lower()
    return f"P{'T' if unit in {'hour', 'minute'} else ''}X{_UNITS[unit][-1]}"


def _constant(value: str) -> Value:
    return lambda match, anchor: value


def _group(name: str) -> Value:
    return lambda match, anchor: match[name]


def _rule(name: str, pattern: str, value: Value, flags: int = 0) -> tuple[str, re.Pattern[str], Value]:
    return name, re.compile(rf"(?<![\w,-]){pattern}(?![\w])", flags), value


_RULES: tuple[tuple[str, re.Pattern[str], Value], ...] = (
    _rule("iso", r"(?P<iso>(?:19|20)\d\d-[01]\d-[0-3]\d)", _iso),
    _rule("weekday, month day year", rf"{_WEEKDAY},? {_MONTH} {_DAY},? {_YEAR}", _calendar),
    _rule("weekday, day month year", rf"{_WEEKDAY},? {_DAY} {_MONTH},? {_YEAR}", _calendar),
    _rule("day month year", rf"{_DAY} (?:of )?{_MONTH},? {_YEAR}", _calendar),
    _rule("month day year", rf"{_MONTH} {_DAY},? {_YEAR}", _calendar),
    _rule("month of year", rf"{_PART}{_MONTH} (?P<which>last|this|next) year", _month_of_year),
    _rule("month year", rf"{_PART}{_MONTH},? {_YEAR}", _calendar),
    _rule("day month", rf"{_DAY} (?:of )?{_MONTH}", _calendar),
    _rule("month day", rf"{_MONTH} {_DAY}", _calendar),
    _rule("weekday", rf"(?P<which>(?i:last|next|this coming|coming|this) )?{_WEEKDAY}{_DAYPART}", _weekday),
    _rule("day", rf"(?:yesterday|today|tomorrow|tonight|overnight){_DAYPART}", _named_day, re.I),
    _rule(
        "relative",
        r"(?:(?:earlier|later|late|early) )?(?P<which>this|last|next|past|previous) (?P<unit>week|month|year)",
        _relative_unit,
        re.I,
    ),
    _rule("in the unit", r"(?:earlier|later) in (?P<which>the) (?P<unit>week|month|year)", _relative_unit, re.I),
    _rule("ago", rf"(?:about |around |over |nearly )?{_COUNT} {_UNIT}s? (?:ago|earlier)", _ago, re.I),
    _rule(
        "coming",
        r"(?:the )?(?:coming|next few|upcoming|following) (?:hours|days|weeks|months|years)"
        r"(?: (?:or|and) (?:coming )?(?:days|weeks|months|years))?",
        _constant("FUTURE_REF"),
        re.I,
    ),
    _rule(
        "recent",
        r"(?:the )?(?:recent|last few|past few|last several|past several) (?:hours|days|weeks|months|years)",
        _constant("PAST_REF"),
        re.I,
    ),
    _rule("recently", r"recently(?=,)|in recent times", _constant("PAST_REF"), re.I),
    _rule(
        "ago, vague",
        r"(?:several|some|many|a few) (?:days|weeks|months|years) (?:ago|earlier)",
        _constant("PAST_REF"),
        re.I,
    ),
    _rule("month", rf"{_PART}(?P<which>(?i:last|next|this) )?{_MONTH}", _month_alone),
    _rule("decade", r"(?:the )?(?P<decade>(?:19|20)\d)0s", lambda match, anchor: f"{match['decade']}X"),
    _rule("compound duration", rf"{_COUNT}[- ]{_UNIT}(?=[- ])", _duration, re.I),
    _rule("duration", rf"{_COUNT} {_UNIT}s", _duration, re.I),
    _rule("vague duration", r"(?:a few |several |many )(?P<unit>hour|day|week|month|year)s", _vague_duration, re.I),
    _rule("year", r"(?P<year>(?:19|20)\d\d)(?![\d,.]\d|-\d|%| (?:people|troops|soldiers|men|dollars))", _group("year")),
)
