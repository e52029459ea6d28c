"""How a query is written: Whoosh's parser with our own signs, and the nodes that turn into the tree."""

from __future__ import annotations

import re
from typing import Any

from index.fulltext.engine import QueryParser, RegexTagger, plugins, query, syntax
from index.fulltext.tree import is_filter

FIELDS = ("actor", "outlet", "date", "status", "title", "text")

_QUOTES = '"“”„«»'
_QUOTED = rf"[{_QUOTES}](?P<text>[^{_QUOTES}]*)[{_QUOTES}]"
_FIELD = rf"(?<!\w)(?P<text>(?i:{'|'.join(FIELDS)})):\s*"
_ALIAS_SWITCH = r"(?<!\w)(?i:alias):(?P<value>\w*)"
_MINUS = r"(?<![^\s(])-(?=[^\s\-)])"


def _whole(operator: str) -> str:
    return rf"(?<![^\s()]){operator}(?![^\s()])"


class Bare(syntax.TextNode):
    """What stands between spaces and signs."""

    def query(self, parser: Any) -> Any:
        """The leaf, or small tree, that it stands for."""
        return parser.build_leaf(self)


class Quoted(Bare):
    """Words between quotation marks."""


class AliasSwitch(syntax.MarkerNode):
    """`alias:off`: look for what is typed only."""

    def __init__(self, value: str) -> None:
        self.value = value.casefold()


class Group(syntax.GroupNode):
    """What stands side by side or is joined by AND; all of it is required unless any word will do."""

    merging = True

    def query(self, parser: Any) -> Any:
        """The group as part of the tree; None where nothing is left of it."""
        children = parser.build_group(self.nodes)
        if parser.any_words and not self.kwargs.get("explicit"):
            needed = [child for child in children if is_filter(child)]
            wanted = [child for child in children if not is_filter(child)]
            children = [*needed, *([_joined(query.Or, wanted)] if wanted else [])]
        return _joined(query.And, children)


class All(Group):
    """Joined by AND in so many words."""

    def __init__(self, nodes: list[Any] | None = None, boost: float = 1.0, **_: Any) -> None:
        super().__init__(nodes, boost=boost, explicit=True)


class Either(syntax.OrGroup):
    """Joined by OR."""

    def query(self, parser: Any) -> Any:
        """The group as part of the tree; None where nothing is left of it."""
        return _joined(query.Or, [child for node in self.nodes if (child := node.query(parser)) is not None])


class Excluded(syntax.NotGroup):
    """Preceded by NOT or a minus."""

    def query(self, parser: Any) -> Any:
        """The negation as part of the tree; None where nothing is left of it."""
        child = self.nodes[0].query(parser)
        return None if child is None else query.Not(child)


def _joined(kind: Any, children: list[Any]) -> Any:
    if len(children) < 2:
        return children[0] if children else None
    return kind(children)


class _Quotes(plugins.Plugin):
    class _Tagger(RegexTagger):
        def create(self, parser: Any, match: re.Match[str]) -> Any:
            return Quoted(match.group("text"))

    def taggers(self, parser: Any) -> list[tuple[Any, int]]:
        return [(self._Tagger(_QUOTED), 0)]


class _AliasSwitches(plugins.TaggingPlugin):
    expr = _ALIAS_SWITCH
    nodetype = AliasSwitch
    priority = -1


class _Operators(plugins.OperatorsPlugin):
    """NOT binds closest, then OR, then AND and mere neighbourhood, as in Nexis and Google."""

    def __init__(self) -> None:
        tagger, prefix = self.OpTagger, syntax.PrefixOperator
        excluding = tagger(rf"{_whole('NOT')}|{_MINUS}", Excluded, prefix, memo="not")
        either, every = tagger(_whole("OR"), Either, memo="or"), tagger(_whole("AND"), All, memo="and")
        super().__init__(ops=[(excluding, 0), (either, 0), (every, 0)], clean=True)


class NewsParser(QueryParser):
    """Whoosh's parser for our signs. What the signs mean is left to the methods below."""

    any_words = False

    def __init__(self) -> None:
        signs = [_Quotes(), plugins.FieldsPlugin(_FIELD), plugins.GroupPlugin(), _Operators(), _AliasSwitches()]
        super().__init__(None, None, plugins=signs, group=Group)

    def tag(self, text: str, pos: int = 0, debug: bool = False) -> Any:
        """The signs of `text` in a row, still flat; spaces have done their work and are gone."""
        group = super().tag(text, pos=pos, debug=debug)
        signs = [_bare(node) if isinstance(node, syntax.WordNode) else node for node in group if not node.is_ws()]
        return Group(self.checked(signs))

    def checked(self, signs: list[Any]) -> list[Any]:
        """The signs that are to be read, or QueryError."""
        raise NotImplementedError

    def build_group(self, nodes: list[Any]) -> list[Any]:
        """The nodes of an AND as parts of the tree."""
        raise NotImplementedError

    def build_leaf(self, node: Bare) -> Any:
        """A word, a phrase or the value of a field as part of the tree."""
        raise NotImplementedError


def _bare(node: Any) -> Bare:
    bare = Bare(node.text)
    bare.set_range(node.startchar, node.endchar)
    return bare
