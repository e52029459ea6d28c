"""Stage: actors named by what they are: "Iranian operatives", "the Ukrainian military", "officials"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from index import gazetteer
from index.extraction.actors.owners import NAMED, before_bracket, owned_actor
from index.extraction.reading import DraftActor, DraftMention, Reading, normal_name
from index.extraction.syntax import SUBJECTS, child, coordinated
from index.gazetteer import GroupNoun
from index.model import ActorClass, MentionKind

_MODIFIERS = frozenset({"amod", "compound", "nmod", "poss"})
_COUNTED = _MODIFIERS | {"det", "nummod"}
_GOVERNMENT = frozenset({"government", "regime", "administration", "authorities"})
_NO_PERSON = frozenset({"nation", "state", "power", "unit", "group", "force", "entity", "business", "position"})
"""Singulars of what many together do as a group, and one alone does not as a person."""
_MANY = {
    "man": "men",
    "woman": "women",
    "policeman": "policemen",
    "serviceman": "servicemen",
    "businessman": "businessmen",
}
_ABSTRACT = frozenset({"authority", "leadership", "mission", "opposition", "movement", "media", "board", "command"})
"""Bodies whose name is a quality or an act as well: they are meant where they act or belong to somebody."""
_BASES = frozenset({"base", "bases", "airbase", "airbases", "outpost", "outposts", "garrison", "garrisons"})
_FIGHTERS = frozenset({"rebels", "insurgents", "guerrillas"})
"""What the members of an armed body are called who are the body: "the Northern Front rebels"."""
_KINDS = frozenset({"movement", "militia", "gang", "group", "party", "alliance", "coalition", "company", "agency"})
"""What a body is, behind its name: "the Golden Dawn party"."""
_PEOPLE = frozenset({ActorClass.PERSON, ActorClass.GROUP})
_LOOSE = frozenset(
    {"other", "several", "many", "some", "more", "such", "few", "various", "own", "same", "most", "multiple"}
)
"""What counts or picks out and so stands outside."""
_SEATED = frozenset({"police", "court", "authorities", "prosecutors"})
"""Organs that act for the place they are in."""
_OWNED_ONLY = frozenset({"intelligence", "team", "squad"})
"""Bodies only where somebody has them: "Peruvian intelligence"."""
_ARMED = frozenset({"military", "forces", "troops", "soldiers", "servicemen"})


def find_nominals(reading: Reading) -> None:
    """Add a mention for each noun that stands for a group, a service of a state or an unnamed official."""
    taken = {m.head for m in reading.mentions if m.cls is not ActorClass.WEAPON}
    for token in reading.doc:
        if token.i in taken or token.pos_ not in {"NOUN", "PROPN"}:
            continue
        noun = _group_noun(token) or _officer(reading, token) or _site(reading, token)
        if noun is None:
            continue
        same = _named_beside(reading, token) if noun.cls is ActorClass.ORGANISATION else None
        beside = token.dep_ in {"compound", "nmod", "amod"} and token.head.pos_ in {"NOUN", "PROPN"}
        if same is None and beside and not _is_owner(reading, token, noun):
            continue
        if any(m.first <= token.i <= m.last and m.kind is MentionKind.NAME for m in reading.mentions):
            continue
        if token.lower_ in _ABSTRACT and token.dep_ not in SUBJECTS and not _named_modifiers(reading, token):
            continue
        if _only_says_kind(reading, token):
            continue
        if token.lower_ in _OWNED_ONLY and not _named_modifiers(reading, token):
            continue
        _add(reading, token, noun.cls, same)
    reading.mentions.sort(key=lambda m: (m.first, -m.last))


def _only_says_kind(reading: Reading, token: Token) -> bool:
    """Whether the noun stands right behind the name of the body that it is: "the Golden Dawn party"."""
    if token.lower_ not in _KINDS or token.tag_ != "NN" or child(token, "poss", "amod") is not None:
        return False
    return any(m.last == token.i - 1 and m.cls is ActorClass.ORGANISATION for m in reading.mentions)


def _group_noun(token: Token) -> GroupNoun | None:
    """The table's noun that ends at the token, longest first: "armed forces" before "forces"."""
    if token.lower_ == "states" and any(c.ent_type_ in {"GPE", "LOC"} for c in token.lefts):
        return None  # "Borno and Yobe states" are places
    groups = gazetteer.groups()
    for length in (3, 2, 1):
        first = token.i - length + 1
        if first >= 0:
            noun = groups.get(token.doc[first : token.i + 1].text.lower())
            if noun is not None:
                return noun
    many = (
        groups.get(_MANY.get(token.lower_, f"{token.lower_}s"))
        if token.tag_ == "NN" and token.lower_ not in _NO_PERSON
        else None
    )
    if many is not None and many.cls is ActorClass.GROUP and token.dep_ != "attr":
        return GroupNoun(noun=token.lower_, cls=ActorClass.PERSON, salient=False)
    return None


