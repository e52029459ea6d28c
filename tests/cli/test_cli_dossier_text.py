"""A dossier as text: nothing that was said is cut, nothing is quoted that was not, and every date says what it is."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dossier.cli.dossier_text import printed
from dossier.cli.page import Page, cells
from dossier.profile import Profile, group_names, statement_row
from dossier.wording import STATUS_LABELS, stand
from index.answers import ActorRef, Citation, Doubt, JoinedName, RoleLine, StatementLine
from index.model import (
    Actor,
    ActorClass,
    Alias,
    DateBasis,
    Evidence,
    HedgeBy,
    JoinRule,
    MentionKind,
    Passage,
    Published,
    QuoteType,
    Span,
    Status,
)

KIRBY = ActorRef(id="aa", name="John Kirby", cls=ActorClass.PERSON)
EVIDENCE = Evidence(rule="cue", confidence=0.8)
SENTENCE = "“We suspect that the DPRK is surreptitiously supplying,” he added."
ASSUMED = Published(value="2022-11-03", basis=DateBasis.ASSUMED)
CITATION = Citation(
    article="a1b2c3d4e5f60718",
    title="US: North Korea Secretly Ships Artillery Munitions To Russia",
    outlet=None,
    published=ASSUMED,
    url="https://example.org/a",
    byline=None,
    locator="/news/a.txt",
    note="a sample, not a source",
    appearances=1,
    statements=4,
)
LINE = StatementLine(
    citation=CITATION,
    passage=Passage(article=CITATION.article, number=7, span=Span(100, 100 + len(SENTENCE))),
    sentence=SENTENCE,
    span=Span(160, 165),
    evidence=EVIDENCE,
    id="s1",
    speakers=(KIRBY,),
    speaker_printed="he",
    cue_printed="added",
    content=(Span(100, 156),),
    content_printed=("“We suspect that the DPRK is surreptitiously supplying,”",),
    quote_type=QuoteType.DIRECT,
    status=Status.SUSPECTED,
    private=False,
    status_cue_printed="suspect",
    hedge_by=HedgeBy.SPEAKER,
    addressee_printed="reporters",
    said="2022-11-02",
    denies=(),
    about=(),
)
ROLE = RoleLine(
    citation=CITATION,
    passage=LINE.passage,
    sentence=SENTENCE,
    span=Span(100, 104),
    evidence=EVIDENCE,
    actor=KIRBY,
    title="spokesperson",
    organisation=ActorRef(id="bb", name="US National Security Council", cls=ActorClass.ORGANISATION),
)
ALIASES = (
    Alias(surface="Kirby", kind=MentionKind.NAME, count=2),
    Alias(surface="he", kind=MentionKind.PRONOUN, count=3),
    Alias(surface="John Kirby", kind=MentionKind.NAME, count=2),
)
PROFILE = Profile(
    actor=Actor(id="aa", name="John Kirby", cls=ActorClass.PERSON, aliases=ALIASES, articles=1),
    names=group_names(ALIASES),
    roles=(ROLE,),
    said_by=(LINE,),
    said_about=(),
    articles=(CITATION,),
    outlets=(),
    first_published=ASSUMED,
    last_published=ASSUMED,
)

WHOLE = """\
John Kirby
person · 1 article · outlet unknown · 3 Nov 2022, assumed
Read by machine and unchecked: every line is followed by the sentence it was
read from.


PRINTED AS
  names            John Kirby 2, Kirby 2
  pronouns         he 3


ROLES, AS PRINTED

  spokesperson · US National Security Council
                   published: 3 Nov 2022, assumed
                   │ “We suspect that the DPRK is surreptitiously supplying,” he
                   │ added.
                   US: North Korea Secretly Ships Artillery Munitions To Russia
                   outlet unknown · a1b2c3d4e5f60718.7


