"""A new file is private, whole, and never takes the place of another."""

from __future__ import annotations

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from mobilnost.office.placing import place_new


def test_it_is_for_its_owner_alone_and_its_folder_is_made(tmp_path: Path) -> None:
    path = tmp_path / "agreements" / "a.toml"
    place_new(path, "čl. 5\n")
    assert path.read_text(encoding="utf-8") == "čl. 5\n"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [one.name for one in path.parent.iterdir()] == ["a.toml"]


def test_what_is_there_stays_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_text("old", encoding="utf-8")
    with pytest.raises(FileExistsError):
        place_new(path, "new")
    assert path.read_text(encoding="utf-8") == "old"
    assert [one.name for one in tmp_path.iterdir()] == ["a.toml"]


def test_of_many_at_once_one_is_first_and_the_others_are_told(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"

    def placed(number: int) -> bool:
        try:
            place_new(path, str(number) * 1000)
        except FileExistsError:
            return False
        return True

    with ThreadPoolExecutor(8) as workers:
        assert sum(workers.map(placed, range(8))) == 1
    assert len(set(path.read_text(encoding="utf-8"))) == 1
    assert len(list(tmp_path.iterdir())) == 1


def test_a_folder_that_is_a_file_is_the_systems_refusal(tmp_path: Path) -> None:
    (tmp_path / "agreements").write_text("", encoding="utf-8")
    with pytest.raises(OSError):
        place_new(tmp_path / "agreements" / "a.toml", "")
