"""Reading rows back as the values they were recorded from."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence

from index.model import (
    ActorClass,
    Affiliation,
    Amount,
    ArticleId,
    Event,
    Evidence,
    Extraction,
    HedgeBy,
    LocalActor,
    Mention,
    MentionKind,
    Passage,
    QuoteType,
    Role,
    Span,
    Statement,
    Status,
    TimeExpression,
)


def extraction_of(connection: sqlite3.Connection, article: ArticleId) -> Extraction | None:
    """Everything read out of the article; None where it was not read yet."""
    row = connection.execute(
        "SELECT id, pipeline, skipped FROM articles WHERE article = ? AND pipeline IS NOT NULL", (article,)
    ).fetchone()
    if row is None:
        return None
    number, pipeline, skipped = row
    actors = connection.execute(
        "SELECT local, key, cls, name, salient FROM local_actors WHERE article = ? ORDER BY id", (number,)
    )
    return Extraction(
        article=article,
        pipeline=pipeline,
        skipped=skipped,
        passages=passages_of(connection, article),
        actors=tuple(map(local_actor_of, actors)),
        mentions=mentions_of(connection, article),
        statements=_statements(connection, number),
        roles=_roles(connection, number),
        affiliations=_affiliations(connection, number),
        events=_events(connection, number),
        times=_times(connection, number),
        amounts=_amounts(connection, number),
    )


def passages_of(connection: sqlite3.Connection, article: ArticleId) -> tuple[Passage, ...]:
    """The article's passages."""
    rows = connection.execute(
        "SELECT x.number, x.start, x.stop FROM passages x JOIN articles a ON a.id = x.article "
        "WHERE a.article = ? ORDER BY x.number",
        (article,),
    )
    return tuple(Passage(article=article, number=number, span=Span(start, stop)) for number, start, stop in rows)


def mentions_of(connection: sqlite3.Connection, article: ArticleId) -> tuple[Mention, ...]:
    """The article's mentions in the order they were read."""
    rows = connection.execute(
        "SELECT l.local, m.start, m.stop, m.kind, r.rule, m.confidence FROM articles a"
        " JOIN mentions m ON m.article = a.id JOIN local_actors l ON l.id = m.local_actor"
        " JOIN rules r ON r.id = m.rule WHERE a.article = ? ORDER BY m.id",
        (article,),
    )
    return tuple(
        Mention(actor=actor, span=Span(start, stop), kind=MentionKind(kind), evidence=_evidence(rule, confidence))
        for actor, start, stop, kind, rule, confidence in rows
    )


def local_actor_of(row: Sequence[str]) -> LocalActor:
    """A local actor from its columns local, key, cls, name, salient."""
    local, key, cls, name, salient = row
    return LocalActor(id=local, key=key, cls=ActorClass(cls), name=name, salient=bool(salient))


def _statements(connection: sqlite3.Connection, article: int) -> tuple[Statement, ...]:
    rows = connection.execute(
        "SELECT s.id, s.statement, s.source_start, s.source_stop, s.cue_start, s.cue_stop, s.quote_type, s.status,"
        " s.status_cue_start, s.status_cue_stop, s.hedge_by, s.addressee_start, s.addressee_stop, s.said, s.parent,"
        " r.rule, s.confidence, s.private FROM statements s JOIN rules r ON r.id = s.rule"
        " WHERE s.article = ? ORDER BY s.id",
        (article,),
    ).fetchall()
    return tuple(
        Statement(
            id=row[1],
            speakers=tuple(_speakers(connection, row[0])),
            source=_span(*row[2:4]),
            cue=_span(*row[4:6]),
            content=tuple(
                Span(start, stop)
                for start, stop in connection.execute(
                    "SELECT start, stop FROM contents WHERE statement = ? ORDER BY number", (row[0],)
                )
            ),
            quote_type=QuoteType(row[6]),
            status=Status(row[7]),
            status_cue=_span(*row[8:10]),
            hedge_by=HedgeBy(row[10]) if row[10] else None,
            addressee=_span(*row[11:13]),
            said=row[13],
            parent=row[14],
            denies=tuple(
                denied
                for (denied,) in connection.execute(
                    "SELECT denied FROM denials WHERE statement = ? ORDER BY number", (row[0],)
                )
            ),
            evidence=_evidence(*row[15:17]),
            private=bool(row[17]),
        )
        for row in rows
    )


