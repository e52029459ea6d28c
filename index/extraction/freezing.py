"""The last step: a Reading becomes an Extraction whose ids depend on the article and its spans alone."""

from __future__ import annotations

from collections.abc import Iterable

from index.extraction.reading import Attribution, DraftActor, Reading
from index.model import (
    ActorClass,
    Affiliation,
    Amount,
    Event,
    Evidence,
    Extraction,
    LocalActor,
    Mention,
    Passage,
    Role,
    Span,
    Statement,
    TimeExpression,
    content_id,
)

_CIVILIANS = frozenset(
    {
        *("man", "men", "woman", "women", "boy", "girl", "child", "children", "people", "person", "civilian"),
        *("civilians", "national", "nationals", "citizen", "citizens", "resident", "residents", "refugees", "refugee"),
        *("migrant", "migrants", "prisoner", "prisoners", "nation", "nations", "country", "countries", "tourists"),
        *("students", "workers", "immigrants", "victims", "hostages", "tourist", "student", "teenager", "followers"),
    }
)
_WITHOUT_OWNER = frozenset({ActorClass.STATE, ActorClass.PLACE, ActorClass.EVENT})


def freeze(reading: Reading, pipeline: str) -> Extraction:
    """Everything found, as immutable values in the order of the text."""
    article = reading.article.id
    actors = _used_actors(reading)
    ids = {id(actor): content_id("local actor", article, actor.key) for actor in actors}
    return Extraction(
        article=article,
        pipeline=pipeline,
        passages=tuple(_passages(reading)),
        actors=tuple(LocalActor(id=ids[id(a)], key=a.key, cls=a.cls, name=a.name, salient=a.salient) for a in actors),
        mentions=tuple(_mentions(reading, ids)),
        statements=_statements(reading, ids),
        roles=tuple(_roles(reading, ids)),
        affiliations=tuple(_affiliations(actors, ids)),
        events=tuple(_events(reading, ids)),
        times=tuple(
            TimeExpression(span=t.span, value=t.value, evidence=Evidence(rule=t.rule, confidence=t.confidence))
            for t in reading.times
        ),
        amounts=tuple(
            Amount(span=a.span, value=a.value, unit=a.unit, evidence=Evidence(rule=a.rule, confidence=a.confidence))
            for a in reading.amounts
        ),
    )


def _used_actors(reading: Reading) -> list[DraftActor]:
    """Actors with a mention, and those they belong to; by first mention."""
    order: dict[int, DraftActor] = {}
    for mention in reading.mentions:
        if mention.actor is not None:
            order.setdefault(id(mention.actor), mention.actor)
    for actor in list(order.values()):
        for owner in actor.of:
            order.setdefault(id(owner), owner)
    return list(order.values())


def _passages(reading: Reading) -> list[Passage]:
    passages: list[Passage] = []
    for sentence in reading.sentences:
        text = sentence.text
        start = sentence.start_char + len(text) - len(text.lstrip())
        span = Span(start, start + len(text.strip()))
        passages.append(Passage(article=reading.article.id, number=len(passages), span=span))
    return passages


def _mentions(reading: Reading, ids: dict[int, str]) -> list[Mention]:
    seen: dict[tuple[Span, str], Mention] = {}
    for m in reading.mentions:
        if m.actor is None:
            continue
        span, actor = reading.span(m.first, m.last), ids[id(m.actor)]
        evidence = Evidence(rule=m.rule, confidence=m.confidence)
        seen.setdefault((span, actor), Mention(actor=actor, span=span, kind=m.kind, evidence=evidence))
    return sorted(seen.values(), key=lambda m: (m.span.start, -m.span.end))


def _statements(reading: Reading, ids: dict[int, str]) -> tuple[Statement, ...]:
    named = {id(a): _statement_id(reading, a) for a in reading.attributions}
    unique: dict[str, Statement] = {}
    for a in reading.attributions:
        statement = Statement(
            id=named[id(a)],
            speakers=tuple(ids[id(s)] for s in a.speakers if id(s) in ids),
            source=reading.span(*a.source) if a.source is not None else None,
            cue=reading.covering(a.cue) if a.cue else None,
            content=tuple(a.content),
            quote_type=a.quote_type,
            status=a.status,
            private=a.private,
            status_cue=a.status_cue,
            hedge_by=a.hedge_by,
            addressee=a.addressee,
            said=a.said,
            parent=named.get(id(a.parent)),
            denies=tuple(named[id(d)] for d in a.denies if id(d) in named),
            evidence=Evidence(rule=a.rule, confidence=a.confidence),
        )
        unique.setdefault(statement.id, statement)
    return tuple(sorted(unique.values(), key=lambda s: (s.anchor.start, s.content[0].start)))


def _statement_id(reading: Reading, attribution: Attribution) -> str:
    cue = reading.covering(attribution.cue) if attribution.cue else ""
    return content_id("statement", reading.article.id, cue, *attribution.content)


def _roles(reading: Reading, ids: dict[int, str]) -> list[Role]:
    roles = []
    for r in reading.roles:
        span = reading.span(r.first, r.last)
        roles.append(
            Role(
                actor=ids[id(r.actor)],
                title=" ".join([*r.tense.split(), *span.of(reading.text).split()]),
                span=span,
                organisation=ids.get(id(r.organisation)),
                pattern=r.pattern,
                evidence=Evidence(rule=r.rule, confidence=r.confidence),
            )
        )
    return roles


def _events(reading: Reading, ids: dict[int, str]) -> list[Event]:
    """Each event once: one that was found again with the same ends adds nothing."""

    def named(actors: Iterable[DraftActor]) -> tuple[str, ...]:
        return tuple(ids[id(actor)] for actor in actors if id(actor) in ids)

    unique: dict[str, Event] = {}
    for e in reading.events:
        trigger = reading.span(e.trigger, e.trigger)
        ends = (*named(e.subjects), "→", *named(e.objects))
        event = Event(
            id=content_id("event", reading.article.id, trigger, e.predicate, *ends),
            predicate=e.predicate,
            root=e.root,
            trigger=trigger,
            subjects=named(e.subjects),
            objects=named(e.objects),
            theme=e.theme,
            status=e.status,
            attributed_to=named(e.attributed_to),
            denied_by=ids.get(id(e.denied_by)),
            negated=e.negated,
            date=e.date,
            amount=e.amount,
            place=e.place,
            evidence=Evidence(rule=e.rule, confidence=e.confidence),
        )
        unique.setdefault(event.id, event)
    return list(unique.values())


def _is_civilian(actor: DraftActor) -> bool:
    """Whether somebody without a name serves nobody: a Syrian woman, Haitian nationals."""
    return actor.key.rpartition(" ")[2] in _CIVILIANS


def _affiliations(actors: list[DraftActor], ids: dict[int, str]) -> list[Affiliation]:
    return [
        Affiliation(member=ids[id(a)], of=ids[id(owner)], evidence=Evidence(rule="named with", confidence=0.8))
        for a in actors
        for owner in a.of
        if a.cls not in _WITHOUT_OWNER and owner.cls is not ActorClass.PLACE and not _is_civilian(a)
    ]
