"""Stage: which names of one text stand for the same actor."""

from __future__ import annotations

import re
from collections import Counter

from index import gazetteer
from index.extraction.actors.firms import is_short_for_firm
from index.extraction.reading import DraftActor, DraftMention, Reading, normal_name
from index.model import ActorClass, MentionKind

_DEFINITION = re.compile(r"\s*\(\s*(?:the\s+)?[“\"']?([A-Z][A-Za-z.&-]{1,9})[”\"']?\s*\)")

_ADDRESSES = dict.fromkeys(("mr", "sir", "lord", "king", "prince", "pope", "spokesman", "congressman"), False)
_ADDRESSES |= dict.fromkeys(("mrs", "ms", "miss", "mme", "lady", "dame", "queen", "princess"), True)
_ADDRESSES |= dict.fromkeys(("spokeswoman", "congresswoman", "chairwoman", "actress"), True)
_REGNAL = frozenset({"pope", "king", "queen", "emperor", "saint", "st", "st."})


def identify(reading: Reading) -> None:
    """Give every name its actor: full names first, then what is short for them."""
    names = [m for m in reading.mentions if m.actor is None]
    texts = {id(m): _text(reading, m) for m in names}
    for mention in sorted(names, key=lambda m: (-(m.last - m.first), m.first)):
        text = texts[id(mention)]
        if mention.cls is ActorClass.PERSON:
            mention.actor = _person(reading, mention, text)
        elif mention.cls is ActorClass.WEAPON:
            mention.actor = _weapon(reading, text)
        else:
            mention.actor = _other(reading, mention, text)
    _join_acronyms(reading)


def _text(reading: Reading, mention: DraftMention) -> str:
    return " ".join(reading.span(mention.first, mention.last).of(reading.text).split())


def _person(reading: Reading, mention: DraftMention, text: str) -> DraftActor:
    words = normal_name(text).split()
    female = _female(reading, mention)
    known = [a for a in reading.actors.values() if a.cls is ActorClass.PERSON]
    same = [a for a in known if a.key == f"person:{' '.join(words)}"]
    fitting = same or [
        a
        for a in known
        if _is_short_for(words, a.key.removeprefix("person:").split())
        and (female is None or a.female is None or a.female is female)
        and not _is_regnal(reading, mention)
    ]
    if not fitting:
        fitting = [reading.actor(f"person:{' '.join(words)}", ActorClass.PERSON, text)]
    actor = fitting[-1] if len(fitting) == 1 else _bearer(reading, mention, fitting)
    actor.female = female if actor.female is None else actor.female
    return actor


def _female(reading: Reading, mention: DraftMention) -> bool | None:
    """What the form of address, the title or the given name says of a person; None where they say nothing."""
    before = reading.doc[mention.first - 1].lower_.rstrip(".") if mention.first > 0 else ""
    if before in _ADDRESSES:
        return _ADDRESSES[before]
    if mention.first == mention.last:
        return None
    return gazetteer.given_names().get(reading.doc[mention.first].text)


def _is_regnal(reading: Reading, mention: DraftMention) -> bool:
    """Whether the one name is that of a king or pope, and no part of a longer name: "Pope Francis"."""
    before = reading.doc[mention.first - 1].lower_ if mention.first > 0 else ""
    return mention.first == mention.last and before in _REGNAL


def _is_short_for(short: list[str], full: list[str]) -> bool:
    """Kirby for John Kirby, Kim for Kim Jong Un, Rosselló for Ricardo Rosselló Nevares, with or without the J."""
    if len(short) == 1:
        return short[0] in full
    if full[-len(short) :] == short:
        return True  # bin Salman for Mohammed bin Salman
    return short[0] == full[0] and short[-1] == full[-1] and set(short) <= set(full)


def _bearer(reading: Reading, mention: DraftMention, actors: list[DraftActor]) -> DraftActor:
    """Whom one name of several people means: who is named in the same sentence, else who bears it most so far."""
    surname = normal_name(_text(reading, mention)).split()[-1]
    by_surname = [a for a in actors if a.key.split()[-1] == surname]
    actors = by_surname or actors
    before = [m for m in reading.mentions if m.actor in actors and m.first < mention.first]
    if not before:
        return actors[0]
    last = max(before, key=lambda m: m.first)
    near = reading.sentence_of[last.first] == reading.sentence_of[mention.first]
    times = Counter(id(m.actor) for m in before)
    first = {id(m.actor): -m.first for m in reversed(before)}
    most = max(actors, key=lambda a: (times[id(a)], first.get(id(a), -len(reading.doc))))
    return last.actor if last.actor is not None and near else most


def _weapon(reading: Reading, text: str) -> DraftActor:
    weapons = gazetteer.weapons()
    known = weapons.get(text) or weapons.get(text.lower())
    kind = known.counts_as if known is not None else text
    return reading.actor(f"weapon:{normal_name(kind)}", ActorClass.WEAPON, kind)


def _other(reading: Reading, mention: DraftMention, text: str) -> DraftActor:
    key = normal_name(text)
    same_class = [a for a in reading.actors.values() if a.cls is mention.cls and ":" in a.key]
    for actor in same_class:
        full = actor.key.partition(":")[2]
        short = full.endswith(f" {key}") or full.startswith(f"{key} of ")
        if mention.cls is ActorClass.ORGANISATION and ((" " in key and short) or is_short_for_firm(key, full)):
            return actor
    if mention.cls is ActorClass.ORGANISATION and key in gazetteer.groups():
        kinds = [a for a in reading.actors.values() if a.cls is mention.cls and key in a.name.casefold().split()]
        times = Counter(id(m.actor) for m in reading.mentions)
        if kinds:
            return max(kinds, key=lambda a: times[id(a)])  # "the Court" in a text on a Court of Appeal
    return reading.actor(f"{mention.cls}:{key}", mention.cls, text)


def _join_acronyms(reading: Reading) -> None:
    """ "West Papua National Liberation Army (TPNPB)": the acronym is the actor, here and later in the text."""
    joined: dict[str, DraftActor] = {}
    for mention in reading.mentions:
        if mention.actor is None or mention.cls in {ActorClass.WEAPON, ActorClass.PLACE}:
            continue
        end = reading.span(mention.first, mention.last).end
        match = _DEFINITION.match(reading.text, end)
        if match and sum(c.isupper() for c in match[1]) >= 2 and match[1] != _text(reading, mention):
            joined.setdefault(match[1], mention.actor)
    if not joined:
        return
    covered = {i for m in reading.mentions for i in range(m.first, m.last + 1)}
    for mention in reading.mentions:
        actor = joined.get(_text(reading, mention))
        if actor is not None and (mention.actor is None or ":" in mention.actor.key):
            mention.actor, mention.cls, mention.kind = actor, actor.cls, MentionKind.ACRONYM
    for token in reading.doc:
        actor = joined.get(token.text)
        if actor is not None and token.i not in covered:
            reading.mentions.append(
                DraftMention(
                    first=token.i,
                    last=token.i,
                    kind=MentionKind.ACRONYM,
                    cls=actor.cls,
                    rule="acronym",
                    confidence=0.9,
                    actor=actor,
                    head=token.i,
                )
            )
    reading.mentions.sort(key=lambda m: (m.first, -m.last))
