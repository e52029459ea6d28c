"""Stage: definite nouns that point back: "the president", "the ministry", "the canal", "the government"."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from spacy.tokens import Token

from index import gazetteer
from index.extraction.reading import DraftActor, DraftMention, DraftRole, Reading, normal_name
from index.extraction.syntax import SUBJECTS, child
from index.model import ActorClass, MentionKind

_DEFINITE = frozenset({"the", "this", "that"})
_GOVERNMENT = frozenset({"government", "administration", "regime", "authorities"})
_COMPLEMENTS = frozenset({"amod", "compound", "prep", "relcl", "acl", "nmod", "poss", "appos", "nummod"})
_OWNERS = frozenset({ActorClass.STATE, ActorClass.ORGANISATION, ActorClass.PLACE})
_OTHERWISE = frozenset({ActorClass.WEAPON})
"""What is not referred to by the last word of its name."""
_BANDS = frozenset({"group", "movement", "organisation", "organization", "militia", "alliance"})
_KINDS = _BANDS | {"company", "firm", "airline", "bank"}
_NAMES = frozenset({MentionKind.NAME, MentionKind.ACRONYM})
_TOWNS = frozenset({"city", "town", "village"})
_REGIONS = frozenset({"territory", "region", "province", "island", "enclave", "peninsula", "area"})
REACH = 3
"""Sentences that are looked back for a body of that kind."""
_LEADING = frozenset({"leader", "chief", "head", "boss"})
"""What the holder of a state's or body's highest office is called as well."""
_HIGHEST = frozenset(
    {"president", "minister", "premier", "chancellor", "leader", "king", "director", "chief", "chairman", "head"}
)


Longer = dict[str, list[DraftMention]]


def resolve_references(reading: Reading) -> None:
    """Give definite nouns the actor that was named before, in a longer form or by another word."""
    by_head = {m.head: m for m in reading.mentions if m.rule == "nominal"}
    covered = {i for m in reading.mentions if m.rule != "nominal" for i in range(m.first, m.last + 1)}
    longer = _by_last_word(reading)
    for token in reading.doc:
        if token.pos_ not in {"NOUN", "PROPN"} or token.i in covered:
            continue
        nominal = by_head.get(token.i)
        held = _office_holder(reading, token)
        if nominal is not None and held is not None:
            nominal.actor, nominal.cls = held.actor, held.actor.cls
        elif nominal is not None:
            _join_nominal(reading, nominal, token, longer)
        elif (found := held or _longer_name(token, longer) or _last_place(reading, token)) is not None:
            _add(reading, token, found)
    reading.mentions.sort(key=lambda m: (m.first, -m.last))


def _join_nominal(reading: Reading, nominal: DraftMention, token: Token, longer: Longer) -> None:
    """ "The ministry" of its own becomes the ministry that was named, "the government" the state it governs."""
    if nominal.first != nominal.last or not _is_bare(token):
        return
    found = _longer_name(token, longer)
    if found is not None:
        nominal.actor = found.actor
    elif token.lower_ in _GOVERNMENT and (state := _state_governed(reading, token)) is not None:
        nominal.actor = state
    elif token.lower_ in _KINDS and (body := _last_body(reading, token)) is not None:
        nominal.actor = body
    if nominal.actor is not None:
        nominal.cls = nominal.actor.cls


def _is_bare(token: Token) -> bool:
    """Whether the noun stands with nothing but its article."""
    labels = {c.dep_ for c in token.children if c.pos_ != "PUNCT"}
    return _is_definite(token) and not labels & _COMPLEMENTS


def _is_definite(token: Token) -> bool:
    return any(c.dep_ == "det" and c.lower_ in _DEFINITE for c in token.lefts)


class Found(NamedTuple):
    """Whom a noun stands for, and the first and last token of the mention."""

    actor: DraftActor
    first: int
    last: int


def _by_last_word(reading: Reading) -> Longer:
    """Mentions of more than one word, in the order of the text, by the word they end in.

    A "Court of Appeal" stands under "court" as well.
    """
    longer: Longer = {}
    for mention in reading.mentions:
        named = mention.cls is ActorClass.PERSON and mention.kind in _NAMES
        if mention.actor is not None and mention.last > mention.first and mention.cls not in _OTHERWISE and not named:
            last, head = reading.doc[mention.last].lower_, reading.doc[mention.head]
            longer.setdefault(last, []).append(mention)
            if head.lower_ != last and mention.head < mention.last:
                longer.setdefault(head.lower_, []).append(mention)
    return longer


def _longer_name(token: Token, longer: Longer) -> Found | None:
    """The actor named most before whose name ends in the noun: the "Panama Canal" of "the canal"."""
    if token.lower_ not in longer or not _is_bare(token):
        return None
    before = [m for m in longer[token.lower_] if m.last < token.i]
    if not before:
        return None
    times = Counter(id(m.actor) for m in before)
    actor = max(before, key=lambda m: (times[id(m.actor)], m.first)).actor
    return Found(actor, token.i, token.i) if actor is not None else None


def _last_place(reading: Reading, token: Token) -> Found | None:
    """The place that "the city" or "the region" is: the one named last that stands for itself."""
    if token.lower_ not in _TOWNS | _REGIONS or token.tag_ != "NN" or not _is_bare(token):
        return None
    here = reading.sentence_of[token.i]
    places = [
        m
        for m in reading.mentions
        if m.cls is ActorClass.PLACE
        and m.kind is MentionKind.NAME
        and m.last < token.i
        and here - reading.sentence_of[m.first] <= 1
        and not (_is_behind_place(reading, m) if token.lower_ in _TOWNS else _is_before_place(reading, m))
    ]
    last = max(places, key=lambda m: m.first, default=None)
    return Found(last.actor, token.i, token.i) if last is not None and last.actor is not None else None


def _is_behind_place(reading: Reading, mention: DraftMention) -> bool:
    """Whether it only says where another place lies: the second one of "Galway, Connacht"."""
    if mention.first < 2 or reading.doc[mention.first - 1].text != ",":
        return False
    return any(m.last == mention.first - 2 and m.cls is ActorClass.PLACE for m in reading.mentions)


def _is_before_place(reading: Reading, mention: DraftMention) -> bool:
    """Whether the place it lies in follows: the first one of "Galway, Connacht"."""
    if mention.last + 2 >= len(reading.doc) or reading.doc[mention.last + 1].text != ",":
        return False
    return any(m.first == mention.last + 2 and m.cls is ActorClass.PLACE for m in reading.mentions)


def _last_body(reading: Reading, token: Token) -> DraftActor | None:
    """The body named last that "the company" or "the group" can be: one whose name does not say what else it is."""
    here = reading.sentence_of[token.i]
    named = [
        m
        for m in reading.mentions
        if m.cls is ActorClass.ORGANISATION
        and m.kind in _NAMES
        and m.last < token.i
        and here - reading.sentence_of[m.first] <= REACH
        and m.actor is not None
        and _can_be(m.actor, token.lower_)
    ]
    first = [m for m in named if reading.doc[m.head].dep_ in SUBJECTS]
    return max(first or named, key=lambda m: m.first).actor if named else None


def _can_be(actor: DraftActor, kind: str) -> bool:
    """Whether nothing in a body's name or in the table says that it is of another kind."""
    table = gazetteer.table_actor(actor.key)
    if table is None:
        return actor.name.split()[-1].casefold() not in gazetteer.groups()
    return not table.medium and not table.qualified and (kind in _BANDS or table.of is None)


