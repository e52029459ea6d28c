"""How lines are worded in the app: as printed, hedges with their owner, assumed dates called so."""

from __future__ import annotations

from dataclasses import replace

import pytest
from fake_library import FakeLibrary

from dossier.tui.screens.base import quotation
from dossier.tui.widgets.painters import ActorPainter, StatementPainter
from index.answers import ActorRef, StatementLine
from index.model import ActorClass, DateBasis, HedgeBy, Published, QuoteType, Status

ASSUMED = Published(value="2022-11-03", basis=DateBasis.ASSUMED)


def line(**changes: object) -> StatementLine:
    """A line of Kirby's, changed."""
    library = FakeLibrary()
    kirby = next(row for row in library.actors("Kirby") if row.said)
    return replace(library.said_by(kirby.actor.id)[0], **changes)  # type: ignore[arg-type]


def painted(told: StatementLine, width: int = 200, *, speakers: bool = False) -> str:
    """The row as text."""
    painter = StatementPainter(with_speakers=speakers)
    return "\n".join(row.plain for row in painter.lines(told, width))


def test_words_stand_as_printed_with_the_marks_of_the_text_only() -> None:
    told = line(quote_type=QuoteType.DIRECT, content_printed=("We suspect it",), cue_printed="said")
    assert "“" not in painted(told)
    assert "We suspect it" in painted(told)


def test_verb_and_speaker_as_printed_are_no_quotations() -> None:
    told = painted(line(speaker_printed="he", cue_printed="added", addressee_printed="reporters"))
    assert "printed: he · verb: added · to: reporters" in told


@pytest.mark.parametrize(
    ("status", "shown"),
    [(Status.SUSPECTED, "hedge: outlet’s (may)"), (Status.DENIED, ""), (Status.WITHHELD, "")],
)
def test_only_what_is_hedged_has_a_hedge_and_an_owner_of_it(status: Status, shown: str) -> None:
    told = painted(line(status=status, hedge_by=HedgeBy.OUTLET, status_cue_printed="may"))
    assert shown in told
    assert ("hedge" in told) == bool(shown)


def test_an_assumed_date_is_marked_in_its_column_and_spelt_out_where_there_is_none() -> None:
    citation = replace(line().citation, published=ASSUMED)
    assert "3 Nov 2022 a." in painted(line(citation=citation))
    assert "published 3 Nov 2022, assumed" in painted(line(citation=citation), 50).replace("\n", " ")


@pytest.mark.parametrize("width", [62, 69, 77, 117])
@pytest.mark.parametrize(
    "said", [None, "2022-11-03", "2022-W44", "2022-11-03TEV", "PAST_REF", "before-the-war-of-2022"]
)
def test_no_date_pushes_a_word_out_of_its_row(said: str | None, width: int) -> None:
    told = line(said=said, citation=replace(line().citation, published=ASSUMED))
    rows = StatementPainter().lines(told, width)
    assert [row.plain for row in rows if row.cell_length > width] == []
    assert [row.plain for row in rows if row.plain[12] != " " or row.plain[27] != " "] == []
    words = " ".join(row.plain[28:].strip() for row in rows)
    assert " ".join(told.content_printed) in words


def test_an_answer_is_a_possible_one() -> None:
    assert "possible answer" in painted(line(denies=("s1",)))


def test_a_narrow_row_leaves_no_word_out() -> None:
    told = line(content_printed=("that it may not have been supplied, as some doubt",))
    words = painted(told, 30).split()
    assert [word for word in told.content_printed[0].split() if word not in words] == []


def test_nobody_named_is_said_so() -> None:
    assert painted(line(speakers=()), speakers=True).lstrip().startswith(("source not named", "undated"))
    assert "source not named" in painted(line(speakers=()), speakers=True)


@pytest.mark.parametrize("width", [20, 45, 69, 77])
@pytest.mark.parametrize("verb", ["wants", "called\nfor", "praised", "is said to have been calling\x1b[2j for"])
def test_the_verb_of_who_need_not_have_said_it_wraps_with_its_row(verb: str, width: int) -> None:
    told = line(status=Status.ASSERTED, private=True, cue_printed=verb, content_printed=("shells for everybody",))
    rows = StatementPainter().lines(told, width)
    shown = " ".join(verb.replace("\x1b", "␛").split())
    assert [row.plain for row in rows if row.cell_length > width or "\x1b" in row.plain] == []
    assert f"{shown} shells for everybody" in " ".join(painted(told).split())
    assert StatementPainter().height(told, width) == len(rows) + 1


@pytest.mark.parametrize("width", [25, 45, 77, 117])
def test_who_an_actor_may_be_stands_whole_below_its_counts(width: int) -> None:
    [row] = FakeLibrary().actors("Kirby", limit=1)
    others = tuple(ActorRef(id=name, name=name, cls=ActorClass.PERSON) for name in ("Jack Kirby", "J. Kirby\x1b[31m"))
    unsure = replace(row, perhaps=others)
    painter = ActorPainter()
    first, *rest = painter.lines(unsure, width)
    assert [first] == list(painter.lines(row, width))
    assert " ".join(" ".join(told.plain for told in rest).split()) == "unsure: may be Jack Kirby or J. Kirby␛[31m"
    assert [told.plain for told in rest if told.cell_length > width] == []
    assert (painter.height(row, width), painter.height(unsure, width)) == (1, 1 + len(rest))
    assert "unsure" in painter.plain(unsure)


def test_a_line_of_an_original_with_pages_names_its_page_also_when_it_is_copied() -> None:
    told = line()
    citation = replace(told.citation, pages=(0, told.passage.span.start), url=None, locator="/news/a.pdf")
    assert "p. 2" in painted(replace(told, citation=citation))
    assert "p. " not in painted(told)
    copied = quotation(told.sentence, citation, "Wire · 3 Nov 2022", told.passage.span.start)
    assert copied.endswith(". Wire · 3 Nov 2022, p. 2. /news/a.pdf")
