"""The words that screens, plain text and exports share, so that no place says more than the text does.

People can be harmed by a wrong line: labels name what the reporter wrote, never what is true, and a date that
was assumed is always called assumed.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from index.answers import (
    ActorRef,
    Answer,
    Change,
    Citation,
    Copy,
    Decision,
    JoinedName,
    Line,
    Revision,
    StatementLine,
    TriageCount,
)
from index.model import ActorClass, DateBasis, HedgeBy, JoinRule, MentionKind, Published, Status

STATUS_LABELS: Mapping[Status, str] = {
    Status.ASSERTED: "says",
    Status.ALLEGED: "claims",
    Status.SUSPECTED: "thinks possible",
    Status.DOUBTED: "doubts",
    Status.DENIED: "disputes",
    Status.WITHHELD: "no comment",
    Status.REPORTED: "reports",
    Status.HYPOTHETICAL: "speaks of a possibility",
}
"""How a source stands to what it is reported to have said, as it is shown."""

STATUS_HELP: Mapping[Status, str] = {
    Status.ASSERTED: "states it (said, told, confirmed); who wants or urges has that verb",
    Status.ALLEGED: "the outlet keeps its distance (claimed, alleged, accused, purported)",
    Status.SUSPECTED: "the source itself is not sure (suspects, believes, may, appears)",
    Status.DOUBTED: "thinks it unlikely (doubts, it is doubtful that)",
    Status.DENIED: "disputes, denies, rejects or dismisses it",
    Status.WITHHELD: "declined to comment, gave no answer or could not be reached",
    Status.REPORTED: "a news medium passes it on",
    Status.HYPOTHETICAL: "planned, threatened, demanded or conditional; of events only",
}
"""What each status word means, for the help page."""

HEDGE_LABELS: Mapping[HedgeBy, str] = {HedgeBy.SPEAKER: "hedge: speaker’s", HedgeBy.OUTLET: "hedge: outlet’s"}

HEDGED = (Status.ALLEGED, Status.SUSPECTED, Status.DOUBTED)
"""A denial or a refusal is no hedge, whatever word decided it."""

CLASS_LABELS: Mapping[ActorClass, str] = {cls: cls.value for cls in ActorClass}

KIND_LABELS: Mapping[MentionKind, str] = {
    MentionKind.NAME: "names",
    MentionKind.ACRONYM: "acronyms",
    MentionKind.METONYM: "seats, capitals",
    MentionKind.DEMONYM: "adjectives",
    MentionKind.EMBEDDED: "in other names",
    MentionKind.NOMINAL: "descriptions",
    MentionKind.PRONOUN: "pronouns",
}
"""How the forms of an actor's name are grouped, in the order of a dossier."""

JOIN_LABELS: Mapping[JoinRule, str] = {
    JoinRule.NAME: "the same name",
    JoinRule.SPELLING: "the same name in another spelling",
    JoinRule.MIDDLE: "the same name with a middle name more or less",
    JoinRule.GIVEN: "another form of the given name",
    JoinRule.LIKE: "a similar name with the same office at the same employer",
    JoinRule.ONLY: "nobody else of that name in this archive",
    JoinRule.FAR: "by far the most frequent of that name in this archive",
    JoinRule.CONTEXT: "of those with that name, the one whose articles are most alike",
    JoinRule.ACRONYM: "an acronym printed beside the whole name elsewhere",
    JoinRule.OWNER: "the one of the state that the article is mostly about",
    JoinRule.UNSURE: "not clear who is meant",
}
"""Why another name was taken for an actor; each is the machine's reason, not a fact."""

TRIAGE_LABELS: Mapping[str, str] = {
    "no-date": "no date",
    "odd-date": "implausible date",
    "assumed-date": "assumed date",
    "file-name-date": "date from file name",
    "no-outlet": "no outlet",
    "no-title": "no title",
    "short": "very short",
    "not-read": "not read",
    "scans": "scans",
    "failed": "failed",
    "skipped": "skipped",
}
"""What should be looked at after an import, in the order in which it is listed."""

TRIAGE_HELP: Mapping[str, str] = {
    "no-date": "no date of publication was found",
    "odd-date": "before 1900, after the day it was read, or ten years from all else in its source",
    "assumed-date": "the date rests on nothing in the source",
    "file-name-date": "only the name of the file says the date",
    "no-outlet": "who published it is not known",
    "no-title": "there is none, or the first paragraph stands in its place",
    "short": "fewer than 200 characters",
    "not-read": "searched, but no statements were read: another language, or the reading failed",
    "scans": "pictures of pages without text",
    "failed": "files that should be readable and are not",
    "skipped": "files of a format that Dossier does not read",
}
"""What each of these means."""

