"""Stage: offices and bodies that do not name whose they are: "its envoy", "the foreign minister" in an item on Chile.

Runs when pronouns stand for somebody.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from index.extraction.reading import DraftActor, DraftMention, DraftRole, Reading
from index.extraction.syntax import child, own_subject
from index.model import ActorClass, MentionKind

_STATE_OFFICES = frozenset(
    {
        *("president", "premier", "minister", "chancellor", "king", "queen", "emir", "sultan", "monarch", "emperor"),
        *("senator", "congressman", "congresswoman", "lawmaker", "legislator", "parliamentarian", "ombudsman"),
        *("ambassador", "governor-general", "taoiseach", "dictator", "ruler"),
    }
)
_STATE_TITLES = frozenset(
    {
        *("opposition leader", "supreme leader", "military leader", "paramount leader", "head of state"),
        *("head of government", "chief justice", "attorney general", "prosecutor general", "secretary of state"),
        *("secretary of defense", "defense secretary", "defence secretary", "foreign secretary", "home secretary"),
        *("treasury secretary", "presidential candidate", "presidential contender", "first lady", "crown prince"),
        *("national security adviser", "national security advisor", "chief of the general staff", "army chief"),
        *("chief of staff of the armed forces", "member of parliament", "vice president", "vice-president"),
    }
)
_NOT_OF_STATE = frozenset({"commission", "company", "club", "university", "bank", "council", "party", "committee"})
_UNIQUE = frozenset({"president", "prime minister", "king", "chancellor", "foreign minister", "defence minister"})
_OWNED = frozenset({ActorClass.ORGANISATION, ActorClass.GROUP})
_OWNERS = frozenset({ActorClass.STATE, ActorClass.ORGANISATION})
_BEFORE_PARTY = 4
_PARTIES = frozenset({"party", "movement", "coalition", "alliance", "bloc"})
_ORGANS = frozenset(
    {
        *("parliament", "ministry", "court", "senate", "congress", "assembly", "cabinet", "army", "navy", "military"),
        *("legislature", "judiciary", "treasury", "supreme", "prosecutors", "parliamentary", "electoral"),
    }
)
_ARMED = frozenset({"army", "navy", "military"})
"""Of these, a longer name may as well be that of rebels."""
_OF_MANY = frozenset({"international", "european", "united", "world", "african", "arab", "general", "regional"})
"""Words in the names of bodies of several states, or of a part of one."""
_NEAR = 14
"""Tokens between two offices joined by "and", or between an office and the "of" behind the name."""


def place_offices(reading: Reading) -> None:
    """Give offices and bodies the owner that a possessive stands for; offices of state, the one the text implies."""
    _belong_to_pronouns(reading)
    _belong_to_parties(reading)
    _belong_to_only_state(reading)
    states = [
        m for m in reading.mentions if m.cls is ActorClass.STATE and m.actor is not None and _stands_free(reading, m)
    ]
    if not states:
        return
    for role in reading.roles:
        if role.organisation is None and _is_of_state(reading, role):
            role.organisation = _state_of(reading, role, states)


def _belong_to_pronouns(reading: Reading) -> None:
    """ "Its envoy" and "their border guards" belong to whom the pronoun stands for."""
    pronouns = {m.first: m.actor for m in reading.mentions if m.kind is MentionKind.PRONOUN}
    for role in reading.roles:
        owner = pronouns.get(role.first - 1)
        if role.organisation is None and owner is not None and owner is not role.actor:
            role.organisation = owner
    for mention in reading.mentions:
        if mention.actor is None or mention.cls not in _OWNED or mention.kind is MentionKind.PRONOUN:
            continue
        possessor = child(reading.doc[mention.head], "poss")
        owner = pronouns.get(possessor.i) if possessor is not None else None
        if owner is not None and owner.cls in _OWNERS and owner is not mention.actor and not mention.actor.of:
            mention.actor.of.append(next((o for o in owner.of if o.cls is ActorClass.STATE), owner))


def _belong_to_parties(reading: Reading) -> None:
    """The one whose party is named is of it: "his party, the Greens", "her Green Party"."""
    people = {
        m.first: m.actor
        for m in reading.mentions
        if m.kind is MentionKind.PRONOUN and m.actor is not None and m.actor.cls is ActorClass.PERSON
    }
    for mention in reading.mentions:
        party = mention.actor
        if party is None or mention.kind is not MentionKind.NAME or mention.cls is not ActorClass.ORGANISATION:
            continue
        before = range(max(0, mention.first - _BEFORE_PARTY), mention.first)
        owner = next((people[i] for i in reversed(before) if i in people), None)
        words = {t.lower_ for t in reading.doc[before.start : mention.last + 1]}
        if owner is not None and words & _PARTIES and party not in owner.of:
            owner.of.append(party)


def _belong_to_only_state(reading: Reading) -> None:
    """Organs of state that do not say of which: the only one that the text names."""
    named = [m for m in reading.mentions if m.cls is ActorClass.STATE]
    states = {id(m.actor): m.actor for m in named if m.actor is not None}
    if len(states) != 1 or all(_describes_person(reading, m) for m in named):
        return
    state = next(iter(states.values()))
    for mention in reading.mentions:
        body = mention.actor
        if body is None or body.of or mention.cls is not ActorClass.ORGANISATION or body is state:
            continue
        if mention.kind is not MentionKind.NAME and mention.first != mention.last:
            continue
        words = set(body.name.lower().split())
        if words & _ORGANS and not words & _OF_MANY and not (len(words) > 1 and words & _ARMED):
            body.of.append(state)


def _describes_person(reading: Reading, state: DraftMention) -> bool:
    """Whether it only says whence somebody is: the "British" of "a British man"."""
    return state.kind in {MentionKind.DEMONYM, MentionKind.EMBEDDED} and any(
        m.first <= state.first and state.last < m.last and m.cls is ActorClass.PERSON and m.rule != "role"
        for m in reading.mentions
    )


def _stands_free(reading: Reading, mention: DraftMention) -> bool:
    """Whether it is no part of a compound: not the "Japanese" of "Japanese-born"."""
    behind = mention.last + 1
    return behind >= len(reading.doc) or reading.doc[behind].text not in {"-", "–"}


def _is_of_state(reading: Reading, role: DraftRole) -> bool:
    title = reading.doc[role.first : role.last + 1].text.lower()
    words = set(title.replace("-", " ").split())
    if words & _NOT_OF_STATE:
        return False
    return bool(words & _STATE_OFFICES) or any(title.endswith(office) for office in _STATE_TITLES)


def _state_of(reading: Reading, role: DraftRole, states: list[DraftMention]) -> DraftActor | None:
    known = _behind_name(reading, role, states) or _elsewhere(reading, role) or _joined(reading, role)
    if known is not None:
        return known
    return next((s for s in _implied(reading, role, states) if not _is_held(reading, role, s)), None)


def _behind_name(reading: Reading, role: DraftRole, states: list[DraftMention]) -> DraftActor | None:
    """The Chile of "President Ana Soto of Chile"."""
    doc = reading.doc
    for mention in reading.mentions:
        if mention.actor is role.actor and 0 <= mention.first - role.last <= 2 and mention.last + 2 < len(doc):
            behind = mention.last + 1
            if doc[behind].lower_ == "of":
                return next((s.actor for s in states if behind < s.first <= behind + 2), None)
    return None


def _elsewhere(reading: Reading, role: DraftRole) -> DraftActor | None:
    """The state that another mention of the same person's office names."""
    for other in reading.roles:
        state = other.organisation
        if other is not role and other.actor is role.actor and state is not None and state.cls is ActorClass.STATE:
            return state
    return None


