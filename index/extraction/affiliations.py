"""Stage: which actors belong to which: a ministry to its state, a body to the one the table names."""

from __future__ import annotations

from index import gazetteer
from index.extraction.reading import Reading
from index.model import ActorClass, MentionKind


def affiliate(reading: Reading) -> None:
    """Add owners that a name holds inside itself, or that the table knows."""
    for mention in reading.mentions:
        if mention.actor is None or mention.cls not in {ActorClass.ORGANISATION, ActorClass.GROUP}:
            continue
        for inner in reading.mentions_between(mention.first, mention.last):
            owner = inner.actor
            if (
                owner is not None
                and inner is not mention
                and owner is not mention.actor
                and inner.kind is MentionKind.EMBEDDED
                and owner not in mention.actor.of
            ):
                mention.actor.of.append(owner)
    for actor in list(reading.actors.values()):
        table = gazetteer.table_actor(actor.key)
        if table is not None and not table.medium and table.of in reading.actors:
            owner = reading.actors[table.of]
            if owner not in actor.of and actor.cls is ActorClass.ORGANISATION:
                actor.of.append(owner)
