"""Joining the actors of articles that came, changed or went."""

from __future__ import annotations

from index.actors.joining import ActorKey, affected, canonical_id, join
from index.actors.names import surname_keys
from index.model import ActorClass
from index.records import Writer


def join_actors(writer: Writer) -> None:
    """Give each local actor its canonical actor; only keys and surnames that were touched are looked at."""
    writer.settle()
    changed = [ActorKey(ActorClass(cls), key) for cls, key in writer.joins.changed_keys()]
    surnames = affected(changed)
    bearers = [key for key in writer.joins.person_keys() if not surnames.isdisjoint(surname_keys(key))]
    met_by_surname = [ActorKey(ActorClass(cls), key) for cls, key in writer.joins.known_keys(surnames)]
    joined = join({*changed, *met_by_surname}, writer.joins.live_person_keys(bearers))
    for key in sorted(joined):
        canonical = joined[key]
        writer.joins.assign((key.cls.value, key.key), canonical_id(canonical), (canonical.cls.value, canonical.key))
    writer.joins.refresh()
