"""Verbs in the present tense that the model took for nouns: "The military issues an order", "Lima announces that …".

News in the present tense (headlines, chronicles) is rare in what models are trained on. A sentence without a
finite verb at its root, or with a noun before "that", is parsed once more with the suspected verb replaced by
one that no model misreads; where that makes a clause of it, the new parse stands under the old words.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc, Token
from spacy.tokens import Span as DocSpan

from index.extraction.lexicons.cues import lexicon
from index.extraction.lexicons.predicates import predicates

STAND_IN = "announced"
"""Takes objects, clauses and prepositions, and is never a noun."""
SHORTEST = 5
"""Tokens of a sentence that is parsed again; shorter ones are titles and list items."""
TRIES = 2
"""Words tried in a sentence."""
_NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
_GOVERNING = frozenset({"POS", "DT", "PRP$", "VBZ", "VBP", "VBD", "VBG", "VB"})
_FINITE = frozenset({"VBZ", "VBP", "MD"})


def with_verbs(nlp: Language, doc: Doc) -> Doc:
    """The Doc, with those of its sentences parsed anew that lost their verb; the same Doc where none did."""
    if not doc.has_annotation("DEP"):
        return doc
    reread = {sentence.start: found for sentence in doc.sents if (found := _reread(nlp, sentence)) is not None}
    if not reread:
        return doc
    parts = [reread.get(sentence.start) or sentence.as_doc() for sentence in doc.sents]
    return Doc.from_docs(parts, ensure_whitespace=False, exclude=["tensor", "user_data", "spans"]) or doc  # type: ignore[call-arg]  # missing from spaCy's stub


def _reread(nlp: Language, sentence: DocSpan) -> Doc | None:
    found: list[int] = []
    reading, doc = sentence, None
    while (again := _with_one_more(nlp, sentence, reading, found)) is not None:
        doc, reading = again, again[:]
    return _renamed(nlp, doc, sentence, found) if doc is not None else None


def _with_one_more(nlp: Language, sentence: DocSpan, reading: DocSpan, found: list[int]) -> Doc | None:
    """The sentence with one more suspect of the last reading replaced, if that makes a verb of it."""
    for token in _suspects(reading):
        place = token.i - reading.start
        words = [STAND_IN if i in {*found, place} else t.text for i, t in enumerate(sentence)]
        again = Doc(nlp.vocab, words=words, spaces=[bool(t.whitespace_) for t in sentence])
        for _, pipe in nlp.pipeline:
            again = pipe(again)
        verb = again[place]
        if verb.tag_ == "VBD" and (_has_subject(verb) or (verb.dep_ == "conj" and _has_subject(verb.head))):
            found.append(place)
            return again
    return None


def _has_subject(verb: Token) -> bool:
    return any(c.dep_ == "nsubj" and c.i < verb.i for c in verb.children)


def _suspects(sentence: DocSpan) -> Iterator[Token]:
    """Nouns that may be the verb that the sentence lacks, from left to right."""
    if len(sentence) < SHORTEST or sentence[-1].text not in {".", "!", "?", '"', "”"}:
        return
    lacks_verb = sentence.root.tag_ in _NOUNS
    titled = sum(t.text[:1].isupper() for t in sentence) * 2 > len(sentence)
    found = 0
    for token in sentence[1:-2]:
        behind = token.nbor()
        lost = token.tag_ in {"VBP", "VBZ"} and token.dep_ == "compound"
        if not (token.tag_ in _NOUNS or lost) or behind.is_punct or (token.text[:1].isupper() and not titled):
            continue
        fits = _opens_clause(behind) if behind.lower_ == "that" else lacks_verb and _may_be_subject(token.nbor(-1))
        acts = token == sentence.root and any(c.dep_ == "dobj" for c in token.children)
        if not (acts or (fits and _verb(token.lower_) is not None)):
            continue
        yield token
        found += 1
        if found == TRIES:
            return


def _may_be_subject(before: Token) -> bool:
    """Whether the word before a verb can end its subject: a noun, the adjective of "the military", half a name."""
    if before.tag_ in _NOUNS:
        return True
    return before.tag_ == "JJ" and before.i > 0 and (before.nbor(-1).tag_ == "DT" or before.nbor(-1).text == "-")


def _opens_clause(that: Token) -> bool:
    """Whether it is the "that" of "announces that Lima …", not of "demands that come with work"."""
    noun = that.nbor(-1)
    described = any(c.dep_ in {"poss", "det", "amod"} for c in noun.children) or noun.nbor(-1).tag_ in _GOVERNING
    return noun.tag_ == "NNS" and not described and that.nbor().tag_ not in _FINITE


def _renamed(nlp: Language, again: Doc, sentence: DocSpan, found: list[int]) -> Doc:
    """The new parse with the printed words, tagged as the present tense that they are."""
    printed = {i: sentence[i].text for i in found}
    return Doc(
        nlp.vocab,
        words=[printed.get(t.i, t.text) for t in again],
        spaces=[bool(t.whitespace_) for t in again],
        tags=[("VBZ" if printed[t.i].endswith("s") else "VBP") if t.i in printed else t.tag_ for t in again],
        pos=[t.pos_ for t in again],
        lemmas=[_lemma(printed[t.i].lower()) if t.i in printed else t.lemma_ for t in again],
        heads=[t.head.i for t in again],
        deps=[t.dep_ for t in again],
        ents=[f"{t.ent_iob_}-{t.ent_type_}" if t.ent_type_ else "O" for t in again],
        morphs=[str(t.morph) for t in again],
    )


def _lemma(form: str) -> str:
    """The plain form of a verb in the present tense; of one that no lexicon has, by its spelling."""
    if form.endswith("ies"):
        return _verb(form) or form.removesuffix("ies") + "y"
    silent = form.endswith(("shes", "ches", "xes", "zes", "sses"))
    return _verb(form) or form.removesuffix("es" if silent else "s")


@cache
def _verb(form: str) -> str | None:
    """The verb of the lexicons that a form in the present tense belongs to."""
    stems = (form, form.removesuffix("s"), form.removesuffix("es"), form.removesuffix("ies") + "y")
    return next((stem for stem in stems if stem in _known()), None)


@cache
def _known() -> frozenset[str]:
    return frozenset(lexicon().verbs) | lexicon().carrying_verbs | frozenset(predicates().verbs)
