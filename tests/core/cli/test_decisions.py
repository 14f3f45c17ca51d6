"""Special decisions from the command line: whose dossiers they are for, and who may take them."""

from __future__ import annotations

import json
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from subprocess import CompletedProcess

import offices
import pytest
from offices import Run, put

Said = Callable[..., CompletedProcess[str]]
#: A vice-rector who sees everything, and the coordinator of a unit.
PETRA, LUKA = "Petra Primjer", "Luka Primjer"
PEOPLE = f"""
[[units]]
id = "fsre"
names = {{ en = "Engineering" }}

[[units]]
id = "ff"
names = {{ en = "Humanities" }}
ects_coordinator = "{LUKA}"

[[officers]]
role = "vice_rector"
name = "{PETRA}"
"""
#: In the register a dossier of each of two units, and none in the folder.
OWN, STRANGE = "2018-0001", "2018-0002"
DECISION = """\
[decision]
id = "{id}"
date = 2018-05-01
by = "{by}"
reference = "01-1/18"
reason = "need"
dossier = "{dossier}"

[[waivers]]
provision = "{provision}"
"""


def decision(id: str, dossier: str, by: str = PETRA, provision: str = "funding.bilateral.criteria") -> str:
    return DECISION.format(id=id, dossier=dossier, by=by, provision=provision)


def settle(folder: Path, more: str = "") -> Path:
    """An office with these people, whose dossiers lie in the register alone."""
    office = offices.make(folder)
    (office / "dossiers" / "good.toml").unlink()
    (office / "decisions").mkdir()
    settings = offices.SETTINGS.replace("[office]\n", f"[office]\n{more}")
    put(office / "mobilnost.toml", settings + PEOPLE)
    return office


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """An office with a dossier of each of two units in its register."""
    office = settle(tmp_path / "office")
    for id, unit, person in ((OWN, "ff", "s-1"), (STRANGE, "fsre", "s-2")):
        text = offices.dossier(id=f'"{id}"', unit=f'"{unit}"').replace("s-1001", person)
        done = offices.run("dossier", "add", put(tmp_path / "d.toml", text), "--office", office, MOBILNOST_AS=PETRA)
        assert done.returncode == 0, done.stderr
    return office


@pytest.fixture
def said(run: Run, kept: Path) -> Said:
    def said(line: str, *more: object, by: str = PETRA) -> CompletedProcess[str]:
        return run(*line.split(), *more, "--office", kept, "--lang", "en", MOBILNOST_AS=by)

    return said


def codes(done: CompletedProcess[str]) -> list[str]:
    return [json.loads(line)["code"] for line in done.stdout.splitlines()]


# -- who takes them

DECIDERS = """
[[deciders]]
provision = "funding.bilateral.criteria"
by = "vice_rector"
cites = "čl. 25 st. 2"

[[deciders]]
provision = "selection.staff.criteria"
by = "office"
cites = "čl. 23, iza st. 3"

[[deciders]]
provision = "selection.staff.committee"
by = "office"
cites = "čl. 23, iza st. 3"
"""


@pytest.fixture
def deciding(kept: Path) -> Path:
    """The office under a Pravilnik that says who decides."""
    mostar = files("mobilnost.regulations").joinpath("mostar_2018.toml").read_text(encoding="utf-8")
    put(kept / "ours.toml", mostar + DECIDERS)
    settings = (kept / "mobilnost.toml").read_text(encoding="utf-8")
    put(kept / "mobilnost.toml", settings.replace("[office]\n", '[office]\nregulation = "ours.toml"\n', 1))
    return kept


@pytest.mark.parametrize(
    ("lang", "told"),
    [
        ("en", f"{LUKA} does not hold the role vice-rector; it is held by: {PETRA} (Pravilnik, čl. 25 st. 2)."),
        ("hr", f"{LUKA} nema ulogu: prorektor; imaju je: {PETRA} (Pravilnik, čl. 25 st. 2)."),
    ],
)
def test_a_decision_by_somebody_who_does_not_hold_the_role_is_not_recorded(
    run: Run, deciding: Path, tmp_path: Path, lang: str, told: str
) -> None:
    file = put(tmp_path / "d.toml", decision("d", OWN, by=LUKA))
    line = ("decision", "record", file, "--office", deciding, "--lang", lang)
    done = run(*line, MOBILNOST_AS=PETRA)
    assert (done.returncode, done.stdout) == (1, "")
    assert told in done.stderr
    put(file, decision("d", OWN, by=PETRA))
    assert run(*line, MOBILNOST_AS=PETRA).returncode == 0


