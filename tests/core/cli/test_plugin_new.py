"""`mobilnost plugin new`: a programme's own distribution from a code and a few answers, whole or not at all."""

import json
import os
import pty
import stat
import subprocess
import tomllib
from pathlib import Path

import pytest
from offices import PROGRAM, Run, environment, put


def project(folder: Path) -> dict[str, object]:
    found: dict[str, object] = tomllib.loads((folder / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return found


def law(folder: Path, code: str = "polar") -> dict[str, object]:
    text = (folder / f"mobilnost_{code}" / "law.toml").read_text(encoding="utf-8")
    found: dict[str, object] = tomllib.loads(text)["programme"]
    return found


def test_a_code_is_all_it_needs(run: Run, tmp_path: Path) -> None:
    done = run("plugin", "new", "polar", "--lang", "en")
    assert done.returncode == 0, done.stderr
    folder = tmp_path / "mobilnost-polar"
    written = sorted(path.relative_to(tmp_path).as_posix() for path in folder.rglob("*") if path.is_file())
    assert sorted(done.stdout.splitlines()) == sorted(f"Made {path}" for path in written)
    assert law(folder) == {
        "code": "polar",
        "source": "Polar guide",
        "kinds": ["study", "teaching"],
        "names": {"en": "Polar", "hr": "Polar", "mk": "Polar"},
    }
    assert project(folder)["license"] == "Apache-2.0"


def test_it_says_what_comes_next(run: Run) -> None:
    said = run("plugin", "new", "polar", "--lang", "en").stderr.splitlines()
    assert said[1:] == ["  cd mobilnost-polar", '  pip install -e ".[test]"', "  pytest", "  mobilnost plugins"]


def test_options_answer_everything(run: Run, tmp_path: Path) -> None:
    options = ("--name", "Polar Bridge", "--name", "mk=Поларен мост", "--source", "Handbook", "--kind", "training")
    more = ("--direction", "incoming", "--licence", "mit", "--author", "Ana Primjer <ana@example.org>")
    done = run("plugin", "new", "polar", *options, *more, "--folder", "here/polar", "--lang", "en")
    assert done.returncode == 0, done.stderr
    said = law(tmp_path / "here" / "polar")
    assert said["names"] == {"en": "Polar Bridge", "hr": "Polar Bridge", "mk": "Поларен мост"}
    assert (said["source"], said["kinds"]) == ("Handbook", ["training"])
    found = project(tmp_path / "here" / "polar")
    assert (found["license"], found["authors"]) == ("MIT", [{"name": "Ana Primjer", "email": "ana@example.org"}])
    assert "direction == 'incoming'" in (tmp_path / "here/polar/mobilnost_polar/law.toml").read_text(encoding="utf-8")
    assert "https://spdx.org/licenses/MIT.html" in done.stderr


def test_a_dry_run_writes_nothing(run: Run, tmp_path: Path) -> None:
    done = run("plugin", "new", "polar", "--dry-run", "--json")
    told = [json.loads(line) for line in done.stdout.splitlines()]
    assert {"schema": 1, "path": "mobilnost-polar/README.md", "kind": "file", "written": False} in told
    assert (list(tmp_path.iterdir()), done.stderr) == ([], "")


def test_its_files_are_for_everybody_to_read(run: Run, tmp_path: Path) -> None:
    run("plugin", "new", "polar")
    umask = os.umask(0)
    os.umask(umask)
    for path in (tmp_path / "mobilnost-polar", *(tmp_path / "mobilnost-polar").rglob("*")):
        wanted = 0o777 if path.is_dir() else 0o666
        assert stat.S_IMODE(path.stat().st_mode) == wanted & ~umask, path


# -- what is refused, with nothing written


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("Nor-Plus",), "Perhaps 'nor_plus'?"),
        (("../polar",), "cannot be a code"),
        (("class",), "another meaning"),
        (("duration",), "the university's own"),
        (("erasmus",), "taken by mobilnost,"),
        ((), "no terminal to ask on"),
        (("polar", "--licence", "free"), "no identifier of SPDX"),
        (("polar", "--author", "Ana <ana"), "no author"),
        (("polar", "--name", "{to}"), "cannot be a name"),
        (("polar", "--source", ""), "cannot be the name of a source"),
        (("polar", "--who", "students", "--kind", "teaching"), "does not go with students"),
        (("polar", "--kind", "holiday"), "holiday"),
        (("polar", "--who", "pets"), "pets"),
    ],
    ids=lambda one: " ".join(one) if isinstance(one, tuple) else "",
)
def test_what_cannot_be_is_refused(run: Run, tmp_path: Path, arguments: tuple[str, ...], said: str) -> None:
    done = run("plugin", "new", *arguments, "--lang", "en")
    assert (done.returncode, said in done.stderr, done.stdout) == (2, True, ""), done.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("lang", ["en", "hr", "mk"])
