"""From what was typed to a tree of what is asked. Every string is either read or answered with a QueryError."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeAlias

from index.errors import AmbiguousName, QueryError, UnknownName
from index.fulltext.analysis import words
from index.fulltext.checks import check_length, check_signs, fault
from index.fulltext.dates import day_range
from index.fulltext.engine import query
from index.fulltext.grammar import AliasSwitch, Bare, NewsParser, Quoted
from index.fulltext.tree import ANYWHERE, Aliased, OneOf, shown_filters, shown_leaves
from index.model import ArticleId

Aliases: TypeAlias = Callable[[str], tuple[str, ...]]
"""Other surface forms of the actor with this name; empty where nobody has it."""

MOST_ALIASES = 32
LONGEST_NAME = 4
"""How many bare words in a row are tried as one name."""


class Resolver(Protocol):
    """Answers `actor:` and `status:` from the archive, so that merging actors reindexes nothing."""

    def __call__(self, field: str, value: str) -> frozenset[ArticleId]:
        """The articles that `field:value` stands for; UnknownName or QueryError for nonsense."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Query:
    """A query that has been understood."""

    text: str
    """As it was typed."""
    tree: Any
    """See `index.fulltext.tree`."""
    remarks: tuple[str, ...] = field(default=())

    @property
    def filters_alone(self) -> tuple[tuple[str, str], ...]:
        """Field and value of each `actor:` and `status:`, where no words are asked for beside them."""
        if any(True for _ in shown_leaves(self.tree)):
            return ()
        return tuple((one.field, one.value) for one in shown_filters(self.tree))


def parse(
    text: str, *, resolve: Resolver, aliases: Aliases | None, any_words: bool = False, use_aliases: bool = True
) -> Query:
    """What `text` asks for; QueryError with the position where it cannot be read.

    `any_words` lets any one of the words do; fields and exclusions still bind.
    """
    check_length(text)
    reader = _Reader(text, resolve, aliases if use_aliases else None, any_words)
    tree = reader.process(text).query(reader)
    return Query(text=text, tree=tree, remarks=tuple(dict.fromkeys(reader.remarks)))


