"""Where what was said ends, and what belongs to it: places, amounts, second clauses, the reporter going on."""

from __future__ import annotations

import pytest
from what_was_read import Reader, Said

WHOLE = {
    "as far as to say": (
        "The mayor went as far as to say that the war was lost.",
        [Said("mayor", "say", "that the war was lost", "asserted")],
    ),
    "rules out": ("Kenya rules out ceding the port.", [Said("Kenya", "rules out", "ceding the port", "asserted")]),
    "rules": ("A king rules the country.", []),
    "a subject that looks like a part of the verb": (
        "Iranian state media reports that all flights have been suspended.",
        [Said("Iranian state media", "reports", "that all flights have been suspended", "reported")],
    ),
    "where to": (
        "Kenya announces the deployment of forces to Greenland.",
        [Said("Kenya", "announces", "the deployment of forces to Greenland", "asserted")],
    ),
    "where": (
        "Kenya announces the closure of its office in Lima, Peru.",
        [Said("Kenya", "announces", "the closure of its office in Lima, Peru", "asserted")],
    ),
    "how much": (
        "Kenya announces an increase in spending to 2.5% of its income.",
        [Said("Kenya", "announces", "an increase in spending to 2.5% of its income", "asserted")],
    ),
    "an ultimatum": (
        "Rebels issue an ultimatum to Kenya to release the hostages.",
        [Said("Rebels", "ultimatum", "to release the hostages", "asserted")],
    ),
    "the present tense of a second verb": (
        "The rebels declare a truce and state their openness.",
        [Said("rebels", "declare", "a truce", "asserted"), Said("rebels", "state", "their openness", "asserted")],
    ),
    "two clauses that one source stands for": (
        "Three sailors are killed and five others are wounded in a strike, according to Kenya.",
        [
            Said(
                "Kenya",
                "according to",
                "Three sailors are killed and five others are wounded in a strike",
                "asserted",
            )
        ],
    ),
    "speakers of whom only one has a name": (
        "Civil society groups and Kenya say that the law is void.",
        [Said("Civil society groups + Kenya", "say", "that the law is void", "asserted")],
    ),
    "love of a person": (
        "Lopez says her children love her.",
        [Said("Lopez", "says", "her children love her", "asserted")],
    ),
    "what a quoted speaker feels": (
        "“I am glad that they came,” Lopez said.",
        [Said("Lopez", "said", "“I am glad that they came,”", "asserted")],
    ),
}


@pytest.mark.parametrize(("text", "expected"), WHOLE.values(), ids=list(WHOLE))
def test_what_a_sentence_says_is_read_and_no_more(reader: Reader, text: str, expected: list[Said]) -> None:
    assert reader(text).said == expected


BOUNDED = {
    "a quotation before a clause of the reporter's": (
        "“Resign now,” Lopez told Perez, after he admitted under oath he had lied.",
        [Said("Lopez", "told", "“Resign now,”", "asserted")],
    ),
    "a semicolon": (
        "Kenya said the raid was not planned; its ships only heard of it on Friday.",
        [Said("Kenya", "said", "the raid was not planned", "asserted")],
    ),
    "the source's next deed of speaking": (
        "Kenya said it was opposed to the raid and warned Norway to stop.",
        [
            Said("Kenya", "said", "it was opposed to the raid", "asserted"),
            Said("Kenya", "warned", "Norway to stop", "asserted"),
        ],
    ),
    "the occasion of speaking": (
        "Lopez said after the convention he would not accept the offer if it were made.",
        [Said("Lopez", "said", "he would not accept the offer if it were made", "asserted")],
    ),
    "a long subject": (
        "Lopez said many of the ships that critics point to failed to note that the port was closed.",
        [
            Said(
                "Lopez",
                "said",
                "many of the ships that critics point to failed to note that the port was closed",
                "asserted",
            )
        ],
    ),
}


@pytest.mark.parametrize(("text", "expected"), BOUNDED.values(), ids=list(BOUNDED))
def test_what_was_said_ends_where_the_reporter_goes_on(reader: Reader, text: str, expected: list[Said]) -> None:
    assert reader(text).said == expected
