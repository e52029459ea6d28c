"""Lines of dossiers: statements, roles and mentions, each with the sentence it was read out of."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Sequence

from index.answers import ActorRef, MentionLine, RoleLine, StatementLine
from index.model import ActorClass, ActorId, ArticleId, Evidence, HedgeBy, QuoteType, Span, Status
from index.records.json_list import json_list
from index.records.shelf import Shelved, shelve

_REF = "coalesce(c.actor, l.local), coalesce(c.name, l.name), coalesce(c.cls, l.cls)"
_NEWEST = "p.published IS NULL, p.published DESC, a.article"
_STATEMENT = (
    "s.id, s.article, s.statement, s.source_start, s.source_stop, s.cue_start, s.cue_stop, s.quote_type, s.status,"
    " s.status_cue_start, s.status_cue_stop, s.hedge_by, s.addressee_start, s.addressee_stop, s.said,"
    " r.rule, s.confidence, s.private FROM statements s JOIN rules r ON r.id = s.rule"
)


class LineQueries:
    """Questions whose answers lead back to sentences."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._sql = connection

    def said_by(self, actor: ActorId) -> tuple[StatementLine, ...]:
        """Statements of live articles with the actor among the speakers, latest first."""
        return self._latest_first(
            "SELECT x.statement FROM actors c JOIN local_actors l ON l.actor = c.id"
            " JOIN speakers x ON x.local_actor = l.id WHERE c.actor = ?",
            (actor,),
        )

    def said_about(self, actor: ActorId) -> tuple[StatementLine, ...]:
        """Statements of live articles by others whose content mentions the actor, latest first."""
        return self._latest_first(
            "SELECT x.statement FROM actors c JOIN local_actors l ON l.actor = c.id"
            " JOIN abouts x ON x.local_actor = l.id WHERE c.actor = ? AND NOT EXISTS"
            "  (SELECT 1 FROM speakers y JOIN local_actors o ON o.id = y.local_actor"
            "   WHERE y.statement = x.statement AND o.actor = c.id)",
            (actor,),
        )

    def statements_of(self, article: ArticleId) -> tuple[StatementLine, ...]:
        """The statements of one article, hidden or not, in the order of the text."""
        lines = self._statements(
            "SELECT x.id FROM statements x JOIN articles a ON a.id = x.article WHERE a.article = ?", (article,)
        )
        return tuple(sorted(lines, key=lambda line: (line.span, line.content, line.id)))

    def roles(self, actor: ActorId) -> tuple[RoleLine, ...]:
        """Roles of the actor as printed in live articles, latest first."""
        rows = self._sql.execute(
            "SELECT x.article, x.title, x.start, x.stop, r.rule, x.confidence, c.actor, c.name, c.cls,"
            " coalesce(oc.actor, ol.local), coalesce(oc.name, ol.name), coalesce(oc.cls, ol.cls) "
            "FROM actors c JOIN local_actors l ON l.actor = c.id JOIN roles x ON x.local_actor = l.id"
            " JOIN rules r ON r.id = x.rule JOIN articles a ON a.id = x.article JOIN appearances p ON p.id = a.shown"
            " LEFT JOIN local_actors ol ON ol.id = x.organisation LEFT JOIN actors oc ON oc.id = ol.actor "
            f"WHERE c.actor = ? AND a.live ORDER BY {_NEWEST}, x.start",
            (actor,),
        ).fetchall()
        shelf = shelve(self._sql, (row[0] for row in rows))
        return tuple(self._role(shelf[row[0]], row) for row in rows)

    @staticmethod
    def _role(on: Shelved, row: Sequence[str]) -> RoleLine:
        _, title, start, stop, rule, confidence, *refs = row
        span = Span(int(start), int(stop))
        passage = on.passage_at(span.start)
        return RoleLine(
            citation=on.citation,
            passage=passage,
            sentence=passage.span.of(on.text),
            span=span,
            evidence=Evidence(rule=rule, confidence=float(confidence)),
            actor=_ref(refs[:3]),
            title=title,
            organisation=_ref(refs[3:]) if refs[3] is not None else None,
        )

    def mentions(self, actor: ActorId, limit: int | None) -> tuple[MentionLine, ...]:
        """Where live articles mention the actor, latest first, then in the order of the text."""
        rows = self._sql.execute(
            "SELECT m.article, m.start, m.stop, r.rule, m.confidence, c.actor, c.name, c.cls "
            "FROM actors c JOIN local_actors l ON l.actor = c.id JOIN mentions m ON m.local_actor = l.id"
            " JOIN rules r ON r.id = m.rule JOIN articles a ON a.id = m.article JOIN appearances p ON p.id = a.shown "
            f"WHERE c.actor = ? AND a.live ORDER BY {_NEWEST}, m.start LIMIT ?",
            (actor, -1 if limit is None else limit),
        ).fetchall()
        shelf = shelve(self._sql, (row[0] for row in rows))
        lines = []
        for article, start, stop, rule, confidence, *ref in rows:
            on, span = shelf[article], Span(start, stop)
            passage = on.passage_at(start)
            lines.append(
                MentionLine(
                    citation=on.citation,
                    passage=passage,
                    sentence=passage.span.of(on.text),
                    span=span,
                    evidence=Evidence(rule=rule, confidence=confidence),
                    actor=_ref(ref),
                    printed=span.of(on.text),
                )
            )
        return tuple(lines)

    def _latest_first(self, choice: str, parameters: tuple[str, ...]) -> tuple[StatementLine, ...]:
        lines = self._statements(
            f"SELECT z.id FROM statements z JOIN articles a ON a.id = z.article WHERE a.live AND z.id IN ({choice})",
            parameters,
        )
        in_text = sorted(lines, key=lambda line: (line.citation.article, line.span))
        return tuple(sorted(in_text, key=_date, reverse=True))

    def _statements(self, choice: str, parameters: tuple[str, ...]) -> list[StatementLine]:
        rows = self._sql.execute(f"SELECT {_STATEMENT} WHERE s.id IN ({choice})", parameters).fetchall()
        chosen = [row[0] for row in rows]
        shelf = shelve(self._sql, (row[1] for row in rows))
        contents = self._grouped("SELECT statement, start, stop FROM contents", chosen, "statement, number")
        denials = self._grouped("SELECT statement, denied FROM denials", chosen, "statement, number")
        speakers = self._actors_of("speakers", chosen)
        abouts = self._actors_of("abouts", chosen)
        return [
            _statement_line(
                row,
                shelf[row[1]],
                content=tuple(Span(start, stop) for start, stop in contents.get(row[0], ())),
                denies=tuple(str(denied) for (denied,) in denials.get(row[0], ())),
                speakers=speakers.get(row[0], ()),
                about=abouts.get(row[0], ()),
            )
            for row in rows
        ]

    def _actors_of(self, table: str, statements: Collection[int]) -> dict[int, tuple[ActorRef, ...]]:
        rows = self._grouped(
            f"SELECT t.statement, {_REF} FROM {table} t JOIN local_actors l ON l.id = t.local_actor"
            " LEFT JOIN actors c ON c.id = l.actor",
            statements,
            "t.statement, " + ("t.number" if table == "speakers" else "l.id"),
        )
        return {statement: tuple(dict.fromkeys(map(_ref, refs))) for statement, refs in rows.items()}

    def _grouped(self, select: str, statements: Collection[int], order: str) -> dict[int, list[tuple[int, ...]]]:
        """Rows by their first column, which is a statement."""
        column = order.split(",", 1)[0]
        grouped: dict[int, list[tuple[int, ...]]] = {}
        for statement, *rest in self._sql.execute(
            f"{select} WHERE {column} IN (SELECT value FROM json_each(?)) ORDER BY {order}", (json_list(statements),)
        ):
            grouped.setdefault(statement, []).append(tuple(rest))
        return grouped


