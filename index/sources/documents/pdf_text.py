"""Lines of pages to paragraphs: broken words and lines mended, running heads left out, where each page begins kept."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from index.sources.documents.pdf_lines import Line

Page = Sequence[Line]

_EDGE = 3
"""How many lines at the top and at the foot of a page may be running heads, footers or page numbers."""
_ON_MANY_PAGES = 0.4
"""Share of pages; heads of left and right pages differ."""
_LARGER = 1.15
_GAP, _INDENT, _SHORT = 1.4, 0.8, 0.75
"""In line distances, heights of letters, lengths of line: beyond these a paragraph begins."""
_HEADING_GAP = 1.7
_FEW_LINES = 6
_NUMBER = re.compile(r"[-–—\s|]*(?:page\s*)?(?:\d{1,4}|[ivxl]{1,7})(?:\s*(?:of|/)\s*\d{1,4})?[-–—\s|.]*", re.IGNORECASE)
_ENDS = re.compile(r"""[.!?:…]["'”’»)\]]*$""")
_PAGE_NUMBER = re.compile(r"[-–—\s|]*page\s*\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?[-–—\s|.]*", re.IGNORECASE)
_BULLET = re.compile(r"[•▪◦‣■●*–—-]\s")
_NUMBERED = re.compile(r"\(?(?:\d{1,2}|[a-z])[.)]\s", re.IGNORECASE)
_BROKEN = re.compile(r"[^\W\d_][-\u2010\u00ad]$")
_COMPOUND = re.compile(
    r"\b(?:self|vice|ex|well|long|short|high|low|so|half|all|cross|non|anti)[-\u2010]$", re.IGNORECASE
)
_LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st"}
_LONGEST_HEADING = 300


@dataclass(frozen=True, slots=True)
class PagedText:
    """A text, and the offset in it at which each page begins."""

    text: str
    pages: tuple[int, ...]
    heading: str
    """What is printed largest on the first page; empty where nothing stands out."""


def paged_text(pages: Sequence[Page]) -> PagedText:
    """The pages as one text; a sentence that goes on over the page stays one."""
    kept = _without_running_heads(pages)
    building = _Building(frozenset(word for page in kept for line in page for word in _words(line.text)))
    starts = []
    before: Line | None = None
    for page in kept:
        shape = _Shape.of(page, kept)
        place = building.length
        for number, line in enumerate(page):
            begins = before is None or shape.begins(before, line, over_page=number == 0)
            at = building.add(line.text.translate(_LIGATURES), begins=begins)
            place = at if number == 0 else place
            before = line
        starts.append(place)
    for number in reversed(range(len(starts) - 1)):  # an empty page before which a hyphen went
        starts[number] = min(starts[number], starts[number + 1])
    return PagedText(building.text(), tuple(starts), _heading(kept))


