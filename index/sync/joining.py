"""Joining the actors of articles that came, changed or went."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from index import gazetteer
from index.actors.evidence import Traits, surroundings_of, traits_of
from index.actors.joining import canonical_id, codes, join, joining_keys
from index.actors.names import is_full_name, name_of
from index.actors.values import ActorKey, Join, Local, Target
from index.model import ActorClass, Extraction
from index.records import Writer
from index.records.extraction_writer import JoiningNotes
from index.records.join_writer import Key, LocalRow, Why


def notes_of(extraction: Extraction, text: str) -> JoiningNotes:
    """What is kept of an article so that its actors can be joined at any time without reading it again."""
    keys = joining_keys(extraction)
    around = surroundings_of(extraction, keys)
    return JoiningNotes(
        keys=keys,
        traits={
            actor: packed
            for actor, traits in traits_of(extraction, text, keys, around).items()
            if (packed := _packed(offices=traits.offices, owners=traits.owners, acronyms=traits.acronyms)) != "{}"
        },
        surroundings=json.dumps([around.home, *sorted(around.actors)]),
    )


def join_actors(writer: Writer) -> None:
    """Give each local actor its canonical actor; only the families of what came, changed or went are looked at."""
    writer.settle()
    joins = writer.joins
    joins.note_families(
        (code, key)
        for key, traits in joins.unjoined()
        for code in codes(_key(key), _unpacked(traits).get("acronyms", ()))
    )
    changed = joins.changed_keys()
    affected = _affected(writer, changed)
    for key in sorted(set(changed) - affected):
        joins.assign_key(key, canonical_id(Target(_key(key))), key)
    _join_families(writer, affected)
    joins.refresh(shown_name)


def _affected(writer: Writer, changed: Sequence[Key]) -> set[Key]:
    """The keys of all families that may be joined otherwise now.

    A full name may change which form of its surname is the most frequent, and so what is short for any of these: by
    "xi jinpin" also "jinping" alone, which is of a family of its own.
    """
    joins = writer.joins
    families = joins.families_of(changed).union(*(codes(_key(key)) for key in changed))
    surnames = {name_of(key).code for cls, key in changed if cls == ActorClass.PERSON and is_full_name(key)}
    called = (codes(_key(key)) for key in joins.keys_in(surnames) if is_full_name(key[1]))
    return joins.keys_in(families.union(*called))


def _join_families(writer: Writer, affected: set[Key]) -> None:
    """Join these again; other forms of their names, which decide what they are short for, are read with them."""
    joins = writer.joins
    forms = {name_of(key).code for cls, key in affected if cls == ActorClass.PERSON}
    rows = joins.locals_with(sorted(affected | joins.keys_in(forms)))
    joined = join(_locals(rows))
    touched = [row for row in rows if (row.cls, row.key) in affected]
    for row in touched:
        _assign(writer, row, joined[row.id])
    for row in touched:
        among = [canonical_id(target) for target in joined[row.id].among] if row.live else []
        if (among or row.perhaps != "[]") and among != json.loads(row.perhaps):
            joins.note_doubts(row, among)


def _assign(writer: Writer, row: LocalRow, made: Join) -> None:
    actor, why = canonical_id(made.target), Why(made.rule, json.dumps(made.shared))
    if (row.actor, row.rule, row.shared) != (actor, why.rule, why.shared):
        key = made.target.key
        writer.joins.assign(row, actor, (key.cls.value, key.key), made.target.discriminator, why)


def _locals(rows: Iterable[LocalRow]) -> list[Local]:
    surroundings: dict[str | None, tuple[frozenset[str], str | None]] = {None: (frozenset(), None)}
    found = []
    for row in rows:
        if row.surroundings not in surroundings:
            home, *actors = json.loads(row.surroundings or "[null]")
            surroundings[row.surroundings] = frozenset(actors), home
        around, home = surroundings[row.surroundings]
        told = {name: frozenset(words) for name, words in _unpacked(row.traits).items()}
        traits = Traits(**told, around=around - {row.key} if row.key in around else around, home=home)
        key = _key((row.cls, row.key))
        found.append(Local(id=row.id, article=row.article, key=key, traits=traits, live=bool(row.live)))
    return sorted(found, key=lambda local: (local.article, local.key))


def _key(key: Key) -> ActorKey:
    return ActorKey(ActorClass(key[0]), key[1])


def _packed(**words: Iterable[str]) -> str:
    return json.dumps({name: sorted(found) for name, found in words.items() if found})


def _unpacked(traits: str | None) -> Mapping[str, Sequence[str]]:
    unpacked: Mapping[str, Sequence[str]] = json.loads(traits) if traits else {}
    return unpacked


def shown_name(key: str, discriminator: str, name: str) -> str:
    """The printed name; with the state where others of that name are of other states."""
    state = gazetteer.table_actor(discriminator or key.partition("@")[2])
    if state is None or not _forms(state.key).isdisjoint(
        f" {name.casefold()} ".replace("’", "'").split("'s")[0].split()
    ):
        return name
    return name if state.name.casefold() in name.casefold() else f"{name} ({state.name})"


@cache
def _forms(state: str) -> frozenset[str]:
    table = gazetteer.table_actor(state)
    return (
        frozenset(form.casefold() for form in (table.name, *table.acronyms, *table.demonyms)) if table else frozenset()
    )
