"""Stage: content that an adjective introduces: "is convinced that the vote was fair", "was afraid he would lose"."""

from __future__ import annotations

from spacy.tokens import Token

from index.extraction.lexicons.cues import lexicon
from index.extraction.reading import Attribution, Reading
from index.extraction.syntax import antecedent, child, children, noun_phrase, own_subject, spans_of


def attribute_states(reading: Reading) -> None:
    """Add an Attribution for each adjective of a person's state of mind with a clause of its own."""
    for word in reading.doc:
        if word.lower_ not in lexicon().adjectives:
            continue
        clause, source = _clause(word), _holder(word)
        if clause is None or source is None or source.lower_ in {"it", "there", "this", "that"}:
            continue
        if source.lower_ in {"i", "we"} and reading.quoted(word.idx):
            continue  # a quoted speaker only speaks of what he feels himself
        spans = spans_of(reading.doc, [t.i for t in clause.subtree])
        if spans:
            reading.attributions.append(
                Attribution(
                    rule="adjective",
                    confidence=0.75,
                    cue=_cue(word),
                    source=noun_phrase(source),
                    source_head=source.i,
                    content=spans,
                    content_head=clause.i,
                    lemma=f"adjective:{word.lower_}",
                    private=True,
                )
            )


def _cue(word: Token) -> tuple[int, ...]:
    """The adjective with its "not", which may stand with the verb."""
    negation = child(word, "neg") or (child(word.head, "neg") if word.dep_ == "acomp" else None)
    return (word.i, negation.i) if negation is not None else (word.i,)


def _clause(word: Token) -> Token | None:
    """The clause right behind the adjective."""
    for clause in children(word, "ccomp"):
        if clause.i > word.i and clause.left_edge.i == word.i + 1 and own_subject(clause) is not None:
            return clause
    return None


def _holder(word: Token) -> Token | None:
    """Whose state of mind it is: the subject of the verb, or the noun that the adjective describes."""
    if word.dep_ == "acl":
        return word.head if word.head.pos_ in {"NOUN", "PROPN", "PRON"} else None
    subject = own_subject(word) or (own_subject(word.head) if word.dep_ in {"acomp", "oprd"} else None)
    return antecedent(subject) if subject is not None else None
