"""Whether a date lies before or after the day of publication, by the tense around it. Part of the dates stage."""

from __future__ import annotations

from datetime import date, timedelta

from spacy.tokens import Doc, Token

from index.model import Span

TURNING = frozenset({"weekday", "month", "month day", "day month"})
"""Rules whose value depends on the tense: they name a day or a month, but no year."""
_MODALS = frozenset({"will", "would", "could", "may", "might", "shall", "should", "can", "must", "'ll", "’ll"})
_DONE = frozenset({"fail", "manage", "begin", "start", "continue", "refuse", "help", "appear", "seem", "try", "be"})
_UNTIL = frozenset({"before", "until", "till", "by"})
_AHEAD, _BACK, _UNKNOWN = 1, -1, 0
_HEIGHT = 6
"""Words above the date among which its verb is looked for."""


def direction(doc: Doc, span: Span) -> int:
    """1 where the words point forward ("will close on Friday", "before June"), -1 where back, 0 where neither."""
    run = doc.char_span(span.start, span.end, alignment_mode="expand")
    if run is None:
        return _UNKNOWN
    if run.start >= 2 and doc[run.start - 2 : run.start].text.lower() in {"ahead of", "due on", "scheduled for"}:
        return _AHEAD
    tense = _tense(run.root)
    before = doc[run.start - 1].lower_ if run.start else ""
    return _AHEAD if tense == _UNKNOWN and before in _UNTIL else tense


def _tense(token: Token) -> int:
    named = token
    for _ in range(_HEIGHT):
        if token.head == token:
            break
        token = token.head
        if _is_parted(token, named):
            return _UNKNOWN
        if any(c.dep_ == "mark" and named.i < c.i < token.i for c in token.children):
            continue  # "announced on January 20 that Lima would close": the date stands before the clause
        if token.pos_ in {"VERB", "AUX"}:
            helpers = [c for c in token.children if c.dep_ in {"aux", "auxpass"}]
            if any(c.lower_ in _MODALS and c.tag_ == "MD" for c in helpers):
                return _UNKNOWN if any(c.lemma_ == "have" for c in helpers) else _AHEAD
            if any(c.lower_ == "to" for c in helpers):
                return _AHEAD if token.head.lemma_ not in _DONE else _UNKNOWN
            if token.tag_ == "VBD" or any(c.tag_ == "VBD" for c in helpers):
                return _BACK
            if token.tag_ in {"VBZ", "VBP"} or helpers:
                return _UNKNOWN
    return _UNKNOWN


def _is_parted(verb: Token, named: Token) -> bool:
    """Whether the end of a quotation or an "according to" stands between verb and date."""
    between = verb.doc[min(verb.i, named.i) : max(verb.i, named.i)]
    return any(t.is_quote or t.lower_ == "according" for t in between)


def turned(value: str, way: int, anchor: date, *, weekday: bool = False) -> str:
    """The value moved to the next or the last day or month of that name."""
    if way == _UNKNOWN or not value[:4].isdigit() or "W" in value:
        return value
    if len(value) == len("2024-05-16"):
        day = date.fromisoformat(value)
        return (_turned_weekday if weekday else _turned_day)(day, way, anchor).isoformat()
    year, month = (int(part) for part in value.split("-"))
    here, there = anchor.year * 12 + anchor.month, year * 12 + month
    if way == _AHEAD and there < here:
        year += 1
    elif way == _BACK and there > here:
        year -= 1
    return f"{year}-{month:02}"


def _turned_weekday(day: date, way: int, anchor: date) -> date:
    return day + timedelta(days=7) if way == _AHEAD and day < anchor else day


def _turned_day(day: date, way: int, anchor: date) -> date:
    year = day.year + (way == _AHEAD and day < anchor) - (way == _BACK and day > anchor)
    try:
        return day.replace(year=year)
    except ValueError:
        return day
