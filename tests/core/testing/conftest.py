"""Packages that tests write are imported from their own folder, and forgotten when it is."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from core.testing.plugins import Change, package

Make = Callable[..., str]


@pytest.fixture
def make(tmp_path: Path) -> Iterator[Make]:
    """Makes packages of plugins by their changes, and gives their names."""
    known = set(sys.modules)

    def made(*changes: Change) -> str:
        return package(tmp_path, changes)

    yield made
    sys.path[:] = [one for one in sys.path if one != str(tmp_path)]
    for name in set(sys.modules) - known:
        if name.startswith("mobilnost_norplus_"):
            del sys.modules[name]
