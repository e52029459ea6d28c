"""Small phrases that only the app uses: how long ago, how long still, how big, a bar."""

from __future__ import annotations

from datetime import UTC, datetime

from dossier.wording import day
from index.model import DateBasis, Published


def ago(moment: str | None, now: datetime | None = None) -> str:
    """An ISO 8601 moment seen from now: `just now`, `2 min ago`, `3 h ago`, `5 days ago`."""
    if moment is None:
        return "never"
    try:
        then = datetime.fromisoformat(moment)
    except ValueError:
        return moment
    then = then if then.tzinfo else then.replace(tzinfo=UTC)
    seconds = ((now or datetime.now(UTC)) - then).total_seconds()
    if seconds < 60:
        return "just now"
    if seconds < 3600:
        return f"{seconds // 60:.0f} min ago"
    if seconds < 48 * 3600:
        return f"{seconds // 3600:.0f} h ago"
    return f"{seconds // 86400:.0f} days ago"


def lasting(seconds: float) -> str:
    """A time span for reading: `8 s`, `3 min`, `2 h 5 min`."""
    if seconds < 90:
        return f"{max(seconds, 0):.0f} s"
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 90 else f"{minutes // 60} h {minutes % 60} min"


def size(number: int) -> str:
    """A file size for reading: `812 kB`, `3.4 MB`."""
    if number < 1_000_000:
        return f"{max(number, 0) / 1000:,.0f} kB"
    return f"{number / 1_000_000:,.1f} MB"


def bar(fraction: float | None, width: int) -> tuple[str, str]:
    """The done and the open part of a thin bar."""
    full = round((fraction or 0) * width)
    return "━" * full, "─" * (width - full)


def published_short(date: Published | None) -> str:
    """A date of publication for a narrow column; `a.` means assumed, the source pane spells it out."""
    if date is None:
        return "undated"
    return f"{day(date.value)} a." if date.basis is DateBasis.ASSUMED else day(date.value)
