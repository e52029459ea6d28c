"""Stage: names. The model proposes, the tables correct its types, and one text must agree with itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from spacy.tokens import Token

from index import gazetteer
from index.extraction.actors.capitals import is_place
from index.extraction.actors.firms import is_short_for_firm
from index.extraction.actors.owned_names import extend_bodies
from index.extraction.actors.proposals import is_named_officer, proposals
from index.extraction.actors.spelled_names import is_linked
from index.extraction.actors.spotting import Spotted, Spotter
from index.extraction.lexicons.cues import lexicon
from index.extraction.reading import DraftMention, Reading, normal_name
from index.model import ActorClass, MentionKind

_UNSURE = frozenset({ActorClass.ORGANISATION, ActorClass.GROUP})
_CRAFT = frozenset(
    {
        "jet",
        "jets",
        "plane",
        "planes",
        "aircraft",
        "warplanes",
        "vessel",
        "vessels",
        "gunboats",
        "ships",
        "warships",
        "boat",
        "boats",
    }
)
_ATTACKS = frozenset({"attack", "bomb", "strike", "hit", "shell", "raid", "strafe", "fire", "pound", "target", "kill"})


def find_names(reading: Reading, spotter: Spotter) -> None:
    """Add a mention for each name, with the table's key where a table knows it."""
    proposed = proposals(reading)
    for proposal in proposed:
        if proposal.rule != "spelling" and is_named_officer(reading, proposal):
            proposal.cls = ActorClass.PERSON
    spotted = _with_owner_named([s for s in spotter.tables(reading.doc) if not _is_no_name(reading, s)])
    persons = [p for p in proposed if p.cls is ActorClass.PERSON]
    tables = [_table_mention(reading, s) for s in spotted if not _is_person(reading, s, persons)]
    at: dict[int, list[DraftMention]] = {}
    for table in tables:
        for i in range(table.first, table.last + 1):
            at.setdefault(i, []).append(table)
    kept = [
        p for p in proposed if not any(_superseded(p, t) for i in range(p.first, p.last + 1) for t in at.get(i, ()))
    ]
    reading.mentions = sorted(_without_overlaps([*tables, *kept]), key=lambda m: (m.first, -m.last))
    extend_bodies(reading)
    _mark_embedded(reading)
    _add_weapons(reading, spotter)
    _agree_with_itself(reading)
    reading.mentions.sort(key=lambda m: (m.first, -m.last))


def _table_mention(reading: Reading, spotted: Spotted) -> DraftMention:
    head = reading.doc[spotted.first : spotted.last + 1].root
    form = _form_in_context(spotted, head)
    table = gazetteer.table_actor(form.key)
    assert table is not None  # forms and table actors come from one set of files
    cls, kind = table.cls, form.kind
    if kind is MentionKind.DEMONYM and _is_people(head):
        cls = ActorClass.GROUP
    if form.city and kind is MentionKind.METONYM and is_place(head):
        cls, kind = ActorClass.PLACE, MentionKind.NAME
    mention = DraftMention(
        first=spotted.first, last=spotted.last, kind=kind, cls=cls, rule="table", confidence=0.95, head=head.i
    )
    if cls is table.cls:
        mention.actor = reading.actor(table.key, table.cls, table.name)
    return mention


def _form_in_context(spotted: Spotted, head: Token) -> gazetteer.Form:
    if head.ent_type_ == "PERSON" or len(spotted.forms) == 1:
        return spotted.forms[0]
    adjective = head.pos_ in {"ADJ"} or head.dep_ == "amod"
    wanted = MentionKind.DEMONYM if adjective else MentionKind.NAME
    return next((form for form in spotted.forms if form.kind is wanted), spotted.forms[0])


def _is_people(head: Token) -> bool:
    """Whether a demonym is a noun for many: "Kenyans"; in "Britons and Georgians" both are, whatever their tags."""
    if head.dep_ in {"compound", "nmod", "amod"}:
        return False
    if head.tag_ in {"NNS", "NNPS"}:
        return True
    return head.text.endswith("s") and head.pos_ in {"NOUN", "PROPN"} and not head.text.endswith("ss")


def _is_no_name(reading: Reading, spotted: Spotted) -> bool:
    """Whether the form is the last part of another name, or says what kind of thing the state's is."""
    return is_linked(reading.doc, spotted.first) or _is_kind(reading, spotted)


