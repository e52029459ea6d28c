"""A dossier as plain text.

Wording is careful here: the reporter's verb and the speaker stand as printed, quotation marks only where the
text has them, nothing that was said is cut short, and an assumed date is called assumed.
"""

from __future__ import annotations

from collections.abc import Iterator

from dossier import wording
from dossier.cli.page import Page, cells, padded
from dossier.cli.search import source_line
from dossier.profile import NameGroup, Profile
from dossier.text import one_line
from index.answers import Citation, Line, RoleLine, StatementLine

LABEL = 17
"""Columns of the label at the left of a line."""
GAP = " … "
"""Between the parts of what was said, where the reporter's words stand between them."""


def printed(profile: Profile, page: Page) -> str:
    """The whole dossier."""
    sections = [_head(profile, page)]
    if profile.names:
        sections.append(_section("Printed as", [_names(group, page) for group in profile.names], page, tight=True))
    if profile.roles:
        sections.append(_section("Roles, as printed", [_role(line, page) for line in profile.roles], page))
    for title, lines in (("Said by", profile.said_by), ("Said about", profile.said_about)):
        heading = f"{title} {one_line(profile.actor.name)} ({len(lines):,})"
        told = [_statement(line, page, speaker=title == "Said about") for line in lines]
        sections.append(_section(heading, told or ["  nothing found in this archive"], page))
    if profile.articles:
        rows = [_source(citation, page) for citation in profile.articles]
        sections.append(_section(f"Articles ({len(profile.articles):,})", rows, page))
    return "\n\n".join(sections)


def _head(profile: Profile, page: Page) -> str:
    facts = [wording.CLASS_LABELS[profile.actor.cls], wording.counted(len(profile.articles), "article")]
    facts.append(wording.counted(len(profile.outlets), "outlet") if profile.outlets else wording.OUTLET_UNKNOWN)
    first, last = profile.first_published, profile.last_published
    if first is not None and last is not None:
        until = "" if first == last else f" to {wording.published(last)}"
        facts.append(f"{wording.published(first)}{until}")
    name = page.bold(one_line(profile.actor.name))
    unchecked = page.paragraph("Read by machine and unchecked; every line is followed by its sentence.")
    return "\n".join([name, page.paragraph(" · ".join(facts)), unchecked])


def _section(heading: str, rows: list[str], page: Page, *, tight: bool = False) -> str:
    return "\n".join(
        [page.bold(heading.upper() if not page.styled else heading), ("\n" if tight else "\n\n").join(rows)]
    )


def _names(group: NameGroup, page: Page) -> str:
    forms = ", ".join(f"{alias.surface} {alias.count:,}" for alias in group.aliases)
    return _labelled(wording.KIND_LABELS[group.kind], forms, page)


def _role(line: RoleLine, page: Page) -> str:
    office = f"{line.title} · {line.organisation.name}" if line.organisation else line.title
    return "\n".join([_labelled(wording.published(line.citation.published), office, page), *_source_of(line, page)])


def _statement(line: StatementLine, page: Page, *, speaker: bool) -> str:
    content = GAP.join(line.content_printed)
    rows = [_labelled(wording.STATUS_LABELS[line.status], content or "(no words given)", page)]
    rows += [page.paragraph(text, indent=" " * LABEL) for text in _circumstances(line, speaker=speaker)]
    return "\n".join([*rows, *_source_of(line, page)])


def _circumstances(line: StatementLine, *, speaker: bool) -> Iterator[str]:
    """Who says it in which words, to whom, with whose hedge, and the two dates."""
    named = " and ".join(actor.name for actor in line.speakers) or "source not named"
    if speaker:
        yield f"speaker: {named}"
    how = [f"printed: {line.speaker_printed}"] if line.speaker_printed else ["speaker of the sentence before"]
    if line.cue_printed:
        how.append(f"verb: {line.cue_printed}")
    if line.addressee_printed:
        how.append(f"to: {line.addressee_printed}")
    yield " · ".join(how)
    if line.hedge_by is not None:
        word = f" ({line.status_cue_printed})" if line.status_cue_printed else ""
        yield wording.HEDGE_LABELS[line.hedge_by] + word
    yield f"said: {wording.day(line.said)} · published: {wording.published(line.citation.published)}"


def _source_of(line: Line, page: Page) -> list[str]:
    """The sentence, set off by a bar, and where it stands."""
    bar = " " * LABEL + "│ "
    citation = line.citation
    place = f"{citation.outlet or wording.OUTLET_UNKNOWN}: {citation.title} [{line.passage.id}]"
    return [page.paragraph(line.sentence, indent=bar), page.paragraph(place, indent=" " * LABEL)]


def _source(citation: Citation, page: Page) -> str:
    lines = [
        page.paragraph(citation.title, indent="  ", first="  "),
        page.paragraph(source_line(citation), indent="    "),
    ]
    if citation.url:
        lines.append(page.paragraph(citation.url, indent="    "))
    return "\n".join(lines)


def _labelled(label: str, text: str, page: Page) -> str:
    """`label` at the left and `text` beside it; a label that is too long stands on its own line."""
    if cells(label) > LABEL - 3:
        return f"  {label}\n{page.paragraph(text, indent=' ' * LABEL)}"
    return page.paragraph(text, indent=" " * LABEL, first="  " + padded(label, LABEL - 2))
