"""From the noun phrases at the ends of an event to actors. Part of the events stage; knows no predicates."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.tokens import Token

from index.extraction.events.kinds import (
    MERE_VICTIMS,
    is_address,
    is_mere_number,
    is_no_actor,
    is_of_run,
    is_towards,
    kind_of,
    living_kind,
)
from index.extraction.lexicons.predicates import predicates
from index.extraction.reading import DraftActor, DraftMention, Reading, normal_name
from index.extraction.syntax import antecedent, child, coordinated, own_subject
from index.model import ActorClass, MentionKind, Span

ACTING = frozenset({ActorClass.STATE, ActorClass.ORGANISATION, ActorClass.PERSON, ActorClass.GROUP})
_OWNERS = frozenset({ActorClass.STATE, ActorClass.ORGANISATION, ActorClass.PERSON})
_PEOPLE = frozenset({"people", "persons", "individuals"})
_PART_OF = frozenset(
    {
        *("city", "town", "village", "settlement", "port", "island", "district", "region", "area", "group", "crowd"),
        *("number", "tens", "scores", "dozens", "hundreds", "thousands", "some", "many", "most", "several", "one"),
        *("two", "three", "all", "part", "parts"),
    }
)
_MANY = frozenset({"tens", "scores", "dozens", "hundreds", "thousands"})
_KIND_BEHIND_NAME = frozenset({"party", "group", "militia", "movement", "network", "government", "regime", "army"})
_WHERE = frozenset({"in", "at", "near", "on", "inside", "outside", "off", "over"})
_MEASURES = frozenset({"ton", "tonne", "kilogram", "kilo", "kg", "gram", "pound", "litre", "liter", "million", "haul"})
_POSITIONS = frozenset(
    {"site", "position", "outpost", "post", "target", "stronghold", "hideout", "camp", "cell", "installation"}
)
"""Places that stand for those who hold them."""
_HOLDER = ActorClass.ORGANISATION
_MUTUAL = frozenset({"AGREE", "CONSULT"})
_SELF_MOVING = frozenset({ActorClass.PERSON, ActorClass.GROUP, ActorClass.ORGANISATION})
_SIDES = frozenset({"countries", "nations", "states", "sides", "governments", "leaders"})
_NOT_OF_PHRASE = frozenset({"other", "several", "many", "some", "more", "such", "few", "various", "own", "key", "two"})


class Ends:
    """The actors of one Reading by the tokens that stand for them; looked up once, not for each event."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._at: dict[int, DraftMention] = {}
        self._inside: dict[int, DraftMention] = {}
        self._modifying: dict[int, DraftMention] = {}
        self._unnamed: dict[str, DraftMention] = {}
        for mention in reading.mentions:
            if mention.actor is None or mention.actor.cls is ActorClass.EVENT or is_no_actor(reading, mention):
                continue
            if mention.cls in _OWNERS:
                self._modifying.setdefault(mention.head, mention)
            if mention.kind is MentionKind.EMBEDDED:
                continue
            known = self._at.get(mention.head)
            if known is None or mention.last - mention.first > known.last - known.first:
                self._at[mention.head] = mention
            for i in range(mention.first, mention.last + 1):
                self._inside.setdefault(i, mention)

    def at(
        self, noun: Token | None, *, unnamed: frozenset[ActorClass] = frozenset(), living: bool = False
    ) -> list[DraftActor]:
        """The actors that a noun phrase names, each side of an "and".

        A thing or person without a name becomes an actor of its own if its class is among `unnamed`; where only
        somebody `living` can be meant, any noun does.
        """
        if noun is None:
            return []
        found: dict[int, DraftActor] = {}
        last = -1
        for head in self._joined(antecedent(noun)):
            if last >= head.i > noun.i:
                continue
            mention = self._at.get(head.i)
            last = max(last, mention.last) if mention is not None else last
            if head.lower_ in _SIDES and any(c.lower_ in {"both", "two"} for c in head.lefts):
                found.update((id(actor), actor) for actor in self._two_sides(head))
                continue
            actor = self._actor(head) or self._make(head, unnamed, living)
            if actor is not None:
                found[id(actor)] = actor
        actors = list(found.values())
        return actors[:1] if is_address(noun, last, actors) else actors

    def doers(self, noun: Token | None) -> list[DraftActor]:
        """The actors of a noun phrase that can act: a weapon does not, its owner does."""
        if noun is None:
            return []
        named = self.at(noun, unnamed=_SELF_MOVING)
        if not named and noun.lower_ in _SIDES:
            named = self.modifiers(noun, full_names=True)
        if not named and predicates().targets.get(noun.lower_) is ActorClass.WEAPON:
            return self.doers(child(noun, "poss")) or self.modifiers(noun, full_names=True)
        actors = []
        for actor in named:
            if actor.cls is ActorClass.WEAPON:
                actors.extend(actor.of or self.modifiers(noun, full_names=True))
            elif actor.cls is not ActorClass.PLACE:
                actors.append(actor)
        return actors

    def owners(self, noun: Token | None) -> list[DraftActor]:
        """Whose it is: the Iran of "Iran's airspace" and the "Russian" of "Russian strikes"."""
        if noun is None:
            return []
        return self.doers(child(noun, "poss")) or self.modifiers(noun)

    def modifiers(self, noun: Token, *, full_names: bool = False) -> list[DraftActor]:
        """The actors among the adjectives and nouns before a noun: both of "US and Israeli strikes".

        The full name of a state is left out if not asked for: in "Iran sanctions" it is not the one who acts.
        """
        found: dict[int, DraftActor] = {}
        for token in _before(noun):
            mention = self._modifying.get(token.i)
            if mention is None or mention.actor is None or is_towards(mention, token):
                continue
            if (
                full_names
                or not _is_full_name(mention, token)
                or token.nbor(1).text in {"-", "–"}
                or token.head != noun
            ):
                found[id(mention.actor)] = mention.actor
        actors = list(found.values()) or self._run_up(noun, full_names) or self._of_first(noun)
        return [actor for actor in actors if not any(actor in other.of for other in actors)]

    def _of_first(self, noun: Token) -> list[DraftActor]:
        """What stands before the first of joined nouns: the "Chilean" of "a large Chilean missile and drone attack"."""
        first = noun.head
        if noun.dep_ != "conj" or first.pos_ not in {"NOUN", "PROPN"} or child(noun, "det", "poss") is not None:
            return []
        mention = self._at.get(first.i)
        if mention is not None and mention.cls is ActorClass.WEAPON and mention.actor is not None:
            return mention.actor.of
        return self.modifiers(first)

    def _run_up(self, noun: Token, full_names: bool) -> list[DraftActor]:
        """The modifier of a phrase that the parser tore apart: the "Chilean" of "Chilean rocket and drone strikes"."""
        first = noun.i
        while first > noun.sent.start and is_of_run(noun.doc[first - 1]):
            first -= 1
        while first < noun.i and first not in self._modifying and noun.doc[first].pos_ in {"ADJ", "ADV"}:
            first += 1
        mention = self._modifying.get(first)
        if mention is None or mention.actor is None or mention.last >= noun.i or first == noun.i:
            return []
        if mention.kind is not MentionKind.EMBEDDED and _is_full_name(mention, noun.doc[first]) and not full_names:
            return []
        return [mention.actor]

    def before_hyphen(self, participle: Token) -> list[DraftActor]:
        """The Chile of "Chile-backed"."""
        if participle.i < 2 or participle.nbor(-1).text not in {"-", "–"}:
            return []
        mention = self._modifying.get(participle.i - 2)
        return [mention.actor] if mention is not None and mention.actor is not None else []

    def right_before(self, verb: Token) -> list[DraftActor]:
        """Who is named right before a finite verb, where the parser gave it no subject."""
        i = verb.i - 1
        while i > verb.sent.start and verb.doc[i].pos_ in {"ADV", "AUX"}:
            i -= 1
        mention = self._inside.get(i)
        named = mention is not None and mention.last == i and mention.actor is not None
        return [mention.actor] if named and mention is not None and mention.actor is not None else []

    def place(self, trigger: Token) -> str | None:
        """Where it was, as printed: the nearest place behind "in" or "at" in what is left of the clause."""
        for token in trigger.doc[trigger.i + 1 : trigger.sent.end]:
            if token.pos_ in {"VERB", "AUX"} and own_subject(token) is not None:
                return None
            noun = child(token, "pobj") if token.dep_ == "prep" and token.lower_ in _WHERE else None
            mention = self._at.get(noun.i) if noun is not None else None
            if mention is not None and mention.cls in {ActorClass.PLACE, ActorClass.STATE}:
                return self._reading.span(mention.first, mention.last).of(self._reading.text)
        return None

    def amount(self, noun: Token | None) -> Span | None:
        """A noun with the number before it: "at least 31 sailors"."""
        if noun is None or not any(c.dep_ == "nummod" and c.i < noun.i for c in noun.lefts):
            return None
        first = noun.left_edge
        first = first.nbor(1) if first.lower_ in {"the", "a", "its", "their"} and first.i < noun.i else first
        return self._reading.span(first.i, noun.i)

    def victims(self, actors: Iterable[DraftActor], *, people: bool = False) -> list[DraftActor]:
        """Without those who are only a number; `people` are kept if asked for, "others" are not."""
        return [
            actor
            for actor in actors
            if not is_mere_number(actor) or (people and actor.key.split()[-1].removeprefix("group:") in _PEOPLE)
        ]

    def keep(self, actors: Iterable[DraftActor]) -> None:
        """Add the mentions of unnamed actors that ended up in an event."""
        for actor in actors:
            mention = self._unnamed.pop(actor.key, None)
            if mention is not None:
                self._reading.mentions.append(mention)
                self._at.setdefault(mention.head, mention)

    def is_weapon(self, noun: Token | None) -> bool:
        """Whether the phrase is about a weapon."""
        mention = self._inside.get(noun.i) if noun is not None else None
        return mention is not None and mention.cls is ActorClass.WEAPON

    def is_contraband(self, noun: Token | None) -> bool:
        """Whether it is arms or other goods that are taken away, and no vehicle, in which somebody may be."""
        if noun is None:
            return False
        if noun.lemma_.lower() in _MEASURES and (goods := child(noun, "prep")) is not None:
            noun = child(goods, "pobj") or noun
        arms = self.is_weapon(noun) and predicates().targets.get(noun.lower_) is not ActorClass.WEAPON
        return arms or noun.lemma_.lower() in predicates().contraband

    def _joined(self, noun: Token) -> Iterator[Token]:
        yield from coordinated(noun)
        mention = self._at.get(noun.i)
        if mention is not None:
            for i in range(noun.i + 1, mention.last + 1):
                yield from (t for t in coordinated(noun.doc[i])[1:] if t.i > mention.last)
        for i in self._heads_before(noun):
            yield noun.doc[i]
        ruled = child(noun, "prep") if noun.lower_ == "governments" else None
        if ruled is not None and ruled.lower_ == "of" and (first := child(ruled, "pobj")) is not None:
            yield from coordinated(first)
        beside = _along_with(noun)
        if beside is not None:
            yield from coordinated(beside)
        yield from self._members_named(noun)

    def _members_named(self, noun: Token) -> Iterator[Token]:
        """Those named of a group: the Soto of "several officials, including the mayor Ana Soto"."""
        for word in noun.rights:
            if word.lower_ == "including" or (word.lower_ == "as" and word.nbor(-1).lower_ == "such"):
                for token in coordinated(named) if (named := child(word, "pobj")) is not None else ():
                    mention = self._at.get(token.i)
                    named_so = mention is not None and (mention.kind is MentionKind.NAME or mention.rule == "role")
                    if mention is not None and named_so and mention.cls in _OWNERS:
                        yield token

    def _heads_before(self, noun: Token) -> Iterator[int]:
        """The names joined before a name under which the parser hung them: the Soto of "Juan Soto and Jan Berg"."""
        if noun.pos_ != "PROPN":
            return
        below = {t.i for t in noun.subtree if t.i < noun.i and t.dep_ in {"nmod", "appos", "conj"}}
        for i in below:
            mention = self._at.get(i)
            joined = mention is not None and any(t.lower_ == "and" for t in noun.doc[i : noun.i])
            if joined and mention is not None and mention.kind is MentionKind.NAME and mention.cls in _OWNERS:
                yield i

    def _actor(self, head: Token) -> DraftActor | None:
        mention = self._at.get(head.i)
        if head.lower_ in _PART_OF and (mention is None or mention.first == mention.last):
            whole = child(head, "prep")
            inner = child(whole, "pobj") if whole is not None and whole.lower_ == "of" else None
            found = self._actor(inner) if inner is not None else None
            if found is not None and (found.key not in MERE_VICTIMS or head.lower_ in _MANY):
                return found
        if mention is None:
            mention = self._inside.get(head.i)
            named = child(head, "appos") if mention is None else None
            mention = self._at.get(named.i) if named is not None else mention
        elif mention.kind is MentionKind.NOMINAL and not (mention.actor and mention.actor.salient):
            named = child(head, "appos")
            mention = self._at.get(named.i, mention) if named is not None else mention
        if mention is None and head.lower_ in _KIND_BEHIND_NAME:
            mention = next((self._at[c.i] for c in head.lefts if c.dep_ == "compound" and c.i in self._at), None)
        return mention.actor if mention is not None else None

    def _two_sides(self, head: Token) -> list[DraftActor]:
        """Whom "both sides" stands for: the parties of the last event of two, else the two states named close by."""
        here = self._reading.sentence_of[head.i]
        for event in reversed(self._reading.events):
            parties = [*event.subjects, *event.objects]
            if here - self._reading.sentence_of[event.trigger] > 1:
                break
            if len(parties) == 2 and len({*map(id, parties)}) == 2 and all(a.cls in _OWNERS for a in parties):
                return parties
        return self._two_states(head)

    def parties_before(self, noun: Token) -> list[DraftActor]:
        """The two who agree or talk in the same sentence: "a truce with the rebels following clashes"."""
        for event in reversed(self._reading.events):
            if self._reading.sentence_of[event.trigger] != self._reading.sentence_of[noun.i]:
                break
            if event.root in _MUTUAL and len(event.subjects) == 2 and not event.objects:
                return list(event.subjects)
        return []

    def _two_states(self, head: Token) -> list[DraftActor]:
        states: dict[int, DraftActor] = {}
        here = self._reading.sentence_of[head.i]
        for mention in reversed(self._reading.mentions):
            actor = mention.actor
            if mention.first >= head.i or actor is None or actor.cls is not ActorClass.STATE:
                continue
            if here - self._reading.sentence_of[mention.first] > 1:
                break
            states[id(actor)] = actor
        return list(states.values()) if len(states) == 2 else []

    def _make(self, head: Token, classes: frozenset[ActorClass], living: bool) -> DraftActor | None:
        cls = kind_of(head) or (living_kind(head) if living else None)
        if (
            cls is ActorClass.GROUP
            and head.tag_ != "NNS"
            and child(head, "prep", "amod", "compound", "relcl", "acl") is None
        ):
            return None
        if cls is None or cls not in classes or head.pos_ not in {"NOUN", "PROPN"}:
            return None
        first, last = _start(head), head.i
        if cls is ActorClass.GROUP and head.tag_ != "NNS":
            members = next((c for c in head.rights if c.lower_ == "of"), None)
            last = (
                max((t.i for t in members.children if t.dep_ == "pobj"), default=last) if members is not None else last
            )
        text = " ".join(self._reading.span(first, last).of(self._reading.text).split())
        if head.lemma_.lower() in _POSITIONS and (holders := [a for a in self.owners(head) if a.cls is _HOLDER]):
            return holders[0]
        actor = self._reading.actor(f"{cls}:{normal_name(text)}", cls, text, salient=False)
        if cls is not ActorClass.PLACE:
            owners = [owner for owner in self.owners(head) if owner.cls is not ActorClass.PERSON]
            actor.of.extend(owner for owner in owners if owner not in actor.of and owner is not actor)
        self._unnamed.setdefault(
            actor.key,
            DraftMention(
                first=first,
                last=last,
                kind=MentionKind.NOMINAL,
                cls=cls,
                rule="end of an event",
                confidence=0.6,
                actor=actor,
                head=head.i,
            ),
        )
        return actor


