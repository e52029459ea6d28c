"""What is found under a path: each file once, in a stable order, and one clear error for each that cannot be read."""

import inspect
import os
import socket
import sys
from pathlib import Path

import pytest

from index.errors import SourceError
from index.sources import Document, find, read

NOT_ROOT = pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")


def names(*paths: Path) -> list[str]:
    return [Path(found.locator).name for found in find(paths)]


def write(path: Path, text: str = "Text.") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def why_unreadable(path: Path) -> str:
    (found,) = find([path])
    with pytest.raises(SourceError) as caught:
        list(read(found))
    assert caught.value.hint
    return caught.value.reason


def test_files_come_by_name_and_those_of_a_folder_before_those_of_its_folders(tmp_path: Path) -> None:
    for name in ["b.txt", "a/z.txt", "a/b/c.txt", "c.md", "aa.txt"]:
        write(tmp_path / name)
    assert names(tmp_path) == ["aa.txt", "b.txt", "c.md", "z.txt", "c.txt"]


def test_a_path_may_be_a_file_or_a_folder_and_each_file_is_found_once(tmp_path: Path) -> None:
    first = write(tmp_path / "a.txt")
    write(tmp_path / "b.txt")
    assert names(first) == ["a.txt"]
    assert names(first, tmp_path, tmp_path / ".") == ["a.txt", "b.txt"]


def test_hidden_files_metadata_and_editor_backups_are_passed_over(tmp_path: Path) -> None:
    for name in [".hidden.txt", ".git/x.txt", "metadata.csv", "a.txt~", "#a.txt#", "a.txt.bak", ".a.txt.swp", "a.txt"]:
        write(tmp_path / name)
    assert names(tmp_path) == ["a.txt"]


def test_a_hidden_file_named_by_the_user_is_found(tmp_path: Path) -> None:
    assert names(write(tmp_path / ".hidden.txt")) == [".hidden.txt"]


def test_locators_are_resolved_paths(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path / "a.txt")
    monkeypatch.chdir(tmp_path)
    (found,) = find([Path("./a.txt")])
    assert found.locator == str(path.resolve())


def test_an_empty_folder_gives_nothing(tmp_path: Path) -> None:
    assert names(tmp_path) == []


def test_a_missing_path_is_an_error_that_names_it(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"nowhere\.txt: no such file"):
        list(find([tmp_path / "nowhere.txt"]))


def test_a_path_with_a_nul_is_an_error() -> None:
    with pytest.raises(SourceError):
        list(find([Path("a\0b")]))


def test_a_pipe_and_a_socket_are_errors_and_nothing_waits_for_them(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    assert "pipe" in why_unreadable(tmp_path / "pipe.txt")
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(tmp_path / "socket.txt"))
        assert "socket" in why_unreadable(tmp_path / "socket.txt")
    assert "device" in why_unreadable(Path("/dev/null"))


def test_links_that_lead_nowhere_or_round_in_a_circle_are_one_error_each(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to(tmp_path / "b.txt")
    (tmp_path / "b.txt").symlink_to(tmp_path / "a.txt")
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    reasons = []
    for found in find([tmp_path]):
        with pytest.raises(SourceError) as caught:
            list(read(found))
        reasons.append(caught.value.reason)
    assert reasons == ["is a link that leads round in a circle"] * 2 + ["no such file or folder"]


def test_a_link_to_a_folder_above_does_not_repeat_its_files(tmp_path: Path) -> None:
    write(tmp_path / "inner" / "a.txt")
    (tmp_path / "inner" / "up").symlink_to(tmp_path)
    (tmp_path / "again").symlink_to(tmp_path / "inner")
    assert [found.locator for found in find([tmp_path])] == [str(tmp_path / "inner" / "a.txt")]


def test_a_linked_folder_elsewhere_is_followed(tmp_path: Path) -> None:
    write(tmp_path / "elsewhere" / "a.txt")
    (tmp_path / "root").mkdir()
    (tmp_path / "root" / "linked").symlink_to(tmp_path / "elsewhere")
    assert [found.locator for found in find([tmp_path / "root"])] == [str(tmp_path / "root" / "linked" / "a.txt")]


def test_folders_deeper_than_the_stack_are_walked(tmp_path: Path) -> None:
    write(tmp_path.joinpath(*["d"] * 300) / "a.txt")
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(len(inspect.stack()) + 100)
    try:
        found = names(tmp_path)
    finally:
        sys.setrecursionlimit(limit)
    assert found == ["a.txt"]


@NOT_ROOT
def test_a_file_without_permission_is_an_error(tmp_path: Path) -> None:
    path = write(tmp_path / "secret.txt")
    path.chmod(0)
    assert why_unreadable(path) == "no permission to read it"


@NOT_ROOT
def test_a_folder_without_permission_is_an_error_and_its_neighbours_are_found(tmp_path: Path) -> None:
    write(tmp_path / "closed" / "a.txt")
    write(tmp_path / "open" / "b.txt")
    (tmp_path / "closed").chmod(0)
    try:
        found = list(find([tmp_path]))
        assert [Path(each.locator).name for each in found] == ["closed", "b.txt"]
        with pytest.raises(SourceError, match="no permission"):
            list(read(found[0]))
        with pytest.raises(SourceError, match="no permission"):
            list(find([tmp_path / "closed"]))
    finally:
        (tmp_path / "closed").chmod(0o700)


def test_a_folder_that_cannot_be_opened_is_found_and_its_neighbours_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "closed" / "a.txt")
    write(tmp_path / "open" / "b.txt")
    listing = Path.iterdir

    def refuse(path: Path):
        if path.name == "closed":
            raise PermissionError(13, "Permission denied")
        return listing(path)

    monkeypatch.setattr(Path, "iterdir", refuse)
    found = list(find([tmp_path]))
    assert [Path(each.locator).name for each in found] == ["closed", "b.txt"]
    with pytest.raises(SourceError, match="no permission"):
        list(read(found[0]))
    with pytest.raises(SourceError, match="no permission"):
        list(find([tmp_path / "closed"]))


def test_a_file_name_that_is_not_utf8_survives(tmp_path: Path) -> None:
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt")).write_bytes(b"Text.")
    (found,) = find([tmp_path])
    assert found.locator == f"{tmp_path}/caf\\xe9.txt"
    found.locator.encode("utf-8")
    (document,) = read(found)
    assert isinstance(document, Document)
    assert document.article.text == "Text."
