"""Dossier lines: each leads back to its sentence, in its order, with who said it and whom it is about."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from builders import Story, make_library, settings_in

from index.answers import Line
from index.errors import AmbiguousName, ArchiveMissing, QueryError, UnknownName
from index.library import Library
from index.model import ActorClass, MentionKind, QuoteType, Status
from index.settings import Settings


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with make_library(tmp_path_factory.mktemp("library")) as opened:
        yield opened


def actor(library: Library, name: str) -> str:
    return library.find_actor(name).id


def test_a_library_is_never_made_by_opening_it(settings: Settings) -> None:
    with pytest.raises(ArchiveMissing):
        Library.open(settings.archive, settings)
    assert not settings.archive.exists()


def test_the_overview_counts_what_is_there(library: Library) -> None:
    overview = library.overview()
    assert (overview.articles, overview.statements, overview.actors, overview.index_lag) == (3, 9, 6, 0)
    assert overview.last_sync


def test_statements_by_an_actor_come_latest_first_then_in_the_order_of_the_text(library: Library) -> None:
    lines = library.said_by(actor(library, "John Kirby"))
    assert [(line.cue_printed, line.speaker_printed, line.status) for line in lines] == [
        ("said", "John Kirby", Status.ASSERTED),
        ("suspected", "Kirby", Status.SUSPECTED),
        ("claimed", "Kirby", Status.ALLEGED),
    ]
    assert [line.citation.published and line.citation.published.value for line in lines] == [
        "2022-11-03",
        "2022-11-03",
        "2022-10-18",
    ]
    assert lines[0].quote_type is QuoteType.DIRECT


def test_statements_about_an_actor_leave_out_its_own(library: Library) -> None:
    about_iran = library.said_about("state:ir")
    assert [line.speaker_printed for line in about_iran] == ["Ukraine", "Kirby"]
    assert all("state:ir" in [ref.id for ref in line.about] for line in about_iran)


def test_a_denial_names_the_statement_it_disputes(library: Library) -> None:
    denial = next(line for line in library.said_by("state:ir") if line.status is Status.DENIED)
    claims = {line.id: line for line in library.open_article(denial.citation.article).statements}
    assert [claims[id].content_printed for id in denial.denies] == [("Iran sent drones to Russia",)]


def test_every_line_shows_its_sentence(library: Library) -> None:
    lines: list[Line] = []
    for row in library.actors():
        for ask in (library.said_by, library.said_about, library.roles, library.mentions):
            lines.extend(ask(row.actor.id))  # type: ignore[operator]
    assert len(lines) > 40
    for line in lines:
        text = library.open_article(line.citation.article).text
        assert line.sentence == line.passage.span.of(text)
        assert line.passage.span.contains(line.span)


def test_roles_are_shown_as_printed(library: Library) -> None:
    (line,) = library.roles(actor(library, "Sergey Lavrov"))
    assert (line.title, line.actor.name, line.organisation) == ("foreign minister", "Sergey Lavrov", None)


def test_mentions_come_latest_first_and_may_be_limited(library: Library) -> None:
    lines = library.mentions("state:kp")
    assert [line.printed for line in lines] == ["Pyongyang", "North Korea", "North Korea", "DPRK", "North Korea"]
    assert library.mentions("state:kp", limit=2) == lines[:2]


def test_actors_come_busiest_first_with_counts(library: Library) -> None:
    rows = library.actors()
    assert [row.actor.articles for row in rows] == sorted((row.actor.articles for row in rows), reverse=True)
    assert [(row.said, row.about) for row in rows if row.actor.id == "state:ir"] == [(2, 2)]
    assert library.actors(limit=2) == rows[:2]


@pytest.mark.parametrize(("pattern", "names"), [("kirb", ["John Kirby"]), ("DPRK", ["North Korea"]), ("zzz", [])])
def test_a_pattern_may_be_part_of_any_name(library: Library, pattern: str, names: list[str]) -> None:
    assert [row.actor.name for row in library.actors(pattern)] == names


def test_an_actor_has_its_names_with_kind_and_count(library: Library) -> None:
    aliases = {(alias.surface, alias.kind): alias.count for alias in library.actor("state:kp").aliases}
    assert aliases == {
        ("North Korea", MentionKind.NAME): 3,
        ("DPRK", MentionKind.ACRONYM): 1,
        ("Pyongyang", MentionKind.METONYM): 1,
    }


@pytest.mark.parametrize(
    "name", ["John Kirby", "kirby", "state:kp", "dprk", "Pyongyang", "Democratic People’s Republic of Korea"]
)
def test_an_actor_is_found_by_id_and_any_name_in_any_case(library: Library, name: str) -> None:
    assert library.find_actor(name).name in ("John Kirby", "North Korea")


def test_an_unknown_actor_is_answered_with_the_nearest_names(library: Library) -> None:
    with pytest.raises(UnknownName) as caught:
        library.find_actor("Jon Kirbi")
    assert "John Kirby" in caught.value.nearest


def test_names_that_are_no_utf8_are_unknown_names(library: Library) -> None:
    for find in (library.find_actor, library.find_article):
        with pytest.raises(UnknownName):
            find("\udcff")
    with pytest.raises(QueryError, match="no actor"):
        library.search("actor:kirby\udcff")
    assert library.actors("\udcff") == ()


def test_a_name_of_several_actors_is_answered_with_the_list(tmp_path: Path) -> None:
    stories = {"a": "John Kirby said that it rains. Kirby left.", "b": "Jack Kirby said that it snows. Kirby left."}
    with make_library(tmp_path, stories) as library:
        with pytest.raises(AmbiguousName) as caught:
            library.find_actor("Kirby")
        assert [match.split(" (")[0] for match in caught.value.matches] == ["Jack Kirby", "John Kirby"]
        for match in caught.value.matches:
            assert library.find_actor(match.rsplit("id ", 1)[1].rstrip(")")).cls is ActorClass.PERSON


@pytest.mark.parametrize(("times", "taken"), [(9, False), (10, True)])
def test_a_name_that_means_one_actor_ten_times_as_often_as_all_others_is_taken(
    tmp_path: Path, times: int, taken: bool
) -> None:
    stories = {
        "a": "John Kirby said that it rains. " + "Kirby left. " * times,
        "b": "Jack Kirby said that it snows. Kirby left.",
    }
    with make_library(tmp_path, stories) as library:
        if taken:
            assert library.find_actor("Kirby").name == "John Kirby"
            assert [other.split(" (")[0] for other in library.passed_over("Kirby")] == ["Jack Kirby"]
        else:
            with pytest.raises(AmbiguousName):
                library.find_actor("Kirby")
            assert library.passed_over("Kirby") == ()


def test_a_name_of_one_actor_passes_over_nobody(library: Library) -> None:
    assert library.passed_over("kirby") == library.passed_over("state:kp") == library.passed_over("nobody") == ()


def test_an_article_is_found_by_id_beginning_link_title_and_path(library: Library) -> None:
    citation = next(one for one in library.articles() if one.title == "Pyongyang answers")
    for name in (
        citation.article,
        citation.article[:10],
        f"dossier:{citation.article}#12-20",
        f"{citation.article}.3",
        "Pyongyang answers",
        "pyongyang",
        citation.locator,
        "answer.md",
    ):
        assert library.find_article(name) == citation.article


def test_an_unknown_or_ambiguous_article_is_answered_with_titles(library: Library) -> None:
    with pytest.raises(UnknownName) as unknown:
        library.find_article("Pyongjang answers")
    assert "Pyongyang answers" in unknown.value.nearest
    with pytest.raises(AmbiguousName):
        library.find_article("s")
    with pytest.raises(UnknownName):
        library.find_article("  ")
    with pytest.raises(UnknownName) as nowhere:
        library.open_article("0123456789abcdef")
    assert "dossier search" in nowhere.value.hint


def test_the_beginning_of_two_article_ids_is_answered_with_both(tmp_path: Path) -> None:
    stories = {str(number): f"Iran said that {number} drones flew." for number in (112, 328)}
    with make_library(tmp_path, stories) as library:
        with pytest.raises(AmbiguousName) as caught:
            library.find_article("1b05")
        assert sorted(caught.value.matches) == sorted(f"{one.title} ({one.article})" for one in library.articles())


def test_articles_come_newest_first_and_undated_ones_last(tmp_path: Path) -> None:
    stories = {
        "none": "Nobody dated this.",
        "day": Story(title="Day", published="2022-11-03", text="Iran said that it rains."),
        "month": Story(title="Month", published="2022-11", text="Iran said that it snows."),
        "year": Story(title="Year", published="2023", text="Iran said that it hails."),
    }
    with make_library(tmp_path, stories) as library:
        titles = [citation.title for citation in library.articles()]
        assert titles == ["Year", "Day", "Month", "Nobody dated this."]
        assert [one.title for one in library.articles(limit=2, offset=1)] == titles[1:3]
        assert [one.title for one in library.articles_of("state:ir")] == titles[:3]


def test_an_article_opens_with_everything_marked_in_it(library: Library) -> None:
    opened = library.open_article(library.find_article("Drones over Ukraine"))
    printed = [mention.span.of(opened.text) for mention in opened.mentions]
    assert printed == ["Ukraine", "Ukraine", "Iran", "Russia", "Iran", "Russia", "Kirby", "Iran"]
    canonical = {local.name: ref.name for local, ref in opened.actors}
    assert canonical["Kirby"] == "John Kirby"
    assert [line.cue_printed for line in opened.statements] == ["said", "denied", "claimed"]


def test_sources_tell_what_became_of_them(library: Library) -> None:
    (source,) = library.sources()
    assert (source.articles, source.failed) == (3, 0)
    assert library.failures() == ()


def test_a_library_may_be_asked_from_many_threads(library: Library) -> None:
    answers: list[tuple[int, int]] = []

    def ask() -> None:
        for _ in range(10):
            answers.append((library.search("russia").total, len(library.said_by("state:ir"))))

    threads = [threading.Thread(target=ask) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [(3, 2)] * 60


def test_reading_only_opens_and_changes_nothing(tmp_path: Path) -> None:
    make_library(tmp_path).close()
    archive = tmp_path / "library.dossier"
    before = archive.read_bytes()
    with Library.open(archive, settings_in(tmp_path), read_only=True) as library:
        assert library.search("russia").total == 3
    assert archive.read_bytes() == before
