"""What is read off the order of words where a parse is lost, and content that no verb of saying introduces."""

from __future__ import annotations

import pytest
from what_was_read import Reader, Said

READ = {
    "a question before the reporting clause": (
        "“How many times do we have to see this?” Lopez said. “In Lima, a man stood there. This is unbearable.”",
        Said(
            "Lopez",
            "said",
            "“How many times do we have to see this?” … “In Lima, a man stood there. This is unbearable.”",
            "asserted",
        ),
    ),
    "a quotation broken off after a few words": (
        "“On this basis,” Lopez said, “unemployment in the towns is higher than in the villages.”",
        Said(
            "Lopez",
            "said",
            "“On this basis,” … “unemployment in the towns is higher than in the villages.”",
            "asserted",
        ),
    ),
    "a long apposition before the verb": (
        "“He is right. There is a rift between this office and frankly the president,” Flynn, a top aide of Perez, "
        "said on Thursday.",
        Said(
            "Flynn", "said", "“He is right. There is a rift between this office and frankly the president,”", "asserted"
        ),
    ),
    "a signed quotation": (
        "“We can build a wall around the mayor.” ― Steve Quinlan, 40, Lima",
        Said("Steve Quinlan", "―", "“We can build a wall around the mayor.”", "asserted"),
    ),
    "a headline with its source at the end": (
        "Attackers killed in raid on army base, officials say.",
        Said("officials", "say", "Attackers killed in raid on army base", "asserted"),
    ),
    "a clause hung on whom it was told to": (
        "Juan Perez told a meeting of island leaders that few people understood the stakes better than fishermen.",
        Said("Juan Perez", "told", "that few people understood the stakes better than fishermen", "asserted"),
    ),
    "a question left open": (
        "Lawmakers have not said when they would take up the bill.",
        Said("Lawmakers", "not said", "when they would take up the bill", "withheld"),
    ),
    "a second participle of the same speaker": (
        "The president cancelled the visit, citing Chile's refusal to hand over the seat and criticizing its treatment "
        "of miners.",
        Said("president", "criticizing", "its treatment of miners", "asserted"),
    ),
    "a place that the parser takes for the speaker": (
        "WASHINGTON -- President Juan Perez, opening the museum on Saturday, said it would tell a story.",
        Said("Juan Perez", "said", "it would tell a story", "asserted"),
    ),
    "somebody else behind an and": (
        "Kenya stressed that the ships had left, and aid groups warned that the port was closed.",
        Said("Kenya", "stressed", "that the ships had left", "asserted"),
    ),
    "a warning with a clause that looks relative": (
        "Norway issued a warning that the port would close.",
        Said("Norway", "warning", "that the port would close", "asserted"),
    ),
    "a part in something": (
        "Kenya denied any role in the raid.",
        Said("Kenya", "denied", "any role in the raid", "denied"),
    ),
    "the speaker at the end": (
        "Kenya's envoy was described as a spy by Norway.",
        Said("Norway", "described", "Kenya's envoy … as a spy", "asserted"),
    ),
    "a soldier accused by nobody": (
        "A soldier accused of theft left Lima.",
        Said("", "accused", "A soldier … of theft", "alleged"),
    ),
    "an accusation with its object before it": (
        "Kenya stopped ships of countries it accuses of theft.",
        Said("Kenya", "accuses", "countries … of theft", "alleged"),
    ),
    "a condition hung on the reporting verb": (
        "Perez says that Iran has the will to end the war, provided that the guarantees required to prevent a raid "
        "are met.",
        Said(
            "Perez",
            "says",
            "that Iran has the will to end the war, provided that the guarantees required to prevent a raid are met",
            "asserted",
        ),
    ),
    "the end of a long list": (
        "Kenya announces that it will borrow US$300 million from the African Development Fund, the Arab Bank for "
        "Economic Development in Africa, and Standard Chartered to fund a power grid link with Chad.",
        Said(
            "Kenya",
            "announces",
            "that it will borrow US$300 million from the African Development Fund, the Arab Bank for "
            "Economic Development in Africa, and Standard Chartered to fund a power grid link with Chad",
            "asserted",
        ),
    ),
    "a relative clause without a pronoun": (
        "The army launches raids on buildings it claimed were used by smugglers.",
        Said("army", "claimed", "buildings … were used by smugglers", "alleged"),
    ),
    "a report of nobody": (
        "It was initially reported the fire started in a car.",
        Said("", "reported", "the fire started in a car", "asserted"),
    ),
    "an object with a hole": (
        "The army announces an immediate truce with the rebels hours after clashes that killed four people.",
        Said("army", "announces", "an immediate truce with the rebels", "asserted"),
    ),
    "an accuser before what is accused": (
        "Chad was accused by Kenya of starving civilians.",
        Said("Kenya", "accused", "Chad … of starving civilians", "alleged"),
    ),
    "an adjective": (
        "Maria Lopez is convinced that the vote was fair.",
        Said("Maria Lopez", "convinced", "that the vote was fair", "asserted"),
    ),
    "a fear": (
        "Kenya is concerned Norway may leave the pact.",
        Said("Kenya", "concerned", "Norway may leave the pact", "suspected"),
    ),
    "somebody who is not named": (
        "Some believe the port will close.",
        Said("", "believe", "the port will close", "asserted"),
    ),
}


@pytest.mark.parametrize(("text", "expected"), READ.values(), ids=READ)
def test_the_order_of_words_tells_who_speaks(reader: Reader, text: str, expected: Said) -> None:
    assert expected in reader(text).said


@pytest.mark.parametrize(
    "text",
    [
        "It is clear that the port is closed.",
        "Kim Jong Un welcomed Juan Perez to the harbour.",
        "Maria Lopez sang “Hello, Hello” in the square.",
        "In Lima, he said.",
        "United States President Juan Perez formally pardons around 1,500 people charged after the storm on the port.",
    ],
)
def test_nobody_is_made_to_speak(reader: Reader, text: str) -> None:
    assert reader(text).said == []