def test_where_the_settings_name_nobody_who_decided_is_taken_as_said(
    said: Said, deciding: Path, tmp_path: Path
) -> None:
    settings = (deciding / "mobilnost.toml").read_text(encoding="utf-8")
    put(deciding / "mobilnost.toml", settings.replace("vice_rector", "rector"))
    assert said("decision record", put(tmp_path / "d.toml", decision("d", OWN, by="Somebody"))).returncode == 0


def test_who_held_the_role_on_the_day_of_the_decision_may_have_taken_it(
    said: Said, deciding: Path, tmp_path: Path
) -> None:
    settings = (deciding / "mobilnost.toml").read_text(encoding="utf-8")
    before = '\n[[officers]]\nrole = "vice_rector"\nname = "Ana Prije"\nuntil = {}\n'
    file = put(tmp_path / "d.toml", decision("d", OWN, by="Ana Prije"))
    put(deciding / "mobilnost.toml", settings + before.format("2018-04-30"))
    assert said("decision record", file).returncode == 1
    put(deciding / "mobilnost.toml", settings + before.format("2018-05-01"))
    assert said("decision record", file).returncode == 0


def test_a_decision_in_a_file_is_refused_at_its_line_wherever_it_is_used(
    said: Said, deciding: Path, tmp_path: Path
) -> None:
    put(deciding / "decisions" / "d.toml", decision("d", OWN, by=LUKA))
    told = f"decisions/d.toml:4: decision.by: {LUKA} does not hold the role that decides on this."
    right = f"Right would be: who holds the role (vice-rector): {PETRA}. See čl. 25 st. 2."
    for line in ("decision check", f"explain {OWN}", f"dossier show {OWN}", f"grant show {OWN}"):
        done = said(line)
        assert done.returncode == 3, line
        assert told in done.stdout + done.stderr
        assert right in done.stdout + done.stderr
    assert said(f"explain {STRANGE}").returncode != 3
    put(deciding / "decisions" / "d.toml", decision("d", OWN))
    assert said("decision check").returncode == 0


def test_what_is_recorded_stays_when_others_hold_the_role_later(said: Said, deciding: Path, tmp_path: Path) -> None:
    assert said("decision record", put(tmp_path / "d.toml", decision("d", OWN))).returncode == 0
    settings = (deciding / "mobilnost.toml").read_text(encoding="utf-8")
    put(deciding / "mobilnost.toml", settings.replace('role = "vice_rector"', 'role = "rector"') + NEXT)
    assert said(f"explain {OWN}").returncode != 3


NEXT = '\n[[officers]]\nrole = "vice_rector"\nname = "Nova Prorektorica"\n'


@pytest.mark.parametrize(
    ("wrong", "code", "told"),
    [
        ('provision = "funding.bilateral.criterja"', 3, "Right would be: funding.bilateral.criteria."),
        ('provision = "duration.minimum"', 3, "A decision may not waive this: duration.minimum"),
        ('cites = "čl. 99"', 3, "čl. 99"),
    ],
)
def test_mistakes_in_who_decides_are_found_when_the_regulation_is_read(
    said: Said, deciding: Path, wrong: str, code: int, told: str
) -> None:
    key = wrong.partition(" ")[0]
    text = (deciding / "ours.toml").read_text(encoding="utf-8")
    head, mark, tail = text.rpartition("[[deciders]]")
    line = next(one for one in tail.splitlines() if one.startswith(f"{key} = "))
    put(deciding / "ours.toml", head + mark + tail.replace(line, wrong))
    done = said("regulation check")
    assert done.returncode == code, done.stdout
    assert told in done.stdout + done.stderr


# -- whose dossiers they are for


def test_a_decision_is_checked_with_the_dossier_that_the_register_has(said: Said, kept: Path) -> None:
    put(kept / "decisions" / "d.toml", decision("d", OWN))
    assert said("decision check").returncode == 0
    put(kept / "decisions" / "d.toml", decision("d", OWN, provision="duration.minimum"))
    assert codes(said("decision check --json")) == ["unlawful-waiver"]
    put(kept / "decisions" / "d.toml", decision("d", "2018-0009"))
    assert codes(said("decision check --json")) == ["decision-without-dossier"]