FIELD_LABELS: Mapping[str, str] = {
    "title": "title",
    "outlet": "outlet",
    "published": "date",
    "url": "address",
    "byline": "byline",
    "language": "language",
    "note": "note",
}
"""What can be decided of an article, as it is called on screens."""

OUTLET_UNKNOWN = "outlet unknown"
UNDATED = "undated"
SOURCE_NOT_NAMED = "source not named"

_DOINGS = frozenset({"noun", "verb:lack", "verb:finding"}) | frozenset(
    f"verb:{shape}" for shape in ("object", "infinitive", "gerund", "for", "as", "likeness", "against", "about", "to")
)
"""The shapes of content (data/cues.toml) that report an act of speech and not what was said."""
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_VAGUE = {"PAST_REF": "earlier", "PRESENT_REF": "now", "FUTURE_REF": "later"}
_WEEK = re.compile(r"(\d{4})-W(\d\d)")
_DATE = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?(?:T.*)?")


def day(value: str | None) -> str:
    """A date for reading: `3 Nov 2022`, `Nov 2022`, `2022`, `week of 31 Oct 2022`, `earlier`; else the value."""
    if value is None:
        return UNDATED
    if value in _VAGUE:
        return _VAGUE[value]
    if week := _WEEK.fullmatch(value):
        return _week(int(week[1]), int(week[2]), value)
    parts = _DATE.fullmatch(value)
    if parts is None or (parts[2] and not 1 <= int(parts[2]) <= 12):
        return value
    month = f"{_MONTHS[int(parts[2]) - 1]} " if parts[2] else ""
    return f"{int(parts[3])} {month}{parts[1]}" if parts[3] else f"{month}{parts[1]}"


def _week(year: int, week: int, value: str) -> str:
    try:
        return f"week of {day(date.fromisocalendar(year, week, 1).isoformat())}"
    except ValueError:
        return value


def published(given: Published | None) -> str:
    """A date of publication; an assumed one says so: `3 Nov 2022, assumed`."""
    if given is None:
        return UNDATED
    return f"{day(given.value)}, assumed" if given.basis is DateBasis.ASSUMED else day(given.value)


def moment(value: str | None) -> str:
    """A moment for reading: `22 Nov 2026, 14:50 UTC`; what is no moment stands as it is."""
    if value is None:
        return "at an unknown time"
    date, _, time = value.partition("T")
    return f"{day(date)}, {time[:5]} UTC" if time.endswith("+00:00") else value


def page_number(citation: Citation, at: int) -> int | None:
    """The page on which the character `at` of an article stands, from 1; None where its original has no pages."""
    return max(bisect_right(citation.pages, at), 1) if citation.pages else None


def on_page(citation: Citation, at: int) -> str:
    """`p. 4`; empty where the original has no pages."""
    number = page_number(citation, at)
    return "" if number is None else f"p. {number:,}"


def period(first: Published, last: Published) -> str:
    """From the first date to the last, each with its `assumed`."""
    return published(first) if first == last else f"{published(first)} to {published(last)}"


def speakers(named: Iterable[ActorRef]) -> str:
    """Who says it: `Iran`, `Iran and Russia`."""
    return " and ".join(actor.name for actor in named) or SOURCE_NOT_NAMED


def stand(line: StatementLine) -> str:
    """How the source stands to the words: the label of the status, or the reporter's own verb where "says" is too much.

    Who wants, praises or calls for something need not have said it in these words.
    """
    doing = line.private or ":".join(line.evidence.rule.split(":")[:2]) in _DOINGS
    if line.status is not Status.ASSERTED or not doing or not line.cue_printed:
        return STATUS_LABELS[line.status]
    return " ".join(line.cue_printed.casefold().split())


def joined(name: JoinedName) -> str:
    """Why a name was taken for the actor: `nobody else of that name in this archive (shared: Iran)`."""
    shared = f" (in common: {', '.join(name.shared)})" if name.shared else ""
    return f"{counted(name.articles, 'article')}: {JOIN_LABELS[name.rule]}{shared}"


def perhaps(others: Sequence[ActorRef], listed: int = 3) -> str:
    """Who it may be instead: `unsure: may be John Kirby or Jack Kirby`."""
    more = len(others) - listed
    names = [other.name for other in others[:listed]] + ([f"{more:,} more"] if more > 0 else [])
    return f"unsure: may be {' or '.join([', '.join(names[:-1]), names[-1]] if len(names) > 1 else names)}"


def how_printed(line: StatementLine) -> list[str]:
    """The speaker and the reporter's verb as printed, and whom it was said to; without quotation marks, for they
    belong to what the source quoted."""
    printed = [f"printed: {line.speaker_printed}"] if line.speaker_printed else []
    verb = [f"verb: {line.cue_printed}"] if line.cue_printed else []
    return [*printed, *verb, *([f"to: {line.addressee_printed}"] if line.addressee_printed else [])]


