"""What a script can rely on: the exit code says how it went, whatever else was said."""

import json
import os
import shlex
import subprocess
from pathlib import Path

import offices
import pytest
from offices import AGREEMENT, PROGRAM, Run, dossier, environment
from offices import put as write

ON = ("--on", "2018-06-25")


def put(office: Path, name: str, text: str) -> Path:
    return write(office / "dossiers" / name, text)


def test_all_is_well(run: Run, office: Path) -> None:
    done = run("check", office / "dossiers" / "good.toml", *ON)
    assert (done.returncode, done.stderr) == (0, "")


def test_a_rule_that_is_not_met(run: Run, office: Path) -> None:
    assert run("check", put(office, "short.toml", dossier(end="2018-12-01")), *ON).returncode == 1


def test_a_fact_that_is_not_known(run: Run, office: Path) -> None:
    text = dossier().replace('languages = [{ code = "hr", level = "C2" }]\n', "")
    assert run("check", put(office, "silent.toml", text), *ON).returncode == 1


def test_a_paper_whose_time_has_come(run: Run, office: Path) -> None:
    assert run("check", office / "dossiers" / "good.toml", "--on", "2018-10-02").returncode == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ("chek",),
        ("check", "--on", "yesterday"),
        ("check", "--lang", "de"),
        ("check", "no-such-file.toml"),
        ("check", "--office", "/"),
        ("check", "--office", "no-such-folder"),
        ("init",),
    ],
    ids=" ".join,
)
def test_a_command_that_was_not_understood(run: Run, arguments: tuple[str, ...]) -> None:
    done = run(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert "Error" in done.stderr


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"start": '"soon"'}, "mobility.start"),
        ({"programme": '"nordplus"'}, "nordplus"),
        ({"agreement": '"sum-unizg-2018"'}, "Did you mean sum-uniri-2018?"),
        ({"agreement": '"nowhere.toml"'}, "nowhere.toml"),
    ],
    ids=["a wrong value", "an unknown programme", "an unknown agreement", "a file that is not there"],
)
def test_a_file_that_cannot_be_used(run: Run, office: Path, changes: dict[str, str], said: str) -> None:
    done = run("check", put(office, "bad.toml", dossier(**changes)), "--lang", "en", *ON)
    assert (done.returncode, done.stdout) == (3, "")
    assert said in done.stderr
    assert "bad.toml:" in done.stderr