def _is_full_name(mention: DraftMention, token: Token) -> bool:
    is_abbreviation = token.text.isupper() or "." in token.text
    if mention.kind is MentionKind.DEMONYM:
        return False
    return mention.cls is ActorClass.STATE and token.tag_ in {"NNP", "NNPS"} and not is_abbreviation


def _before(noun: Token) -> Iterator[Token]:
    for modifier in noun.lefts:
        if modifier.dep_ not in {"compound", "amod", "nmod", "npadvmod"}:
            continue
        for token in coordinated(modifier):
            yield token
            yield from (c for c in token.lefts if c.dep_ in {"compound", "amod", "nmod", "npadvmod"})


def _along_with(noun: Token) -> Token | None:
    """The noun behind ", along with"."""
    doc, i = noun.doc, noun.i + 1
    if i < len(doc) and doc[i].text == ",":
        i += 1
    if i + 1 < len(doc) and doc[i].lower_ in {"along", "together"} and doc[i + 1].lower_ == "with":
        return child(doc[i + 1], "pobj")
    return None


def _start(head: Token) -> int:
    """First token of the noun with its modifiers, without article, number and quantifier."""
    first = head.i
    for token in reversed(list(head.lefts)):
        if token.dep_ not in {"amod", "compound", "nmod"} or token.ent_type_ in {"CARDINAL", "DATE", "ORDINAL"}:
            break
        if token.lower_ in _NOT_OF_PHRASE:
            break
        first = token.left_edge.i
    return first
