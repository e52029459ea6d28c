"""How firmly a source stands to what it said, which word decides it, whose hedge it is, what a denial answers."""

from __future__ import annotations

import pytest
from what_was_read import Reader

from index.model import HedgeBy, Status


@pytest.mark.parametrize(
    ("text", "status", "decided_by"),
    [
        ("Norway said that the ships had left.", Status.ASSERTED, None),
        ("Norway confirmed that the ships had left.", Status.ASSERTED, None),
        ("Norway warned that the port would close.", Status.ASSERTED, None),
        ("Norway claimed that the ships had left.", Status.ALLEGED, "claimed"),
        ("Kenya accused Norway of closing the port.", Status.ALLEGED, "accused"),
        ("Norway said Kenya allegedly shelled the port.", Status.ALLEGED, "allegedly"),
        ("Norway suspects that the ships have left.", Status.SUSPECTED, "suspects"),
        ("Norway said that Kenya may have shelled the port.", Status.SUSPECTED, "may"),
        ("Norway said that Kenya probably shelled the port.", Status.SUSPECTED, "probably"),
        ("Maria Lopez said Norway appears to have closed the port.", Status.SUSPECTED, "appears"),
        ("Norway doubts that the ships have left.", Status.DOUBTED, "doubts"),
        ("Norway said it was unlikely that Kenya would leave.", Status.DOUBTED, "unlikely"),
        ("Norway said there was no evidence of a raid.", Status.DOUBTED, "no evidence"),
        ("It is doubtful that Kenya will leave, Maria Lopez said.", Status.DOUBTED, "doubtful"),
        ("Norway denied that the ships had left.", Status.DENIED, "denied"),
        ("Norway rejected the claim.", Status.DENIED, "rejected"),
        ("Norway said the report was false.", Status.DENIED, "was false"),
        ("Norway said that the reports are baseless.", Status.DENIED, "are baseless"),
        ("Norway declined to comment on the raid.", Status.WITHHELD, "declined to comment"),
        ("Norway did not say when the port would reopen.", Status.WITHHELD, "not say"),
        ("Norway has not confirmed that the port was closed.", Status.WITHHELD, "not confirmed"),
        ("The port was closed, according to Reuters.", Status.REPORTED, None),
        ("Reuters reported that the port was closed.", Status.REPORTED, None),
    ],
)
def test_a_status_follows_the_words_and_names_the_one_that_decides(
    reader: Reader, text: str, status: Status, decided_by: str | None
) -> None:
    read = reader(text)
    [statement] = read.statements
    assert statement.status is status
    if decided_by is not None or status is Status.ASSERTED:
        assert read.of(statement.status_cue) == decided_by


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Norway said that the port, which may close, is busy.", Status.ASSERTED),
        ("Norway said the port could not be closed.", Status.ASSERTED),
        ("Norway said that the ships left in May.", Status.ASSERTED),
        ("Kenya accused Norway of possibly closing the port.", Status.ALLEGED),
        ("Norway denied that it might close the port.", Status.DENIED),
        ("Norway said the port is not likely to close.", Status.DOUBTED),
        ("Norway said there was no sign of a raid.", Status.DOUBTED),
        ("Norway said the storm is not expected to reach the port.", Status.DOUBTED),
        ("“I was not expecting this,” said Maria Lopez.", Status.ASSERTED),
        ("Norway said it cannot rule out a raid.", Status.SUSPECTED),
        ("Norway said the two men are the suspected attackers.", Status.SUSPECTED),
        ("Norway said Kenya appeared to have left.", Status.SUSPECTED),
        ("Norway said Kenya appeared in a film.", Status.ASSERTED),
        ("Norway said it could see smoke.", Status.ASSERTED),
        ("Norway said the alleged gunman was an officer.", Status.ASSERTED),
        ("Norway said a suspect was held.", Status.ASSERTED),
        ("Norway said that the deal covers a potentially rich field.", Status.ASSERTED),
        ("Norway said that the port is old and may close.", Status.ASSERTED),
        ("Norway said it looked into what could be done.", Status.ASSERTED),
        ("Maria Lopez wrote: “May God protect them.”", Status.ASSERTED),
        ("“I put no pressure on him. I could have done so,” said Maria Lopez.", Status.ASSERTED),
        ("“It is late. The reports are false,” said Maria Lopez.", Status.DENIED),
        ("Norway said the police was falsely blamed.", Status.ASSERTED),
        ("Norway claimed that Kenya may have shelled the port.", Status.SUSPECTED),
    ],
)
def test_a_hedge_counts_on_the_main_clause_and_behind_a_neutral_cue(reader: Reader, text: str, status: Status) -> None:
    [statement] = reader(text).statements
    assert statement.status is status


@pytest.mark.parametrize(
    "text",
    [
        "The president dismissed the defence minister.",
        "The president dismissed Ellen Strand as head of the army.",
        "The court dismissed the lawsuit.",
        "The judge dismissed the charges.",
        "The court rejected the request.",
        "Parliament rejected the bill on Tuesday.",
        "Voters in Peru rejected the constitution.",
        "Norway denied the ship entry to the port.",
        "Norway withheld aid from Kenya.",
        "Norway refused to give up the port.",
    ],
)
def test_a_deed_is_no_denial_and_withholds_no_word(reader: Reader, text: str) -> None:
    assert reader(text).statements == ()


@pytest.mark.parametrize(
    "text",
    [
        "The minister dismissed the charges.",
        "The minister rejected the lawsuit as baseless.",
        "Kenya rejected the bill.",
        "Parliament rejected the accusation.",
    ],
)
def test_a_charge_that_a_minister_dismisses_is_denied(reader: Reader, text: str) -> None:
    [statement] = reader(text).statements
    assert statement.status is Status.DENIED