def _is_kind(reading: Reading, spotted: Spotted) -> bool:
    """Whether "US military" only says what kind of thing the state's is: "US military bases"."""
    last = reading.doc[spotted.last]
    if spotted.first == spotted.last or last.lower_ != "military" or last.dep_ not in {"amod", "compound", "nmod"}:
        return False
    noun = last.head
    speaks = noun.lemma_.lower() in gazetteer.titles() or noun.lemma_.lower() in lexicon().carried_nouns
    return noun.i > last.i and not speaks and noun.lower_ not in gazetteer.groups()


def _with_owner_named(spotted: list[Spotted]) -> list[Spotted]:
    """Without bare names of a state's body ("Senate") in a text that never names that state."""
    named = {form.key for one in spotted for form in one.forms}
    return [one for one in spotted if not all(_belongs_elsewhere(form, named) for form in one.forms)]


def _belongs_elsewhere(form: gazetteer.Form, named: set[str]) -> bool:
    """Whether a name that many states have ("Senate") stands for one that the text never names."""
    table = gazetteer.table_actor(form.key)
    if table is None or form.kind is not MentionKind.NAME:
        return False
    return table.qualified and table.of is not None and table.of not in named


def _is_person(reading: Reading, spotted: Spotted, persons: list[DraftMention]) -> bool:
    """Whether a table form is part of a person's name ("Jordan Smith"), or a doubtful one that the model takes so."""
    for person in persons:
        if person.first <= spotted.first and spotted.last <= person.last:
            longer = person.last - person.first > spotted.last - spotted.first
            if longer or (
                all(form.doubtful for form in spotted.forms) and _is_short_for_another(reading, person, persons)
            ):
                return True
    return False


def _is_short_for_another(reading: Reading, person: DraftMention, persons: list[DraftMention]) -> bool:
    """Whether the text also has the longer name that a lone "Jordan" would be short for."""
    name = reading.doc[person.last].text
    return any(name in {t.text for t in reading.doc[p.first : p.last + 1]} for p in persons if p.last > p.first)


def _superseded(proposal: DraftMention, table: DraftMention) -> bool:
    """A table form wins over what the model proposed for the same words or a part of them."""
    if table.covers(proposal):
        return True
    overlapping = proposal.first <= table.last and table.first <= proposal.last
    return overlapping and not proposal.covers(table)


def _without_overlaps(mentions: list[DraftMention]) -> list[DraftMention]:
    """One mention for each run of tokens."""
    seen: dict[tuple[int, int], DraftMention] = {}
    for mention in mentions:
        seen.setdefault((mention.first, mention.last), mention)
    return list(seen.values())


def _mark_embedded(reading: Reading) -> None:
    """The US inside US State Department: named, but not the one who speaks or acts.

    A place inside the name of something else says only where that is: "Kharkiv Oblast", "Atlantic Council".
    """
    reach = -1
    for mention in reading.mentions:  # by first token: what ends no later than an earlier one lies inside it
        if mention.last <= reach:
            mention.kind = MentionKind.EMBEDDED
        else:
            reach = mention.last
    reading.mentions = [
        m
        for m in reading.mentions
        if m.kind is not MentionKind.EMBEDDED or (m.actor is not None and m.cls is not ActorClass.PLACE)
    ]


def _add_weapons(reading: Reading, spotter: Spotter) -> None:
    taken = {i for m in reading.mentions for i in range(m.first, m.last + 1)}
    for first, last in (*spotter.weapons(reading.doc), *_craft(reading)):
        if any(i in taken for i in range(first, last + 1)):
            continue
        head = reading.doc[first : last + 1].root
        if head.pos_ not in {"NOUN", "PROPN", "ADJ", "NUM", "X"} or _is_trade(head):
            continue
        taken.update(range(first, last + 1))
        reading.mentions.append(
            DraftMention(
                first=first,
                last=last,
                kind=MentionKind.NAME if head.pos_ == "PROPN" and not head.is_lower else MentionKind.NOMINAL,
                cls=ActorClass.WEAPON,
                rule="lexicon:weapon",
                confidence=0.85,
                head=head.i,
            )
        )


