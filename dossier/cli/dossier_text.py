"""A dossier as plain text.

Wording is careful here: the reporter's verb and the speaker stand as printed, quotation marks only where the
text has them, nothing that was said is cut short, and an assumed date is called assumed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dossier import wording
from dossier.cli.page import Page, cells, padded
from dossier.cli.search import source_line
from dossier.profile import NameGroup, Profile
from dossier.text import one_line
from index.answers import Citation, Doubt, Line, RoleLine, StatementLine

LABEL = 19
"""Columns of the label at the left of a line."""
GAP = " … "
"""Between the parts of what was said, where the reporter's words stand between them."""
NO_WORDS = "(no words given)"
RUNS_ON = "the quotation runs on from before"


def printed(profile: Profile, page: Page) -> str:
    """The whole dossier."""
    sections = [_head(profile, page)]
    if profile.names:
        sections.append("\n".join([_heading("Printed as", page), *(_names(group, page) for group in profile.names)]))
    if profile.joined:
        named = [_labelled(one_line(name.name), wording.joined(name), page) for name in profile.joined]
        sections.append("\n".join([_heading("Also taken for this actor", page), *named]))
    if profile.doubts:
        open_ones = [_labelled(one_line(doubt.actor.name), _left_open(doubt), page) for doubt in profile.doubts]
        sections.append("\n".join([_heading("Perhaps the same, unsure", page), *open_ones]))
    if profile.roles:
        sections.append(_section("Roles, as printed", [_role(line, page) for line in profile.roles], page))
    replies = _replies(profile)
    for title, lines in (("Said by", profile.said_by), ("Said about", profile.said_about)):
        by_others = title == "Said about"
        told = [_statement(line, page, replies.get(line.id, ()), by_others=by_others) for line in lines]
        heading = f"{title} {one_line(profile.actor.name)} ({len(lines):,})"
        sections.append(_section(heading, told or ["  nothing found in this archive"], page))
    if profile.articles:
        rows = [_source(citation, page) for citation in profile.articles]
        sections.append(_section(f"Articles ({len(profile.articles):,})", rows, page))
    return "\n\n\n".join(sections)


def _head(profile: Profile, page: Page) -> str:
    facts = [
        wording.CLASS_LABELS[profile.actor.cls],
        wording.articles_told(len(profile.articles), profile.copies),
    ]
    facts.append(wording.counted(len(profile.outlets), "outlet") if profile.outlets else wording.OUTLET_UNKNOWN)
    first, last = profile.first_published, profile.last_published
    if first is not None and last is not None:
        facts.append(wording.period(first, last))
    name = page.bold(one_line(profile.actor.name))
    unchecked = "Read by machine and unchecked: every line is followed by the sentence it was read from."
    return "\n".join([name, page.paragraph(" · ".join(facts)), page.paragraph(unchecked)])


def _heading(text: str, page: Page) -> str:
    return page.bold(text) if page.styled else text.upper()


def _section(heading: str, rows: list[str], page: Page) -> str:
    return "\n\n".join([_heading(heading, page), *rows])


def _left_open(doubt: Doubt) -> str:
    open_in = wording.counted(doubt.articles, "article leaves", "articles leave")
    return f"{wording.CLASS_LABELS[doubt.actor.cls]} · {open_in} it open · id {doubt.actor.id}"


def _names(group: NameGroup, page: Page) -> str:
    forms = ", ".join(f"{alias.surface} {alias.count:,}" for alias in group.aliases)
    return _labelled(wording.KIND_LABELS[group.kind], forms, page)


def _role(line: RoleLine, page: Page) -> str:
    office = f"{line.title} · {line.organisation.name}" if line.organisation else line.title
    dated = f"published: {wording.published(line.citation.published)}"
    dated += f" · {wording.repeated(line)}" if line.copies else ""
    rows = [page.paragraph(office, indent="    ", first="  "), page.paragraph(dated, indent=" " * LABEL)]
    return "\n".join([*rows, *_source_of(line, page)])


def _statement(line: StatementLine, page: Page, replies: Sequence[str], *, by_others: bool) -> str:
    rows = [_labelled(wording.stand(line), _words(line), page)]
    circumstances = [*_circumstances(line, by_others=by_others), *replies]
    rows += [page.paragraph(text, indent=" " * LABEL) for text in circumstances]
    return "\n".join([*rows, *_source_of(line, page)])


def _words(line: StatementLine) -> str:
    """What was said, exactly as printed; quotation marks are those of the text."""
    return GAP.join(line.content_printed) or NO_WORDS


def _spoken(line: StatementLine) -> str:
    return f"{wording.speakers(line.speakers)}: {_words(line)}"


def _circumstances(line: StatementLine, *, by_others: bool) -> Iterator[str]:
    """Who says it in which words, to whom, with whose hedge, and the two dates."""
    if by_others or len(line.speakers) > 1:
        yield f"speaker: {wording.speakers(line.speakers)}"
    yield " · ".join([*([] if line.speaker_printed else [RUNS_ON]), *wording.how_printed(line)])
    if hedge := wording.hedge(line):
        yield hedge
    yield f"said: {wording.day(line.said)} · published: {wording.published(line.citation.published)}"
    if line.copies:
        yield wording.repeated(line)


def _replies(profile: Profile) -> dict[str, list[str]]:
    """For each statement of the dossier, the ones of the dossier that it may answer or be answered by."""
    lines = {line.id: line for line in (*profile.said_by, *profile.said_about)}
    replies: dict[str, list[str]] = {}
    for line in lines.values():
        for claim in (lines[id] for id in line.denies if id in lines):
            replies.setdefault(line.id, []).append(f"possible answer to {_spoken(claim)}")
            replies.setdefault(claim.id, []).append(f"possible answer by {_spoken(line)}")
    return replies


def _source_of(line: Line, page: Page) -> list[str]:
    """The sentence, set off by a bar, and where it stands."""
    margin = " " * LABEL
    on_page = wording.on_page(line.citation, line.passage.span.start)
    parts = (line.citation.outlet or wording.OUTLET_UNKNOWN, on_page, line.passage.id)
    place = " · ".join(part for part in parts if part)
    return [
        page.paragraph(line.sentence, indent=f"{margin}│ "),
        page.paragraph(line.citation.title, indent=margin),
        page.paragraph(place, indent=margin),
    ]


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
    if cells(label) > LABEL - 4:
        return f"  {label}\n{page.paragraph(text, indent=' ' * LABEL)}"
    return page.paragraph(text, indent=" " * LABEL, first="  " + padded(label, LABEL - 2))