def _office_holder(reading: Reading, token: Token) -> Found | None:
    """Who holds the office in this text: "the president", "Israel's prime minister", "the mayor of Lima"."""
    if token.lemma_.lower() not in gazetteer.titles() or token.tag_ in {"NNS", "NNPS"} or token.dep_ == "compound":
        return None
    first, last = _first_of_title(reading, token), token.i
    owner = _owner_before(reading, first)
    if owner is not None:
        title, first = reading.span(first, last).of(reading.text), owner.first
    else:
        if not _follows_article(reading, first):
            return None
        title = reading.span(first, last).of(reading.text)
        owner = _owner_behind(reading, token)
        last = owner.last if owner is not None else last
    actor = _holder(reading, normal_name(title), owner, token.i)
    return Found(actor, first, last) if actor is not None else None


def _holder(reading: Reading, title: str, owner: DraftMention | None, before: int) -> DraftActor | None:
    """Of those who hold such an office, the one who was named last."""
    roles = [r for r in reading.roles if _fits(reading, r, title, owner)]
    if not roles:
        return None
    holders = {id(r.actor) for r in roles}
    named = [m for m in reading.mentions if id(m.actor) in holders and m.first < before]
    nearest = max(named, key=lambda m: m.first, default=None)
    actor = nearest.actor if nearest is not None and nearest.actor is not None else roles[0].actor
    if owner is not None and len(holders) == 1:
        for role in roles:
            role.organisation = role.organisation or owner.actor
    return actor


