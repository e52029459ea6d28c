"""Stage: from the printed source of each attribution to the actors who speak."""

from __future__ import annotations

from spacy.tokens import Token

from index import gazetteer
from index.extraction.lexicons.cues import lexicon
from index.extraction.reading import Attribution, DraftActor, DraftMention, Reading, normal_name
from index.extraction.syntax import TIME_ENTITIES, child, coordinated, own_subject
from index.model import ActorClass, MentionKind

_MUTE = frozenset({ActorClass.PLACE, ActorClass.WEAPON, ActorClass.EVENT})
_MAKERS_BEHIND = frozenset({"by", "from", "of"})
_PUBLISHED = frozenset({"in", "on"})
_TELLING_APART = frozenset({"in", "with", "from", "at", "for"})
_FIGURATIVE = frozenset({"threaten", "promise"})
_UNRESOLVED = frozenset(
    {
        *("he", "she", "it", "they", "we", "i", "who", "some", "many", "most", "few", "several", "others", "those"),
        *("all", "both", "each", "everyone", "everybody", "someone", "somebody", "one", "another"),
    }
)


def name_speakers(reading: Reading) -> None:
    """Set the speakers of each attribution; drop those whose source is a thing that cannot speak."""
    kept = []
    for attribution in reading.attributions:
        if attribution.source_head is not None:
            _name_joined(reading, attribution, reading.doc[attribution.source_head])
            attribution.speakers = _speakers(reading, attribution.source_head)
            if attribution.rule == "gapped clause" and attribution.source is not None:
                attribution.speakers = _named_in(reading, *attribution.source) or attribution.speakers
            if not attribution.speakers:
                actor = _unnamed(reading, attribution, reading.doc[attribution.source_head])
                if actor is None and not _is_unresolved(reading, attribution.source_head):
                    continue
                attribution.speakers = [actor] if actor is not None else []
            _widen(reading, attribution.source_head)
        _mention_relative(reading, attribution)
        kept.append(attribution)
    for attribution in kept:
        if attribution.continues is not None:
            attribution.speakers = attribution.continues.speakers
    reading.attributions = [a for a in kept if a.continues is None or a.speakers]


def _is_unresolved(reading: Reading, source: int) -> bool:
    """Whether somebody speaks although it could not be said who: the line stays, with its printed "he" or "some"."""
    return reading.doc[source].lower_ in _UNRESOLVED


def address(reading: Reading) -> None:
    """Set to whom each attribution is addressed: "told reporters"."""
    for attribution in reading.attributions:
        if not attribution.cue or not attribution.rule.startswith("verb"):
            continue
        verb = reading.doc[attribution.cue[0]]
        told = child(verb, "dative") or (child(verb, "dobj") if verb.lemma_ in {"tell", "inform", "assure"} else None)
        if told is not None and told.dep_ == "dative" and told.pos_ == "ADP":
            told = child(told, "pobj")
        if told is None:
            to = next((c for c in verb.children if c.dep_ == "prep" and c.lower_ == "to"), None)
            told = child(to, "pobj") if to is not None and verb.lemma_ in {"say", "speak", "explain", "write"} else None
        if told is not None and told.pos_ in {"NOUN", "PROPN", "PRON"}:
            first, last = told.left_edge.i, told.i
            span = reading.span(first, last)
            if not any(span.overlaps(c) for c in attribution.content):
                attribution.addressee = span


def _speakers(reading: Reading, source: int) -> list[DraftActor]:
    found: list[DraftActor] = []
    for head in coordinated(reading.doc[source]):
        mention = _mention_at(reading, head.i)
        if mention is None and head.lower_ == "governments":
            found.extend(a for a in _governed(reading, head) if a not in found)
        if mention is None and head.lemma_.lower() in lexicon().carried_nouns:
            mention = _maker(reading, head.i)
        if mention is not None and mention.actor is not None and mention.actor not in found:
            _know_as_person(mention)
            found.append(mention.actor)
    return [actor for actor in found if actor.cls not in _MUTE]


