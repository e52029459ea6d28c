"""Extraction as one JSON record: the form that `dossier extract` writes and that gold files have."""

from __future__ import annotations

from typing import Any

from index.model import Article, Extraction, Published, Span

Record = dict[str, Any]


def to_record(
    article: Article,
    extraction: Extraction,
    *,
    id: str,
    published: Published | None = None,
    source: str | None = None,
    why: bool = False,
) -> Record:
    """One line of extraction JSONL. With `why`, every row also has `rule` and `reading_confidence`."""
    text = article.text

    def printed(span: Span | None) -> Record | None:
        return None if span is None else {"start": span.start, "end": span.end, "text": span.of(text)}

    def reason(row: Any) -> Record:
        return {"rule": row.evidence.rule, "reading_confidence": row.evidence.confidence} if why else {}

    def sentence(offset: int) -> str | None:
        return next((f"S{p.number}" for p in extraction.passages if p.span.start <= offset < p.span.end), None)

    counts: dict[str, int] = {}
    for mention in extraction.mentions:
        counts[mention.actor] = counts.get(mention.actor, 0) + 1
    record: Record = {
        "id": id,
        "date": published.value if published is not None else None,
        "source": source,
        "text": text,
        "sentences": [{"id": f"S{p.number}", **(printed(p.span) or {})} for p in extraction.passages],
        "actors": [
            {
                "id": a.id,
                "key": a.key,
                "name": a.name,
                "cls": str(a.cls),
                "salient": a.salient,
                "n_mentions": counts.get(a.id, 0),
            }
            for a in extraction.actors
        ],
        "mentions": [
            {
                "actor": m.actor,
                "sentence": sentence(m.span.start),
                **(printed(m.span) or {}),
                "kind": str(m.kind),
                **reason(m),
            }
            for m in extraction.mentions
        ],
        "statements": [
            {
                "id": s.id,
                "sentence": sentence(s.anchor.start),
                "source": printed(s.source),
                "source_actors": list(s.speakers),
                "cue": printed(s.cue),
                "content": [printed(c) for c in s.content],
                "qtype": str(s.quote_type),
                "status": str(s.status),
                "private": s.private,
                "status_cue": printed(s.status_cue),
                "hedge_by": str(s.hedge_by) if s.hedge_by else None,
                "addressee": printed(s.addressee),
                "date": s.said,
                "parent": s.parent,
                "denies": list(s.denies),
                **reason(s),
            }
            for s in extraction.statements
        ],
        "roles": [
            {
                "actor": r.actor,
                "sentence": sentence(r.span.start),
                "title": r.title.lower(),
                "role": printed(r.span),
                "org": r.organisation,
                "pattern": r.pattern,
                **reason(r),
            }
            for r in extraction.roles
        ],
        "affiliations": [{"member": a.member, "of": a.of, **reason(a)} for a in extraction.affiliations],
        "relations": [
            {
                "id": e.id,
                "sentence": sentence(e.trigger.start),
                "predicate": e.predicate,
                "plover": e.root,
                "trigger": printed(e.trigger),
                "subject": list(e.subjects),
                "object": list(e.objects),
                "theme": printed(e.theme),
                "status": str(e.status),
                "attributed_to": list(e.attributed_to),
                "negated": e.negated,
                "denied_by": e.denied_by,
                "date": e.date,
                "amount": printed(e.amount),
                "place": e.place,
                **reason(e),
            }
            for e in extraction.events
        ],
        "times": [
            {"sentence": sentence(t.span.start), **(printed(t.span) or {}), "value": t.value, **reason(t)}
            for t in extraction.times
        ],
        "amounts": [
            {
                "sentence": sentence(a.span.start),
                **(printed(a.span) or {}),
                "value": a.value,
                "unit": a.unit,
                **reason(a),
            }
            for a in extraction.amounts
        ],
    }
    if extraction.skipped is not None:
        record["skipped"] = extraction.skipped
    return record
