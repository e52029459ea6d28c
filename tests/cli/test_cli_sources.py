"""`dossier sources`, web addresses on the command line, and the options of a watch."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from web_server import rss, serving

from dossier.cli.main import main


@pytest.mark.usefixtures("archive")
def test_sources_are_listed_with_how_they_were_added(news: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with serving() as site:
        feed = site.put("/feed", rss(), "application/rss+xml")
        assert main(["sync", "--allow-private", feed]) == 0
        capsys.readouterr()
    assert main(["sources"]) == 0
    shown = capsys.readouterr().out
    assert [line.split()[:2] for line in shown.splitlines()[1:]] == [["path", "3"], ["feed", "0"]]
    assert str(news) in shown
    assert f"{feed} (private networks allowed)" in shown
    assert main(["sources", "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)["sources"]
    assert [(row["kind"], row["given"]) for row in rows] == [("path", str(news)), ("feed", feed)]


@pytest.mark.usefixtures("fake_model")
def test_a_private_address_is_refused_with_the_option_that_allows_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["sync", "http://127.0.0.1:9/"]) == 1
    assert "--allow-private" in capsys.readouterr().out


@pytest.mark.parametrize("every", ["5", "1s", "15", "m", "-1m", "1.5h", "9999h"])
def test_a_time_that_is_none_is_refused(every: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["sync", "--watch", f"--every={every}"]) == 2
    assert "15m" in capsys.readouterr().err


def test_every_without_watch_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["sync", "--every", "5m"]) == 2
    assert "--watch" in capsys.readouterr().err


def test_the_app_takes_addresses_and_refuses_paths_that_are_not_there(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["https://wire.example/feed"]) == 2
    assert "needs a terminal" in capsys.readouterr().err
    assert main(["nowhere"]) == 2
    assert "no such file" in capsys.readouterr().err
