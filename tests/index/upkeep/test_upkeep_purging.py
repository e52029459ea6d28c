"""A purge takes every byte of an article and none of another; broken off, it is finished by whoever comes next."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from email.message import EmailMessage
from pathlib import Path

import pytest
from builders import SHELLS, Story, sync_with_fake, write_stories

from index.decisions import Wanted, decide
from index.decisions.metadata import proposed
from index.library import Library
from index.model import ArticleId
from index.records import Records
from index.settings import Settings
from index.upkeep import purge, readmit, repair, to_purge, verify

MARKER = "Zyxomarkov"
SECRET = f"The general Ivan {MARKER} said “{MARKER} shells were shipped.” Iran denied that."


def article(settings: Settings, text: str) -> ArticleId:
    with Library.open(settings.archive, settings) as library:
        return library.find_article(text)


def outlets(settings: Settings) -> dict[str, str | None]:
    with Library.open(settings.archive, settings) as library:
        return {one.title: one.outlet for one in library.articles()}


def set_fields(settings: Settings, *wanted: Wanted) -> None:
    with Records(settings.archive, "read") as records, records.view() as view:
        changes = proposed(view, wanted)
    decide(settings.archive, settings, changes)


def originals(settings: Settings) -> list[bytes]:
    with Records(settings.archive, "read") as records, records.view() as view:
        return [original or b"" for _, _, original in view.checks.originals()]


def left(settings: Settings) -> list[str]:
    """Our files with the marker in their bytes, in any case."""
    ours = [settings.archive.parent.glob("*.dossier*"), settings.cache.rglob("*")]
    paths = [path for found in ours for path in found if path.is_file()]
    assert len(paths) > 1
    return [path.name for path in paths if MARKER.casefold().encode() in path.read_bytes().lower()]


def sound(settings: Settings) -> bool:
    return verify(settings.archive, settings).findings == ()


def test_a_decision_stays_with_the_text_that_now_stands_where_a_purged_version_stood(
    settings: Settings, tmp_path: Path
) -> None:
    news = write_stories(tmp_path / "news", {"a": "Iran said that it rained.", "b": "Russia said that it snowed."})
    sync_with_fake(settings, news)
    old = article(settings, "Iran said")
    set_fields(settings, Wanted(fields={"outlet": "Wire"}, articles=(old,)))
    (news / "a.txt").write_text("Iran said that it rained a lot.")
    sync_with_fake(settings)
    assert to_purge(settings.archive, [], hidden=True) == (old,)
    purge(settings.archive, settings, [old])
    (news / "a.txt").write_text("Iran said that it rained for days.")
    sync_with_fake(settings)
    assert outlets(settings)["Iran said that it rained for days."] == "Wire"
    assert sound(settings)


def test_the_log_of_a_decision_on_several_articles_keeps_nothing_of_the_purged_one(
    settings: Settings, tmp_path: Path
) -> None:
    news = write_stories(tmp_path / "news", {"a": "Iran said that it rained.", "b": "Russia said that it snowed."})
    sync_with_fake(settings, news)
    gone, stays = article(settings, "Iran said"), article(settings, "Russia said")
    set_fields(
        settings,
        Wanted(fields={"title": f"{MARKER} confesses", "outlet": "Wire"}, articles=(gone,)),
        Wanted(fields={"outlet": "Post"}, articles=(stays,)),
    )
    purge(settings.archive, settings, [gone])
    assert left(settings) == []
    with Records(settings.archive, "read") as records, records.view() as view:
        (decision,) = view.decisions.history()
    assert decision.detail == {"fields": {"outlet": "Post"}, "articles": 1, "title": ""}
    assert outlets(settings) == {"Russia said that it snowed.": "Post"}


def test_bytes_from_which_another_article_was_read_stay_and_the_purge_says_so(
    settings: Settings, tmp_path: Path
) -> None:
    news = write_stories(tmp_path / "news", {"a": Story(title="Rain", text="Iran said that it rained.")})
    (news / "b.txt").write_bytes((news / "a.md").read_bytes())
    sync_with_fake(settings, news)
    done = purge(settings.archive, settings, [article(settings, "Rain")])
    assert (done.shared_originals, done.containing_originals) == (1, 0)
    assert originals(settings) == [(news / "b.txt").read_bytes()]
    done = purge(settings.archive, settings, to_purge(settings.archive, [article(settings, "---")]))
    assert (done.shared_originals, originals(settings)) == (0, [])


def letter(folder: Path, attached: str) -> Path:
    message = EmailMessage()
    message["From"], message["Subject"] = "desk@example.org", "Weather"
    message.set_content("Iran said that it rained. See what is attached.")
    message.add_attachment(attached, filename="more.txt")
    folder.mkdir()
    (folder / "letter.eml").write_bytes(message.as_bytes())
    return folder


def test_the_bytes_of_a_letter_go_with_what_was_attached_to_it_and_no_sync_brings_them_back(
    settings: Settings, tmp_path: Path
) -> None:
    news = letter(tmp_path / "news", f"{MARKER} said that it snowed.")
    sync_with_fake(settings, news)
    attached = article(settings, MARKER)
    done = purge(settings.archive, settings, [attached])
    assert (done.shared_originals, done.containing_originals) == (0, 1)
    assert left(settings) == []
    report = sync_with_fake(settings)
    assert (report.unchanged, [one.reason for one in report.skipped]) == (1, ["was purged"])
    (tmp_path / "news" / "second.eml").write_bytes((news / "letter.eml").read_bytes())
    sync_with_fake(settings)
    assert originals(settings) == []
    assert left(settings) == []
    readmit(settings.archive, settings, [attached])
    sync_with_fake(settings)
    assert len(originals(settings)) == 2
    assert sound(settings)


def test_other_records_of_a_data_set_keep_their_bytes(settings: Settings, tmp_path: Path) -> None:
    news = tmp_path / "news"
    news.mkdir()
    speakers = {"first": "Iran", "second": MARKER, "third": "Russia"}
    lines = [json.dumps({"id": name, "text": f"{one} said that it rained."}) for name, one in speakers.items()]
    (news / "set.jsonl").write_text("\n".join(lines))
    sync_with_fake(settings, news)
    done = purge(settings.archive, settings, [article(settings, MARKER)])
    assert done.containing_originals == 0
    sync_with_fake(settings)
    assert len(originals(settings)) == 2
    assert left(settings) == []


def test_a_purge_finds_the_index_that_the_archive_had_under_another_name(settings: Settings, tmp_path: Path) -> None:
    sync_with_fake(settings, write_stories(tmp_path / "news", {**SHELLS, "secret": SECRET}))
    elsewhere = replace(settings, archive=tmp_path / "renamed.dossier")
    settings.archive.rename(elsewhere.archive)
    sync_with_fake(elsewhere)
    assert len(list((settings.cache / "index").iterdir())) == 2
    purge(elsewhere.archive, elsewhere, [article(elsewhere, MARKER)])
    assert left(elsewhere) == []


def test_the_index_serves_readers_until_the_purge_has_written_the_new_one(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import index.sync.erasing as erasing

    sync_with_fake(settings, write_stories(tmp_path / "news", {**SHELLS, "secret": SECRET}))
    secret = article(settings, MARKER)
    rebuild, served = erasing.rebuild_index_of, []

    def spied(records: Records, given: Settings) -> None:
        served.append(erasing.index_of(records, given).stamp() is not None)
        rebuild(records, given)

    monkeypatch.setattr(erasing, "rebuild_index_of", spied)
    purge(settings.archive, settings, [secret])
    assert served == [True]
    assert left(settings) == []


STEPS = ("find_copies", "join_actors", "rebuild_index_of")
NEXT: dict[str, Callable[[Settings, ArticleId], object]] = {
    "sync": lambda settings, _: sync_with_fake(settings),
    "purge": lambda settings, gone: purge(settings.archive, settings, [gone]),
    "repair": lambda settings, _: repair(settings.archive, settings),
}


@pytest.mark.parametrize("comes_next", NEXT)
@pytest.mark.parametrize("step", STEPS)
def test_a_purge_that_was_broken_off_is_finished_by_whoever_comes_next(
    step: str, comes_next: str, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sync_with_fake(settings, write_stories(tmp_path / "news", {**SHELLS, "secret": SECRET}))
    secret = article(settings, MARKER)

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(f"index.sync.erasing.{step}", killed)
    with pytest.raises(KeyboardInterrupt):
        purge(settings.archive, settings, [secret])
    monkeypatch.undo()
    assert "purge" in [one.name for one in verify(settings.archive, settings).findings]
    NEXT[comes_next](settings, secret)
    assert left(settings) == []
    assert sound(settings)


def test_an_older_version_that_another_place_still_shows_is_not_purged(settings: Settings, tmp_path: Path) -> None:
    news = write_stories(tmp_path / "news", {"a": "Iran said that it rained.", "b": "Iran said that it rained."})
    sync_with_fake(settings, news)
    (news / "a.txt").write_text("Russia said that it snowed.")
    sync_with_fake(settings)
    latest = article(settings, "Russia said")
    assert to_purge(settings.archive, [latest]) == (latest,)


def test_copies_of_a_purged_original_are_grouped_again(settings: Settings, tmp_path: Path) -> None:
    words = " ".join(f"word{n} said" for n in range(150))
    stories = {
        name: Story(title=name, text=f"{words} {name}", published=f"2022-11-0{n}") for n, name in enumerate("abc", 1)
    }
    sync_with_fake(settings, write_stories(tmp_path / "news", stories))
    with Library.open(settings.archive, settings) as library:
        ids = {one.title: one.article for one in library.articles()}
    purge(settings.archive, settings, [ids["a"]])
    with Records(settings.archive, "read") as records, records.view() as view:
        assert view.copies.originals() == {ids["c"]: ids["b"]}