class _Reader(NewsParser):
    """Reads one query."""

    def __init__(self, text: str, resolve: Resolver, aliases: Aliases | None, any_words: bool) -> None:
        super().__init__()
        self.text = text
        self.resolve = resolve
        self.aliases = aliases
        self.any_words = any_words
        self.remarks: list[str] = []

    def checked(self, signs: list[Any]) -> list[Any]:
        """The signs that are to be read; `alias:off` takes effect here."""
        for sign in signs:
            if isinstance(sign, AliasSwitch):
                if sign.value not in ("on", "off"):
                    raise fault(self.text, "alias: is either on or off", sign.startchar, sign.endchar)
                self.aliases = self.aliases if sign.value == "on" else None
        return check_signs(self.text, signs)

    def build_group(self, nodes: list[Any]) -> list[Any]:
        """The nodes as parts of the tree; words in a row that make a name are looked up as one."""
        built: list[Any] = []
        place = 0
        while place < len(nodes):
            length, part = self._name_at(nodes, place)
            built.append(part if length else nodes[place].query(self))
            place += length or 1
        return [part for part in built if part is not None]

    def _name_at(self, nodes: list[Any], place: int) -> tuple[int, Any]:
        """How many of the words from `place` on make a name that has aliases, and the tree for them."""
        longest = 0
        while longest < LONGEST_NAME and place + longest < len(nodes) and self._continues(nodes, place, longest):
            longest += 1
        for length in range(longest, 1, -1):
            row = nodes[place : place + length]
            typed = (query.Or if self.any_words else query.And)([self._words(node) for node in row])
            part = self._with_aliases(typed, " ".join(_name(node) for node in row), row[0])
            if part is not typed:
                return length, part
        return 0, None

    def _continues(self, nodes: list[Any], place: int, length: int) -> bool:
        node, first = nodes[place + length], nodes[place]
        if type(node) is not Bare or "*" in node.text or _scope(node) is None or _scope(node) != _scope(first):
            return False
        return not length or self.text[nodes[place + length - 1].endchar : node.startchar].isspace()

    def build_leaf(self, node: Bare) -> Any:
        """The value of a field, a phrase, a pattern or a word."""
        if _scope(node) is None:
            return self._restriction(node)
        if "*" in node.text:
            return self._pattern(node)
        return self._with_aliases(self._words(node), _name(node), node)

    def _words(self, node: Bare) -> Any:
        """A word in any inflection; a phrase, in exactly these words; a word with hyphens, also without them."""
        scope, found = _scope(node), words(node.text)
        forms = [word.asked for word in found]
        if len(found) == 1 and not isinstance(node, Quoted):
            return query.Term(scope, forms[0])
        phrase = query.Phrase(scope, forms)
        if isinstance(node, Quoted) or found[0].joined_words != len(found):
            return phrase
        return query.DisjunctionMax([phrase, query.Term(scope, found[0].joined)])

    def _with_aliases(self, typed: Any, name: str, node: Bare) -> Any:
        """The tree for what was typed, with the other names of the actor that it names."""
        if self.aliases is None:
            return typed
        own = tuple(word.asked for word in words(name))
        forms = dict.fromkeys(tuple(word.asked for word in words(form)) for form in self.aliases(name))
        others = [form for form in forms if form and form != own]
        if len(others) > MOST_ALIASES:
            self.remarks.append(f"{name} has {len(others)} other names; the first {MOST_ALIASES} were searched too.")
        phrases = [query.Phrase(_scope(node), list(form)) for form in others[:MOST_ALIASES]]
        return Aliased([typed, *phrases]) if phrases else typed

    def _pattern(self, node: Bare) -> Any:
        """A prefix or a word with gaps. Very short ones are refused: they mean half the dictionary."""
        pieces = ["".join(word.form for word in words(piece)) for piece in node.text.split("*")]
        gaps = "*".join([pieces[0], *filter(None, pieces[1:-1]), pieces[-1]])
        letters = len(gaps) - gaps.count("*")
        if not letters:
            return query.Every()
        needed = 3 if gaps.startswith("*") else 2
        if letters < needed:
            hint = f"Give at least {needed} letters beside the *."
            raise fault(self.text, f"{node.text} would match too many words", node.startchar, node.endchar, hint)
        if gaps.index("*") == len(gaps) - 1:
            return query.Prefix(_scope(node), gaps[:-1])
        return query.Wildcard(_scope(node), gaps)

    def _restriction(self, node: Bare) -> Any:
        """`outlet:`, `date:`, and what the archive has to answer: `actor:` and `status:`."""
        name, value = node.fieldname.lower(), node.text.strip()
        if "*" in value:
            raise fault(self.text, f"* does not work in {name}:", node.startchar, node.endchar)
        if name == "date":
            if (days := day_range(value)) is None:
                hint = "Write 2022, 2022-10, 2022-10-05 or a range: 2022-10..2022-11-03."
                raise fault(self.text, f"{value!r} is not a date", node.startchar, node.endchar, hint)
            if days[0] > days[1]:
                raise fault(self.text, "This range ends before it begins", node.startchar, node.endchar)
            return query.TermRange("published", *days)
        if name == "outlet":
            return query.Phrase("outlet", [word.form for word in words(value)])
        try:
            return OneOf(name, value, self.resolve(name, value))
        except (UnknownName, AmbiguousName, QueryError) as error:
            raise fault(self.text, str(error), node.startchar, node.endchar, error.hint) from error


def _scope(node: Bare) -> str | None:
    """Where the words of a node are looked for; None where it is the value of another field."""
    name = (node.fieldname or ANYWHERE).lower()
    return name if name in (ANYWHERE, "title", "text") else None


def _name(node: Bare) -> str:
    """The words of a node as typed, without punctuation around them or a possessive."""
    text: str = node.text
    found = words(text)
    return text[found[0].start : found[-1].end]
