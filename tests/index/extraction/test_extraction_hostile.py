"""Whatever the text is: no exception, every span inside it, every mention inside one passage."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from what_was_read import TODAY, Read, Reader

from index.extraction.interchange import to_record
from index.model import Article, DateBasis, Published, Span

DATE = Published(value=TODAY, basis=DateBasis.GIVEN)

HOSTILE = {
    "empty": "",
    "blanks": " \t\n\r\n \u00a0\u2003\u3000 \n",
    "only line ends": "\n" * 500 + "\r" * 50 + "\u2028\u2029\x0b\x0c\x85",
    "one long paragraph without a full stop": (
        "the ships left the port of Lima and Maria Lopez went with them to the sea and Kenya said that nobody had seen "
        "them for two days while the US was asking the captain of each ship where the others were hiding and "
    )
    * 290,
    "a paragraph of nothing but claims": "Kenya said that Norway denied the claims about the port and " * 40,
    "only capitals": "NORWAY SAID THAT THE SHIPS HAD LEFT. KENYA DENIED THE CLAIM OF THE US. " * 20,
    "only quotation marks": "“”\"''``«»„‹›’‘" * 40,
    "only opening marks": "“" * 300,
    "only closing marks": "”" * 300,
    "unclosed quotations": "“We will stay, said Maria Lopez.\n\n“Never, said Juan Perez. “No.\n\n“" * 20,
    "marks inside marks": '“He said “she said ‘they said "no"’” and left”, said Maria Lopez. ' * 20,
    "null bytes": "Norway\x00 said\x00 that the \x00ships had left.\x00\x00",
    "control characters": "Norway \x1b[31msaid\x1b[0m that \x07the ships\x08 had left.\x7f \x1b]52;c;eA==\x07",
    "emoji": "🚢 Norway 🇳🇴 said 👩‍👩‍👧‍👦 that the ships 🚀🚀 had left 🤷🏽‍♀️. “👍,” said Maria Lopez.",
    "combining marks": "Norwa\u0301y sa\u0308\u0308\u0308id that José Pe\u0301rez "
    + "e"
    + "\u0301" * 500
    + " had left.",
    "right to left": "قال وزير الخارجية إن السفن غادرت الميناء. אמר השר \u202eNorway said that\u202c ships left.",
    "no spaces in the script": "挪威表示，船只已经离开港口。" * 40,
    "table": "State\tShips\t2019\t2020\nNorway\t12\t$3.5m\t7%\nKenya\t|\t-\t-\n" * 30 + "|a|b|\n|---|---|\n|US|1|\n",
    "code": "def said(kenya: str) -> None:\n    return {'US': [x for x in kenya if x != \"port\"]}  # TODO\n" * 30,
    "markup": "<p>Norway <b>said</b> [link](http://x.y/z?a=b&c=d) that &quot;ships&quot; had left.</p>" * 20,
    "addresses": "http://example.org/" + "a/" * 2000 + " said Norway. x@y.z " * 20,
    "a very long word": "x" * 20_000 + " said Norway",
    "a very long word in capitals": "Norway" * 4000,
    "digits": "1234567890" * 500 + " $" + "9" * 400 + " million, 99 99 9999-99-99 " * 20,
    "a huge number": "At least " + "9" * 500 + " people died. It cost $" + "1" * 400 + ".5 trillion.",
    "impossible dates": "On 31 February 2023, 2022-19-39, May 0, 39 March, 32nd of June 2020, Sept. 99.",
    "times long past": f"800000 days ago, 200000 weeks ago, 5000 years ago, 9999 months ago, {'9' * 5000} days ago.",
    "brackets": "The Northern River Alliance (NRA (NRA (the “NRA”) ((NRA)) said ((that (it)) left." * 20,
    "colons": "US: UN: NATO: Kenya: a : b :: c:\n:\nUS:\nUS: \nUS: x\nKenya:“”\n" * 10,
    "according to nothing": "According to. According to according to. According, Norway. according to\n" * 10,
    "reporting verbs": "said says say denied claims reported accused told said said of that to " * 60,
    "names in a row": "Maria Lopez Juan Perez US UN NATO Norway Kenya Moscow Washington " * 60,
    "titles in a row": "former acting foreign minister president general Dr. Mr. Mrs. spokesman of for the " * 60,
    "pronouns": "It said he said she said they said it denied him his her its their them. " * 60,
    "lone surrogate": "Norway said \ud800 that the ships \udfff had left.",
}


def spans_in(value: object) -> Iterator[Span]:
    """Every span inside a value, however deep."""
    if isinstance(value, Span):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from spans_in(each)
    elif hasattr(value, "__dataclass_fields__"):
        for field in value.__dataclass_fields__:
            yield from spans_in(getattr(value, field))


def assert_sound(read: Read) -> None:
    """Every span inside the text, passages apart, mentions inside one passage, and a record that can be written."""
    text, extraction = read.text, read.extraction
    for span in spans_in(extraction):
        assert 0 <= span.start < span.end <= len(text)
    passages = [p.span for p in extraction.passages]
    assert passages == sorted(passages)
    assert all(a.end <= b.start for a, b in itertools.pairwise(passages))
    assert all(p.of(text) == p.of(text).strip() for p in passages)
    starts = {p.start: p for p in passages}
    order = sorted(starts)
    for mention in extraction.mentions:
        holder = starts[max(s for s in order if s <= mention.span.start)]
        assert holder.contains(mention.span), (holder, mention)
    for statement in extraction.statements:
        assert statement.content
        assert all(a.end <= b.start for a, b in zip(statement.content, statement.content[1:], strict=False))
    if extraction.skipped is None:
        covered = sum(len("".join(p.of(text).split())) for p in passages)
        assert covered == len("".join(text.split()))
    record = to_record(Article.of(text), extraction, id="x", published=DATE, why=True)
    assert all(text[row["start"] : row["end"]] == row["text"] for row in record["mentions"])


@pytest.mark.parametrize("text", HOSTILE.values(), ids=list(HOSTILE))
def test_hostile_text_is_read_without_an_error_and_every_span_lies_inside(reader: Reader, text: str) -> None:
    assert_sound(reader(text))


def test_text_without_words_gives_nothing(reader: Reader) -> None:
    for name in ("empty", "blanks", "only line ends"):
        extraction = reader(HOSTILE[name]).extraction
        assert (extraction.passages, extraction.actors, extraction.statements, extraction.times) == ((), (), (), ())


def test_what_can_be_read_is_still_read_beside_the_noise(reader: Reader) -> None:
    noise = HOSTILE["code"] + "\n\n" + HOSTILE["only opening marks"] + "\n\n" + HOSTILE["table"]
    read = reader(noise + "\n\nMaria Lopez said that the ships had left.")
    assert ("Maria Lopez", "said", "that the ships had left", "asserted") in read.said
    assert reader("Norway\x00 left. Maria Lopez said that the ships had left.").statement("said")


PIECES = st.one_of(
    st.sampled_from(
        [
            *("Norway", "the US", "us", "Moscow", "Maria Lopez", "Lopez", "Kenyan officials", "Russia's army", "NATO"),
            *(" said that ", " denied ", " accused ", " of ", ", according to ", " told reporters ", " by ", " it "),
            *("“", "”", '"', "'", "(", ")", ": ", ", ", ". ", "\n", "\n\n", " – ", "; ", "?", "!", "\t", "\x00"),
            *(" the foreign minister, ", " spokesman for ", " declined to comment ", " may ", " claims that ", " he "),
            *(
                " on Monday ",
                " 3 May ",
                " two dozen ",
                "$5 million",
                " the port ",
                " left",
                " (NRA)",
                " while ",
                " and ",
            ),
        ]
    ),
    st.text(max_size=6),
    st.characters(categories=["Mn", "Cf", "So", "Zs", "Lo"]),
)


@given(pieces=st.lists(PIECES, max_size=30))
@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_mixture_is_read_without_an_error_and_every_span_lies_inside(reader: Reader, pieces: list[str]) -> None:
    assert_sound(reader("".join(pieces)))
