"""Deciding the metadata of articles: which values may stand in a field, and what they would change."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from index.answers import Change
from index.errors import ValueUnusable
from index.model import ArticleId, DateBasis
from index.records import View
from index.records.decision_queries import Described
from index.records.decision_writer import Given
from index.records.given import FIELDS, anchor_of
from index.sources.metadata import checked

_HINTS = {
    "published": "Write it as 2022-11-03, 2022-11 or 2022.",
    "language": "Write its two letters: en, fr, ru.",
    "title": "An article always has a title; give it another one.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Values for some fields of some articles; of an article in several places, for those that a place is named of."""

    fields: Mapping[str, str | None]
    """None: there is none, whatever was read."""
    articles: Collection[ArticleId] | None = None
    """None: all."""
    under: tuple[str, ...] = ()
    """Only what lies at or under one of these paths, addresses or sources."""


def checked_fields(given: Mapping[str, str | None]) -> dict[str, str | None]:
    """The values as they are kept, by the names of FIELDS. Raises ValueUnusable for one that cannot stand there."""
    fields: dict[str, str | None] = {}
    for field, written in given.items():
        if field not in FIELDS:
            raise ValueUnusable(field, written or "", hint=f"These can be set: {', '.join(FIELDS)}.")
        fields[field] = None if written is None else _checked(field, written)
        if field == "title" and written is None:
            raise ValueUnusable(field, "", hint=_HINTS["title"])
    return fields


def _checked(field: str, written: str) -> str:
    metadata = checked({field: written})
    value = metadata.published.value if metadata.published else getattr(metadata, field)
    if not isinstance(value, str) or metadata.remarks:
        raise ValueUnusable(field, written, hint=_HINTS.get(field, "It is empty; --no-… says that there is none."))
    return value


def proposed(view: View, wanted: Iterable[Wanted]) -> tuple[Change, ...]:
    """What these values would change, by place and field; what is so already is among it.

    Of an article that appears in several places it is the one by which it is called, and those that say nothing; the
    others keep what they say unless their place is named.
    """
    changes: dict[tuple[str, str], Change] = {}
    for one in wanted:
        for place in view.decisions.described(articles=one.articles, under=one.under):
            for change in _changes(place, one):
                changes[change.locator, change.field] = change
    return tuple(changes.values())


def _changes(place: Described, wanted: Wanted) -> Iterator[Change]:
    for field, value in wanted.fields.items():
        if wanted.under or place.is_shown or place.value(field) is None:
            basis = place.published_basis if field == "published" else None
            confirms = value is not None and basis not in (None, DateBasis.GIVEN.value)
            yield Change(
                article=place.article,
                title=place.title,
                locator=place.locator,
                field=field,
                before=place.value(field),
                after=value,
                confirms=confirms,
            )


def given_by(changes: Iterable[Change]) -> list[Given]:
    """The changes as the log keeps them."""
    return [(anchor_of(change.locator, change.article), change.field, change.after) for change in changes]


def detail_of(changes: Iterable[Change], remark: str | None = None) -> dict[str, object]:
    """What the log says of them: each field with its value (of several, how many), and the first title."""
    values: dict[str, set[str | None]] = {}
    titles: dict[ArticleId, str] = {}
    for change in changes:
        values.setdefault(change.field, set()).add(change.after)
        titles.setdefault(change.article, change.title)
    fields = {field: next(iter(found)) if len(found) == 1 else len(found) for field, found in values.items()}
    told: dict[str, object] = {"fields": fields, "articles": len(titles), "title": next(iter(titles.values()), "")}
    return told | ({"from": remark} if remark else {})
