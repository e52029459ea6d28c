"""The tab of a dossier that tells under which names and in which roles its actor is printed, and how sure that is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from textual.content import Content

from dossier.profile import Profile
from dossier.text import one_line
from dossier.tui.widgets.inks import inked
from dossier.tui.widgets.painters import Plain, columns, flow, source
from dossier.tui.widgets.rows import Heading
from dossier.wording import CLASS_LABELS, KIND_LABELS, counted, joined, published, repeated
from index.answers import Doubt, JoinedName, MentionLine, RoleLine
from index.model import ArticleId


@dataclass(frozen=True, slots=True)
class FormRow:
    """A form under which an actor is printed."""

    kind: str
    surface: str
    count: int


NameRow = FormRow | RoleLine | JoinedName | Doubt


class NamePainter(Plain):
    """Forms of a name, roles, names that were joined, and actors that may be the same."""

    def key(self, value: NameRow) -> str:
        """Something that differs from row to row."""
        match value:
            case RoleLine():
                return f"{value.citation.article} {value.span.start} {value.title}"
            case JoinedName():
                return f"joined {value.rule} {value.name}"
            case Doubt():
                return f"perhaps {value.actor.id}"
            case FormRow():
                return f"{value.kind} {value.surface}"

    def plain(self, value: NameRow) -> str:
        """The words of the row."""
        match value:
            case RoleLine():
                return f"{value.title} {value.organisation.name if value.organisation else ''} {value.citation.title}"
            case JoinedName():
                return f"{value.name} {joined(value)}"
            case Doubt():
                return f"{value.actor.name} {_left_open(value)}"
            case FormRow():
                return value.surface

    def height(self, value: NameRow, width: int) -> int:
        """Lines of the row."""
        return len(self.lines(value, width))

    def lines(self, value: NameRow, width: int) -> Sequence[Content]:
        """The row; a form of the name stands on one line with its count, all others above what is known of them."""
        match value:
            case RoleLine():
                of = f", {one_line(value.organisation.name)}" if value.organisation else ""
                copies = f" · {repeated(value)}" if value.copies else ""
                return _told(value.title, source(value.citation) + copies, width, of)
            case JoinedName():
                return _told(value.name, joined(value), width)
            case Doubt():
                return _told(value.actor.name, _left_open(value), width)
            case FormRow():
                return [columns([(f"  {one_line(value.surface)}", 0, ""), (f"{value.count:,}", -8, "muted")], width)]


def rows_of(profile: Profile) -> Iterator[NameRow | Heading]:
    """The rows of the tab: first what a reader has to judge, for roles can be hundreds."""
    if profile.joined:
        yield Heading("Also taken for this actor")
        yield from profile.joined
    if profile.doubts:
        yield Heading("Perhaps the same, unsure")
        yield from profile.doubts
    if profile.roles:
        yield Heading("Roles as printed")
        yield from profile.roles
    for group in profile.names:
        yield Heading(KIND_LABELS[group.kind].capitalize())
        yield from (FormRow(group.kind, alias.surface, alias.count) for alias in group.aliases)


def in_short(profile: Profile) -> str:
    """The latest role, how many others, name forms, how many may be the same, and that a machine read all this."""
    parts = []
    if profile.roles:
        role = profile.roles[0]
        of = f", {one_line(role.organisation.name)}" if role.organisation else ""
        parts.append(f"{one_line(role.title)}{of} ({published(role.citation.published)})")
        others = len({line.title for line in profile.roles}) - 1
        parts += [f"{others} more as printed"] if others else []
    forms = sum(len(group.aliases) for group in profile.names)
    parts.append(counted(forms, "name form"))
    if profile.doubts:
        parts.append(f"{counted(len(profile.doubts), 'other')} may be the same")
    parts.append("read by machine, unchecked")
    return " · ".join(parts)


def where_joined(profile: Profile, mentions: Sequence[MentionLine]) -> dict[str, MentionLine]:
    """For each joined name the first of the mentions that prints it, in an article without the usual name if it can be.

    Where the usual name stands too, the short one beside it shows nothing of why the two were joined.
    """
    usual: set[ArticleId] = {line.citation.article for line in mentions if profile.actor.name in line.printed}
    wanted = {name.name for name in profile.joined}
    places: dict[str, MentionLine] = {}
    for line in sorted(mentions, key=lambda line: line.citation.article in usual):
        if line.printed in wanted:
            places.setdefault(line.printed, line)
    return places


def _told(name: str, known: str, width: int, after: str = "") -> list[Content]:
    title = Content.assemble("  ", (one_line(name), ".ink--strong"), after)
    return [*flow(title, width, 2), *flow(inked(f"  {one_line(known)}", "muted"), width, 2)]


def _left_open(doubt: Doubt) -> str:
    open_in = counted(doubt.articles, "article leaves", "articles leave")
    return f"{CLASS_LABELS[doubt.actor.cls]} · {open_in} it open"