SAID BY JOHN KIRBY (1)

  thinks possible  “We suspect that the DPRK is surreptitiously supplying,”
                   printed: he · verb: added · to: reporters
                   hedge: speaker’s (suspect)
                   said: 2 Nov 2022 · published: 3 Nov 2022, assumed
                   │ “We suspect that the DPRK is surreptitiously supplying,” he
                   │ added.
                   US: North Korea Secretly Ships Artillery Munitions To Russia
                   outlet unknown · a1b2c3d4e5f60718.7


SAID ABOUT JOHN KIRBY (0)

  nothing found in this archive


ARTICLES (1)

  US: North Korea Secretly Ships Artillery Munitions To Russia
    outlet unknown · 3 Nov 2022, assumed · a sample, not a source ·
    a1b2c3d4e5f60718
    https://example.org/a"""


def shown(line: StatementLine, *more: StatementLine, about: bool = False, width: int = 80) -> str:
    """The dossier with these lines only."""
    by, of = ((), (line, *more)) if about else ((line, *more), ())
    return printed(replace(PROFILE, said_by=by, said_about=of), Page(width=width))


def folded(text: str) -> str:
    """The words of a layout, on one line."""
    return " ".join(text.replace("│", " ").split())


def test_the_whole_dossier_reads_from_top_to_bottom() -> None:
    assert printed(PROFILE, Page()) == WHOLE


@pytest.mark.parametrize("status", list(Status))
def test_every_status_has_its_label(status: Status) -> None:
    assert f"\n  {STATUS_LABELS[status]}" in shown(replace(LINE, status=status))


def test_quotation_marks_are_those_of_the_text() -> None:
    line = replace(LINE, content_printed=("that it is doubtful", "alter the “direction” of the conflict"))
    text = shown(line).split("SAID BY")[1].split("│")[0]
    assert "that it is doubtful … alter the “direction” of the conflict" in folded(text)
    assert text.count("“") == 1


@pytest.mark.parametrize("width", [40, 60, 80, 100])
def test_a_long_statement_is_wrapped_and_never_cut(width: int) -> None:
    words = "that it had never, under no circumstances whatsoever, perhaps with one exception, sold " + "shells " * 40
    text = shown(replace(LINE, content_printed=(words.strip(),)), width=width)
    assert words.strip() in folded(text)
    assert max(cells(line) for line in text.split("\n")) <= width


def test_a_line_from_an_original_with_pages_names_its_page() -> None:
    line = replace(LINE, citation=replace(CITATION, pages=(0, 50, 90)))
    assert f"outlet unknown · p. 3 · {LINE.passage.id}" in shown(line)
    assert statement_row(line)["page"] == 3
    assert statement_row(LINE)["page"] is None


def test_in_what_others_say_the_speaker_is_named() -> None:
    assert "speaker: John Kirby\n" in shown(LINE, about=True)
    assert "speaker: John Kirby" not in shown(LINE)


def test_a_source_that_the_text_does_not_name_is_not_made_up() -> None:
    assert "speaker: source not named" in shown(replace(LINE, speakers=()), about=True)


def test_several_speakers_are_all_named() -> None:
    assert "speaker: John Kirby and Ned Price" in shown(
        replace(LINE, speakers=(KIRBY, replace(KIRBY, name="Ned Price")))
    )


def test_a_quotation_that_runs_on_says_so() -> None:
    text = shown(replace(LINE, speaker_printed=None, cue_printed=None, addressee_printed=None))
    assert "the quotation runs on from before\n" in text


def test_a_hedge_says_whose_it_is() -> None:
    assert "hedge: outlet’s\n" in shown(replace(LINE, hedge_by=HedgeBy.OUTLET, status_cue_printed=None))
    assert "hedge" not in shown(replace(LINE, hedge_by=None))


def test_a_date_that_is_not_known_is_called_undated_and_an_assumed_one_assumed() -> None:
    assert "said: undated · published: 3 Nov 2022, assumed" in shown(replace(LINE, said=None))
    printed_date = replace(CITATION, published=Published(value="2022-11", basis=DateBasis.PRINTED))
    assert "published: Nov 2022\n" in shown(replace(LINE, citation=printed_date))
    assert "published: undated\n" in shown(replace(LINE, citation=replace(CITATION, published=None)))