def _speakers(connection: sqlite3.Connection, statement: int) -> Iterable[str]:
    rows = connection.execute(
        "SELECT l.local FROM speakers t JOIN local_actors l ON l.id = t.local_actor "
        "WHERE t.statement = ? ORDER BY t.number",
        (statement,),
    )
    return (row[0] for row in rows)


def _roles(connection: sqlite3.Connection, article: int) -> tuple[Role, ...]:
    rows = connection.execute(
        "SELECT l.local, x.title, x.start, x.stop, o.local, x.pattern, r.rule, x.confidence FROM roles x"
        " JOIN local_actors l ON l.id = x.local_actor LEFT JOIN local_actors o ON o.id = x.organisation"
        " JOIN rules r ON r.id = x.rule WHERE x.article = ? ORDER BY x.id",
        (article,),
    )
    return tuple(
        Role(
            actor=actor,
            title=title,
            span=Span(start, stop),
            organisation=organisation,
            pattern=pattern,
            evidence=_evidence(rule, confidence),
        )
        for actor, title, start, stop, organisation, pattern, rule, confidence in rows
    )


def _affiliations(connection: sqlite3.Connection, article: int) -> tuple[Affiliation, ...]:
    rows = connection.execute(
        "SELECT m.local, w.local, r.rule, x.confidence FROM affiliations x JOIN local_actors m ON m.id = x.member"
        " JOIN local_actors w ON w.id = x.whole JOIN rules r ON r.id = x.rule WHERE x.article = ? ORDER BY x.id",
        (article,),
    )
    return tuple(
        Affiliation(member=member, of=whole, evidence=_evidence(rule, confidence))
        for member, whole, rule, confidence in rows
    )


def _events(connection: sqlite3.Connection, article: int) -> tuple[Event, ...]:
    parts: dict[int, dict[str, list[str]]] = {}
    for event, part, local in connection.execute(
        "SELECT x.event, x.part, l.local FROM events e JOIN event_actors x ON x.event = e.id"
        " JOIN local_actors l ON l.id = x.local_actor WHERE e.article = ? ORDER BY x.event, x.part, x.number",
        (article,),
    ):
        parts.setdefault(event, {}).setdefault(part, []).append(local)
    rows = connection.execute(
        "SELECT e.id, e.event, e.predicate, e.root, e.trigger_start, e.trigger_stop, e.theme_start, e.theme_stop,"
        " e.status, d.local, e.negated, e.date, e.amount_start, e.amount_stop, e.place, r.rule, e.confidence "
        "FROM events e LEFT JOIN local_actors d ON d.id = e.denied_by JOIN rules r ON r.id = e.rule "
        "WHERE e.article = ? ORDER BY e.id",
        (article,),
    )
    return tuple(
        Event(
            id=row[1],
            predicate=row[2],
            root=row[3],
            trigger=Span(row[4], row[5]),
            subjects=tuple(parts.get(row[0], {}).get("subject", ())),
            objects=tuple(parts.get(row[0], {}).get("object", ())),
            theme=_span(*row[6:8]),
            status=Status(row[8]),
            attributed_to=tuple(parts.get(row[0], {}).get("attributed", ())),
            denied_by=row[9],
            negated=bool(row[10]),
            date=row[11],
            amount=_span(*row[12:14]),
            place=row[14],
            evidence=_evidence(*row[15:]),
        )
        for row in rows
    )


def _times(connection: sqlite3.Connection, article: int) -> tuple[TimeExpression, ...]:
    rows = connection.execute(
        "SELECT x.start, x.stop, x.value, r.rule, x.confidence FROM times x JOIN rules r ON r.id = x.rule "
        "WHERE x.article = ? ORDER BY x.id",
        (article,),
    )
    return tuple(
        TimeExpression(span=Span(start, stop), value=value, evidence=_evidence(rule, confidence))
        for start, stop, value, rule, confidence in rows
    )


def _amounts(connection: sqlite3.Connection, article: int) -> tuple[Amount, ...]:
    rows = connection.execute(
        "SELECT x.start, x.stop, x.value, x.unit, r.rule, x.confidence FROM amounts x JOIN rules r ON r.id = x.rule "
        "WHERE x.article = ? ORDER BY x.id",
        (article,),
    )
    return tuple(
        Amount(span=Span(start, stop), value=value, unit=unit, evidence=_evidence(rule, confidence))
        for start, stop, value, unit, rule, confidence in rows
    )


def _evidence(rule: str, confidence: float) -> Evidence:
    return Evidence(rule=rule, confidence=confidence)


def _span(start: int | None, stop: int | None) -> Span | None:
    return Span(start, stop) if start is not None and stop is not None else None