@dataclass(frozen=True, slots=True)
class _Shape:
    """What is usual on a page: how far lines are apart, and how long they are."""

    leading: float
    length: float
    size: float

    @staticmethod
    def of(page: Page, pages: Sequence[Page]) -> _Shape:
        """The shape of `page`; what is too little to judge by is as on the others."""
        gaps = _gaps(page) if len(page) > _FEW_LINES else [gap for other in pages for gap in _gaps(other)]
        lengths = sorted(len(line.text) for line in page)
        length = lengths[len(lengths) * 9 // 10] if lengths else 0
        return _Shape(median(gaps) if gaps else 0.0, length, _usual_size([page]))

    def begins(self, before: Line, line: Line, *, over_page: bool) -> bool:
        """Whether a paragraph begins with `line`, which follows `before`."""
        ended = bool(_ENDS.search(before.text))
        if _BROKEN.search(before.text) and line.text[:1].islower():
            return False
        if _differ(before, line) or _BULLET.match(line.text) or (ended and _NUMBERED.match(line.text)):
            return True
        gap = before.y - line.y
        if line.size > _LARGER * self.size and 0 < gap < _HEADING_GAP * line.size:
            return False  # the next line of a heading
        if over_page or gap < -0.3 * line.size:  # on the next page, or at the head of the next column
            return ended or (len(before.text) < _SHORT * self.length and not line.text[:1].islower())
        if self.leading and gap > _GAP * self.leading:
            return ended or not line.text[:1].islower()
        indented = line.x - before.x > _INDENT * line.size
        return ended and (indented or len(before.text) < _SHORT * self.length)


class _Building:
    """The text as it grows, with words mended that were broken at the end of a line."""

    def __init__(self, words: frozenset[str]) -> None:
        self._parts: list[str] = []
        self._words = words
        self.length = 0

    def add(self, text: str, *, begins: bool) -> int:
        """Put `text` at the end, as a paragraph or after the line before it; where it stands."""
        if self._parts:
            self._put("\n\n" if begins else self._joint(text))
        at = self.length
        self._put(text)
        return at

    def text(self) -> str:
        """All of it."""
        return "".join(self._parts)

    def _put(self, text: str) -> None:
        self._parts.append(text)
        self.length += len(text)

    def _joint(self, text: str) -> str:
        """A blank, or nothing where the word before was broken; its hyphen goes unless it belongs to the word."""
        last = self._parts[-1]
        if last[-1:] == "—" and last[-2:-1].isalpha():
            return ""
        if not _BROKEN.search(last) or not text[:1].isalpha():
            return " "
        split = text[0].islower() or last[-2:-1].isupper()  # "coopera-tion", "ELE-MENT", but "Franco-German"
        if last[-1] == "\u00ad" or (split and not self._is_compound(last, text)):
            self._parts[-1] = last[:-1]
            self.length -= 1
        return ""

    def _is_compound(self, last: str, text: str) -> bool:
        """Whether the hyphen is the word's own: as printed elsewhere in the document, else by what stands before it."""
        first, second = _words(last[:-1])[-1:], _words(text)[:1]
        whole, parted = "".join(first + second), "-".join(first + second)
        if (whole in self._words) != (parted in self._words):
            return parted in self._words
        return bool(_COMPOUND.search(last))


def _gaps(page: Page) -> list[float]:
    return [a.y - b.y for a, b in pairwise(page) if 0 < a.y - b.y < 4 * max(a.size, 1)]


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+(?:-[^\W_]+)*", text.casefold())


def _differ(one: Line, other: Line) -> bool:
    """Whether two lines are of letters of different size, as a heading and what it stands above."""
    smaller, larger = sorted((one.size, other.size))
    return smaller > 0 and larger / smaller > _LARGER


def _without_running_heads(pages: Sequence[Page]) -> list[list[Line]]:
    """The pages without the lines at their edges that stand on many of them, and without page numbers."""
    filled = [page for page in pages if page]
    counts = Counter(key for page in filled for key in {_key(page[number]) for number in _edges(page)})
    least = 2 if len(filled) <= 3 else max(3, _ON_MANY_PAGES * len(filled))
    running = {key for key, count in counts.items() if count >= least}
    title = max((line.size for line in filled[0]), default=0) if filled else 0
    usual = _usual_size(filled)
    kept = []
    for number, page in enumerate(pages):
        edges = _edges(page)
        is_title = [number == 0 and line.size == title and title > usual * _LARGER for line in page]
        kept.append([ln for at, ln in enumerate(page) if is_title[at] or not (at in edges and _runs(ln, running))])
    return kept if any(kept) else [list(page) for page in pages]


def _runs(line: Line, running: set[str]) -> bool:
    return _key(line) in running or bool(_PAGE_NUMBER.fullmatch(line.text))


def _edges(page: Page) -> set[int]:
    """The lines at the head and the foot of the page, by their place and by their order in the file."""
    if len(page) <= 2 * _EDGE:
        return {0, 1, len(page) - 2, len(page) - 1} & set(range(len(page)))
    by_place = sorted(range(len(page)), key=lambda number: page[number].y)
    order = range(len(page))
    return {*by_place[:_EDGE], *by_place[-_EDGE:], *order[:1], *order[-1:]}


def _key(line: Line) -> str:
    """What a running head has in common on all pages: everything but its numbers."""
    return "#" if _NUMBER.fullmatch(line.text) else re.sub(r"\d+", "#", line.text.casefold())


def _usual_size(pages: Sequence[Page]) -> float:
    sizes = Counter[float]()
    for page in pages:
        for line in page:
            sizes[round(line.size, 1)] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _heading(pages: Sequence[Page]) -> str:
    first = next((page for page in pages if page), ())
    largest = max((line.size for line in first), default=0.0)
    if largest <= _usual_size(pages) * _LARGER:
        return ""
    lines: list[str] = []
    for line in first:
        if line.size == largest:
            lines.append(line.text)
        elif lines:
            break
    heading = " ".join(lines).translate(_LIGATURES)
    return heading if " " in heading and len(heading) <= _LONGEST_HEADING else ""