def _fits(reading: Reading, role: DraftRole, title: str, owner: DraftMention | None) -> bool:
    """Whether somebody's role is what the noun phrase says, of the same state or body where both name one."""
    if owner is not None and title in _LEADING:
        return role.organisation is owner.actor and reading.doc[role.last].lemma_.lower() in _HIGHEST
    held = normal_name(reading.span(role.first, role.last).of(reading.text))
    held = f"{role.tense} {held}".strip().casefold()
    if not (held == title or held.endswith(f" {title}")):
        return False
    return owner is None or role.organisation is None or role.organisation is owner.actor


def _owner_before(reading: Reading, first: int) -> DraftMention | None:
    """The state or body printed before a title: "Israel" of "Israel's prime minister"."""
    last = first - 1
    if last >= 0 and reading.doc[last].tag_ == "POS":
        last -= 1
    return next((m for m in reading.mentions if m.last == last and m.cls in _OWNERS), None)


def _owner_behind(reading: Reading, token: Token) -> DraftMention | None:
    """The state, body or city printed behind a title: "London" of "the mayor of London"."""
    of = next((c for c in token.rights if c.dep_ == "prep" and c.lower_ == "of"), None)
    noun = child(of, "pobj") if of is not None else None
    if noun is None:
        return None
    return next((m for m in reading.mentions if m.head == noun.i and m.cls in _OWNERS), None)


def _first_of_title(reading: Reading, token: Token) -> int:
    first = token.i
    while first > 0 and reading.doc[first - 1].head == token and reading.doc[first - 1].dep_ in {"compound", "amod"}:
        if any(m.first <= first - 1 <= m.last and m.rule != "nominal" for m in reading.mentions):
            break
        first -= 1
    return first


def _follows_article(reading: Reading, first: int) -> bool:
    return first > 0 and reading.doc[first - 1].lower_ in _DEFINITE


def _add(reading: Reading, token: Token, found: Found) -> None:
    mention = DraftMention(
        first=found.first,
        last=found.last,
        kind=MentionKind.NOMINAL,
        cls=found.actor.cls,
        rule="reference",
        confidence=0.7,
        actor=found.actor,
        head=token.i,
    )
    for inner in reading.mentions:
        if mention.covers(inner):
            inner.kind = MentionKind.EMBEDDED
    reading.mentions.append(mention)


def _state_governed(reading: Reading, token: Token) -> DraftActor | None:
    """The state that "the government" governs: the one named last as who acts, else the one named most."""
    states = [m for m in reading.mentions if m.cls is ActorClass.STATE and m.actor is not None and m.first < token.i]
    here = reading.sentence_of[token.i]
    near = [m for m in states if here - reading.sentence_of[m.first] <= 2]
    if not near:
        return None
    return max(near, key=lambda m: (_times(states, m), m.first)).actor


def _times(states: list[DraftMention], mention: DraftMention) -> int:
    return sum(1 for m in states if m.actor is mention.actor)