def _is_trade(head: Token) -> bool:
    """Whether the word only says what a deal or a body is about: "arms race", "weapon shipments", "think tank"."""
    if head.lower_ in {"arms", "weapon", "weapons"}:
        return head.dep_ in {"compound", "nmod"}
    return head.lower_ in {"tank", "tanks"} and head.i > 0 and head.nbor(-1).lower_ == "think"


def _craft(reading: Reading) -> Iterator[tuple[int, int]]:
    """Planes and ships that a state owns or that attack: "Iranian jets", "planes bombed the depot"."""
    owners = {m.head for m in reading.mentions if m.cls in {ActorClass.STATE, ActorClass.ORGANISATION}}
    for token in reading.doc:
        if token.lower_ in _CRAFT and token.pos_ == "NOUN":
            owned = any(c.i in owners and c.dep_ in {"amod", "compound", "nmod"} for c in token.lefts)
            attacks = token.dep_ == "nsubj" and token.head.lemma_ in _ATTACKS
            if owned or attacks:
                yield token.i, token.i


def _agree_with_itself(reading: Reading) -> None:
    """One string has one type in a text: the majority's, and a surname is a person."""
    surnames = {_last_word(reading, m) for m in reading.mentions if m.cls is ActorClass.PERSON and m.last > m.first}
    free = [m for m in reading.mentions if m.actor is None and m.cls is not ActorClass.WEAPON]
    surnames |= {_last_word(reading, m) for m in free if m.first == m.last and _is_addressed(reading.doc[m.first])}
    tails = {
        reading.doc[first : m.last + 1].text
        for m in reading.mentions
        if m.cls is ActorClass.PERSON
        for first in range(m.first + 1, m.last)
    }
    tails |= {tail[:1].upper() + tail[1:] for tail in tails}
    parts = {t.text for m in reading.mentions if m.cls is ActorClass.PERSON for t in reading.doc[m.first : m.last]}
    firms = [normal_name(reading.doc[m.first : m.last + 1].text) for m in free if m.cls is ActorClass.ORGANISATION]
    firms = [firm for firm in set(firms) if " " in firm]
    votes: dict[str, Counter[ActorClass]] = {}
    for mention in free:
        text = reading.doc[mention.first : mention.last + 1].text
        votes.setdefault(text, Counter())[mention.cls] += 1
    for mention in free:
        text = reading.doc[mention.first : mention.last + 1].text
        part = mention.cls in _UNSURE and text.istitle() and text in parts
        if part or ((text in surnames or text in tails) and not mention.rule.endswith("NORP")):
            mention.cls, mention.kind = ActorClass.PERSON, MentionKind.NAME
        elif any(is_short_for_firm(normal_name(text), firm) for firm in firms):
            mention.cls, mention.kind = ActorClass.ORGANISATION, MentionKind.NAME
        else:
            mention.cls = votes[text].most_common(1)[0][0]
    _add_surnames(reading, surnames)


def _last_word(reading: Reading, mention: DraftMention) -> str:
    return reading.doc[mention.last].text


def _is_addressed(token: Token) -> bool:
    """Whether a form of address or a title in capitals stands before the name: "Mr. Orlov", "President Orlov"."""
    if token.i == 0 or token.pos_ != "PROPN":
        return False
    before = token.nbor(-1)
    titled = before.text.istitle() and before.lower_ in gazetteer.titles() and before.head == token
    return before.text.rstrip(".") in gazetteer.honorifics() or titled


def _add_surnames(reading: Reading, surnames: set[str]) -> None:
    taken = {i for m in reading.mentions for i in range(m.first, m.last + 1)}
    for token in reading.doc:
        if token.text in surnames and token.i not in taken and _can_be_name(token):
            reading.mentions.append(
                DraftMention(
                    first=token.i,
                    last=token.i,
                    kind=MentionKind.NAME,
                    cls=ActorClass.PERSON,
                    rule="surname",
                    confidence=0.8,
                    head=token.i,
                )
            )


def _can_be_name(token: Token) -> bool:
    """Whether a word that is somebody's surname is meant so: not the auxiliary "may", but the May of "May has"."""
    if token.pos_ == "AUX":
        return token.i + 1 < len(token.doc) and token.nbor(1).tag_ in {"VBZ", "VBD"}
    return token.pos_ in {"PROPN", "NOUN", "VERB", "ADJ", "X"}
