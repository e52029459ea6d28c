"""What the archive knows for the query language: `actor:`, `status:` and the other names of an actor."""

from __future__ import annotations

from collections.abc import Collection

from index import gazetteer
from index.errors import UnknownName
from index.fulltext import Aliases, Query, Resolver
from index.library.names import candidates_named, nearest, table_keys
from index.model import ActorClass, ActorId, ArticleId, MentionKind, Span, Status
from index.records import View
from index.records.surfaces import fold, storable

MOST_ALIASES = 24
SHORT_ACRONYM = 3
"""Acronyms up to this length must be typed in capitals: "us" and "who" are words."""
_NAMES = (MentionKind.NAME, MentionKind.ACRONYM)

STATUS_WORDS = {
    "says": Status.ASSERTED,
    "claims": Status.ALLEGED,
    "thinks possible": Status.SUSPECTED,
    "doubts": Status.DOUBTED,
    "disputes": Status.DENIED,
    "no comment": Status.WITHHELD,
    "reports": Status.REPORTED,
} | {status.value: status for status in Status if status is not Status.HYPOTHETICAL}
"""The words on the screens, and those of the model."""


def resolver_in(view: View) -> Resolver:
    """Answers `actor:NAME` and `status:WORD` from the archive."""

    def resolve(field: str, value: str) -> frozenset[ArticleId]:
        if field == "status":
            if (status := STATUS_WORDS.get(fold(value))) is None:
                raise UnknownName("status", value, tuple(STATUS_WORDS))
            return view.articles.with_status(status)
        actors = _actors_meant(view, value)
        if not actors:
            raise UnknownName("actor", value, nearest(value, view.actors.surfaces()))
        return view.actors.articles_with(actors)

    return resolve


def _actors_meant(view: View, value: str) -> list[ActorId]:
    if view.actors.actor(storable(value)):
        return [value]
    return [one.actor.id for one in candidates_named(view, value)]


def reasons_in(view: View, query: Query, articles: Collection[ArticleId]) -> dict[ArticleId, tuple[Span, ...]]:
    """Why filters without words mean these articles: the cues of such statements, else where the actors are named."""
    filters = query.filters_alone
    if statuses := {STATUS_WORDS[fold(value)] for field, value in filters if field == "status"}:
        return view.articles.cues(articles, statuses)
    actors = {actor for field, value in filters if field == "actor" for actor in _actors_meant(view, value)}
    return view.articles.names_of(articles, actors) if actors else {}


def aliases_in(view: View) -> Aliases:
    """Other names and acronyms of the one actor that a word or phrase names."""

    def aliases(name: str) -> tuple[str, ...]:
        if (actor := _meant(view, name)) is None:
            return ()
        printed = view.actors.aliases_of(actor, _NAMES, MOST_ALIASES)
        known = gazetteer.table_actor(actor)
        listed = (known.name, *known.names, *known.acronyms) if known else ()
        is_person = any(ref.cls is ActorClass.PERSON for ref in view.actors.refs([actor]))
        forms = {fold(form): form for form in reversed((*printed, *listed)) if not is_person or " " in form}
        forms.pop(fold(name), None)
        return tuple(reversed(forms.values()))[:MOST_ALIASES]

    return aliases


def _meant(view: View, name: str) -> ActorId | None:
    """The actor that the name or acronym stands for, where it is one and no other."""
    meant = {
        one.actor.id
        for one in view.actors.named(name)
        if one.kind in _NAMES and _is_typed_as(one.surface, name, one.kind is MentionKind.ACRONYM)
    } or {
        key
        for key in table_keys(name)
        if (known := gazetteer.table_actor(key)) and _is_typed_as(name.upper(), name, _is_acronym(known, name))
    }
    return meant.pop() if len(meant) == 1 else None


def _is_acronym(known: gazetteer.TableActor, name: str) -> bool:
    return fold(name) in map(fold, known.acronyms)


def _is_typed_as(surface: str, name: str, is_acronym: bool) -> bool:
    letters = sum(map(str.isalnum, name))
    return not is_acronym or letters > SHORT_ACRONYM or surface == name
