"""Where an office is: the nearest folder with its settings."""

from __future__ import annotations

from pathlib import Path

from mobilnost.formats.documents import Loaded, load_settings
from mobilnost.model import Settings

SETTINGS_FILE = "mobilnost.toml"


def office_above(start: Path) -> Path | None:
    """The nearest folder upwards that holds the settings of an office, the starting folder included."""
    start = start.resolve()
    return next((folder for folder in (start, *start.parents) if (folder / SETTINGS_FILE).is_file()), None)


def settings_of(folder: Path | None) -> Loaded[Settings] | None:
    """The settings in an office's folder, if it has any. Raises `InvalidData`."""
    file = None if folder is None else folder / SETTINGS_FILE
    return load_settings(file) if file is not None and file.exists() else None