def test_it_is_refused_in_the_reader_s_language(run: Run, lang: str) -> None:
    said = {"en": "choose another code", "hr": "odaberite drugu oznaku", "mk": "изберете друга ознака"}
    assert said[lang] in run("plugin", "new", "erasmus", "--lang", lang).stderr


@pytest.mark.parametrize("what", ["file", "folder", "link"])
def test_what_is_there_is_left_alone(run: Run, tmp_path: Path, what: str) -> None:
    place = tmp_path / "mobilnost-polar"
    if what == "file":
        put(place, "mine")
    elif what == "folder":
        place.mkdir()
    else:
        place.symlink_to(tmp_path / "nowhere")
    done = run("plugin", "new", "polar", "--lang", "en")
    assert (done.returncode, "exists already" in done.stderr) == (2, True)
    assert [path.name for path in tmp_path.iterdir()] == ["mobilnost-polar"]
    assert what != "folder" or list(place.iterdir()) == []


def test_a_place_where_nothing_can_be_written_is_told_and_nothing_is_left(run: Run, tmp_path: Path) -> None:
    put(tmp_path / "file", "mine")
    done = run("plugin", "new", "polar", "--folder", tmp_path / "file" / "polar")
    assert (done.returncode, done.stdout, "Traceback" in done.stderr) == (2, "", False)
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_a_package_of_that_name_takes_the_code(tmp_path: Path) -> None:
    (tmp_path / "mobilnost_polar").mkdir()
    put(tmp_path / "mobilnost_polar" / "__init__.py", "")
    done = asked("plugin", "new", "polar", cwd=tmp_path, stdin=subprocess.DEVNULL, PYTHONPATH=str(tmp_path))
    assert (done.returncode, "taken by mobilnost_polar" in done.stderr) == (2, True), done.stderr


# -- on a terminal


def asked(*arguments: str, cwd: Path, stdin: int, **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*PROGRAM, *arguments], cwd=cwd, env=environment(**more), stdin=stdin, capture_output=True, text=True
    )


def on_a_terminal(typed: str, *arguments: str, cwd: Path) -> tuple[int, str, str]:
    """What comes of a command whose questions are answered: its exit code, its result, and what the terminal showed."""
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [*PROGRAM, *arguments], cwd=cwd, env=environment(), stdin=theirs, stderr=theirs, stdout=subprocess.PIPE
    ) as process:
        os.close(theirs)
        os.write(ours, typed.encode())
        shown = b"".join(iter(lambda: read(ours), b"")).decode().replace("\r\n", "\n")
        assert process.stdout is not None
        result = process.stdout.read().decode()
    os.close(ours)
    return process.returncode, result, shown


def read(terminal: int) -> bytes:
    """What a terminal shows next; nothing, when the program that wrote to it has ended."""
    try:
        return os.read(terminal, 4096)
    except OSError:
        return b""


def test_a_terminal_asks_what_no_option_says(tmp_path: Path) -> None:
    #        code, again, name, hr, mk, source, who, kinds, direction, licence, again, author
    typed = "erasmus\npolar\nPolar Bridge\n\nПоларен мост\n\nstaff\n\nincoming\nfree\nnone\n\n"
    code, result, shown = on_a_terminal(typed, "plugin", "new", "--lang", "en", cwd=tmp_path)
    assert code == 0, shown
    assert "Made mobilnost-polar/pyproject.toml" in result
    assert "Name in Croatian [Polar Bridge]: " in shown
    assert "'erasmus' is taken by mobilnost" in shown
    said = law(tmp_path / "mobilnost-polar")
    assert said["names"] == {"en": "Polar Bridge", "hr": "Polar Bridge", "mk": "Поларен мост"}
    assert (said["source"], said["kinds"]) == ("Polar Bridge guide", ["teaching"])
    assert not {"license", "authors"} & project(tmp_path / "mobilnost-polar").keys()


def test_whoever_wants_no_questions_is_asked_none(tmp_path: Path) -> None:
    code, result, shown = on_a_terminal("", "plugin", "new", "polar", "--yes", "--lang", "en", cwd=tmp_path)
    assert (code, "Name" in shown) == (0, False)
    assert "Made mobilnost-polar/pyproject.toml" in result


def test_whoever_stops_has_nothing(tmp_path: Path) -> None:
    code, result, _ = on_a_terminal("polar\nPolar\n\x04", "plugin", "new", cwd=tmp_path)
    assert (code, result, list(tmp_path.iterdir())) == (130, "", [])