def hedge(line: StatementLine) -> str | None:
    """Whose hedge it is, and the word that hedges."""
    if line.hedge_by is None or line.status not in HEDGED:
        return None
    return HEDGE_LABELS[line.hedge_by] + (f" ({line.status_cue_printed})" if line.status_cue_printed else "")


def counted(number: int, one: str, many: str | None = None) -> str:
    """`1 article`, `1,204 articles`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def by_suffix(paths: Iterable[str]) -> list[tuple[str, list[str]]]:
    """Paths by their suffix in small letters (`.jpg`, `no suffix`), the most frequent first."""
    found: dict[str, list[str]] = {}
    for path in paths:
        name, dot, suffix = path.rpartition("/")[2].rpartition(".")
        found.setdefault(f".{suffix.lower()}" if dot and name else "no suffix", []).append(path)
    return sorted(found.items(), key=lambda group: (-len(group[1]), group[0]))


def articles_told(articles: int, copies: int) -> str:
    """`5 articles, 2 of them copies`: how many, and how many of these print what another of them prints."""
    told = counted(articles, "article")
    return f"{told}, {copies:,} of them {'a copy' if copies == 1 else 'copies'}" if copies else told


def found(answer: Answer) -> str:
    """What a search found, in articles."""
    return articles_told(answer.total, answer.copies)


def differs(copy: Copy) -> str:
    """How a near-copy differs from its original; another number is always told."""
    if not copy.differs:
        return "the same words"
    percent = 100 * copy.differs
    share = "under 1" if percent < 1 else f"{percent:.0f}"
    return f"differs in {share} % of the words" + (", other figures" if copy.figures else "")


def triaged(counts: Iterable[TriageCount]) -> str:
    """`214 no date · 96 no outlet · 61 scans`."""
    return " · ".join(f"{one.count:,} {_triage_label(one)}" for one in counts)


def _triage_label(one: TriageCount) -> str:
    return "scan" if (one.kind, one.count) == ("scans", 1) else TRIAGE_LABELS[one.kind]


def decided(decision: Decision) -> str:
    """A decision in one line: `outlet KCNA, date 3 Nov 2022 for 96 articles (no-outlet)`."""
    fields = ", ".join(_value(field, value) for field, value in decision.detail.get("fields", {}).items())
    articles = decision.detail.get("articles", 0)
    whom = f"“{decision.detail.get('title', '')}”" if articles == 1 else counted(articles, "article")
    origin = f" ({decision.detail['from']})" if decision.detail.get("from") else ""
    return f"{fields} for {whom}{origin}"


def changed(field: str, after: str | None, changes: Sequence[Change]) -> str:
    """What would change: `outlet KCNA for 96 articles (until now: none 90, Reuters 6)`."""
    before = Counter(change.before for change in changes).most_common()
    had = [f"{_shown(field, value) if value else 'none'} {number:,}" for value, number in before[:4]]
    if rest := sum(number for _, number in before[4:]):
        had.append(f"others {rest:,}")
    articles = counted(len({change.article for change in changes}), "article")
    alone = _shown(field, before[0][0]) if len(before) == 1 and before[0][0] else "none"
    return f"{_value(field, after)} for {articles} (until now: {alone if len(before) == 1 else ', '.join(had)})"


def _value(field: str, value: str | int | None) -> str:
    label = FIELD_LABELS.get(field, field)
    if value is None:
        return f"no {label}"
    return f"{value:,} {label}s" if isinstance(value, int) else f"{label} {_shown(field, value)}"


def _shown(field: str, value: str) -> str:
    return day(value) if field == "published" else value


def revised(revision: Revision | None) -> str:
    """What changed in a version, in short; another number is always told."""
    if revision is None:
        return "the first version here"
    words = [f"{counted(revision.added, 'word')} new"] if revision.added else []
    words += [f"{counted(revision.removed, 'word')} gone"] if revision.removed else []
    told = words or (["the same text"] if revision.same_text else ["the same words, set otherwise"])
    told += ["other figures"] if revision.figures else []
    changed = (("title", revision.title), ("date", revision.published), ("outlet", revision.outlet))
    return ", ".join([*told, *(f"another {name}" for name, is_other in changed if is_other)])


def repeated(line: Line) -> str:
    """`+2 copies (Post, Star)`: who printed a line again in a near-copy."""
    outlets = dict.fromkeys(citation.outlet for citation in line.copies if citation.outlet)
    named = f" ({', '.join(outlets)})" if outlets else ""
    return f"+{counted(len(line.copies), 'copy', 'copies')}{named}"