@pytest.mark.parametrize(
    ("text", "whose"),
    [
        ("Norway said that Kenya may have shelled the port.", HedgeBy.SPEAKER),
        ("“Kenya may have shelled the port,” said Maria Lopez.", HedgeBy.SPEAKER),
        ("“Kenya allegedly shelled the port,” said Maria Lopez.", HedgeBy.SPEAKER),
        ("Norway said Kenya allegedly shelled the port.", HedgeBy.OUTLET),
        ("Norway suspects that the ships have left.", HedgeBy.SPEAKER),
        ("Norway denied that the ships had left.", HedgeBy.SPEAKER),
        ("Norway said that the ships had left.", None),
        ("Norway declined to comment on the raid.", None),
    ],
)
def test_a_hedge_says_whose_it_is(reader: Reader, text: str, whose: HedgeBy | None) -> None:
    [statement] = reader(text).statements
    assert statement.hedge_by is whose


def denied(reader: Reader, text: str, cue: str) -> list[str | None]:
    """Cues of the statements that the one with this cue denies."""
    read = reader(text)
    statements = {s.id: s for s in read.statements}
    return [read.of(statements[d].cue) for d in read.statement(cue).denies]


@pytest.mark.parametrize(
    ("text", "denial", "claim"),
    [
        ("Kenya accused Norway of shelling the port. Norway denied the claim.", "denied", "accused"),
        ("Kenya claimed that Norway shelled the port. Oslo opened a school. Norway denied it.", "denied", "claimed"),
        ("Kenya said the port was closed, while Norway denied the claim.", "denied", "said"),
        ("Kenya accused Norway of shelling the port, which Norway denied.", "denied", "accused"),
        ("Norway dismissed Kenya's claim that it had shelled the port.", "dismissed", "claim"),
        ("Kenya denied claims that it shelled the port.", "denied", "claims"),
        ("Kenya denied reports that its army shelled the port.", "denied", "reports"),
        ("Kenya rejected accusations that it shelled the port.", "rejected", "accusations"),
        (
            "Peru claimed that Norway shelled the town. Kenya accused Norway of piracy. Norway denied the claim.",
            "denied",
            "accused",
        ),
        ("Kenya said that Norway shelled the port. Norway denied this.", "denied", "said"),
        ("Kenya said that Norway shelled the port. Norway denied any involvement.", "denied", "said"),
        ("Kenya said that Norwegian troops shelled the port. Norway denied sending its troops.", "denied", "said"),
        (
            "Kenya demanded that Norway leave. Peru said that rain fell. Norway rejected the ultimatum.",
            "rejected",
            "demanded",
        ),
        ("Peru said rain fell. Kenya said ships left. Norway dismissed Peru's claim.", "dismissed", "said"),
        ("Chad says Peru will fight, as Kenya accuses Norway of piracy, which Norway denies.", "denies", "accuses"),
        ("Kenya announced a plan. Norway rejected the announcement.", "rejected", "announced"),
        (
            "Peru said that rain fell. Kenya accused Norway of shelling the port. Norway rejected the accusation.",
            "rejected",
            "accused",
        ),
    ],
)
def test_a_denial_is_linked_to_the_claim_that_it_answers(reader: Reader, text: str, denial: str, claim: str) -> None:
    assert denied(reader, text, denial) == [claim]


@pytest.mark.parametrize(
    ("text", "denial"),
    [
        ("Norway denied that the ships had left.", "denied"),
        ("Norway said that the port was closed. Norway denied any role.", "denied"),
        ("Norway said that it closed the port. Norway denied the claim.", "denied"),
        ("Norway denied the claim. Kenya accused Norway of shelling the port.", "denied"),
        ("Kenya said Norway opened a school. Norway denied that its navy had sunk a ship.", "denied"),
        ("Kenya said that suspects were trained in Chad. Norway denied involvement.", "denied"),
        ("Kenya said that rain fell. Norway rejected the offer.", "rejected"),
        ("Kenya said that rain fell. Norway dismissed Peru's claim.", "dismissed"),
        (
            "Kenya accused Norway of piracy. Rain fell. The sun came out. The day ended. Ships left. Night came. "
            "Norway denied the claim.",
            "denied",
        ),
    ],
)
def test_a_denial_that_answers_nothing_in_reach_is_linked_to_nothing(reader: Reader, text: str, denial: str) -> None:
    assert denied(reader, text, denial) == []


def test_a_claim_inside_a_denial_is_a_statement_of_its_own_with_its_author(reader: Reader) -> None:
    read = reader("Norway dismissed Kenya's claim that it had shelled the port.")
    claim, denial = read.statement("claim"), read.statement("dismissed")
    assert read.printed(claim).speakers == "Kenya"
    assert claim.status is Status.ALLEGED
    assert claim.parent == denial.id
    assert read.printed(denial).content == "Kenya's claim that it had shelled the port"


def test_a_claim_inside_a_denial_whose_author_is_not_named_has_no_speaker(reader: Reader) -> None:
    claim = reader("Kenya denied claims that it shelled the port.").statement("claims")
    assert (claim.speakers, claim.source) == ((), None)


@pytest.mark.parametrize(
    ("text", "private"),
    [
        ("Maria Lopez said that the port was closed.", False),
        ("Maria Lopez believes that the port was closed.", True),
        ("Norway wants to leave the union.", True),
        ("Maria Lopez is convinced that the vote was fair.", True),
        ("Kenya sees the port as a threat.", True),
        ("Kenya called the port a threat.", False),
    ],
)
def test_a_state_of_mind_is_marked(reader: Reader, text: str, private: bool) -> None:
    assert [statement.private for statement in reader(text).statements] == [private]