def test_a_decision_for_a_dossier_of_others_is_none_for_a_coordinator(said: Said, kept: Path) -> None:
    for id, dossier in (("own", OWN), ("strange", STRANGE), ("nobody", "2018-0009")):
        put(kept / "decisions" / f"{id}.toml", decision(id, dossier))
    assert "checked: 3" in said("decision check").stdout
    assert said("decision check", by=LUKA).stdout == "checked: 1; in order\n"
    strange, unknown = (said(f"decision check {id}", by=LUKA) for id in ("strange", "strang"))
    assert (strange.returncode, unknown.returncode) == (2, 2)
    assert strange.stderr.replace("strange", "strang") == unknown.stderr
    assert STRANGE not in strange.stderr


def test_a_file_is_told_of_a_dossier_of_others_as_of_one_that_nobody_has(said: Said, tmp_path: Path) -> None:
    strange, nobodys = (
        said("decision check", put(tmp_path / "d.toml", decision("d", id)), by=LUKA) for id in (STRANGE, "2018-0009")
    )
    assert strange.stdout.replace(STRANGE, "2018-0009") == nobodys.stdout
    assert "decision-without-dossier" in strange.stdout


def test_what_a_recorded_decision_sets_aside_is_explained_for_its_dossier(said: Said, tmp_path: Path) -> None:
    line = f"explain funding.bilateral.criteria --dossier {OWN}"
    assert "Set aside by" not in said(line).stdout
    assert said("decision record", put(tmp_path / "d.toml", decision("d-1", OWN))).returncode == 0
    assert "d-1" in said(line).stdout
    assert "d-1" not in said(f"explain funding.bilateral.criteria --dossier {STRANGE}").stdout


# -- whose decisions the rulebook and explanations know

BY_DECISION = ("rules --programme bilateral --decision", "explain funding.bilateral.criteria --decision")


@pytest.mark.parametrize("line", BY_DECISION)
@pytest.mark.parametrize("name", ["d-1", OWN])
def test_a_recorded_decision_is_named_by_its_id_or_its_dossier(
    said: Said, tmp_path: Path, line: str, name: str
) -> None:
    before = said(f"{line} {name}")
    assert (before.returncode, "d-1" in before.stdout) == (2, False)
    assert said("decision record", put(tmp_path / "d.toml", decision("d-1", OWN))).returncode == 0
    for who in (PETRA, LUKA):
        done = said(f"{line} {name}", by=who)
        assert done.returncode == 0, done.stderr
        assert "d-1" in done.stdout


@pytest.mark.parametrize("line", [*BY_DECISION, "rules diff bilateral"])
def test_a_decision_for_a_dossier_of_others_is_neither_found_nor_offered(
    said: Said, kept: Path, tmp_path: Path, line: str
) -> None:
    assert said("decision record", put(tmp_path / "d.toml", decision("kept-strange", STRANGE))).returncode == 0
    put(kept / "decisions" / "filed.toml", decision("filed-own", OWN))
    put(kept / "decisions" / "strange.toml", decision("filed-strange", STRANGE))
    prefix = "bilateral+decision:" if "diff" in line else ""
    for name in ("filed-strange", "kept-strange", STRANGE):
        unknown = said(f"{line} {prefix}{name}", by=LUKA)
        assert (unknown.returncode, unknown.stdout) == (2, "")
        assert "filed-own" in unknown.stderr
        assert "strange" not in unknown.stderr.replace(name, "")
    assert "kept-strange" in said(f"{line} {prefix}kept-strang").stderr


def test_without_anybody_who_acts_no_decision_is_offered(run: Run, kept: Path) -> None:
    put(kept / "decisions" / "filed.toml", decision("filed-own", OWN))
    nobody = run("rules", "diff", "bilateral", "filed-owm", "--office", kept, "--lang", "en")
    assert nobody.returncode == 2
    assert "filed-own" not in nobody.stderr
    asked = run("rules", "--programme", "bilateral", "--decision", "filed-own", "--office", kept, "--lang", "en")
    assert asked.returncode == 2
    assert "--as" in asked.stderr
    assert run("rules", "--programme", "bilateral", "--office", kept, "--lang", "en").returncode == 0
