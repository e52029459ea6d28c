"""How sure an event is, and whether it happened: along the governing words and by what stands beside its own word."""

from __future__ import annotations

import builders
import pytest
from spacy.language import Language

from index.extraction.events.certainty import Certainties
from index.extraction.lexicons.signatures import Certainty, Degree, signatures
from index.extraction.parsing.language import load_model
from index.model import Status


@pytest.fixture(scope="module")
def nlp(tmp_path_factory: pytest.TempPathFactory) -> Language:
    return load_model(builders.settings_in(tmp_path_factory.mktemp("certainty")).model)


def judged(nlp: Language, text: str, word: str) -> Certainty:
    [token] = [token for token in nlp(text) if token.text == word]
    return Certainties().of(token)


def printed(sure: Certainty) -> str:
    return f"{'' if sure.happened else 'not '}{sure.degree.name.lower()}"


@pytest.mark.parametrize(
    ("text", "word", "sure"),
    [
        ("Norway closed the port.", "closed", "certain"),
        ("Norway did not close the port.", "close", "not certain"),
        ("Norway never closed the port.", "closed", "not certain"),
        ("Nobody closed the port.", "closed", "not certain"),
        ("No state has closed the port.", "closed", "not certain"),
        ("Norway reached no agreement.", "agreement", "not certain"),
        ("Norway has hardly repaired the port.", "repaired", "not probable"),
        ("Few states recognise the border.", "recognise", "not probable"),
        ("Norway left without paying the fee.", "paying", "not certain"),
        ("Instead of closing the port, Norway left.", "closing", "not certain"),
        ("Norway signed rather than fighting a war.", "fighting", "not certain"),
        ("Norway not only closed the port.", "closed", "certain"),
    ],
)
def test_negation_turns_what_it_reaches(nlp: Language, text: str, word: str, sure: str) -> None:
    assert printed(judged(nlp, text, word)) == sure


@pytest.mark.parametrize(
    ("text", "word", "sure"),
    [
        ("Norway managed to close the port.", "close", "certain"),
        ("Norway did not manage to close the port.", "close", "not certain"),
        ("Norway failed to close the port.", "close", "not certain"),
        ("Norway did not fail to close the port.", "close", "certain"),
        ("Norway refused to close the port.", "close", "not certain"),
        ("Norway stopped selling oil.", "selling", "not certain"),
        ("Norway was not able to close the port.", "close", "not certain"),
        ("Kenya forced Norway to close the port.", "close", "certain"),
        ("Kenya prevented Norway from closing the port.", "closing", "not certain"),
        ("Kenya averted a war.", "war", "not certain"),
        ("Norway regrets that Kenya closed the port.", "closed", "certain"),
        ("Norway does not regret that Kenya closed the port.", "closed", "certain"),
        ("Norway was not punished for closing the port.", "closing", "certain"),
        ("Norway pretended to close the port.", "close", "not certain"),
    ],
)
def test_implicative_and_factive_verbs_decide_what_follows_from_them(
    nlp: Language, text: str, word: str, sure: str
) -> None:
    assert printed(judged(nlp, text, word)) == sure


@pytest.mark.parametrize(
    ("text", "word", "sure", "status"),
    [
        ("Norway may have closed the port.", "closed", "possible", Status.SUSPECTED),
        ("Norway may close the port.", "close", "possible", Status.HYPOTHETICAL),
        ("Norway could not close the port.", "close", "not certain", Status.ASSERTED),
        ("Norway agreed to close the port.", "close", "probable", Status.HYPOTHETICAL),
        ("Norway plans to close the port.", "close", "probable", Status.HYPOTHETICAL),
        ("Norway wants to close the port.", "close", "possible", Status.HYPOTHETICAL),
        ("Norway tried to close the port.", "close", "possible", Status.HYPOTHETICAL),
        ("Kenya urged Norway to close the port.", "close", "possible", Status.HYPOTHETICAL),
        ("Kenya called for a truce.", "truce", "possible", Status.HYPOTHETICAL),
        ("If Norway closes the port, Kenya loses money.", "closes", "possible", Status.HYPOTHETICAL),
        ("Norway sent ships to close the port.", "close", "probable", Status.HYPOTHETICAL),
        ("Norway is believed to have closed the port.", "closed", "probable", Status.SUSPECTED),
        ("Norway allegedly closed the port.", "closed", "probable", Status.ALLEGED),
        ("Norway reportedly closed the port.", "closed", "certain", Status.REPORTED),
        ("Norway denied closing the port.", "closing", "not possible", Status.ALLEGED),
        ("Kenya doubts that Norway closed the port.", "closed", "not probable", Status.DOUBTED),
        ("Close the port!", "Close", "possible", Status.HYPOTHETICAL),
        ("Will Norway close the port?", "close", "possible", Status.HYPOTHETICAL),
    ],
)
def test_what_is_not_certain_names_what_weakens_it(
    nlp: Language, text: str, word: str, sure: str, status: Status
) -> None:
    found = judged(nlp, text, word)
    assert (printed(found), found.status) == (sure, status)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Norway may have closed the port, which Kenya attacked in May.", "attacked"),
        ("Norway may have closed the port after Kenya attacked it.", "attacked"),
        ("Despite the attack, Norway may reopen the port.", "attack"),
        ("Kenya's criticism could worsen ties.", "criticism"),
        ("Norway may condemn the raid.", "raid"),
        ("Norway denied reports of a raid.", "reports"),
    ],
)
def test_what_a_text_takes_for_known_is_not_weakened_by_the_clause_around_it(
    nlp: Language, text: str, word: str
) -> None:
    assert printed(judged(nlp, text, word)) == "certain"


@pytest.mark.parametrize(
    ("text", "word", "sure"),
    [
        ("Norway did not try to manage to close the port.", "close", "not certain"),
        ("Kenya wants Norway to stop selling oil.", "selling", "not possible"),
        ("Norway refused to sign or ratify the treaty.", "ratify", "not certain"),
        ("Norway will not attack and left the port.", "left", "certain"),
        ("Kenya said that Norway failed to close the port.", "close", "not certain"),
    ],
)
def test_signatures_compose_along_the_path(nlp: Language, text: str, word: str, sure: str) -> None:
    assert printed(judged(nlp, text, word)) == sure


def test_every_signature_has_a_complement_that_the_code_knows() -> None:
    prepositions = {"in", "on", "of", "for", "from", "to", "into", "at", "about", "against"}
    forms = {"infinitive", "bare", "gerund", "clause", "object", "subject"}
    assert {complement for _, _, complement in signatures().rows} <= prepositions | forms
    assert max(signatures().modals.values()) is Degree.CERTAIN
