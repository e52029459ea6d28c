"""A purge, a restore or a backup that is killed leaves an archive that opens, and done again it is complete."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from builders import SHELLS, settings_in, sync_with_fake, write_stories

from index.library import Library
from index.settings import Settings
from index.upkeep import backup, purge, restore, verify

TESTS = Path(__file__).parents[2]
CHILD = f"""
import sys
sys.path[:0] = [{str(TESTS)!r}, {str(TESTS.parent)!r}]
from pathlib import Path
from builders import settings_in
from crashing import Calls
from index.upkeep import backup, purge, restore
folder, what, article, last = Path(sys.argv[1]), sys.argv[2], sys.argv[3], int(sys.argv[4])
settings = settings_in(folder)
calls = Calls(last)
sys.setprofile(calls)
if what == "purge":
    purge(settings.archive, settings, [article])
elif what == "restore":
    restore(settings.archive, settings, folder / "copy.dossier")
else:
    backup(settings.archive, folder / "new.dossier", force=True)
sys.setprofile(None)
print(calls.made)
"""
AGAIN: dict[str, Callable[[Settings, str], object]] = {
    "purge": lambda settings, article: purge(settings.archive, settings, [article]),
    "restore": lambda settings, _: restore(settings.archive, settings, settings.archive.with_name("copy.dossier")),
    "backup": lambda settings, _: backup(settings.archive, settings.archive.with_name("new.dossier"), force=True),
}


def run(folder: Path, what: str, article: str, last: int) -> subprocess.CompletedProcess[str]:
    """Do it in a process that dies at its call number `last`."""
    command = [sys.executable, "-c", CHILD, str(folder), what, article, str(last)]
    return subprocess.run(command, capture_output=True, text=True, start_new_session=True, check=False, timeout=120)


@pytest.mark.parametrize("what", AGAIN)
def test_what_is_killed_can_be_done_again(what: str, tmp_path: Path) -> None:
    settings = settings_in(tmp_path)
    sync_with_fake(settings, write_stories(tmp_path / "news", SHELLS))
    with Library.open(settings.archive, settings) as library:
        article = library.find_article("Pyongyang answers")
    backup(settings.archive, tmp_path / "copy.dossier", paths=True)
    whole = run(tmp_path, what, article, 0)
    assert whole.returncode == 0, whole.stderr
    restore(settings.archive, settings, tmp_path / "copy.dossier")
    for share in (0.3, 0.6, 0.9):
        killed = run(tmp_path, what, article, int(int(whole.stdout) * share))
        assert killed.returncode == -9, killed.stderr
        assert {one.remedy for one in verify(settings.archive, settings).findings} <= {"repair", "sync"}
        with Library.open(settings.archive, settings) as library:
            assert library.overview().articles in (2, 3)
    AGAIN[what](settings, article)
    assert verify(settings.archive, settings).findings == ()
    assert not [path.name for path in tmp_path.iterdir() if path.name.startswith(".")]