def _officer(reading: Reading, token: Token) -> GroupNoun | None:
    """One who is known by an office of a state alone: "the Kenyan president"."""
    if token.tag_ != "NN" or token.lower_ not in gazetteer.titles():
        return None
    if not _named_modifiers(reading, token) and _served_behind(reading, token) is None:
        return None
    return GroupNoun(noun=token.lower_, cls=ActorClass.PERSON, salient=False)


def _is_owner(reading: Reading, token: Token, noun: GroupNoun) -> bool:
    """Whether a body before a noun is one that somebody names: "German government source"."""
    if noun.cls is not ActorClass.ORGANISATION or token.head.i < token.i:
        return False
    if token.lower_ in _ABSTRACT:
        return False
    return bool(_named_modifiers(reading, token)) and token.head.lower_ not in gazetteer.groups()


def _served_behind(reading: Reading, token: Token) -> DraftMention | None:
    """Whose or where somebody's office is: the Lima of "the mayor of Lima"."""
    plural = token.tag_ == "NNS"
    if (child(token, "det", "poss", "amod") is None and not plural) or token.dep_ in {"attr", "oprd"}:
        return None
    served = [child(c, "pobj") for c in token.rights if c.dep_ == "prep" and c.lower_ in {"of", "to"}]
    noun = next((n for n in served if n is not None), None)
    if noun is None:
        return None
    named = next((m for m in reading.mentions if m.head == noun.i and m.cls in NAMED), None)
    return named or _named_before_kind(reading, noun)


def _named_before_kind(reading: Reading, kind: Token) -> DraftMention | None:
    """The body whose kind stands behind its name: the Golden Dawn of "the Golden Dawn party"."""
    if kind.lower_ not in _KINDS:
        return None
    bodies = (m for m in reading.mentions if m.last == kind.i - 1 and m.cls is ActorClass.ORGANISATION)
    return min(bodies, key=lambda m: m.first, default=None)


def _served_by(reading: Reading, head: Token, actor: DraftActor) -> list[DraftMention]:
    """Those whose officials, members or organs they are, joined ones too: "police in Peru", "citizens of Peru"."""
    first = _served_behind(reading, head) if actor.cls in _PEOPLE else None
    if (
        first is None
        and head.lower_ in _SEATED
        and not actor.of
        and (head.lower_ not in _GOVERNMENT or _state_behind(reading, head) is None)
    ):
        first = _seat(reading, head)
    if first is None:
        return []
    state = _state_around(reading, first)
    if head.lower_ in _SEATED and state is not None and state.actor is not None:
        actor.of.append(state.actor)
    return [first, *_joined_behind(reading, first)]


def _state_around(reading: Reading, place: DraftMention) -> DraftMention | None:
    """The state that a place lies in: the Peru of "a court in Ica, Peru"."""
    if place.cls is not ActorClass.PLACE or place.last + 2 >= len(reading.doc):
        return None
    if reading.doc[place.last + 1].text != ",":
        return None
    return next((m for m in reading.mentions if m.first == place.last + 2 and m.cls is ActorClass.STATE), None)


def _joined_behind(reading: Reading, first: DraftMention) -> Iterator[DraftMention]:
    """The rest of a list of names of one class: Chile and Peru of "citizens of Brazil, Chile and Peru"."""
    starts = {m.first: m for m in reversed(reading.mentions) if m.cls is first.cls}
    doc, last = reading.doc, first.last
    while True:
        i = last + 1
        while i < min(len(doc), last + 4) and doc[i].lower_ in {",", "and", "the"}:
            i += 1
        following = starts.get(i) if i > last + 1 else None
        if following is None:
            return
        yield following
        last = following.last


def _seat(reading: Reading, head: Token) -> DraftMention | None:
    """The place right behind "in" that an organ acts for: "a court in Lima"."""
    where = next((c for c in head.rights if c.i == head.i + 1 and c.lower_ in {"in", "of"}), None)
    noun = child(where, "pobj") if where is not None else None
    if noun is None:
        return None
    return next((m for m in reading.mentions if m.head == noun.i and m.cls in NAMED - {ActorClass.ORGANISATION}), None)


