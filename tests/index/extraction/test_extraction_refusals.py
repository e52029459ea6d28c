"""Who would not say, and what they would not speak of."""

from __future__ import annotations

import pytest
from what_was_read import Reader, Said

READ = {
    "declined, on something": ("Lopez refused to comment on the raid.", "Lopez", "refused to comment", "on the raid"),
    "declined": ("A spokesman declined to comment.", "spokesman", "declined", "comment"),
    "not commented": ("Kenya has not commented on the raid.", "Kenya", "not commented", "on the raid"),
    "no response": (
        "The embassy did not immediately respond to a request for comment.",
        "embassy",
        "not immediately respond",
        "to a request for comment",
    ),
    "no comment": ("The company had no comment on the raid.", "company", "had no comment", "on the raid"),
    "out of reach": ("Maria Lopez could not be reached for comment.", "Maria Lopez", "not be reached", "for comment"),
    "not available": (
        "Officials were not immediately available for comment.",
        "Officials",
        "not immediately available",
        "for comment",
    ),
    "no comment, quoted": ("“No comment,” Maria Lopez said.", "Maria Lopez", "said", "“No comment,”"),
    "neither of two": (
        "The company neither confirmed nor denied that it had been hacked.",
        "company",
        "denied",
        "that it had been hacked",
    ),
    "calls": ("The ministry did not return calls seeking comment.", "ministry", "not return", "calls seeking comment"),
    "a contrast": (
        "Maria Lopez declined to discuss the raid, while Perez left.",
        "Maria Lopez",
        "declined to discuss",
        "the raid",
    ),
}


@pytest.mark.parametrize(("text", "speaker", "cue", "content"), READ.values(), ids=READ)
def test_a_refusal_to_speak_is_withheld(reader: Reader, text: str, speaker: str, cue: str, content: str) -> None:
    assert reader(text).said == [Said(speaker, cue, content, "withheld")]


@pytest.mark.parametrize(
    "text",
    ["Water was not available in the north.", "The climbers could not be reached.", "Kenya refused to close the port."],
)
def test_what_is_no_speech_is_not_withheld(reader: Reader, text: str) -> None:
    assert reader(text).said == []
