"""What README and handbooks show is so: code runs, files load, commands answer as printed, links lead somewhere."""

import os
import re
import runpy
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import warm
from pages import FENCE, PAGES, ROOT, Block, alike, blocks, is_story

import mobilnost
from mobilnost import Host, InvalidData, Lawbook
from mobilnost.cli import helps
from mobilnost.formats.scenarios import parse_scenarios
from mobilnost.rules import CORE_FACTS
from mobilnost.scenarios import Bench

LOOSE = [page for page in PAGES if not is_story(page)]
LINK = re.compile(r"\[[^\]]+\]\(([^)\s]+)\)")


def of(language: str) -> list[Any]:
    """The pieces of all pages, but of those that are run as a whole."""
    return [pytest.param(one, id=str(one)) for page in LOOSE for one in blocks(page) if one.language == language]


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder with the example office in it, as a reader of the README has it."""
    folder = tmp_path / "desk"
    folder.mkdir()
    answer("mobilnost init office --example", folder)
    return folder


def answer(command: str, folder: Path) -> str:
    """What a command of ours prints, run by this very Python."""
    tools = folder / ".tools"
    if not tools.exists():
        tools.mkdir()
        warm.command(tools / "mobilnost")
    environment = {name: value for name, value in os.environ.items() if not name.startswith("MOBILNOST_")}
    environment |= {"PATH": f"{tools}{os.pathsep}{os.environ['PATH']}", "NO_COLOR": "1", "PYTHONUTF8": "1"}
    done = subprocess.run(
        ["bash", "-c", command], cwd=folder, env=environment, capture_output=True, text=True, encoding="utf-8"
    )
    assert done.returncode in (0, 1), done.stderr
    return done.stdout


# -- code


@pytest.mark.parametrize("page", [page for page in LOOSE if any(one.language == "python" for one in blocks(page))])
def test_the_python_of_a_page_runs_from_top_to_bottom(
    page: Path, desk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = [""] * len(page.read_text(encoding="utf-8").splitlines())
    for block in blocks(page):
        if block.language == "python":
            code = block.text.splitlines()
            lines[block.line : block.line + len(code)] = code
    script = tmp_path / f"{page.stem}.py"  # each piece at the line where the page has it
    script.write_text("\n".join(lines), encoding="utf-8")
    monkeypatch.chdir(desk)
    runpy.run_path(str(script))


# -- files

LOADERS: dict[str, Callable[[str], object]] = {
    "dossier": mobilnost.parse_dossier,
    "agreement": mobilnost.parse_agreement,
    "call": mobilnost.parse_call,
    "decision": mobilnost.parse_decision,
    "settings": mobilnost.parse_settings,
    "scenarios": parse_scenarios,
    "law": lambda text: (mobilnost.parse_regulation if "[regulation]" in text else mobilnost.parse_programme)(text),
}


@pytest.mark.parametrize("block", of("toml"))
def test_a_file_that_is_shown_can_be_loaded(block: Block) -> None:
    kind = block.about.partition(" ")[0]
    assert kind in {"", *LOADERS}
    LOADERS.get(kind, tomllib.loads)(block.text)


@pytest.mark.parametrize("block", [one for one in of("toml") if one.values[0].about.startswith("law")])
def test_a_law_that_is_shown_is_one_that_dossiers_can_be_judged_by(block: Block) -> None:
    first = mobilnost.parse_dossier(next(blocks_about("dossier")).text).value.first_day
    if "[regulation]" in block.text:
        regulation = mobilnost.parse_regulation(block.text)
        book = Lawbook(regulation=regulation, programmes=Host.discover().laws).rulebook("bilateral", first)
    else:
        law = mobilnost.parse_programme(block.text)
        programme = mobilnost.ProgrammeLaw(programme=law.programme, law=law.law)
        regulation = mobilnost.regulation()
        book = Lawbook(regulation=regulation, programmes=[programme]).rulebook(law.programme.code, first)
    assert book.rules


def blocks_about(kind: str) -> Iterator[Block]:
    return (one for page in PAGES for one in blocks(page) if one.about.partition(" ")[0] == kind)


@pytest.mark.parametrize("block", [one for one in of("toml") if one.values[0].about.startswith("agreement")])
def test_an_agreement_that_is_shown_is_lawful_unless_the_page_says_that_it_is_refused(block: Block) -> None:
    lawbook = Lawbook(regulation=mobilnost.regulation(), programmes=Host.discover().laws)
    agreement = mobilnost.parse_agreement(block.text, "agreement.toml")
    day = agreement.value.valid_from
    if "refused" not in block.about:
        assert lawbook.rulebook(agreement.value.programme, day, agreement=agreement).agreement
        return
    with pytest.raises(InvalidData) as refused:
        lawbook.rulebook(agreement.value.programme, day, agreement=agreement)
    assert refused.value.problems[0].article


@pytest.mark.parametrize("block", [one for one in of("toml") if one.values[0].about.startswith("scenarios")])
def test_cases_that_are_shown_hold(block: Block) -> None:
    bench = Bench(Lawbook(regulation=mobilnost.regulation(), programmes=Host.discover().laws))
    judged = [bench.judge(one) for one in parse_scenarios(block.text)]
    assert judged
    assert all(one.holds for one in judged)


# -- commands


@pytest.mark.parametrize("page", [page for page in LOOSE if any(one.language == "console" for one in blocks(page))])
def test_commands_answer_as_the_page_shows(page: Path, desk: Path) -> None:
    """From the top to the bottom of a page, on the example office."""
    for block in (one for one in blocks(page) if one.language == "console"):
        first, _, shown = block.text.partition("\n")
        assert first.startswith("$ mobilnost "), str(block)
        command = first.removeprefix("$ ")
        if command.startswith("mobilnost init"):
            shutil.rmtree(desk / "office")
        printed = answer(command, desk)
        assert shown.strip(), f"{block}: a page shows what a command answers"
        assert alike(shown, printed), f"{block}\n{printed}"


def test_the_first_command_of_the_readme_ends_well(tmp_path: Path) -> None:
    """In a copy of the checkout, with nothing installed."""
    copy = tmp_path / "checkout"
    copy.mkdir()
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, copy)
    for name in ("core", "plugins"):
        shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
    command = next(one for one in blocks(ROOT / "README.md") if one.language == "sh").text
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("MOBILNOST_", "PYTHON"))}
    environment["PATH"] = f"{Path(sys.base_prefix) / 'bin'}{os.pathsep}{os.environ['PATH']}"
    for _ in range(2):  # a second time too
        done = subprocess.run(
            ["bash", "-c", command], cwd=copy, env=environment, capture_output=True, text=True, encoding="utf-8"
        )
        assert done.returncode == 0, done.stdout + done.stderr
        assert "may go: 12" in done.stdout.splitlines()[-1]


def test_the_checks_run_the_tests_by_the_readmes_own_command() -> None:
    _, command = [one.text.strip() for one in blocks(ROOT / "README.md") if one.language == "sh"]
    script = ROOT / ".ci" / "run"
    assert os.access(script, os.X_OK)
    pattern = re.search(r"grep -m 1 '([^']+)' README.md", script.read_text(encoding="utf-8"))
    assert pattern is not None
    assert re.fullmatch(pattern[1], command)


# -- what is said of the program and of the law

SAID = re.compile(r"`mobilnost ([a-z]+)")
OPTION = re.compile(r"^\| `(--[a-z]+)", re.MULTILINE)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_commands_that_are_named_exist(page: Path) -> None:
    assert set(SAID.findall(page.read_text(encoding="utf-8"))) <= set(helps.COMMANDS)


def test_options_in_the_handbook_are_those_of_the_command(desk: Path) -> None:
    named = set(OPTION.findall((ROOT / "docs" / "office.md").read_text(encoding="utf-8")))
    shown = set(re.findall(r"^ +(--[a-z]+)", answer("mobilnost check --help", desk), re.MULTILINE))
    assert shown == named | {"--office"}


def test_the_table_of_facts_is_complete_and_true() -> None:
    rows = [
        f"| `{one.name}` | {one.type} | {'always' if one.required else ''} | {one.meaning} |"
        for one in sorted(CORE_FACTS, key=lambda one: one.name)
    ]
    page = (ROOT / "docs" / "facts.md").read_text(encoding="utf-8")
    assert [line for line in page.splitlines() if line.startswith("| `")] == rows


# -- links


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(page: Path) -> None:
    text = FENCE.sub("", page.read_text(encoding="utf-8"))
    here = [target for target in LINK.findall(text) if "://" not in target]
    missing = [target for target in here if not (page.parent / target.partition("#")[0]).exists()]
    assert not missing