def _widen(reading: Reading, source: int) -> None:
    """Take the place or body that tells a nameless speaker apart into its mention: "archaeologists with the museum"."""
    mention = _mention_at(reading, source)
    if mention is not None and mention.kind is MentionKind.NOMINAL and mention.last == source:
        mention.last = _told_apart_by(reading.doc[source])


def _told_apart_by(head: Token) -> int:
    """The last word of "in Haiti", "with the Vienna Museum" right behind a nameless speaker, else of the speaker."""
    behind = next((c for c in head.rights if c.i == head.i + 1 and c.lower_ in _TELLING_APART), None)
    named = child(behind, "pobj") if behind is not None else None
    return named.i if named is not None and named.pos_ == "PROPN" and named.ent_type_ not in TIME_ENTITIES else head.i


def _governed(reading: Reading, head: Token) -> list[DraftActor]:
    """The states of "the governments of Peru and Chile"."""
    of = next((c for c in head.rights if c.dep_ == "prep" and c.lower_ == "of"), None)
    if of is None:
        return []
    starts = {m.first: m for m in reading.mentions if m.cls is ActorClass.STATE}
    last = of.i
    while last + 1 < len(reading.doc):
        state = starts.get(last + 1)
        if state is None and reading.doc[last + 1].lower_ not in {",", "and", "the"}:
            break
        last = state.last if state is not None else last + 1
    named = reading.mentions_between(of.i, last)
    return list({id(m.actor): m.actor for m in named if m.actor is not None and m.cls is ActorClass.STATE}.values())


def _named_in(reading: Reading, first: int, last: int) -> list[DraftActor]:
    """Everybody named in a source whose parse cannot be trusted: "the US and the EU"."""
    inside = [
        m
        for m in reading.mentions_between(first, last)
        if m.kind is not MentionKind.EMBEDDED and reading.doc[m.head].dep_ != "poss"
    ]
    named = [m.actor for m in inside if m.actor is not None and m.actor.cls not in _MUTE]
    return list({id(actor): actor for actor in named}.values())


def _know_as_person(mention: DraftMention) -> None:
    """A place that no table knows and that speaks is a person whom the model misread: "Blinken said …"."""
    actor = mention.actor
    if actor is None or actor.cls is not ActorClass.PLACE or mention.kind is not MentionKind.NAME:
        return
    if gazetteer.table_actor(actor.key) is None and actor.name.isalpha():
        actor.cls = mention.cls = ActorClass.PERSON


def _mention_at(reading: Reading, head: int) -> DraftMention | None:
    """The mention governed by the token, or that holds it; a name before a nominal, never an embedded one."""
    holding = [
        m
        for m in reading.mentions
        if m.actor is not None and m.kind is not MentionKind.EMBEDDED and m.first <= head <= m.last
    ]
    governed = [m for m in holding if m.head == head]
    candidates = governed or holding
    return max(candidates, key=lambda m: m.last - m.first, default=None)


def _maker(reading: Reading, head: int) -> DraftMention | None:
    """Who stands behind a record: the military of "An Israeli military database", "a report by the DIA"."""
    token = reading.doc[head]
    edge = token.left_edge.i
    right = max((t.i for t in token.subtree if t.dep_ not in {"relcl", "acl"}), default=head)
    appos = child(token, "appos")
    if appos is not None and (mention := _mention_at(reading, appos.i)) is not None:
        return mention
    near = [m for m in reading.mentions_between(edge, right) if m.actor is not None and m.cls not in _MUTE]
    outer = [m for m in near if not any(o is not m and o.covers(m) and o.cls not in _MUTE for o in near)]
    before = [m for m in outer if m.last < head]
    by = [m for m in outer if m.first > head and _brings_maker(reading.doc[m.head], m.cls)]
    return next(iter(before or by), None) or _bare_maker(reading, token)


def _brings_maker(name: Token, cls: ActorClass) -> bool:
    """Whether a record is by who stands there: "from Orlov's account", "a study in the Journal of Botany"."""
    over = name.head.head if name.dep_ == "poss" else name.head
    return over.lower_ in _MAKERS_BEHIND or (over.lower_ in _PUBLISHED and cls is ActorClass.ORGANISATION)