def _joined(reading: Reading, role: DraftRole) -> DraftActor | None:
    """The state of the office before it in the same list: "the Syrian president X and interior minister Y"."""
    before = [r for r in reading.roles if r is not role and 0 < role.first - r.last <= _NEAR]
    if not before:
        return None
    last = max(before, key=lambda r: r.last)
    between = reading.doc[last.last + 1 : role.first]
    if last.organisation is None or last.organisation.cls is not ActorClass.STATE:
        return None
    if any(t.pos_ in {"VERB", "AUX"} or t.is_sent_start for t in between):
        return None
    return last.organisation if any(t.lower_ in {"and", ","} for t in between) else None


def _implied(reading: Reading, role: DraftRole, states: list[DraftMention]) -> Iterator[DraftActor]:
    """The states that it may be, the likeliest first."""
    sentence = reading.doc[role.first].sent
    yield from _of_subject(reading, sentence.root, role)
    for mention in reversed(states):
        if mention.first < role.first and mention.first >= sentence.start and mention.actor is not None:
            yield mention.actor
    before = [m for m in states if m.first < sentence.start]
    for mention in sorted(before, key=lambda m: (-_sentence(reading, m), m.first)):
        if mention.actor is not None:
            yield mention.actor
    for mention in states:
        if mention.first > role.first and mention.actor is not None:
            yield mention.actor


def _of_subject(reading: Reading, root: Token, role: DraftRole) -> Iterator[DraftActor]:
    """The state that is the subject of the sentence, or that the subject belongs to."""
    subject = own_subject(root)
    if subject is None or subject.i > role.first:
        return
    for mention in reading.mentions:
        inside = subject.left_edge.i <= mention.first and mention.last <= subject.i
        if mention.actor is not None and (inside or mention.head == subject.i):
            if mention.cls is ActorClass.STATE and (mention.head == subject.i or mention.kind is not MentionKind.NAME):
                yield mention.actor
            yield from (owner for owner in mention.actor.of if owner.cls is ActorClass.STATE)


def _is_held(reading: Reading, role: DraftRole, state: DraftActor) -> bool:
    """Whether somebody else in the text holds the same office of that state."""
    title = reading.doc[role.first : role.last + 1].text.lower()
    return title in _UNIQUE and any(
        other.organisation is state
        and other.actor is not role.actor
        and reading.doc[other.first : other.last + 1].text.lower() == title
        for other in reading.roles
    )


def _sentence(reading: Reading, mention: DraftMention) -> int:
    return reading.sentence_of[mention.first]