def _statement_line(
    row: Sequence[object],
    on: Shelved,
    *,
    content: tuple[Span, ...],
    denies: tuple[str, ...],
    speakers: tuple[ActorRef, ...],
    about: tuple[ActorRef, ...],
) -> StatementLine:
    source, cue, status_cue, addressee = (_span(row[n : n + 2]) for n in (3, 5, 9, 12))
    anchor = cue or content[0]
    passage = on.passage_at(anchor.start)

    def printed(span: Span | None) -> str | None:
        return span.of(on.text) if span is not None else None

    return StatementLine(
        citation=on.citation,
        passage=passage,
        sentence=passage.span.of(on.text),
        span=anchor,
        evidence=Evidence(rule=str(row[15]), confidence=float(str(row[16]))),
        id=str(row[2]),
        speakers=speakers,
        speaker_printed=printed(source),
        cue_printed=printed(cue),
        content=content,
        content_printed=tuple(span.of(on.text) for span in content),
        quote_type=QuoteType(str(row[7])),
        status=Status(str(row[8])),
        private=bool(row[17]),
        status_cue_printed=printed(status_cue),
        hedge_by=HedgeBy(str(row[11])) if row[11] else None,
        addressee_printed=printed(addressee),
        said=str(row[14]) if row[14] else None,
        denies=denies,
        about=about,
    )


def _date(line: StatementLine) -> str:
    """When it was said, else published; undated lines come last."""
    if line.said and line.said[0].isdigit():
        return line.said
    return line.citation.published.value if line.citation.published else ""


def _span(ends: Iterable[object]) -> Span | None:
    start, stop = ends
    return Span(start, stop) if isinstance(start, int) and isinstance(stop, int) else None


def _ref(columns: Iterable[object]) -> ActorRef:
    actor, name, cls = columns
    return ActorRef(id=str(actor), name=str(name), cls=ActorClass(str(cls)))
