"""A wire story and what outlets make of one: for tests of near-copies."""

from __future__ import annotations

PARAGRAPHS = (
    "Officials of the port of Halden said on Monday that the freighter Aurelia had left for Novik with 31 containers "
    "of spare parts, although the harbour office had refused it a licence two weeks before.",
    "The deputy minister for trade, Ingrid Solberg, told reporters that nobody in her department had been asked. “We "
    "learned of it from the newspapers,” she said, and announced an inquiry that is to report before the end of May.",
    "The owner of the ship, a company registered in Valletta, did not answer questions. Its lawyer said in a short "
    "letter that all papers had been in order when the cargo was loaded and that the crew had followed the orders of "
    "the pilot.",
    "Dock workers described a hurried night. Three of them said that the lorries came without plates and that they "
    "were told to leave the pier until the hatches were closed. One of them kept a photograph of the seals.",
    "The government of Novik denied that any shipment was expected. Its spokesman called the report an invention of "
    "competitors who envy the trade of the southern ports, and he advised journalists to look for smugglers elsewhere.",
    "Insurers in Hamburg have meanwhile suspended the cover for voyages along the strait, a step that they last took "
    "after the fire on the ferry Marit in the spring of 2009.",
)
WIRE = "\n\n".join(PARAGRAPHS)
"""About 230 words."""
CUT = "\n\n".join(PARAGRAPHS[:3])
ADDED = (
    WIRE + "\n\nThe mayor of Halden, Kjell Aas, wants the pier to be lit and guarded at night. The town council will "
    "vote on the money in June, after a hearing to which the dockers are invited too."
)
RETITLED = (
    "A ship leaves by night\n\nNobody gave it leave, yet the Aurelia is at sea, and in the ministry they read of it in "
    "the papers.\n\n" + "\n\n".join(PARAGRAPHS[1:])
)
CORRECTED = WIRE.replace("31 containers", "13 containers")
RESET = WIRE.upper().replace("\n\n", "\n").replace("“", '"').replace("”", '"')
"""The same words."""

DAILY = (
    "{who}, {office}, was received by the chairman of the standing committee in the great hall of the assembly "
    "building on {day}. They talked in a friendly atmosphere about the further development of relations between the "
    "two countries. The ambassador of {state} and members of the committee were present at the meeting, which ended "
    "with a tour of the gallery on the first floor and a reception for the guests in the garden pavilion."
)
"""A report of a form that is filled in each time."""
FORMULAIC = tuple(
    DAILY.format(who=who, office=office, day=day, state=state)
    for who, office, day, state in (
        ("Mr Emil Vasko", "the minister of health of Lutonia", "Tuesday", "Lutonia"),
        ("Ms Rosa Adeyemi", "a vice president of Karvia", "Friday", "Karvia"),
        ("Mr Jon Petersen", "the speaker of the parliament of Elmark", "Monday", "Elmark"),
    )
)
BOILERPLATE = (
    "\n\nThe Halden Courier is published six days a week. Readers may reach the desk in Harbour Street between eight "
    "and four. Reprints need the leave of the publisher, and quotations of more than fifty words must name the paper "
    "and the day. Letters are printed with name and place; the desk shortens what is too long and returns nothing "
    "that it was not asked for. Subscriptions may be ended at the end of every quarter. The paper belongs to the "
    "foundation of its readers, which elects a board of seven members each spring and publishes its accounts in the "
    "edition that follows."
)
BRIEFS = (
    "The bakery in Lock Lane closes in August, its owner Berta Holm said. She is 71 and has found nobody to follow.",
    "The swimming pool of Norrby opens on Saturday with new tiles. Entry costs 40 crowns, children pay half of that.",
    "Two cyclists were hurt on the bridge at Fossen when a van braked. The police look for the driver of a grey Volvo.",
)