def test_a_folder_without_dossiers_is_no_all_clear(run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    done = run("check", tmp_path / "empty", *ON)
    assert done.returncode == 2
    assert "no dossier" in done.stderr


def test_dossiers_of_two_offices_are_not_judged_by_the_first(run: Run, office: Path, tmp_path: Path) -> None:
    other = offices.make(tmp_path / "other")
    both = [one / "dossiers" / "good.toml" for one in (office, other)]
    done = run("check", *both, "--lang", "en", *ON)
    assert done.returncode == 2
    assert "several offices" in done.stderr
    assert run("check", *both, "--office", office, *ON).returncode == 0


def test_what_the_law_forbids_an_agreement_is_told_with_the_article(run: Run, office: Path) -> None:
    unlawful = AGREEMENT.replace("duration.maximum", "duration.minimum")
    (office / "agreements" / "rijeka.toml").write_text(unlawful, encoding="utf-8")
    done = run("check", office / "dossiers" / "good.toml", "--lang", "en", *ON)
    assert done.returncode == 3
    assert "rijeka.toml:10: terms[0].provision" in done.stderr
    assert "Forbidden by čl. 9 st. 1." in done.stderr


def test_one_bad_file_spoils_no_other_and_prevails_over_a_rule_that_is_not_met(run: Run, office: Path) -> None:
    put(office, "bad.toml", dossier(start='"soon"'))
    put(office, "short.toml", dossier(end="2018-12-01"))
    done = run("check", "--office", office, "--json", *ON)
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 3
    assert [one.get("verdict") for one in lines] == [None, "eligible", "not_eligible"]
    assert lines[0]["schema"] == 1
    assert lines[0]["file"].endswith("bad.toml")
    assert lines[0]["problems"][0]["key"] == "mobility.start"


def test_settings_that_are_wrong(run: Run, office: Path) -> None:
    (office / "mobilnost.toml").write_text("[institution]\nid = 4\n", encoding="utf-8")
    done = run("check", "--office", office)
    assert done.returncode == 3
    assert "mobilnost.toml:2: institution.id" in done.stderr


def test_a_regulation_that_does_not_exist(run: Run, office: Path) -> None:
    settings = (office / "mobilnost.toml").read_text(encoding="utf-8")
    (office / "mobilnost.toml").write_text(f'{settings}regulation = "mostar-2081"\n', encoding="utf-8")
    done = run("check", "--office", office, "--lang", "en")
    assert done.returncode == 3
    assert "Did you mean mostar-2018?" in done.stderr


def test_a_programme_that_is_disabled_is_no_empty_answer(run: Run, office: Path) -> None:
    done = run(
        "check", office / "dossiers" / "good.toml", "--lang", "en", *ON, MOBILNOST_DISABLE_PLUGINS="lipetsk, erasmus"
    )
    assert done.returncode == 3
    assert "erasmus: The plugin is disabled." in done.stderr


def test_a_mistake_of_ours_is_one_line(run: Run, office: Path, tmp_path: Path) -> None:
    (tmp_path / "broken" / "babel").mkdir(parents=True)
    write(tmp_path / "broken" / "babel" / "__init__.py", "raise ZeroDivisionError('deep inside')\n")
    path = os.pathsep.join([str(tmp_path / "broken"), os.environ.get("PYTHONPATH", "")])
    done = run("check", office / "dossiers" / "good.toml", *ON, PYTHONPATH=path)
    assert done.returncode == 4
    assert len(done.stderr.splitlines()) == 1
    assert "MOBILNOST_DEBUG=1" in done.stderr
    traced = run("check", office / "dossiers" / "good.toml", *ON, PYTHONPATH=path, MOBILNOST_DEBUG="1")
    assert traced.returncode == 4
    assert "Traceback" in traced.stderr


@pytest.mark.parametrize("to", ["/dev/full", "&-"], ids=["a full disk", "a closed output"])
def test_output_that_cannot_be_written_is_no_mistake_of_ours(office: Path, to: str) -> None:
    program = shlex.join([*PROGRAM, "check", str(office / "dossiers" / "good.toml"), *ON])
    done = subprocess.run(["bash", "-c", f"{program} >{to}"], capture_output=True, text=True, env=environment())
    assert done.returncode == (0 if to == "&-" else 2)
    assert len(done.stderr.splitlines()) == (0 if to == "&-" else 1)
    assert "mistake" not in done.stderr


def test_a_reader_who_leaves_early_breaks_nothing(office: Path) -> None:
    for number in range(60):
        put(office, f"{number:03}.toml", dossier())
    program = shlex.join([*PROGRAM, "check", "--office", str(office), "--json", *ON])
    done = subprocess.run(["bash", "-c", f"{program} | head -c 1"], capture_output=True, text=True, env=environment())
    assert (done.stdout, done.stderr) == ("{", "")


@pytest.mark.skipif(os.name != "posix", reason="there are no such pipes elsewhere")
@pytest.mark.parametrize("arguments", ["rules", "explain duration.minimum", "regulation coverage"])
def test_output_that_nobody_reads_any_more(tmp_path: Path, arguments: str) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = subprocess.run(
            [*PROGRAM, *arguments.split()],
            stdout=writing,
            stderr=subprocess.PIPE,
            cwd=tmp_path,
            env=environment(),
            check=False,
            timeout=60,
        )
    finally:
        os.close(writing)
    assert (done.returncode, done.stderr) == (141, b"")
