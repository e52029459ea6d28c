"""Stage: offices of persons, before the name ("US State Department spokesperson Ned Price") or beside it."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from index import gazetteer
from index.extraction.event_shapes import is_slipped
from index.extraction.reading import DraftActor, DraftMention, DraftRole, Reading
from index.extraction.syntax import aside, child, noun_phrase
from index.extraction.told_roles import told_roles
from index.model import ActorClass, MentionKind

LONGEST_TITLE = 12
"""Tokens before a name among which a title is looked for."""

_INSIDE_TITLE = frozenset({"of", "for", "to", "the", "and", "&", "-", "'s", "’s"})
_TIMES = frozenset({"former", "acting", "ex", "then", "outgoing", "incoming", "interim", "late", "retired", "ex-"})
_PORTFOLIOS = frozenset(
    {
        *("interior", "foreign", "defence", "defense", "finance", "justice", "economy", "energy", "trade", "health"),
        *("education", "labor", "labour", "agriculture", "transport", "transportation", "environment", "culture"),
        *("information", "planning", "security", "home", "treasury", "commerce", "industry", "sports", "tourism"),
        *("development", "immigration", "infrastructure", "communications", "technology", "science", "housing"),
        *("public security", "home affairs", "foreign affairs", "internal affairs", "national security", "economic"),
        *("external affairs", "national defence", "national defense", "social affairs", "homeland security", "police"),
    }
)
_OF_PORTFOLIO = frozenset({"minister", "secretary", "ministers", "secretaries", "chief", "commissioner"})
_LONGEST_PORTFOLIO = 2
_OFFICES = frozenset({ActorClass.ORGANISATION, ActorClass.STATE, ActorClass.GROUP})
_OWNERS = _OFFICES | {ActorClass.PLACE}
_BODIES = frozenset({"ministry", "department", "office", "agency", "parliament", "embassy", "party"})
"""What a title that stands behind it is an office of: "foreign ministry spokesman"."""


def find_roles(reading: Reading) -> None:
    """Add a role, and a nominal mention of the person, for each title that stands with a name."""
    _drop_portfolios(reading)
    people = [m for m in reading.mentions if m.cls is ActorClass.PERSON and m.actor is not None]
    for mention in people:
        found = _before(reading, mention) or _beside(reading, mention)
        while found is not None and mention.actor is not None:
            _add_role(reading, mention.actor, found)
            found = _joined_before(reading, found)
    add_told_roles(reading)
    reading.mentions.sort(key=lambda m: (m.first, -m.last))


def add_told_roles(reading: Reading) -> None:
    """Add the roles that a sentence tells of: "appointed X as envoy", "X is the mayor"; those found before stay."""
    known = {i for r in reading.roles for i in range(r.first, r.last + 1)}
    for person, noun in told_roles(reading):
        if noun.i in known or any(
            m.cls is ActorClass.PERSON and m.head == noun.i for m in reading.mentions if m.rule == "role"
        ):
            continue
        first, last = noun_phrase(noun)
        last = aside(noun, last)
        while first < noun.i and (reading.doc[first].pos_ == "DET" or reading.doc[first].tag_ == "PRP$"):
            first += 1
        title = _without_office(reading, first, noun.i), _end_of_title(reading, noun, last), noun.i
        _add_role(reading, person, (first, last, title, "told"))
    reading.mentions.sort(key=lambda m: (m.first, -m.last))


def _add_role(reading: Reading, person: DraftActor, found: Found) -> None:
    first, last, title, pattern = found
    reading.roles.append(
        DraftRole(
            actor=person,
            first=title[0],
            last=title[1],
            tense=_tense(reading, first, title[0]),
            organisation=_organisation(reading, first, last, title),
            pattern=pattern,
            rule=f"role:{pattern}",
            confidence=0.9 if pattern == "compound" else 0.85,
        )
    )
    _add_nominal(reading, person, first, last, title[2])


def _joined_before(reading: Reading, found: Found) -> Found | None:
    """The office before "and" in "former envoy and later minister Ana Soto", if nobody else is meant by it."""
    doc, first = reading.doc, found[0]
    if found[3] != "compound" or first < 3 or doc[first - 1].lower_ != "and" or not _is_title(doc[first - 2]):
        return None
    head = first - 2
    start = _leftmost_modifier(reading, head)
    if start == head or doc[head].tag_ not in {"NN", "NNP"} or doc[start - 1].pos_ == "DET":
        return None
    return start, head, (_without_office(reading, start, head), head, head), "compound"


Found = tuple[int, int, tuple[int, int, int], str]
"""First and last token of the phrase; first, last and head token of the title in it; pattern."""


def _drop_portfolios(reading: Reading) -> None:
    """The "Interior" of "Interior Minister" and the "State" of "Secretary of State" are no organisations."""
    reading.mentions = [m for m in reading.mentions if not _is_portfolio(reading, m)]


def _is_portfolio(reading: Reading, mention: DraftMention) -> bool:
    doc, titles = reading.doc, gazetteer.titles()
    if mention.cls is not ActorClass.ORGANISATION or mention.last - mention.first > _LONGEST_PORTFOLIO:
        return False
    words = doc[mention.first : mention.last + 1].text.lower()
    behind = doc[mention.last + 1].lower_ if mention.last + 1 < len(doc) else ""
    before = doc[max(mention.first - 2, 0) : mention.first].text.lower()
    if f"{before} {words}" in titles:
        return True
    known = f"{words} {behind}" in titles or words in _PORTFOLIOS
    return known and behind in _OF_PORTFOLIO


def _is_title(token: Token) -> bool:
    titles = gazetteer.titles()
    return token.pos_ in {"NOUN", "PROPN", "ADJ"} and (token.lower_ in titles or token.lemma_.lower() in titles)


def _before(reading: Reading, name: DraftMention) -> Found | None:
    doc = reading.doc
    last = name.first - 1
    while last >= 0 and doc[last].text.rstrip(".") in gazetteer.honorifics() and not _is_title(doc[last]):
        last -= 1
    if last < 0 or doc[last].lower_ in _INSIDE_TITLE:
        return None  # "a spokesperson for Anna Berg" is somebody else
    heads = [i for i in range(max(0, last - LONGEST_TITLE), last + 1) if _is_title(doc[i])]
    own = next((i for i in heads if _opens_own_title(doc, i, last)), 0)
    for head in [i for i in heads if i >= own]:
        if not _is_unbroken(reading, head, last):
            continue
        first = _with_body(reading, _leftmost_modifier(reading, head))
        if doc[last].pos_ in {"CCONJ", "ADP"}:
            continue
        nominal = first
        while nominal > 0 and doc[nominal - 1].tag_ == "VBN" and doc[nominal - 1].dep_ == "amod":
            nominal -= 1
        inner_heads = [
            i for i in heads if i > head and not any(doc[j].lower_ in {"of", "for", "to"} for j in range(head, i))
        ]
        head = inner_heads[-1] if inner_heads else head
        return (
            nominal,
            last,
            (_without_office(reading, first, head), _before_owner(reading, head, last), head),
            "compound",
        )
    return None


def _before_owner(reading: Reading, head: int, last: int) -> int:
    """Where a title before a name ends: before the "of" that brings whose it is, as in "leader of Peru Ana Soto"."""
    doc = reading.doc
    for i in range(head + 1, last):
        behind = i + 2 if doc[i + 1].lower_ == "the" else i + 1
        owner = next((m for m in reading.mentions if m.first <= behind <= m.last and m.cls in _OWNERS), None)
        if doc[i].lower_ in {"of", "for"} and owner is not None and owner.last == last:
            return i - 1
    return last


def _opens_own_title(doc: Doc, head: int, last: int) -> bool:
    """Whether the title before the name is that of a superior: the second one of "adviser to President Juan Lopez"."""
    if head != last or not doc[head].is_title:
        return False
    first = head
    while first > 0 and (doc[first - 1].ent_type_ in {"GPE", "NORP"} or doc[first - 1].text in {"'s", "’s"}):
        first -= 1
    before = doc[first - 1] if first > 0 else None
    return before is not None and before.lower_ in {"of", "for", "to"}


def _is_unbroken(reading: Reading, head: int, last: int) -> bool:
    """Whether only words of a title stand between its head and the name."""
    doc = reading.doc
    if head < last and doc[head + 1].lower_ not in {"of", "for", "to", "-"} and not _is_nominal(doc[head + 1]):
        return False
    between = range(head + 1, last + 1)
    if any(m.cls is ActorClass.PERSON and m.first in between for m in reading.mentions):
        return False
    return all((_is_nominal(doc[i]) or doc[i].lower_ in _INSIDE_TITLE) and not _is_date(doc[i]) for i in between)


def _is_nominal(token: Token) -> bool:
    return token.pos_ in {"NOUN", "PROPN", "ADJ"} or token.tag_ in {"NNP", "NNPS"}


def _is_date(token: Token) -> bool:
    return token.ent_type_ in {"DATE", "TIME"}


def _leftmost_modifier(reading: Reading, head: int) -> int:
    doc = reading.doc
    first = head
    while first > 0:
        left = doc[first - 1]
        hyphen = left.text in {"-", "–"} and not left.whitespace_
        modifier = (_is_nominal(left) and not _is_date(left)) or left.lower_ in _TIMES or hyphen
        possessive = left.tag_ == "POS" and first > 1 and doc[first - 2].ent_type_ in {"GPE", "ORG", "NORP"}
        if is_slipped(left) or (doc[first].lower_ in _TIMES and left.pos_ == "NOUN"):
            break
        if left.is_space or not (modifier or possessive) or left.sent.start != doc[head].sent.start:
            break
        first -= 1
    if doc[first].text in {"-", "–"}:
        first += -1 if first > 0 and not doc[first - 1].whitespace_ and not doc[first - 1].is_space else 1
    return first


def _with_body(reading: Reading, first: int) -> int:
    """First token of an office, before the whole name of the body that it begins in: "Bank of Peru governor"."""
    cut = next((m for m in reading.mentions if m.first < first <= m.last and m.cls in _OFFICES), None)
    return _leftmost_modifier(reading, cut.first) if cut is not None else first


def _without_office(reading: Reading, first: int, head: int) -> int:
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
    return named and word.lower_ not in {*_PORTFOLIOS, *gazetteer.titles(), *gazetteer.title_modifiers()}


def _beside(reading: Reading, name: DraftMention) -> Found | None:
    """ "Kirby, a spokesperson for …" and "the foreign minister, Sergey Lavrov"."""
    head = reading.doc[name.head]
    for noun in _appositions(head, name):
        if not _is_title(noun):
            continue
        first, last = noun_phrase(noun)
        last = aside(noun, last)
        if first <= name.last and name.first <= last:
            last = min(last, name.first - 1) if first < name.first else last
            while last > noun.i and reading.doc[last].is_punct:
                last -= 1
        if first <= name.last < last or last < noun.i or reading.doc[last].pos_ in {"CCONJ", "ADP"}:
            continue
        while first < noun.i and (reading.doc[first].pos_ == "DET" or reading.doc[first].tag_ == "PRP$"):
            first += 1
        return (
            first,
            last,
            (_without_office(reading, first, noun.i), _end_of_title(reading, noun, last), noun.i),
            "apposition",
        )
    return None


def _appositions(head: Token, name: DraftMention) -> Iterator[Token]:
    yield from (c for c in head.children if c.dep_ == "appos" and c.i > name.last)
    if head.dep_ == "appos":
        yield head.head
        before = head.doc[name.first - 2] if name.first > 1 and head.doc[name.first - 1].text == "," else None
        if before is not None and before != head.head and child(before, "det", "poss") is not None:
            yield before  # the parse hangs many a name from a noun further left
        if before is not None and before.dep_ == "pobj" and before.head.lower_ in {"of", "for"}:
            yield before.head.head  # or from the last noun of the office: "the chief of the Navy, Omar Khan"


def _end_of_title(reading: Reading, noun: Token, last: int) -> int:
    """The title ends before "of" or "for" with an organisation, a state or a person behind it."""
    for preposition in (c for c in noun.rights if c.dep_ == "prep"):
        first_named = next(
            (m for m in reading.mentions_between(preposition.i, last) if m.cls in {*_OWNERS, ActorClass.PERSON}), None
        )
        if (first_named is not None and preposition.lower_ != "to") or preposition.lower_ not in {"of", "for", "to"}:
            return preposition.i - 1
    behind = child(noun, "punct", "cc", "conj", "acl", "relcl")
    return min(last, behind.i - 1) if behind is not None and behind.i > noun.i else last


def _tense(reading: Reading, first: int, title: int) -> str:
    """ "Former" of "Former Finnish president", which the title alone would lose."""
    word = reading.doc[first]
    return word.text if first < title and word.lower_ in _TIMES else ""


def _organisation(reading: Reading, first: int, last: int, title: tuple[int, int, int]) -> DraftActor | None:
    """The organisation named in the phrase, else the state; a name inside the title only where nothing else is."""
    inside = [m for m in reading.mentions_between(first, last) if m.actor is not None]
    outside = [m for m in inside if m.last < title[0] or m.first > title[1]]
    served = [m for m in inside if m not in outside]
    possessor = [m for m in outside if m.last + 1 == title[0] - 1 and reading.doc[title[0] - 1].tag_ == "POS"]
    if possessor:
        return max(possessor, key=lambda m: m.last - m.first).actor
    outside = [m for m in outside if m.last < title[0] or _is_served(reading, m)]
    for named in (outside, [m for m in served if _is_served(reading, m)]):
        for classes in (
            {ActorClass.ORGANISATION},
            {ActorClass.STATE},
            {ActorClass.PLACE},
            {ActorClass.PERSON, ActorClass.GROUP},
        ):
            found = [m for m in named if m.cls in classes]
            if found:
                return max(found, key=lambda m: m.last - m.first).actor
    return None


def _is_served(reading: Reading, mention: DraftMention) -> bool:
    """Whether the office is of the one named in it: of "president of Chile", not of "ambassador to Chile"."""
    before = [reading.doc[i].lower_ for i in range(max(mention.first - 2, 0), mention.first)]
    return "to" not in before


def _add_nominal(reading: Reading, person: DraftActor, first: int, last: int, head: int) -> None:
    nominal = DraftMention(
        first=first,
        last=last,
        kind=MentionKind.NOMINAL,
        cls=ActorClass.PERSON,
        rule="role",
        confidence=0.9,
        actor=person,
        head=head,
    )
    for mention in reading.mentions:
        if nominal.covers(mention) and mention.cls is ActorClass.STATE:
            mention.kind = MentionKind.EMBEDDED
    reading.mentions.append(nominal)
