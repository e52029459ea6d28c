"""The web as a sync sees it: addresses fetched once a run, what they give kept in a spool."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from types import TracebackType

from index.errors import SourceError
from index.sources.document import Document
from index.sources.finding import Found
from index.sources.reading import read
from index.sources.web.addresses import Address
from index.sources.web.fetching import Answer, Fetcher, Marks
from index.sources.web.limits import Limits
from index.sources.web.spool import Spool


@dataclass(frozen=True, slots=True, kw_only=True)
class WebOptions:
    """What was said about web addresses when a sync was started."""

    allow_private: bool = False
    """Whether the addresses named now may be on this machine or in a private network; remembered with them."""
    limits: Limits | None = None
    """None: as the settings say."""


class Web:
    """Fetches addresses and keeps what they give until the sync has read it."""

    def __init__(self, limits: Limits, *, tell: Callable[[str], None] = lambda _: None) -> None:
        """`tell` hears of each address before it is asked."""
        self.limits = limits
        self.spool = Spool()
        self._fetcher = Fetcher(self.limits)
        self._tell = tell
        self._tried: dict[str, Answer] = {}

    def __enter__(self) -> Web:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.spool.__exit__(kind, error, trace)

    def try_out(self, address: Address, *, allow_private: bool) -> None:
        """Fetch what will be fetched later, once. Raises FetchError where it gives nothing."""
        answer = self.fetch(address, allow_private=allow_private)
        if answer is not None:
            self._tried[address.written] = answer

    def fetch(self, address: Address, *, allow_private: bool, marks: Marks | None = None) -> Answer | None:
        """What the address gives; None where nothing has changed since these marks. Raises FetchError."""
        if (answer := self._tried.pop(address.written, None)) is not None:
            return answer
        self._tell(address.written)
        return self._fetcher.fetch(address, allow_private=allow_private, marks=marks or Marks())


def length_of(found: Found) -> int:
    """How much text reading the file gives. Raises SourceError where it gives none."""
    documents = [one for one in read(found) if isinstance(one, Document)]
    if not documents:
        raise SourceError(found.locator, "holds no article", hint="")
    return sum(len(one.article.text) for one in documents)
