"""Finding an actor or an article by what a person would call it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from rapidfuzz import fuzz, process

from index import gazetteer
from index.answers import JoinedName
from index.errors import AmbiguousName, UnknownName
from index.model import Actor, ActorClass, ActorId, ArticleId, MentionKind
from index.records import View
from index.records.actor_queries import Named
from index.records.surfaces import fold, storable

NEAREST = 5
LISTED = 10
BY_FAR = 10
"""Whom a name means this many times as often as everyone else together is taken without asking."""
_FIRM = frozenset((MentionKind.NAME, MentionKind.ACRONYM))
"""Kinds that name their actor and nobody else; "Moscow" is the city before it is the government."""
_PERMALINK = re.compile(r"(?:dossier:(?://)?)?(?P<article>[0-9a-f]{16})(?:[.#/?].*)?\Z")
_ID_START = re.compile(r"[0-9a-f]{4,15}\Z")


def actor_named(view: View, name: str) -> Actor:
    """The actor of this id or name. Raises UnknownName or AmbiguousName."""
    if found := view.actors.actor(storable(name)):
        return found
    candidates = candidates_named(view, name)
    if not candidates:
        raise UnknownName("actor", name, nearest(name, view.actors.surfaces()))
    if (meant := _meant_by_far(candidates)) is None:
        raise AmbiguousName("actor", name, [_described(one) for one in candidates[:LISTED]])
    actor = view.actors.actor(meant.actor.id)
    if actor is None:
        raise UnknownName("actor", name, ())
    return actor


def passed_over(view: View, name: str) -> tuple[str, ...]:
    """Whom the name means too, where it was taken for the one whom it means by far most often."""
    if view.actors.actor(storable(name)):
        return ()
    candidates = candidates_named(view, name)
    meant = _meant_by_far(candidates)
    return tuple(_described(one) for one in candidates if one is not meant) if meant else ()


def _meant_by_far(candidates: Sequence[Named]) -> Named | None:
    first = max(candidates, key=lambda one: (one.count, one.articles), default=None)
    if first is None or first.count < BY_FAR * (sum(one.count for one in candidates) - first.count):
        return None
    alone = len(candidates) == 1
    return first if alone or first.count else None


def candidates_named(view: View, name: str) -> tuple[Named, ...]:
    """The actors that a name may mean, the busiest first; only the firmest reading of it."""
    named = view.actors.named(name)
    firm = _each_once(one for one in named if one.kind in _FIRM)
    if len(firm) > 1:
        titular = [one for one in firm if fold(one.actor.name) == fold(name)]
        if len(titular) == 1 and titular[0].actor.cls is not ActorClass.PERSON:
            return tuple(titular)
    return firm or _each_once(named) or _in_tables(view, name)


def _each_once(named: Iterable[Named]) -> tuple[Named, ...]:
    found: dict[ActorId, Named] = {}
    mentions: Counter[ActorId] = Counter()
    for one in named:
        found[one.actor.id] = one
        mentions[one.actor.id] += one.count
    return tuple(replace(one, count=mentions[actor]) for actor, one in found.items())


def _in_tables(view: View, name: str) -> tuple[Named, ...]:
    """Actors of the archive that nobody there calls so, but the tables do."""
    found = (view.actors.actor(key) for key in table_keys(name))
    return tuple(
        Named(actor=ref, articles=actor.articles, surface=name, kind=MentionKind.NAME)
        for actor in found
        if actor is not None
        for ref in view.actors.refs([actor.id])
    )


def table_keys(name: str) -> tuple[ActorId, ...]:
    """Table actors that are called so, in any case."""
    return _folded_forms().get(fold(name), ())


@cache
def _folded_forms() -> dict[str, tuple[ActorId, ...]]:
    keys: dict[str, dict[ActorId, None]] = {}
    for surface, forms in gazetteer.forms().items():
        for form in forms:
            if form.kind in _FIRM:
                keys.setdefault(fold(surface), {})[form.key] = None
    return {surface: tuple(found) for surface, found in keys.items()}


def _described(named: Named) -> str:
    articles = f"{named.articles} article{'s' if named.articles != 1 else ''}"
    return f"{named.actor.name} ({named.actor.cls}, {articles}, id {named.actor.id})"


def spelled_out(view: View, name: JoinedName) -> JoinedName:
    """With names instead of keys as evidence."""
    return replace(name, shared=tuple(dict.fromkeys(_name_of(view, key) for key in name.shared)))


def _name_of(view: View, key: str) -> str:
    table = gazetteer.table_actor(key)
    return table.name if table else view.actors.name_of_key(key) or key


def article_named(view: View, name: str) -> ArticleId:
    """The article of this id, beginning of an id, permalink, title or part of one, or path."""
    if (link := _PERMALINK.match(name.strip())) and view.articles.exists(link["article"]):
        return link["article"]
    begun = view.articles.with_prefix(name) if _ID_START.match(name) else ()
    if len(begun) == 1:
        return begun[0]
    wanted = storable(name).strip()
    found = view.articles.titled(wanted, whole=True) if wanted else ()
    if not found and "/" in wanted and (places := view.places.at(_full(wanted)) or view.places.at(wanted)):
        return places[-1].article
    if not found and wanted:
        found = view.articles.titled(wanted, whole=False)
    if not found and begun:
        found = tuple(one.citation for one in view.articles.shelved(begun[:LISTED]).values())
    if len(found) > 1:
        raise AmbiguousName("article", name, [f"{one.title} ({one.article})" for one in found[:LISTED]])
    if not found:
        raise UnknownName("article", name, nearest(name, view.articles.titles()))
    return found[0].article


def _full(path: str) -> str:
    """The resolved path; what follows a `#` is no part of it, and a circle of links leads nowhere."""
    file, sign, part = path.partition("#")
    try:
        return f"{Path(file).expanduser().resolve()}{sign}{part}"
    except (OSError, RuntimeError, ValueError):
        return path


def nearest(name: str, names: Iterable[str]) -> tuple[str, ...]:
    """The names most like what was asked for, each once whatever its case."""
    choices = {fold(one): one for one in sorted(names, reverse=True)}
    found = process.extract(fold(name), choices.keys(), scorer=fuzz.WRatio, limit=NEAREST, score_cutoff=60)
    return tuple(choices[folded] for folded, _, _ in found)
