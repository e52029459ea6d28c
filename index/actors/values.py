"""What joining takes and gives: local actors with their evidence, and the canonical ones they belong to."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass

from index.actors.evidence import NOTHING, Traits
from index.model import ActorClass, JoinRule


@dataclass(frozen=True, slots=True, order=True)
class ActorKey:
    """Class and joining key: local actors that share both are the same, unless something tells them apart."""

    cls: ActorClass
    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Local:
    """An actor of one article."""

    id: Hashable
    article: str
    key: ActorKey
    traits: Traits = NOTHING
    live: bool = True
    """False in an article that is hidden: it is joined, but changes nobody else's joins."""


@dataclass(frozen=True, slots=True, order=True)
class Target:
    """A canonical actor before it has an id."""

    key: ActorKey
    discriminator: str = ""
    """What tells it from a more frequent actor with this key."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Join:
    """To which canonical actor a local one belongs, and why."""

    target: Target
    rule: JoinRule = JoinRule.NAME
    shared: tuple[str, ...] = ()
    """Evidence: titles, and keys of actors, that it has in common with the target."""
    among: tuple[Target, ...] = ()
    """Whom it may stand for as well, or instead, the likeliest first."""
