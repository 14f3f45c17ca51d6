"""On a terminal there are colours, and lines that fit; elsewhere neither."""

import json
import os
import pty
import re
import subprocess
from pathlib import Path

import pytest
from offices import PROGRAM, Run, dossier, environment, put

ON = ("--on", "2018-06-25")
COLOURED = re.compile(r"\x1b\[[0-9;]*m")


def on_a_terminal(*arguments: object, **more: str) -> str:
    """What the program writes on a terminal of 60 columns."""
    master, slave = pty.openpty()
    process = subprocess.Popen(
        [*PROGRAM, *map(str, arguments)], stdout=slave, stderr=slave, env=environment(COLUMNS="60", **more)
    )
    os.close(slave)
    said = b""
    while True:
        try:
            part = os.read(master, 4096)
        except OSError:
            break
        if not part:
            break
        said += part
    process.wait()
    os.close(master)
    return said.decode().replace("\r\n", "\n")


@pytest.fixture
def short(office: Path) -> Path:
    return put(office / "dossiers" / "short.toml", dossier(end="2018-12-01"))


def test_a_terminal_gets_colours(short: Path) -> None:
    said = on_a_terminal("check", short, "--lang", "en", *ON)
    assert said.startswith("\x1b[31m\x1b[1m✘ 2018-0042: may not go\x1b[0m\n")


def test_no_color_is_obeyed(short: Path) -> None:
    said = on_a_terminal("check", short, "--lang", "en", *ON, NO_COLOR="1")
    assert said.startswith("✘ 2018-0042: may not go\n")
    assert not COLOURED.search(said)


def test_lines_fit_the_terminal(short: Path) -> None:
    said = COLOURED.sub("", on_a_terminal("check", short, "--lang", "hr", *ON))
    long = [line for line in said.splitlines() if len(line) > 60]
    assert not [line for line in long if " " in line.strip()]
    assert "\n    " in said


def test_progress_is_shown_where_somebody_waits_for_a_file(office: Path, tmp_path: Path) -> None:
    for number in range(60):
        put(office / "dossiers" / f"{number:03}.toml", dossier(id=f'"d-{number}"'))
    master, slave = pty.openpty()
    with (tmp_path / "out").open("wb") as out:
        subprocess.run(
            [*PROGRAM, "check", "--office", str(office), "--lang", "en", *ON],
            stdout=out,
            stderr=slave,
            env=environment(),
            check=False,
        )
    os.close(slave)
    assert b"50 of 61" in os.read(master, 4096)
    os.close(master)
    assert "50 of 61" not in (tmp_path / "out").read_text(encoding="utf-8")


@pytest.mark.parametrize("sign", ["\x1b]0;title\x07", "\x9b31m", "\u202e", "\r"], ids=ascii)
def test_no_name_steers_the_terminal(office: Path, sign: str) -> None:
    put(office / "dossiers" / "short.toml", dossier(end="2018-12-01"))
    put(office / "dossiers" / f"a{sign}b.toml", "")
    said = COLOURED.sub("", on_a_terminal("check", "--office", office, "--lang", "en", *ON))
    assert sign not in said
    assert said.count("\N{REPLACEMENT CHARACTER}") >= 2


def test_json_is_whole_in_any_encoding(run: Run, office: Path) -> None:
    said = [
        run("check", office / "dossiers" / "good.toml", "--json", "--lang", "mk", *ON, PYTHONIOENCODING=encoding).stdout
        for encoding in ("utf-8", "ascii", "cp1252")
    ]
    first, *others = [json.loads(one) for one in said]
    assert others == [first, first]
    assert "?" not in first["findings"][0]["message"]