def _site(reading: Reading, token: Token) -> GroupNoun | None:
    """Where a state's forces stand: "British bases"."""
    if token.lower_ not in _BASES or not _named_modifiers(reading, token):
        return None
    return GroupNoun(noun=token.lower_, cls=ActorClass.PLACE, salient=True)


def _named_beside(reading: Reading, noun: Token) -> DraftActor | None:
    """The body that stands beside its kind: "the gas firm Nordgaz", "Roscosmos, the Russian space agency"."""
    for mention in reading.mentions:
        if mention.cls is not ActorClass.ORGANISATION or mention.kind not in {MentionKind.NAME, MentionKind.ACRONYM}:
            continue
        head = noun.doc[mention.head]
        follows = mention.first == noun.i + 1 and (noun.head == head or head.head == noun)
        apposed = (head.dep_ == "appos" and head.head == noun) or (noun.dep_ == "appos" and noun.head == head)
        if follows or (apposed and child(noun, "det", "poss") is not None):
            return mention.actor
    return None


def _add(reading: Reading, head: Token, cls: ActorClass, same: DraftActor | None = None) -> None:
    named = _named_modifiers(reading, head)
    if head.lower_ in _BASES:
        named = named[-1:]  # what is joined to a place stands beside it: "Qatar and US bases"
    first = min((m.first for m in named), default=_start(head))
    last = max((c.i for c in coordinated(head) if c is head or _is_bare_group(c)), default=head.i)
    of = [m.actor for m in named if m.actor is not None]
    states = [a for a in of if a.cls is ActorClass.STATE]
    if same is not None:
        actor = same
        actor.of.extend(owner for owner in of if owner is not actor and owner not in actor.of)
    elif head.lower_ in _GOVERNMENT and len(states) == 1 and len(of) == 1:
        actor = states[0]
    elif head.lower_ in _ARMED and len(states) == 1 and len(of) == 1 and not _is_proxy(head):
        modifier = next(m for m in named if m.actor is states[0])
        adjective = reading.span(modifier.first, modifier.last).of(reading.text)
        actor = owned_actor(
            reading, f"organisation:{states[0].key} military", ActorClass.ORGANISATION, f"{adjective} military", of
        )
    elif _is_the_body(head, of):
        actor = of[0]
    else:
        text = " ".join(reading.span(first, last).of(reading.text).split())
        actor = owned_actor(reading, f"{cls}:{normal_name(text)}", cls, text, of)
        if cls is ActorClass.ORGANISATION and (person := _person_before(reading, head)) is not None:
            actor.salient, person.kind = True, MentionKind.EMBEDDED
    mention = DraftMention(
        first=_with_modifiers(head, first),
        last=last,
        kind=MentionKind.EMBEDDED if _is_in_office(reading, head) else MentionKind.NOMINAL,
        cls=actor.cls,
        rule="nominal",
        confidence=0.8 if named else 0.6,
        actor=actor,
        head=head.i,
    )
    for modifier in named:
        modifier.kind = MentionKind.EMBEDDED
    reading.mentions.append(mention)
    for served in _served_by(reading, head, actor) if same is None else ():
        behind = reading.doc[served.last + 1] if served.last + 1 < len(reading.doc) else None
        kind = behind is not None and _named_before_kind(reading, behind) is served
        around = _state_around(reading, served)
        seat = around.last if around is not None and head.lower_ in _SEATED else 0
        mention.last = max(mention.last, served.last + kind, seat)
        served.kind = MentionKind.EMBEDDED
        within = served.cls is ActorClass.PLACE and around is not None and around.actor in actor.of
        if served.actor is not None and served.actor not in actor.of and not within:
            actor.of.append(served.actor)
    following = _state_behind(reading, head)
    if following is not None and following.actor is not None and head.lower_ in _GOVERNMENT and not of:
        mention.actor, mention.cls, mention.last = following.actor, ActorClass.STATE, following.last
        following.kind = MentionKind.EMBEDDED


def _is_in_office(reading: Reading, head: Token) -> bool:
    """Whether the body is a part of somebody's office: "foreign ministry spokesman"."""
    return any(m.rule == "role" and m.first <= head.i < m.last for m in reading.mentions)


def _is_the_body(head: Token, of: list[DraftActor]) -> bool:
    """Whether the noun only says what a named body is: "the M23 rebels"."""
    if len(of) != 1 or of[0].cls is not ActorClass.ORGANISATION:
        return False
    if head.lower_ in _KINDS:
        return child(head, "poss") is None
    return head.lower_ in _FIGHTERS and child(head, "amod") is None


