"""`mobilnost init`: a folder to begin with, private, and whole or not at all."""

import json
import shlex
import stat
import subprocess
from importlib.resources import files
from pathlib import Path

import pytest
from offices import PROGRAM, Run, dossier, environment, put


@pytest.mark.parametrize("example", [(), ("--example",)], ids=["empty", "example"])
def test_a_new_office_has_nothing_wrong_with_it(run: Run, tmp_path: Path, example: tuple[str, ...]) -> None:
    office = tmp_path / "office"
    assert run("init", office, *example).returncode == 0
    done = run("check", "--office", office, "--on", "2023-03-01")
    assert done.returncode in (0, 1), done.stderr


def test_the_example_comes_whole_with_its_own_words(run: Run, tmp_path: Path) -> None:
    run("init", tmp_path / "office", "--example")
    example = files("mobilnost").joinpath("examples", "office")
    made = {path.relative_to(tmp_path / "office").as_posix() for path in (tmp_path / "office").rglob("*.toml")}
    assert {"mobilnost.toml", "locales/hr.toml"} <= made
    for name in made:
        assert (tmp_path / "office" / name).read_bytes() == example.joinpath(name).read_bytes()


def test_an_empty_office_can_judge(run: Run, tmp_path: Path) -> None:
    office = tmp_path / "office"
    run("init", office)
    put(office / "dossiers" / "one.toml", dossier().replace('agreement = "sum-uniri-2018"\n', ""))
    done = run("check", "--office", office, "--lang", "en", "--on", "2018-06-25")
    assert done.returncode == 1
    assert "Not known: an agreement in force." in done.stdout


def test_only_its_owner_may_read_it(run: Run, tmp_path: Path) -> None:
    office = tmp_path / "office"
    run("init", office, "--example")
    for path in (office, *office.rglob("*")):
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600)


def test_a_dry_run_writes_nothing(run: Run, tmp_path: Path) -> None:
    done = run("init", tmp_path / "office", "--example", "--dry-run", "--lang", "en")
    assert f"Would make {tmp_path / 'office' / 'mobilnost.toml'}" in done.stdout.splitlines()
    assert not (tmp_path / "office").exists()


@pytest.mark.parametrize(
    ("arguments", "language", "said"),
    [
        ((), "hr", "# The settings of the office."),
        (("--lang", "hr"), "hr", "# Postavke ureda."),
        (("--lang", "mk"), "mk", "# Поставки на канцеларијата."),
    ],
    ids=["nothing asked", "Croatian", "Macedonian"],
)
def test_its_files_are_written_for_whoever_asked(
    run: Run, tmp_path: Path, arguments: tuple[str, ...], language: str, said: str
) -> None:
    run("init", tmp_path / "office", *arguments)
    settings = (tmp_path / "office" / "mobilnost.toml").read_text(encoding="utf-8")
    assert settings.startswith(said)
    assert f'\nlanguage = "{language}" ' in settings
    assert not {"{", "}"} & set("".join(line for line in settings.splitlines() if not line.startswith("names")))


def test_an_empty_folder_may_be_there_already(run: Run, tmp_path: Path) -> None:
    (tmp_path / "office").mkdir()
    assert run("init", tmp_path / "office").returncode == 0
    assert (tmp_path / "office" / "mobilnost.toml").is_file()


@pytest.mark.parametrize("what", ["folder", "file"])
def test_what_is_there_is_left_alone(run: Run, tmp_path: Path, what: str) -> None:
    place = tmp_path / "office"
    if what == "folder":
        place.mkdir()
        mine = put(place / "mine.txt", "mine")
    else:
        mine = put(place, "mine")
    done = run("init", place, "--lang", "en")
    assert done.returncode == 2
    assert "is not empty" in done.stderr
    assert mine.read_text(encoding="utf-8") == "mine"
    assert sorted(tmp_path.iterdir()) == [place]


def test_a_place_where_nothing_can_be_written_is_told_and_nothing_is_left(run: Run, tmp_path: Path) -> None:
    put(tmp_path / "file", "mine")
    done = run("init", tmp_path / "file" / "office")
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_what_is_told_is_done_even_if_nobody_reads_on(tmp_path: Path) -> None:
    program = shlex.join([*PROGRAM, "init", str(tmp_path / "office"), "--example"])
    subprocess.run(["bash", "-c", f"{program} | true"], capture_output=True, env=environment(), check=False)
    assert (tmp_path / "office" / "mobilnost.toml").is_file()


def test_nothing_is_told_that_was_not_done(run: Run, tmp_path: Path) -> None:
    put(tmp_path / "file", "mine")
    assert run("init", tmp_path / "file" / "office").stdout == ""


@pytest.mark.parametrize("there", [True, False], ids=["a folder", "a place that is not there yet"])
def test_a_link_may_stand_for_the_folder(run: Run, tmp_path: Path, there: bool) -> None:
    if there:
        (tmp_path / "place").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "place")
    assert run("init", tmp_path / "link").returncode == 0
    assert (tmp_path / "place" / "mobilnost.toml").is_file()


@pytest.mark.parametrize("dry", [(), ("--dry-run",)], ids=["written", "dry"])
def test_json_tells_each_file_and_folder(run: Run, tmp_path: Path, dry: tuple[str, ...]) -> None:
    lines = [json.loads(line) for line in run("init", tmp_path / "office", "--json", *dry).stdout.splitlines()]
    settings = next(one for one in lines if one["path"].endswith("mobilnost.toml"))
    assert (settings["schema"], settings["kind"], settings["written"]) == (1, "file", not dry)
    assert {one["kind"] for one in lines} == {"file", "folder"}
