"""Named actors known before any text is read: states, bodies and places, and every form they are printed in."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from index.model import ActorClass, ActorId, MentionKind

_CLASS_OF_PREFIX = {
    "state": ActorClass.STATE,
    "body": ActorClass.ORGANISATION,
    "place": ActorClass.PLACE,
}
_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "`": "'", "\N{NO-BREAK SPACE}": " "})


@dataclass(frozen=True, slots=True, kw_only=True)
class TableActor:
    """A state, body or place with the forms it is printed in. All forms are case-sensitive."""

    key: ActorId
    """`state:kp` (ISO 3166 alpha-2), `body:nato`, `place:crimea`."""
    cls: ActorClass
    name: str
    """The short English name that screens show."""
    names: tuple[str, ...] = ()
    """Further full names, older ones and other spellings too."""
    acronyms: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    """Adjectives, and nouns for the people in singular and plural."""
    capitals: tuple[str, ...] = ()
    """Cities that also stand for the government ("Pyongyang denied")."""
    seats: tuple[str, ...] = ()
    """Buildings and streets that stand for the government or body ("the Kremlin")."""
    of: ActorId | None = None
    """Whose ministry, army, parliament, party, medium or territory it is."""
    medium: bool = False
    """Whether it is a news agency, paper or broadcaster."""
    qualified: bool = False
    """Whether the owner's name is printed before it as well ("US State Department")."""
    historical: bool = False
    """Whether it no longer exists (Soviet Union)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """What one printed form may stand for."""

    key: ActorId
    kind: MentionKind
    city: bool = False
    """Also the name of a city: it stands for the government only where the sentence says so."""
    doubtful: bool = False
    """Also a person's name, an ordinary word or somebody else's name."""


@cache
def states() -> tuple[TableActor, ...]:
    """The members of the United Nations, the other states news knows as states, and four that ended."""
    return tuple(_load("states.json"))


@cache
def bodies() -> tuple[TableActor, ...]:
    """International and national bodies, armed groups, parties and news media."""
    return tuple(_load("bodies.json"))


@cache
def places() -> tuple[TableActor, ...]:
    """Territories, contested regions, parts of the world and seas.

    They also keep longer names whole: the "American" in "Latin American" is not the United States.
    """
    return tuple(_load("places.json"))


def table_actor(key: ActorId) -> TableActor | None:
    """The table's actor with this key."""
    return _by_key().get(key)


@cache
def forms() -> Mapping[str, tuple[Form, ...]]:
    """Every printed form, as `normalised` writes it, with all it may stand for; the likelier reading first."""
    found: dict[str, list[Form]] = {}
    for actor in (*states(), *bodies(), *places()):
        for surface, kind, city in _forms_of(actor):
            surface = normalised(surface)
            readings = found.setdefault(surface, [])
            if any(reading.key == actor.key for reading in readings):
                continue
            readings.append(Form(key=actor.key, kind=kind, city=city, doubtful=surface in doubtful()))
    for surface, keys in shared().items():
        found[surface].sort(key=lambda reading: keys.index(reading.key))
    return MappingProxyType({surface: tuple(readings) for surface, readings in found.items()})


@cache
def shared() -> Mapping[str, tuple[ActorId, ...]]:
    """Forms that more than one actor of the tables has on purpose ("Korean", "Congo"), the likelier actor first."""
    return MappingProxyType({form: tuple(keys) for form, keys in _json("ambiguous.json")["shared"].items()})


@cache
def doubtful() -> Mapping[str, str]:
    """Forms that are often something else, and what: "Jordan" is also a person's name."""
    return MappingProxyType(dict(_json("ambiguous.json")["doubtful"]))


def normalised(surface: str) -> str:
    """`surface` as the keys of `forms` are written: straight apostrophes, plain spaces; its length is kept."""
    return surface.translate(_APOSTROPHES)


def _forms_of(actor: TableActor) -> Iterator[tuple[str, MentionKind, bool]]:
    """Form, kind, and whether it is a city too; a form that comes twice counts as what it is first."""
    for name in (actor.name, *actor.names):
        yield name, MentionKind.NAME, name in actor.capitals
    for acronym in actor.acronyms:
        yield acronym, MentionKind.ACRONYM, False
    if actor.qualified and actor.of:
        yield from _qualified_forms(actor, actor.of)
    for demonym in actor.demonyms:
        yield demonym, MentionKind.DEMONYM, False
    for capital in actor.capitals:
        yield capital, MentionKind.METONYM, True
    for seat in actor.seats:
        yield seat, MentionKind.METONYM, False


def _qualified_forms(actor: TableActor, owner_key: ActorId) -> Iterator[tuple[str, MentionKind, bool]]:
    owner = _by_key()[owner_key]
    qualifiers = [owner.name, *owner.acronyms, *(word for word in owner.demonyms if f"{word}s" in owner.demonyms)]
    qualifiers += [word for word in owner.demonyms[:1] if word not in qualifiers]
    for form in (actor.name, *actor.names, *actor.acronyms, *actor.seats):
        if form.startswith("the ") or any(form.startswith(f"{word} ") for word in qualifiers):
            continue
        for word in qualifiers:
            yield f"{word} {form}", MentionKind.NAME, False


@cache
def _by_key() -> Mapping[ActorId, TableActor]:
    return {actor.key: actor for actor in (*states(), *bodies(), *places())}


def _load(name: str) -> Iterator[TableActor]:
    for row in _json(name):
        lists = {field: tuple(value) for field, value in row.items() if isinstance(value, list)}
        yield TableActor(cls=_CLASS_OF_PREFIX[row["key"].partition(":")[0]], **{**row, **lists})


def _json(name: str) -> Any:
    return json.loads(files("index.gazetteer").joinpath("data", name).read_text(encoding="utf-8"))
