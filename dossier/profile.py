"""One actor's dossier as a value: names, roles, what it said, what was said about it, and the sources."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dossier.wording import KIND_LABELS, page_number
from index.answers import ActorRef, Citation, Copy, Doubt, JoinedName, Line, RoleLine, StatementLine
from index.model import Actor, ActorId, Alias, MentionKind, Published, Span

if TYPE_CHECKING:
    from index.library import Library


@dataclass(frozen=True, slots=True, kw_only=True)
class NameGroup:
    """The forms of one kind under which an actor is printed, most frequent first."""

    kind: MentionKind
    aliases: tuple[Alias, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """Everything that a dossier shows about one actor."""

    actor: Actor
    names: tuple[NameGroup, ...]
    roles: tuple[RoleLine, ...]
    said_by: tuple[StatementLine, ...]
    said_about: tuple[StatementLine, ...]
    articles: tuple[Citation, ...]
    outlets: tuple[str, ...]
    first_published: Published | None
    """Of the earliest dated article that mentions the actor."""
    last_published: Published | None
    joined: tuple[JoinedName, ...] = ()
    """Other names that were taken for this actor, and why."""
    doubts: tuple[Doubt, ...] = ()
    """Other actors that may be this one."""

    @property
    def copies(self) -> int:
        """How many of the articles print what another of them prints."""
        return len(self.articles) - len({one.copy_of or one.article for one in self.articles})

    @property
    def mentions(self) -> int:
        """How often the actor is mentioned in all its articles."""
        return sum(alias.count for alias in self.actor.aliases)


def assemble(library: Library, actor: ActorId) -> Profile:
    """The dossier of the actor with this id."""
    found = library.actor(actor)
    articles = library.articles_of(actor)
    dated = sorted((c.published for c in articles if c.published is not None), key=lambda date: date.value)
    return Profile(
        actor=found,
        names=group_names(found.aliases),
        roles=library.roles(actor),
        said_by=library.said_by(actor),
        said_about=library.said_about(actor),
        articles=articles,
        outlets=tuple(sorted({c.outlet for c in articles if c.outlet is not None})),
        first_published=dated[0] if dated else None,
        last_published=dated[-1] if dated else None,
        joined=library.joined_names(actor),
        doubts=library.doubts(actor),
    )


def group_names(aliases: tuple[Alias, ...]) -> tuple[NameGroup, ...]:
    """The aliases by kind, in the order of a dossier."""
    groups = []
    for kind in KIND_LABELS:
        same = [alias for alias in aliases if alias.kind is kind]
        if same:
            same.sort(key=lambda alias: (-alias.count, alias.surface))
            groups.append(NameGroup(kind=kind, aliases=tuple(same)))
    return tuple(groups)


def to_json(profile: Profile) -> dict[str, object]:
    """The dossier in its stable form for programs; what later versions add is an empty list here."""
    return {
        "schema": 1,
        "actor": _actor_row(profile.actor),
        "counts": {
            "articles": len(profile.articles),
            "copies": profile.copies,
            "outlets": len(profile.outlets),
            "mentions": profile.mentions,
            "said_by": len(profile.said_by),
            "said_about": len(profile.said_about),
            "roles": len(profile.roles),
        },
        "first_seen": profile.first_published.value if profile.first_published else None,
        "last_seen": profile.last_published.value if profile.last_published else None,
        "joined": [_joined_row(name) for name in profile.joined],
        "perhaps": [{**ref_row(doubt.actor), "articles": doubt.articles} for doubt in profile.doubts],
        "roles": [_role_row(line) for line in profile.roles],
        "said_by": [statement_row(line) for line in profile.said_by],
        "said_about": [statement_row(line) for line in profile.said_about],
        "events": [],
        "claims": [],
        "timeline": [],
        "network": [],
        "sources": [citation_row(citation) for citation in profile.articles],
        "notes": [],
    }


def ref_row(ref: ActorRef) -> dict[str, object]:
    """An actor inside another row."""
    return {"id": ref.id, "name": ref.name, "cls": ref.cls.value}


def citation_row(citation: Citation) -> dict[str, object]:
    """An article as a source."""
    return {
        "article": citation.article,
        "title": citation.title,
        "outlet": citation.outlet,
        **published_fields(citation.published),
        "url": citation.url,
        "byline": citation.byline,
        "locator": citation.locator,
        "note": citation.note,
        "appearances": citation.appearances,
        "copy_of": citation.copy_of,
        "statements": citation.statements,
    }


def copy_row(copy: Copy) -> dict[str, object]:
    """A near-copy of another article."""
    citation = copy.citation
    return {
        "article": citation.article,
        "title": citation.title,
        "outlet": citation.outlet,
        **published_fields(citation.published),
        "differs": round(copy.differs, 4),
        "other_figures": copy.figures,
    }


def statement_row(line: StatementLine) -> dict[str, object]:
    """A statement with everything that leads back to its words."""
    return {
        **_line_fields(line),
        "id": line.id,
        "speakers": [ref_row(speaker) for speaker in line.speakers],
        "speaker_printed": line.speaker_printed,
        "cue": line.cue_printed,
        "content": [_span_row(span, text) for span, text in zip(line.content, line.content_printed, strict=True)],
        "quote_type": line.quote_type.value,
        "status": line.status.value,
        "private": line.private,
        "status_cue": line.status_cue_printed,
        "hedge_by": line.hedge_by.value if line.hedge_by else None,
        "addressee": line.addressee_printed,
        "said": line.said,
        **published_fields(line.citation.published),
        "denies": list(line.denies),
        "about": [ref_row(actor) for actor in line.about],
        "copies": [citation.article for citation in line.copies],
    }


def _actor_row(actor: Actor) -> dict[str, object]:
    aliases = [{"surface": a.surface, "kind": a.kind.value, "count": a.count} for a in actor.aliases]
    return {"id": actor.id, "name": actor.name, "cls": actor.cls.value, "articles": actor.articles, "aliases": aliases}


def _joined_row(name: JoinedName) -> dict[str, object]:
    return {"name": name.name, "rule": name.rule.value, "articles": name.articles, "shared": list(name.shared)}


def _role_row(line: RoleLine) -> dict[str, object]:
    return {
        **_line_fields(line),
        "title": line.title,
        "organisation": ref_row(line.organisation) if line.organisation else None,
        "copies": [citation.article for citation in line.copies],
        **published_fields(line.citation.published),
    }


def _line_fields(line: Line) -> dict[str, object]:
    """Where a line stands; the article's text from `start` to `end` is always `text`."""
    within = line.passage.span
    span = line.span if within.contains(line.span) else within
    text = Span(span.start - within.start, span.end - within.start).of(line.sentence)
    return {
        "article": line.citation.article,
        "passage": line.passage.id,
        "page": page_number(line.citation, line.passage.span.start),
        **_span_row(span, text),
        "sentence": line.sentence,
        "rule": line.evidence.rule,
        "reading_confidence": line.evidence.confidence,
        "check": "unchecked",
    }


def _span_row(span: Span, text: str) -> dict[str, object]:
    return {"start": span.start, "end": span.end, "text": text}


def published_fields(date: Published | None) -> dict[str, object]:
    """A date of publication and what it rests on."""
    return {"published": date.value if date else None, "published_basis": date.basis.value if date else None}
