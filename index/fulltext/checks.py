"""What can be wrong with a row of signs, said in plain words and with its position."""

from __future__ import annotations

import re
from typing import Any

from index.errors import QueryError
from index.fulltext.analysis import words
from index.fulltext.engine import plugins, syntax
from index.fulltext.grammar import FIELDS, AliasSwitch, Bare, Excluded, Quoted

LONGEST_QUERY = 2_000
MOST_SIGNS = 120
DEEPEST = 20

_OPEN, _CLOSE = plugins.GroupPlugin.OpenBracket, plugins.GroupPlugin.CloseBracket
_STRAY_QUOTE = re.compile('["“”„«»]')
_UNKNOWN_FIELD = re.compile(r"([^\W\d_]+):(?!//)")


def fault(text: str, message: str, start: int, end: int, hint: str = "") -> QueryError:
    """The error for a part of the query."""
    return QueryError(text, message, start=start, end=end, hint=hint)


def check_length(text: str) -> None:
    """Raise QueryError where the query is too long to be one somebody typed."""
    if len(text) > LONGEST_QUERY:
        raise fault(text, f"The query is longer than {LONGEST_QUERY:,} characters", LONGEST_QUERY, len(text))


def check_signs(text: str, signs: list[Any]) -> list[Any]:
    """The signs without those that hold no word, or QueryError at the first that is out of place."""
    for before, sign in zip([None, *signs], signs, strict=False):
        if isinstance(sign, Bare):
            _check_printed(text, before, sign)
    kept = [sign for sign in signs if isinstance(sign, Quoted) or not isinstance(sign, Bare) or _says_something(sign)]
    if len(kept) > MOST_SIGNS:
        raise fault(text, f"The query has more than {MOST_SIGNS} parts", kept[MOST_SIGNS].startchar, len(text))
    kept = [sign for sign in kept if not isinstance(sign, AliasSwitch)]
    _check_order(text, kept)
    return kept


def _says_something(sign: Any) -> bool:
    return "*" in sign.text or bool(words(sign.text))


def _check_printed(text: str, before: Any, sign: Any) -> None:
    """One word or phrase by itself."""
    if isinstance(sign, Quoted):
        if not words(sign.text):
            raise fault(text, "There is no word between these quotation marks", sign.startchar, sign.endchar)
        if "*" in sign.text:
            place = sign.startchar + 1 + sign.text.index("*")
            hint = "Quotation marks ask for exactly these words."
            raise fault(text, "* does not work between quotation marks", place, place + 1, hint)
        if isinstance(before, Bare) and before.endchar == sign.startchar:
            _check_field(text, before)
        return
    if stray := _STRAY_QUOTE.search(sign.text):
        place = sign.startchar + stray.start()
        raise fault(text, "This quotation mark has no partner", place, len(text), 'Close it: "two words".')
    if isinstance(before, Quoted) and before.endchar == sign.startchar and sign.text.startswith("~"):
        raise fault(text, "~ is not understood here", sign.startchar, sign.endchar)
    if not sign.text.endswith(":"):
        _check_field(text, sign)


def _check_field(text: str, sign: Any) -> None:
    if unknown := _UNKNOWN_FIELD.match(sign.text):
        hint = f"Fields: {', '.join(FIELDS)}. To search for the words, put a space after the colon."
        end = sign.startchar + unknown.end(1)
        raise fault(text, f"No field is called {unknown[1]!r}", sign.startchar, end, hint)


def _check_order(text: str, signs: list[Any]) -> None:
    """Operators, brackets and fields have what they need beside them."""
    opened: list[Any] = []
    before: Any = None
    for sign in signs:
        if isinstance(sign, _CLOSE):
            if not opened:
                raise fault(text, "This bracket closes nothing", sign.startchar, sign.endchar)
            if before is opened[-1]:
                raise fault(text, "There is nothing between these brackets", before.startchar, sign.endchar)
            _check_complete(text, before)
            opened.pop()
        elif isinstance(sign, syntax.InfixOperator):
            if before is None or isinstance(before, syntax.Operator | _OPEN):
                raise fault(text, f"{sign.text} needs a word before it", sign.startchar, sign.endchar)
            _check_complete(text, before)
        else:
            _check_pair(text, before, sign)
            if isinstance(sign, _OPEN):
                opened.append(sign)
                if len(opened) > DEEPEST:
                    raise fault(text, f"Brackets are nested deeper than {DEEPEST}", sign.startchar, sign.endchar)
        before = sign
    if before is None:
        raise fault(text, "There is no word to search for", 0, len(text))
    _check_complete(text, before)
    if opened:
        raise fault(text, "This bracket is not closed", opened[-1].startchar, len(text))


def _check_pair(text: str, before: Any, sign: Any) -> None:
    """A sign that begins something, after the one before it."""
    if isinstance(before, syntax.FieldnameNode) and not isinstance(sign, Bare | _OPEN):
        _check_complete(text, before)
    if _excludes(before) and _excludes(sign):
        raise fault(text, "NOT stands here twice", before.startchar, sign.endchar)


def _check_complete(text: str, before: Any) -> None:
    """Nothing that still waits for a word ends here."""
    if isinstance(before, syntax.FieldnameNode):
        name = before.fieldname.lower()
        raise fault(text, f"{name}: needs a value", before.startchar, before.endchar, f"For example {_EXAMPLES[name]}.")
    if isinstance(before, syntax.Operator):
        raise fault(text, f"{before.text} needs a word after it", before.startchar, before.endchar)


def _excludes(sign: Any) -> bool:
    return isinstance(sign, syntax.Operator) and sign.grouptype is Excluded


_EXAMPLES = {
    "actor": 'actor:"John Kirby"',
    "outlet": "outlet:Reuters",
    "date": "date:2022-10..2022-11-03",
    "status": "status:denied",
    "title": "title:drones",
    "text": "text:drones",
}
