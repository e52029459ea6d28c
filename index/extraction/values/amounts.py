"""Stage: quantities: "over two dozen missiles", "$12 billion", "at least 31"."""

from __future__ import annotations

import re
from decimal import Decimal

from spacy.tokens import Span as DocSpan
from spacy.tokens import Token

from index.extraction.reading import DraftAmount, Reading
from index.model import Span

_WORDS = {
    word: value
    for value, word in enumerate(
        (
            *(
                [
                    "zero",
                    "one",
                    "two",
                    "three",
                    "four",
                    "five",
                    "six",
                    "seven",
                    "eight",
                    "nine",
                    "ten",
                    "eleven",
                    "twelve",
                    "thirteen",
                    "fourteen",
                ]
            ),
            *(["fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"]),
        )
    )
} | {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
_SCALES = {"dozen": 12, "hundred": 100, "thousand": 1_000, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_CURRENCIES = {
    **{"$": "USD", "US$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR", "R$": "BRL", "A$": "AUD", "C$": "CAD"},
    **{"dollars": "USD", "euros": "EUR", "pounds": "GBP", "NZ$": "NZD", "HK$": "HKD", "S$": "SGD"},
}
_MODIFIERS = {
    **dict.fromkeys(("at least", "no fewer than", "no less than", "a minimum of"), ">="),
    **dict.fromkeys(("more than", "over", "above", "upwards of", "well over", "in excess of"), ">"),
    **dict.fromkeys(("up to", "at most", "as many as", "no more than", "as much as", "a maximum of"), "<="),
    **dict.fromkeys(("fewer than", "less than", "under", "nearly", "almost", "close to", "just under"), "<"),
    **dict.fromkeys(("about", "around", "some", "roughly", "approximately", "an estimated", "estimated", "circa"), "~"),
}
_MODIFIER = "(?:(?P<modifier>" + "|".join(sorted(_MODIFIERS, key=len, reverse=True)) + ") )?"
_NUMBER = (
    r"(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|(?:"
    + "|".join(sorted(_WORDS, key=len, reverse=True))
    + r")(?:-\w+)?)"
)
_SCALE = r"(?:(?: +|-)(?P<scale>" + "|".join(_SCALES) + r"))?"
_EXACT = re.compile(
    rf"(?<![\w-]){_MODIFIER}(?P<currency>[A-Z]{{0,2}}\$|€|£|¥|₹)?{_NUMBER}{_SCALE}"
    r"(?P<percent> ?(?:%|percent|per cent))?"
    r"(?P<after> (?:dollars|euros|pounds))?(?![\w])",
    re.IGNORECASE,
)
_VAGUE = re.compile(
    r"(?<!\w)(?:(?P<tens>tens|hundreds|dozens|scores) of )?"
    r"(?P<vague>dozens|hundreds|thousands|millions|billions)"
    r"(?P<after> of (?:dollars|euros|pounds))?(?!\w)",
    re.IGNORECASE,
)
_PART = re.compile(
    r"(?<![\w-])(?P<modifier>(?:more than|over|less than|fewer than|nearly|almost|about|around|roughly) )?"
    r"(?:(?P<half>half|a (?:third|quarter))|an? (?P<scale>dozen|hundred|thousand|million|billion|trillion))(?![\w-])",
    re.IGNORECASE,
)
_WORDY = re.compile(
    r"(?<!\w)(?:an? )?[“\"]?(?:substantial|significant|considerable|large|huge|vast|massive|record|unspecified|"
    r"undisclosed|unknown|growing|sizeable|unprecedented|enormous)[”\"]? "
    r"(?:amounts?|numbers?|quantit(?:y|ies)|sums?)(?= of )",
    re.IGNORECASE,
)
"""Quantities that the text does not put into a number."""
_VICTIMS = frozenset({"dead", "injured", "wounded", "missing", "killed", "hurt", "others", "more"})
_PARTS = {"half": "0.5", "a third": "0.33", "a quarter": "0.25"}
_PLURALS = {"dozens": 24, "hundreds": 200, "thousands": 2_000, "millions": 2 * 10**6, "billions": 2 * 10**9}
_TENS = {"tens": 10, "dozens": 12, "scores": 20, "hundreds": 100}


def find_amounts(reading: Reading) -> None:
    """Add every number that counts or measures something and is no date."""
    for match in _EXACT.finditer(reading.text):
        _add(reading, match, _exact_value(match))
    for match in _VAGUE.finditer(reading.text):
        _add(reading, match, _vague_value(match))
    for match in _PART.finditer(reading.text):
        _add(reading, match, _part_value(match))
    for match in _WORDY.finditer(reading.text):
        _add(reading, match, None)
    reading.amounts.sort(key=lambda a: a.span)


def _add(reading: Reading, match: re.Match[str], value: str | None) -> None:
    span = Span(*match.span())
    taken = [time.span for time in reading.times] + [amount.span for amount in reading.amounts]
    if any(span.overlaps(other) for other in taken):
        return
    unit = _unit(reading, match)
    if unit is not None:
        reading.amounts.append(DraftAmount(span=span, value=value, unit=unit, rule="amount", confidence=0.8))


def _exact_value(match: re.Match[str]) -> str:
    number = match["number"].replace(",", "").lower()
    tens, _, ones = number.partition("-")
    amount = Decimal(number) if number[0].isdigit() else Decimal(_WORDS.get(tens, 0) + _WORDS.get(ones, 0))
    amount *= _SCALES.get((match["scale"] or "").lower(), 1)
    sign = _MODIFIERS.get((match["modifier"] or "").lower(), "")
    return f"{sign}{amount.normalize():f}"


def _vague_value(match: re.Match[str]) -> str:
    several = _PLURALS[match["vague"].lower()]
    if match["tens"]:
        several = several * _TENS[match["tens"].lower()]
    return f">={several}"


def _part_value(match: re.Match[str]) -> str:
    modifier = (match["modifier"] or "").strip().lower()
    if match["half"] and modifier in {"nearly", "almost"}:
        modifier = "about"
    sign = _MODIFIERS.get(modifier, "")
    return sign + (_PARTS[match["half"].lower()] if match["half"] else str(_SCALES[match["scale"].lower()]))


def _unit(reading: Reading, match: re.Match[str]) -> str | None:
    """Currency, percent, or the noun that is counted; None where the number counts nothing."""
    groups = match.groupdict()
    if groups.get("currency"):
        return _CURRENCIES.get(groups["currency"].upper(), "USD")
    if groups.get("percent"):
        return "percent"
    if groups.get("after"):
        return _CURRENCIES[groups["after"].split()[-1].lower()]
    run = reading.doc.char_span(*match.span(), alignment_mode="expand")
    if run is None or run.root.dep_ == "appos" or run.root.ent_type_ in {"DATE", "TIME", "ORDINAL"}:
        return None
    counted = _counted(run) or _whole(run)
    return counted.text if counted is not None else None


def _counted(run: DocSpan) -> Token | None:
    """The noun behind the number that it counts; "Article 5" and "Order of Nine Angles" count nothing."""
    for token in run:
        noun = token.head
        while noun.dep_ in {"quantmod", "nummod"} and noun.head != noun:
            noun = noun.head
        if token.dep_ not in {"nummod", "quantmod", "compound", "amod"} or noun.i < run.end:
            continue
        if _is_name_part(run, noun):
            continue
        if noun.pos_ == "NOUN" or noun.lower_ in _VICTIMS or (noun.tag_ == "NNPS"):
            return noun
    behind = run[-1].nbor(1) if run.end < len(run.doc) else None
    return behind if behind is not None and behind.lower_ in _VICTIMS else None


def _is_name_part(run: DocSpan, noun: Token) -> bool:
    """Whether number and noun are written as a name: "the Order of Nine Angles"."""
    return run[-1].is_alpha and run[-1].is_title and noun.is_title and not run[0].is_sent_start


def _whole(run: DocSpan) -> Token | None:
    """The men of "tens of thousands of men", "half of the men"."""
    for token in run:
        of = next((c for c in token.children if c.lower_ == "of" and c.i >= run.end), None)
        counted = next((c for c in of.children if c.dep_ == "pobj"), None) if of is not None else None
        if counted is not None:
            return counted
    return None
