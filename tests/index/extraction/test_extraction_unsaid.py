"""What nobody said: a negated subject, a question, a condition, what might be said, what is demanded, who was told."""

from __future__ import annotations

import pytest
from what_was_read import Reader, Said

UNSAID = [
    "None of the ministers said that the deal was dead.",
    "No official has confirmed that the port was closed.",
    "Not one witness said that the ship was armed.",
    "Few believe that the truce will hold.",
    "Did Perez say that he would leave the pact?",
    "If Perez says he wants peace, nobody listens.",
    "Unless Kenya says that it accepts the deal, the talks will end.",
    "Lopez has yet to say whether she will run.",
    "The king would have said that he was sorry.",
    "The mayor failed to mention that the vote had been postponed.",
    "Lima pressed Quito to confirm that the balloon was a weapon.",
    "The company left without saying that it was bankrupt.",
    "The minister stopped short of saying that the war was lost.",
    "The war claimed thousands of lives.",
    "The Senate confirms Marco Rubio as Secretary of State.",
    "Told that the rebels had entered the city, the governor fled.",
    "Warned that the dam could burst, residents left.",
]


@pytest.mark.parametrize("text", UNSAID)
def test_what_nobody_said_is_no_statement(reader: Reader, text: str) -> None:
    assert reader(text).said == []


ONLY = {
    "a question before the answer": (
        "Asked whether he would resign, Perez said he would stay.",
        [Said("Perez", "said", "he would stay", "asserted")],
    ),
    "reports that are looked into": (
        "Kenya said it was investigating reports that a disease had killed 50 people.",
        [Said("Kenya", "said", "it was investigating reports that a disease had killed 50 people", "asserted")],
    ),
    "a claim with its owner": (
        "The ambassador told the council that Chad's claim is absurd.",
        [Said("ambassador", "told", "that Chad's claim is absurd", "asserted")],
    ),
    "a gap that ends before the main verb": (
        "The man who police say killed three people was arrested in Lyon.",
        [Said("police", "say", "The man who … killed three people", "asserted")],
    ),
    "not convinced": (
        "The judge was not convinced that Lopez had fired.",
        [Said("judge", "not convinced", "that Lopez had fired", "doubted")],
    ),
    "neither of two": (
        "Neither Kenya nor Chad has confirmed the call.",
        [Said("Kenya + Chad", "confirmed", "the call", "withheld")],
    ),
    "what a quoted speaker says of himself": (
        "“I think that Chad lies. We hope that it ends,” Maria Lopez said.",
        [Said("Maria Lopez", "said", "“I think that Chad lies. We hope that it ends,”", "asserted")],
    ),
    "a clause that a modal keeps in what is said": (
        "Aides said they had misgivings about Lopez, but could not bear to insult Perez.",
        [Said("Aides", "said", "they had misgivings about Lopez, but could not bear to insult Perez", "asserted")],
    ),
    "somebody else between two quotations": (
        "“We are winning this war,” Lopez said. The mayor disagreed. “The city is starving and nobody comes.”",
        [Said("Lopez", "said", "“We are winning this war,”", "asserted")],
    ),
}


@pytest.mark.parametrize(("text", "expected"), ONLY.values(), ids=ONLY)
def test_nothing_but_what_was_said_is_a_statement(reader: Reader, text: str, expected: list[Said]) -> None:
    assert reader(text).said == expected
