"""How lines are worded in the app: as printed, hedges with their owner, assumed dates called so."""

from __future__ import annotations

from dataclasses import replace

import pytest
from fake_library import FakeLibrary

from dossier.tui.widgets.painters import StatementPainter
from index.answers import StatementLine
from index.model import DateBasis, HedgeBy, Published, QuoteType, Status

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


def test_an_answer_is_a_possible_one() -> None:
    assert "possible answer" in painted(line(denies=("s1",)))


def test_a_narrow_row_leaves_no_word_out() -> None:
    told = line(content_printed=("that it may not have been supplied, as some doubt",))
    words = painted(told, 30).split()
    assert [word for word in told.content_printed[0].split() if word not in words] == []


def test_nobody_named_is_said_so() -> None:
    assert painted(line(speakers=()), speakers=True).lstrip().startswith(("source not named", "undated"))
    assert "source not named" in painted(line(speakers=()), speakers=True)
