"""What a page of the guide lets its reader make, works: its files are written and its commands run, in the order of the
page, in a virtual environment with `mobilnost` in it, and every command prints what the page shows.

A piece of code with `title="NAME"` is a file; with `title="NAME, at the end"` it is added to one. In a piece of `console`
the lines that begin with `$ ` are run. Pieces of `sh` are the reader's own business and are not.
"""

import os
import re
import subprocess
import sysconfig
import venv
from pathlib import Path

import pytest
import warm
from pages import GUIDE, Block, alike, blocks, is_story

TITLE = re.compile(r'title="([^",]+)(, at the end)?"')
COMMANDS = {
    "pip": "-m pip",
    "pytest": "-m pytest -p no:cacheprovider -p no:xdist",
}


class Desk:
    """A reader's folder, and the environment in which they work."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "desk"
        self.folder.mkdir()
        venv.create(folder / "env", symlinks=True)
        (site,) = (folder / "env").glob("lib/python*/site-packages")
        ours = sysconfig.get_path("purelib")
        (site / "ours.pth").write_text(f"import site; site.addsitedir({ours!r})\n", encoding="utf-8")
        tools = folder / "env" / "bin"
        for name, arguments in COMMANDS.items():
            (tools / name).write_text(f'#!/bin/sh\nexec {tools}/python {arguments} "$@"\n', encoding="utf-8")
            (tools / name).chmod(0o755)
        warm.command(tools / "mobilnost")
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("MOBILNOST_", "PY"))}
        # What packages are built with is installed; nothing is fetched.
        alone = {"PIP_NO_INDEX": "1", "PIP_NO_BUILD_ISOLATION": "0", "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
        paths = {"PATH": f"{tools}{os.pathsep}{os.environ['PATH']}", "COLUMNS": "120"}
        self.environment = kept | alone | paths | {"NO_COLOR": "1", "PYTHONUTF8": "1", warm.SITE: str(site)}

    def write(self, name: str, text: str, *, at_the_end: bool) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        before = f"{path.read_text(encoding='utf-8')}\n" if at_the_end else ""
        path.write_text(before + text, encoding="utf-8")

    def answer(self, command: str, shown: str = "") -> str:
        """What a command prints; a check may find something, and what is shown to fail must."""
        done = subprocess.run(
            ["bash", "-c", command], cwd=self.folder, env=self.environment, capture_output=True, text=True
        )
        expected = (1,) if "FAILED" in shown else (0, 1) if command.startswith("mobilnost check") else (0,)
        assert done.returncode in expected, f"$ {command}\n{done.stdout}{done.stderr}"
        return done.stdout


def told(block: Block, desk: Desk) -> None:
    """One piece of a page, done as its reader does it."""
    if found := TITLE.fullmatch(block.about):
        desk.write(found[1], block.text, at_the_end=bool(found[2]))
    elif block.language == "console":
        for part in re.split(r"^\$ ", block.text, flags=re.MULTILINE)[1:]:
            command, _, shown = part.partition("\n")
            printed = desk.answer(command, shown)
            assert alike(shown, printed), f"{block}\n$ {command}\n{printed}"
    else:
        assert block.language in ("", "sh", "text"), f"{block}: is it a file? Then it needs its name"


@pytest.mark.parametrize(
    "page", [one for one in sorted(GUIDE.glob("*.md")) if is_story(one)], ids=lambda page: page.stem
)
def test_what_the_page_lets_its_reader_make_works(page: Path, tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    for block in blocks(page):
        told(block, desk)