def _person_before(reading: Reading, head: Token) -> DraftMention | None:
    """After whom a body is called: "the Trump administration"."""
    beside = [c.i for c in head.lefts if c.dep_ in {"compound", "nmod"}]
    return next((m for m in reading.mentions if m.head in beside and m.cls is ActorClass.PERSON), None)


def _is_proxy(noun: Token) -> bool:
    """Whether forces are called somebody else's: "US-backed Syrian forces" are not the Syrian military."""
    return any(c.lower_ in {"backed", "led", "aligned", "supported", "trained", "rebel"} for c in noun.lefts)


def _is_bare_group(noun: Token) -> bool:
    """Whether a joined noun shares the modifiers before it: the "police" of "Afghan forces and police"."""
    return noun.lower_ in gazetteer.groups() and not any(c.dep_ in _COUNTED for c in noun.lefts)


def _named_modifiers(reading: Reading, head: Token) -> list[DraftMention]:
    """States and organisations among the modifiers: both of "US and South Korean forces"."""
    heads = {
        joined.i
        for c in head.lefts
        if c.dep_ in _MODIFIERS
        for joined in (*coordinated(c), *(g for g in c.lefts if g.dep_ in _MODIFIERS))
        if joined.i < head.i
    }
    named = [m for m in reading.mentions if m.head in heads and m.last < head.i and m.cls in NAMED]
    named = [m for m in named if not _is_second_half(reading, m)]
    return named or before_bracket(reading, head) or _before_compound(reading, head)


def _before_compound(reading: Reading, head: Token) -> list[DraftMention]:
    """The state right before a body in a longer phrase: "Iranian" of "Iranian foreign ministry spokesman"."""
    if head.dep_ != "compound" or head.head.i < head.i:
        return []
    first = head.i
    while first > 0 and reading.doc[first - 1].pos_ == "ADJ" and reading.doc[first - 1].is_lower:
        first -= 1
    return [m for m in reading.mentions if m.last == first - 1 and m.cls in NAMED and m.kind is not MentionKind.NAME]


def _is_second_half(reading: Reading, mention: DraftMention) -> bool:
    """Whether a prefix stands before the name: who is "pro-Beijing" does not belong to Beijing."""
    before = reading.doc[mention.first - 1] if mention.first > 0 else None
    return before is not None and before.text == "-" and not before.whitespace_


def _start(head: Token) -> int:
    """First token of the noun with its modifiers, without article, number and quantifier."""
    first = head.i
    for token in reversed(list(head.lefts)):
        if token.dep_ not in {"amod", "compound", "nmod"} or token.ent_type_ in {"CARDINAL", "DATE", "ORDINAL"}:
            break
        if token.lower_ in _LOOSE:
            break
        first = min(first, token.left_edge.i)
    return first


def _with_modifiers(head: Token, first: int) -> int:
    """First token with the adjectives before the name too: "Saudi-backed" of "Saudi-backed Yemeni government"."""
    doc = head.doc
    while first > 0 and _describes(doc[first - 1], head):
        first -= 1
    while first < head.i and doc[first].is_punct:
        first += 1
    return _with_owner(head, first)


def _with_owner(head: Token, first: int) -> int:
    """First token with the owner before it too: "the suspect's lawyer" is not any lawyer."""
    owner = child(head, "poss")
    if owner is None or owner.pos_ not in {"NOUN", "PROPN"} or owner.i > first or owner.right_edge.i + 1 < first - 1:
        return first
    left = owner.left_edge
    return left.i + 1 if left.dep_ == "det" and left.i < owner.i else left.i


def _describes(token: Token, head: Token) -> bool:
    if token.is_punct:
        return token.text == "-" and token.head in {head, *head.lefts}
    if token.lower_ in _LOOSE or token.ent_type_ in {"CARDINAL", "DATE", "ORDINAL", "QUANTITY"}:
        return False
    over = token.head
    return token.dep_ in {"amod", "compound", "nmod", "npadvmod", "advmod"} and (
        over == head or (over.head == head and over.dep_ in {"amod", "compound"})
    )


def _state_behind(reading: Reading, head: Token) -> DraftMention | None:
    """The state of "government of Sudan"."""
    of = child(head, "prep")
    words = {"of", "in"} if head.lower_ in _SEATED else {"of"}
    noun = child(of, "pobj") if of is not None and of.lower_ in words else None
    if noun is None:
        return None
    return next((m for m in reading.mentions if m.head == noun.i and m.cls is ActorClass.STATE), None)