def test_a_denial_and_what_it_may_answer_point_at_each_other() -> None:
    denial = replace(LINE, id="s2", status=Status.DENIED, denies=("s1", "elsewhere"), content_printed=("that it did",))
    text = folded(shown(LINE, denial))
    assert "possible answer to John Kirby: “We suspect that the DPRK is surreptitiously supplying,”" in text
    assert "possible answer by John Kirby: that it did" in text


def test_markup_and_control_characters_are_only_ever_text() -> None:
    evil = "[red]\x1b]52;c;aGk=\x07\u202e[/red]"
    line = replace(
        LINE, content_printed=(evil,), speaker_printed=evil, sentence=evil, citation=replace(CITATION, title=evil)
    )
    text = shown(line)
    assert not {"\x1b", "\x07", "\u202e"} & set(text)
    assert text.count("[red]␛]52;c;aGk=␇�[/red]") == 4


def test_headings_are_bold_where_that_can_be_seen() -> None:
    assert "\x1b[1mRoles, as printed\x1b[22m" in printed(PROFILE, Page(styled=True))


def test_a_row_for_programs_keeps_text_and_offsets_together() -> None:
    row = statement_row(LINE)
    assert (row["start"], row["end"], row["text"]) == (160, 165, "added")
    assert row["sentence"][row["start"] - 100 : row["end"] - 100] == row["text"]  # type: ignore[index,operator]
    assert row["content"] == [{"start": 100, "end": 156, "text": LINE.content_printed[0]}]
    assert (row["said"], row["published"], row["published_basis"]) == ("2022-11-02", "2022-11-03", "assumed")
    assert (row["status"], row["hedge_by"], row["status_cue"]) == ("suspected", "speaker", "suspect")
    assert (row["rule"], row["reading_confidence"], row["check"]) == ("cue", 0.8, "unchecked")


def test_a_line_that_reaches_beyond_its_sentence_falls_back_to_the_sentence() -> None:
    row = statement_row(replace(LINE, span=Span(90, 300)))
    assert (row["start"], row["end"], row["text"]) == (100, 100 + len(SENTENCE), SENTENCE)


@pytest.mark.parametrize(
    ("cue", "rule", "status", "private", "shown"),
    [
        ("said", "verb:clause", Status.ASSERTED, False, "says"),
        ("wants", "verb:infinitive", Status.ASSERTED, True, "wants"),
        ("Called", "verb:for", Status.ASSERTED, False, "called"),
        ("praised", "verb:object:coordinated", Status.ASSERTED, False, "praised"),
        ("fears", "verb:clause", Status.SUSPECTED, True, "thinks possible"),
        ("denied", "verb:object", Status.DENIED, False, "disputes"),
        (None, "running quotation", Status.ASSERTED, False, "says"),
    ],
)
def test_who_wants_or_praises_is_not_shown_to_say(
    cue: str | None, rule: str, status: Status, private: bool, shown: str
) -> None:
    line = replace(LINE, cue_printed=cue, status=status, private=private, evidence=Evidence(rule=rule, confidence=0.9))
    assert stand(line) == shown


def test_names_taken_for_the_actor_say_why_and_who_may_be_the_same_is_called_unsure() -> None:
    joined = JoinedName(name="Kirby", rule=JoinRule.CONTEXT, articles=12, shared=("spokesperson", "United States"))
    doubt = Doubt(actor=ActorRef(id="cc", name="Jack Kirby", cls=ActorClass.PERSON), articles=2)
    text = printed(replace(PROFILE, joined=(joined,), doubts=(doubt,)), Page(width=200))
    assert "ALSO TAKEN FOR THIS ACTOR\n  Kirby            12 articles: of those with that name" in text
    assert "(in common: spokesperson, United States)" in text
    assert "PERHAPS THE SAME, UNSURE\n  Jack Kirby       person · 2 articles leave it open · id cc" in text
