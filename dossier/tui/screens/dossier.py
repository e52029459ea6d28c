"""One actor: what it said, what was said about it, its names and roles, its articles, and the source of each line."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.reactive import var
from textual.widgets import Static

from dossier.profile import Profile, assemble
from dossier.text import one_line
from dossier.tui.commands import bindings
from dossier.tui.messages import ArticleAsked, DossierAsked
from dossier.tui.screens.base import quotation
from dossier.tui.screens.picking import open_dossier
from dossier.tui.screens.tabbed import TabbedScreen
from dossier.tui.widgets.bars import TabLine
from dossier.tui.widgets.inks import inked
from dossier.tui.widgets.names import FormRow, NamePainter, in_short, rows_of, where_joined
from dossier.tui.widgets.pages import inks_of, page_of
from dossier.tui.widgets.painters import CitationPainter, StatementPainter, source
from dossier.tui.widgets.reader import Ink, Reader
from dossier.tui.widgets.rows import RowList
from dossier.wording import CLASS_LABELS, articles_told, counted, period
from index.answers import (
    ActorRef,
    Citation,
    Doubt,
    JoinedName,
    Line,
    MentionLine,
    OpenedArticle,
    Overview,
    RoleLine,
    StatementLine,
)
from index.model import ActorId, ArticleId, Span

KEPT = 16
"""Articles kept open, so that moving along the lines of one does not read it again."""
MENTIONS = 2000
"""In how many mentions the forms of a name are looked up."""
EMPTY = "The source stands here."
ELSEWHERE = "enter opens the other dossier."


class DossierScreen(TabbedScreen):
    """The dossier of an actor."""

    SCOPE: ClassVar[str] = "dossier"
    BINDINGS: ClassVar[list[BindingType]] = bindings("dossier")
    AUTO_FOCUS: ClassVar[str | None] = "#said-by"
    TABS: ClassVar[tuple[str, ...]] = ("Said by", "Said about", "Names & roles", "Articles")

    profile: var[Profile | None] = var(None, init=False)

    @dataclass(slots=True)
    class Assembled(Message):
        """The dossier was put together."""

        profile: Profile
        mentions: tuple[MentionLine, ...]
        """Where the forms of the name stand."""

    @dataclass(slots=True)
    class Opened(Message):
        """The source of a line was read from the archive."""

        article: OpenedArticle

    def __init__(self, actor: ActorId) -> None:
        super().__init__()
        self.actor = actor
        self._opened: OrderedDict[ArticleId, OpenedArticle] = OrderedDict()
        self._printed: dict[str, MentionLine] = {}
        self._joined: dict[str, MentionLine] = {}
        self._goal: tuple[ArticleId, Span | None] | None = None
        """Where the source was brought to; from there the reader may scroll it."""

    def body(self) -> ComposeResult:
        """Role line, tabs, list and source."""
        yield Static(id="roles", markup=False)
        yield TabLine(*self.TABS, id="tabs")
        with Horizontal(id="panes"):
            with Vertical(id="lists"):
                yield RowList(StatementPainter(), empty="No line by this actor was read.", id="said-by")
                yield RowList(
                    StatementPainter(with_speakers=True), empty="No line about this actor was read.", id="said-about"
                )
                yield RowList(NamePainter(), empty="No names.", id="names")
                yield RowList(CitationPainter(), empty="No articles.", markable=True, id="articles")
            yield Reader(empty=EMPTY, id="source")

    @property
    def source(self) -> Reader:
        """The text at the right."""
        return self.query_one("#source", Reader)

    # state

    def watch_library(self) -> None:
        """Put the dossier together."""
        library, actor = self.library, self.actor
        if library is not None:
            self.in_background(
                "dossier", lambda: self.Assembled(assemble(library, actor), library.mentions(actor, limit=MENTIONS))
            )

    def watch_overview(self, before: Overview | None, now: Overview | None) -> None:
        """Put it together again when the archive has changed."""
        if before is not None and now != before:
            self._opened.clear()
            self.watch_library()

    @on(Assembled)
    def take_profile(self, message: Assembled) -> None:
        """Show the dossier."""
        first = self.profile is None
        self.profile = profile = message.profile
        self._printed = {mention.printed: mention for mention in reversed(message.mentions)}
        self._joined = where_joined(profile, message.mentions)
        said_by, said_about, names, articles = self.lists
        said_by.show(profile.said_by, keep=True)
        said_about.show(profile.said_about, keep=True)
        names.show(tuple(rows_of(profile)), keep=True)
        articles.show(profile.articles, keep=True)
        named = sum(len(group.aliases) for group in profile.names) + len(profile.roles)
        named += len(profile.joined) + len(profile.doubts)
        counts = (len(profile.said_by), len(profile.said_about), named, len(profile.articles))
        self.count(counts)
        self._tell(profile)
        if first:
            self.action_tab(next((number for number, count in enumerate(counts, 1) if count), 1))

    def _tell(self, profile: Profile) -> None:
        facts = [CLASS_LABELS[profile.actor.cls], articles_told(len(profile.articles), profile.copies)]
        if profile.outlets:
            facts.append(counted(len(profile.outlets), "outlet"))
        if profile.first_published and profile.last_published:
            facts.append(period(profile.first_published, profile.last_published))
        self.header.left = inked(one_line(profile.actor.name), "strong")
        self.header.right = tuple(facts)
        self.query_one("#roles", Static).update(inked(in_short(profile), "muted"))

    def watch_tab(self) -> None:
        """Show the source of the line under the cursor of the tab's list."""
        super().watch_tab()
        self._show_source()

    # the source

    @on(RowList.Moved)
    def line_moved(self, message: RowList.Moved) -> None:
        """Show the source of the line under the cursor."""
        if message.rows is self.rows:
            self._show_source()

    def _show_source(self) -> None:
        article = _article_of(self.current)
        library = self.library
        if article is None or library is None:
            self.source.empty = ELSEWHERE if isinstance(self.current, Doubt) else EMPTY
            self.source.show(None)
        elif article in self._opened:
            self._show(self._opened[article])
        else:
            self.in_background("source", lambda: self.Opened(library.open_article(article)))

    @property
    def current(self) -> object:
        """What the cursor stands on; for a form of the name or a name joined to it, where that is first printed."""
        value = self.rows.current
        if isinstance(value, JoinedName):
            return self._joined.get(value.name)
        return self._printed.get(value.surface) if isinstance(value, FormRow) else value

    @on(Opened)
    def take_article(self, message: Opened) -> None:
        """Keep the article, and show it if the cursor still stands on a line of it."""
        opened = message.article
        self._opened[opened.citation.article] = opened
        while len(self._opened) > KEPT:
            self._opened.popitem(last=False)
        if _article_of(self.current) == opened.citation.article:
            self._show(opened)

    def _show(self, opened: OpenedArticle) -> None:
        value = self.current
        at = value.passage.span if isinstance(value, Line) else None
        inks: list[Ink] = inks_of(value) if isinstance(value, Line) else self._mentions_in(opened)
        goal = (opened.citation.article, at)
        self.source.show(page_of(opened), inks, at=at if goal != self._goal else None)
        self._goal = goal

    def _mentions_in(self, opened: OpenedArticle) -> list[Ink]:
        mine = {local.id for local, ref in opened.actors if ref.id == self.actor}
        return [Ink(mention.span, "hit") for mention in opened.mentions if mention.actor in mine]

    # what the commands do

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only articles can be compared."""
        return self.TABS[self.tab] == "Articles" if action == "compare" else super().check_action(action, parameters)

    @on(RowList.Opened)
    def line_opened(self) -> None:
        """Into the source; an article opens in the reader, another actor in a dossier of its own."""
        value = self.current
        if isinstance(value, Doubt):
            self.post_message(DossierAsked(value.actor.id))
        elif isinstance(value, Citation):
            self.post_message(ArticleAsked(value.article))
        elif isinstance(value, Line):
            self.source.focus()
            self.source.go_to(value.passage.span)

    def action_article(self) -> None:
        """Open the article of the line."""
        value = self.current
        if (article := _article_of(value)) is not None:
            self.post_message(ArticleAsked(article, value.span if isinstance(value, Line) else None))

    def action_compare(self) -> None:
        """Open the two marked articles side by side."""
        self.compare(self.rows.marks)

    def action_dossier(self) -> None:
        """Open the dossier of another actor of this line."""
        value = self.rows.current
        refs: tuple[ActorRef, ...] = ()
        if isinstance(value, StatementLine):
            refs = (*value.speakers, *value.about)
        elif isinstance(value, RoleLine) and value.organisation:
            refs = (value.organisation,)
        elif isinstance(value, Doubt):
            refs = (value.actor,)
        others = tuple(dict.fromkeys(ref for ref in refs if ref.id != self.actor))
        if others:
            open_dossier(self, others)
        else:
            self.tell("This line names no other actor.")

    def action_back(self) -> None:
        """From the source to the line, from the line to where one came from."""
        if self.source.has_focus:
            self.rows.focus()
        else:
            self.dismiss()

    def action_copy(self) -> None:
        """Copy the selected text, or the line's sentence, with its source."""
        value = self.rows.current
        chosen = self.source.selected()
        if isinstance(value, FormRow):
            self.copy(value.surface)
        elif isinstance(value, JoinedName):
            self.copy(value.name)
        elif isinstance(value, Doubt):
            self.copy(value.actor.name)
        elif isinstance(value, Line):
            text, at = (chosen[0], chosen[1].start) if chosen else (value.sentence, value.passage.span.start)
            self.copy(quotation(text, value.citation, source(value.citation), at))
        elif isinstance(value, Citation):
            self.copy(quotation(chosen[0] if chosen else value.title, value, source(value)))


def _article_of(value: object) -> ArticleId | None:
    if isinstance(value, Line):
        return value.citation.article
    return value.article if isinstance(value, Citation) else None
