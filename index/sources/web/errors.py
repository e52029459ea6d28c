"""What can go wrong between here and a web server, each with what to do about it."""

from __future__ import annotations

from index.errors import SourceError

ELSEWHERE = "Open it in a browser; if it is there, save the page and add the file."
LATER = "Sync again later."
REASONS: dict[int, tuple[str, str]] = {
    401: ("asks for a login (401)", ELSEWHERE),
    402: ("asks to be paid (402)", ELSEWHERE),
    403: ("the server refuses to give it (403)", ELSEWHERE),
    404: ("there is no such page (404)", "Check the address; what was read from it before is kept."),
    407: ("a proxy on the way asks for a login (407)", "Dossier uses no proxies; ask for direct access."),
    408: ("the server waited too long for the question (408)", LATER),
    410: ("the page was taken down (410)", "What was read from it before is kept."),
    429: ("the server asks for fewer visits (429)", LATER),
    451: ("withheld for legal reasons (451)", "What was read from it before is kept."),
}
PASSING = frozenset({408, 425, 429, *range(500, 600)})
"""Answers that may be others in an hour."""


class FetchError(SourceError):
    """An address gave nothing; `passing` where it may give something an hour later."""

    def __init__(self, locator: str, reason: str, *, hint: str, passing: bool = False) -> None:
        super().__init__(locator, reason, hint=hint)
        self.passing = passing


def answered(address: str, status: int, wait: str | None = None) -> FetchError:
    """The error for an answer that is no page; `wait` is what the server says about when to come again."""
    usual = ("trouble on the server", LATER) if status >= 500 else ("no page in the answer", ELSEWHERE)
    reason, hint = REASONS.get(status, (f"{usual[0]} ({status})", usual[1]))
    if wait and wait.isascii() and wait.isdigit() and len(wait) < 6 and status in PASSING:
        hint = f"Sync again in {max(int(wait) // 60, 1)} min or later."
    return FetchError(address, reason, hint=hint, passing=status in PASSING)
