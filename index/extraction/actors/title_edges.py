"""Where the title of an office begins and ends: behind whose it is, before the "of" that brings that."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from index import gazetteer
from index.extraction.reading import Reading
from index.extraction.slips import is_slipped
from index.extraction.syntax import child
from index.model import ActorClass

INSIDE_TITLE = frozenset({"of", "for", "to", "the", "and", "&", "-", "'s", "’s"})
_TIMES = frozenset({"former", "acting", "ex", "then", "outgoing", "incoming", "interim", "late", "retired", "ex-"})
PORTFOLIOS = frozenset(
    {
        *("interior", "foreign", "defence", "defense", "finance", "justice", "economy", "energy", "trade", "health"),
        *("education", "labor", "labour", "agriculture", "transport", "transportation", "environment", "culture"),
        *("information", "planning", "security", "home", "treasury", "commerce", "industry", "sports", "tourism"),
        *("development", "immigration", "infrastructure", "communications", "technology", "science", "housing"),
        *("public security", "home affairs", "foreign affairs", "internal affairs", "national security", "economic"),
        *("external affairs", "national defence", "national defense", "social affairs", "homeland security", "police"),
    }
)
_BODIES = frozenset({"ministry", "department", "office", "agency", "parliament", "embassy", "party"})
"""What a title that stands behind it is an office of: "foreign ministry spokesman"."""
OFFICES = frozenset({ActorClass.ORGANISATION, ActorClass.STATE, ActorClass.GROUP})
_WHERE = frozenset({ActorClass.STATE, ActorClass.PLACE})
_OWNERS = OFFICES | {ActorClass.PLACE}


def is_title(token: Token) -> bool:
    """Whether the word heads an office, in singular or plural."""
    titles = gazetteer.titles()
    return token.pos_ in {"NOUN", "PROPN", "ADJ"} and (token.lower_ in titles or token.lemma_.lower() in titles)


def before_owner(reading: Reading, head: int, last: int) -> int:
    """Where a title before a name ends: before the "of" that brings whose it is, as in "leader of Peru Ana Soto"."""
    doc = reading.doc
    for i in range(head + 1, last):
        behind = i + 2 if doc[i + 1].lower_ == "the" else i + 1
        owner = next((m for m in reading.mentions if m.first <= behind <= m.last and m.cls in _OWNERS), None)
        if doc[i].lower_ in {"of", "for"} and owner is not None and owner.last == last:
            return i - 1
    return last


def opens_own_title(doc: Doc, head: int, last: int) -> bool:
    """Whether the title before the name is that of a superior: the second one of "adviser to President Juan Lopez"."""
    if head != last or not doc[head].is_title:
        return False
    first = head
    while first > 0 and (doc[first - 1].ent_type_ in {"GPE", "NORP"} or doc[first - 1].text in {"'s", "’s"}):
        first -= 1
    before = doc[first - 1] if first > 0 else None
    return before is not None and before.lower_ in {"of", "for", "to"}


def is_unbroken(reading: Reading, head: int, last: int) -> bool:
    """Whether only words of a title stand between its head and the name."""
    doc = reading.doc
    if head < last and doc[head + 1].lower_ not in {"of", "for", "to", "-"} and not _is_nominal(doc[head + 1]):
        return False
    between = range(head + 1, last + 1)
    if any(m.cls is ActorClass.PERSON and m.first in between for m in reading.mentions):
        return False
    return all((_is_nominal(doc[i]) or doc[i].lower_ in INSIDE_TITLE) and not _is_date(doc[i]) for i in between)


def _is_nominal(token: Token) -> bool:
    return token.pos_ in {"NOUN", "PROPN", "ADJ"} or token.tag_ in {"NNP", "NNPS"}


def _is_date(token: Token) -> bool:
    return token.ent_type_ in {"DATE", "TIME"}


def leftmost_modifier(reading: Reading, head: int) -> int:
    """First token of the phrase that ends in the head of an office, whose it is included."""
    doc = reading.doc
    first = head
    while first > 0:
        left = doc[first - 1]
        hyphen = left.text in {"-", "–"} and not left.whitespace_
        modifier = (_is_nominal(left) and not _is_date(left)) or left.lower_ in _TIMES or hyphen
        possessive = left.tag_ == "POS" and first > 1 and doc[first - 2].ent_type_ in {"GPE", "ORG", "NORP"}
        if _joins_portfolios(doc, first):
            first -= 2
            continue
        if is_slipped(left) or (doc[first].lower_ in _TIMES and left.pos_ == "NOUN"):
            break
        if left.is_space or not (modifier or possessive) or left.sent.start != doc[head].sent.start:
            break
        first -= 1
    if doc[first].text in {"-", "–"}:
        first += -1 if first > 0 and not doc[first - 1].whitespace_ and not doc[first - 1].is_space else 1
    return first


def _joins_portfolios(doc: Doc, first: int) -> bool:
    """Whether two portfolios are one office: "trade and industry minister"."""
    pair = first > 1 and doc[first - 1].lower_ == "and"
    return pair and doc[first].lower_ in PORTFOLIOS and doc[first - 2].lower_ in PORTFOLIOS


def with_body(reading: Reading, first: int) -> int:
    """First token of an office, before the whole name of the body that it begins in: "Bank of Peru governor"."""
    cut = next((m for m in reading.mentions if m.first < first <= m.last and m.cls in OFFICES), None)
    return leftmost_modifier(reading, cut.first) if cut is not None else first


def without_office(reading: Reading, first: int, head: int) -> int:
    """First token of the title proper, behind the names of state and organisation."""
    ends = [m.last for m in reading.mentions if first <= m.first and m.last < head and m.cls in _OWNERS]
    ends += [i for i in range(first, head) if _is_owner(reading.doc, i, head)]
    ends += [i for i in range(first, head) if reading.doc[i].tag_ in {"POS", "PRP$"} or is_slipped(reading.doc[i])]
    ends += [i - 1 for i in range(first + 1, head) if reading.doc[i].lower_ in _TIMES]
    start = max(ends, default=first - 1) + 1
    while start < head and (reading.doc[start].tag_ == "POS" or reading.doc[start].text in {"-", "'s", "’s"}):
        start += 1
    return start


def _is_owner(doc: Doc, i: int, head: int) -> bool:
    """Whether a word says whose office it is: a body, or a name in capitals before a title in small letters."""
    word = doc[i]
    if word.lower_ in _BODIES and f"{word.lower_} {doc[i + 1].lower_}" not in gazetteer.titles():
        return True
    named = word.tag_ == "NNP" and word.is_title and not word.is_sent_start and doc[head].is_lower
    return named and word.lower_ not in {*PORTFOLIOS, *gazetteer.titles(), *gazetteer.title_modifiers()}


def end_of_title(reading: Reading, noun: Token, last: int) -> int:
    """The title ends before "of" or "for" with an organisation, a state or a person behind it."""
    for preposition in (c for c in noun.rights if c.dep_ == "prep"):
        first_named = next(
            (m for m in reading.mentions_between(preposition.i, last) if m.cls in {*_OWNERS, ActorClass.PERSON}), None
        )
        if preposition.lower_ not in {"of", "for", "to"}:
            return preposition.i - 1
        if first_named is not None and not (preposition.lower_ == "to" and first_named.cls in _WHERE):
            return _last_preposition(reading.doc, preposition.i, first_named.first) - 1
    behind = child(noun, "punct", "cc", "conj", "acl", "relcl")
    return min(last, behind.i - 1) if behind is not None and behind.i > noun.i else last


def _last_preposition(doc: Doc, first: int, name: int) -> int:
    """The "for" of "Secretary of Justice for Puerto Rico", between the first preposition and the name."""
    return next((i for i in range(name - 1, first, -1) if doc[i].lower_ in {"of", "for", "at"}), first)


def tense_of(reading: Reading, first: int, title: int) -> str:
    """ "Former" of "Former Finnish president", which the title alone would lose."""
    word = reading.doc[first]
    return word.text if first < title and word.lower_ in _TIMES else ""
