"""A new file in an office's folder: private, whole or not at all, and never over one that is there."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path


def place_new(path: Path, text: str) -> None:
    """Puts a file where there is none, readable by its owner alone; its folder is made where it is missing.

    Raises `FileExistsError`, also where somebody else was a moment quicker, and `OSError` where the system refuses;
    then nothing of it is left.
    """
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    beside = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(text.encode())
            stream.flush()
            os.fsync(stream.fileno())
        # A link is made only where nothing bears the name; moving the file there would take the place of another.
        path.hardlink_to(beside)
    finally:
        beside.unlink(missing_ok=True)
