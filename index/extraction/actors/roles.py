"""Stage: offices of persons, before the name ("US State Department spokesperson Ned Price") or beside it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from index import gazetteer
from index.extraction.actors.title_edges import (
    INSIDE_TITLE,
    PORTFOLIOS,
    before_owner,
    end_of_title,
    is_title,
    is_unbroken,
    leftmost_modifier,
    opens_own_title,
    tense_of,
    with_body,
    without_office,
)
from index.extraction.actors.told_roles import told_roles
from index.extraction.reading import DraftActor, DraftMention, DraftRole, Reading
from index.extraction.syntax import aside, child, noun_phrase
from index.model import ActorClass, MentionKind

LONGEST_TITLE = 12
"""Tokens before a name among which a title is looked for."""

_OF_PORTFOLIO = frozenset({"minister", "secretary", "ministers", "secretaries", "chief", "commissioner"})
_LONGEST_PORTFOLIO = 2


def find_roles(reading: Reading) -> None:
    """Add a role, and a nominal mention of the person, for each title that stands with a name."""
    _drop_portfolios(reading)
    people = [m for m in reading.mentions if m.cls is ActorClass.PERSON and m.actor is not None]
    for mention in people:
        found = _before(reading, mention) or _beside(reading, mention)
        while found is not None and mention.actor is not None:
            _add_role(reading, mention.actor, found)
            found = _joined_before(reading, found)
    _share_among_listed(reading, people)
    add_told_roles(reading)
    reading.mentions.sort(key=lambda m: (m.first, -m.last))


def _share_among_listed(reading: Reading, people: list[DraftMention]) -> None:
    """Give an office in the plural to everybody in the list behind it: "ministers Ana Soto and Juan Lopez"."""
    holders = {id(r.actor) for r in reading.roles}
    plural = [r for r in reading.roles if r.pattern == "compound" and reading.doc[r.last].tag_ in {"NNS", "NNPS"}]
    for role in plural:
        end = role.last
        for person in (m for m in people if m.first > role.last):
            if any(reading.doc[i].lower_ not in {",", "and"} for i in range(end + 1, person.first)):
                break
            if person.actor is not None and id(person.actor) not in holders:
                reading.roles.append(replace(role, actor=person.actor))
            end = person.last


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
        title = without_office(reading, first, noun.i), end_of_title(reading, noun, last), noun.i
        reading.mentions = [m for m in reading.mentions if m.head != noun.i or m.cls is not ActorClass.PERSON]
        _add_role(reading, person, (first, last, title, "told"))
    reading.mentions.sort(key=lambda m: (m.first, -m.last))


def _add_role(reading: Reading, person: DraftActor, found: Found) -> None:
    first, last, title, pattern = found
    reading.roles.append(
        DraftRole(
            actor=person,
            first=title[0],
            last=title[1],
            tense=tense_of(reading, first, title[0]),
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
    if found[3] != "compound" or first < 3 or doc[first - 1].lower_ != "and" or not is_title(doc[first - 2]):
        return None
    head = first - 2
    start = leftmost_modifier(reading, head)
    if start == head or doc[head].tag_ not in {"NN", "NNP"} or doc[start - 1].pos_ == "DET":
        return None
    return start, head, (without_office(reading, start, head), head, head), "compound"


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
    known = f"{words} {behind}" in titles or words in PORTFOLIOS
    return known and behind in _OF_PORTFOLIO


def _before(reading: Reading, name: DraftMention) -> Found | None:
    doc = reading.doc
    last = name.first - 1
    while last >= 0 and doc[last].text.rstrip(".") in gazetteer.honorifics() and not is_title(doc[last]):
        last -= 1
    if last < 0 or doc[last].lower_ in INSIDE_TITLE:
        return None  # "a spokesperson for Anna Berg" is somebody else
    heads = [i for i in range(max(0, last - LONGEST_TITLE), last + 1) if is_title(doc[i])]
    own = next((i for i in heads if opens_own_title(doc, i, last)), 0)
    for head in [i for i in heads if i >= own]:
        if not is_unbroken(reading, head, last):
            continue
        first = with_body(reading, leftmost_modifier(reading, head))
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
            (without_office(reading, first, head), before_owner(reading, head, last), head),
            "compound",
        )
    return None


def _beside(reading: Reading, name: DraftMention) -> Found | None:
    """ "Kirby, a spokesperson for …" and "the foreign minister, Sergey Lavrov"."""
    head = reading.doc[name.head]
    for noun in _appositions(head, name):
        if not is_title(noun):
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
            (without_office(reading, first, noun.i), end_of_title(reading, noun, last), noun.i),
            "apposition",
        )
    return None


def _appositions(head: Token, name: DraftMention) -> Iterator[Token]:
    yield from (c for c in head.children if c.dep_ == "appos" and c.i > name.last)
    if head.dep_ == "conj":  # "Ana Soto and Juan Lopez, leaders of the strike"
        yield from (c for c in head.head.children if c.dep_ == "appos" and c.i > name.last and c.tag_ == "NNS")
    if head.dep_ == "appos":
        yield head.head
        before = head.doc[name.first - 2] if name.first > 1 and head.doc[name.first - 1].text == "," else None
        if before is not None and before != head.head and child(before, "det", "poss") is not None:
            yield before  # the parse hangs many a name from a noun further left
        if before is not None and before.dep_ == "pobj" and before.head.lower_ in {"of", "for"}:
            yield before.head.head  # or from the last noun of the office: "the chief of the Navy, Omar Khan"


def _organisation(reading: Reading, first: int, last: int, title: tuple[int, int, int]) -> DraftActor | None:
    """The organisation named in the phrase, else the state; a name inside the title only where nothing else is."""
    inside = [
        m for m in reading.mentions_between(first, last) if m.actor is not None and not _is_sided_with(reading, m)
    ]
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


def _is_sided_with(reading: Reading, mention: DraftMention) -> bool:
    """Whether the name only says for or against whom somebody is: "a pro-Russia politician"."""
    doc, first = reading.doc, mention.first
    return first > 1 and doc[first - 1].text == "-" and doc[first - 2].lower_ in {"pro", "anti"}


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