def _bare_maker(reading: Reading, record: Token) -> DraftMention | None:
    """The body without a name whose record it is: the committee of "a committee report"."""
    body = child(record, "poss", "compound")
    noun = gazetteer.groups().get(body.lower_) if body is not None else None
    if body is None or noun is None or noun.cls is not ActorClass.ORGANISATION or _mention_at(reading, body.i):
        return None
    actor = reading.actor(f"{noun.cls}:{body.lower_}", noun.cls, body.text, salient=False)
    mention = DraftMention(
        first=body.i,
        last=body.i,
        kind=MentionKind.NOMINAL,
        cls=noun.cls,
        rule="maker",
        confidence=0.6,
        actor=actor,
        head=body.i,
    )
    reading.mentions.append(mention)
    return mention


def _name_joined(reading: Reading, attribution: Attribution, source: Token) -> None:
    """Name each of several speakers of whom only some have a name: "aid groups and the ministry say"."""
    heads = coordinated(source)
    mentioned = [_mention_at(reading, head.i) is not None for head in heads]
    if any(mentioned):
        for head, has_mention in zip(heads, mentioned, strict=True):
            if not has_mention and head.pos_ == "NOUN" and head.lower_ not in _UNRESOLVED:
                _unnamed(reading, attribution, head)


def _unnamed(reading: Reading, attribution: Attribution, head: Token) -> DraftActor | None:
    """An actor for a source that nothing has named yet: "a senior diplomat", "Northern Tide"."""
    if attribution.source is None:
        return None
    if head.pos_ not in {"NOUN", "PROPN", "NUM", "ADJ"}:
        return None
    if _mention_at(reading, head.i) is not None or (attribution.lemma in _FIGURATIVE and not _is_personal(head)):
        return None
    first = max(attribution.source[0], head.left_edge.i)
    while first < head.i and (reading.doc[first].pos_ in {"DET", "NUM", "PRON"} or reading.doc[first].tag_ == "POS"):
        first += 1
    titled = head.lemma_.lower() in gazetteer.titles()
    named = head.pos_ == "PROPN" and not titled
    cls = ActorClass.PERSON if titled else ActorClass.ORGANISATION if named else ActorClass.GROUP
    text = " ".join(reading.span(first, head.i).of(reading.text).split())
    actor = reading.actor(f"{cls}:{normal_name(text)}", cls, text, salient=named)
    for inner in reading.mentions_between(first, head.i):
        if inner.actor is not None and inner.cls in {ActorClass.STATE, ActorClass.ORGANISATION}:
            inner.kind = MentionKind.EMBEDDED
            actor.of.append(inner.actor)
    reading.mentions.append(
        DraftMention(
            first=first,
            last=head.i,
            kind=MentionKind.NAME if named else MentionKind.NOMINAL,
            cls=cls,
            rule="source",
            confidence=0.5,
            actor=actor,
            head=head.i,
        )
    )
    return actor


def _is_personal(head: Token) -> bool:
    """Whether the noun is a name or an office; what else threatens or promises to happen is no speaker."""
    return head.pos_ == "PROPN" or head.lemma_.lower() in gazetteer.titles()


def _mention_relative(reading: Reading, attribution: Attribution) -> None:
    """A relative pronoun that carries the source is a mention of the speaker: "…, who denies it"."""
    if not attribution.cue or not attribution.speakers:
        return
    subject = own_subject(reading.doc[attribution.cue[0]])
    if subject is None or subject.lower_ not in {"who", "which"} or _mention_at(reading, subject.i) is not None:
        return
    actor = attribution.speakers[0]
    reading.mentions.append(
        DraftMention(
            first=subject.i,
            last=subject.i,
            kind=MentionKind.PRONOUN,
            cls=actor.cls,
            rule="relative pronoun",
            confidence=0.8,
            actor=actor,
            head=subject.i,
        )
    )
    reading.mentions.sort(key=lambda m: (m.first, -m.last))
