"""Who acts for a unit sees and changes that unit's dossiers alone, whatever the command: those of others are in no answer."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import offices
import pytest
from offices import put

import mobilnost

EXAMPLE = Path(str(mobilnost.__file__)).parent / "examples" / "office"
OFFICE, COORDINATOR = "Petra Primjer", "Luka Primjer"
CALL, RIJEKA = "erasmus-2018", "erasmus-uniri-2018"
#: Candidates of one call: the coordinator's own of the unit ff, and one of another unit.
OWN, STRANGE = "2018-001-ff", "2018-001"
#: The dossiers of the coordinator's unit in the office's folder.
UNIT = {"2018-004", "2018-007", "2018-010", "2019-003", "2019-010", "2019-011"}
Said = Callable[..., CompletedProcess[str]]


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> Said:
    """The program in an office with a call in which candidates of two units were ranked."""
    office = tmp_path_factory.mktemp("units") / "office"
    shutil.copytree(EXAMPLE, office)
    strange = (EXAMPLE / "dossiers" / "erasmus-01-complete.toml").read_text(encoding="utf-8")
    own = strange.replace(f'"{STRANGE}"', f'"{OWN}"').replace('"fsre"', '"ff"').replace("s-1001", "s-1001-ff")

    def said(line: str, *more: object, by: str = OFFICE) -> CompletedProcess[str]:
        return offices.run(*line.split(), *more, "--lang", "en", cwd=office, MOBILNOST_AS=by)

    for name, text in (("own", own), ("strange", strange)):
        done(said("dossier add --on 2018-03-01", put(office / f"{name}.toml", text)))
    done(said(f"call open {CALL} --on 2018-02-28"))
    for id in (STRANGE, OWN):
        done(said(f"call apply {CALL} {id} --choice {RIJEKA} --on 2018-03-10"))
    done(said(f"call close {CALL} --on 2018-04-16"))
    points = "dossier;motivation_letter;cv", f"{STRANGE};3;2", f"{OWN};2;1"
    done(said(f"call points {CALL} --on 2018-04-17", put(office / "points.csv", "\n".join(points))))
    done(said(f"call rank {CALL} --on 2018-04-18"))
    return said


def named(id: str, person: str = "s-1001") -> str:
    """A dossier of the coordinator's unit that says of a person of another unit what is not so."""
    text = (EXAMPLE / "dossiers" / "erasmus-01-complete.toml").read_text(encoding="utf-8")
    text = text.replace(f'"{STRANGE}"', f'"{id}"').replace('"fsre"', '"ff"').replace("s-1001", person)
    return text.replace('given_names = "Iva"', 'given_names = "Another"')


def done(found: CompletedProcess[str]) -> str:
    assert found.returncode == 0, found.stderr
    return found.stdout + found.stderr


def of_strangers(text: str) -> bool:
    """Whether a text speaks of the other unit's dossier."""
    return STRANGE in text.replace(OWN, "")


@pytest.mark.parametrize(
    "line",
    [
        f"call show {CALL} --on 2018-04-19",
        f"call show {CALL} --ranking 1 --on 2018-04-19",
        f"call show {CALL} --json --on 2018-04-19",
        "call list --on 2018-04-19",
        f"register log {CALL} --all",
        f"register log {CALL} --all --json",
        "register log --all",
        "dossier list",
        "dossier list --json --names",
        "person list",
        "person list --json --names",
        "appeal list",
        "due --all --on 2018-04-19",
        "due --all --json --on 2018-04-19",
        f"agreement show {RIJEKA} --json --on 2018-04-19",
        f"agreement balance {RIJEKA} --json --on 2018-04-19",
        "grant what-if --on 2018-04-19",
        "grant what-if --json --on 2018-04-19",
        f"grant show {OWN} --on 2018-04-19",
        f"explain {OWN} --on 2018-04-19",
        f"explain {OWN} --json --on 2018-04-19",
        f"explain duration.minimum --dossier {OWN} --json --on 2018-04-19",
    ],
)
def test_what_others_have_is_in_no_answer(said: Said, line: str) -> None:
    assert not of_strangers(done(said(line, by=COORDINATOR)))


@pytest.mark.parametrize(
    "line",
    [
        "dossier show {} --on 2018-04-19",
        "dossier next {} --on 2018-04-19",
        "dossier withdraw {} --reason none --on 2018-04-19",
        "document list {} --on 2018-04-19",
        "recognition show {}",
        "recognition propose {} transcripts/erasmus-01-rijeka.toml --on 2019-03-15",
        "recognition decide {} transcripts/erasmus-01-rijeka.toml --dry-run --on 2019-03-15",
        "grant show {} --on 2018-04-19",
        "grant show {} --json --on 2018-04-19",
        "grant what-if {} --on 2018-04-19",
        f"grant what-if {OWN} {{}} --json --on 2018-04-19",
        "explain {} --only dossier --on 2018-04-19",
        "explain {} --only dossier --json --on 2018-04-19",
        "explain duration.minimum --dossier {} --on 2018-04-19",
        "register log {}",
        "register replay {}",
        "due suspend {} return.documents_days --reason none",
    ],
)
@pytest.mark.parametrize("id", [STRANGE, "2018-nobody"])
def test_the_id_of_a_dossier_of_others_is_refused_just_as_one_that_nobody_has(said: Said, line: str, id: str) -> None:
    found = said(line.format(id), by=COORDINATOR)
    shown = [json.loads(one)["refused"] for one in found.stdout.splitlines()]
    assert (found.returncode, shown) == (1, ["forbidden"] * ("--json" in line))
    assert "ff" in found.stderr


@pytest.mark.parametrize("line", ["register show", "register export out", "register backup out.db"])
def test_the_whole_register_is_no_unit_s(said: Said, line: str) -> None:
    found = said(line, by=COORDINATOR)
    assert (found.returncode, found.stdout) == (1, "")


def test_a_dossier_of_the_office_s_folder_that_is_another_unit_s_is_none_for_a_coordinator(said: Said) -> None:
    assert done(said("grant show 2018-002 --on 2018-04-19")).startswith("2018-002: ")
    assert said("grant show 2018-002 --on 2018-04-19", by=COORDINATOR).returncode == 1
    assert done(said("grant show 2018-007 --on 2018-04-19", by=COORDINATOR)).startswith("2018-007: ")


@pytest.mark.parametrize("more", ["", "--json"])
def test_what_is_explained_is_no_dossier_of_others_and_is_told_as_an_id_that_nobody_has(said: Said, more: str) -> None:
    line = f"explain {{}} --on 2018-04-19 {more}"
    strange, nobodys = (said(line.format(id), by=COORDINATOR) for id in (STRANGE, "2018-003-x"))
    assert (strange.returncode, strange.stdout) == (nobodys.returncode, nobodys.stdout) == (2, "")
    told, also = (one.stderr.partition(" Did you mean ")[0] for one in (strange, nobodys))
    assert told == also.replace("2018-003-x", STRANGE)


@pytest.mark.parametrize("line", ["explain {} --on 2018-04-19", "explain {} --only dossier --on 2018-04-19"])
def test_names_that_are_much_alike_are_those_of_dossiers_that_one_sees(said: Said, line: str) -> None:
    by_all, by_unit = (said(line.format("2018-01-ff"), by=by).stderr for by in (OFFICE, COORDINATOR))
    assert of_strangers(by_all)
    assert OWN in by_all
    assert not of_strangers(by_unit)
    assert (OWN in by_unit) is ("only" not in line)


def test_without_names_a_unit_s_own_dossiers_of_the_folder_are_checked_alone(said: Said) -> None:
    line = "check --json --on 2018-04-19"
    whole, own = ([json.loads(one) for one in said(line, by=by).stdout.splitlines()] for by in (OFFICE, COORDINATOR))
    assert len(whole) == len([*(EXAMPLE / "dossiers").iterdir()])
    assert {one["dossier"] for one in own} == UNIT
    assert said(line, by="").returncode == 2


def test_a_difference_between_rules_touches_dossiers_that_one_sees(said: Said) -> None:
    line = "rules diff erasmus@2014-2020 erasmus@2021-2027 --format json --on 2018-04-19"
    for by, judged in ((OFFICE, 2), (COORDINATOR, 1)):
        found = said(line, by=by)
        assert json.loads(found.stdout)["dossiers"]["judged"] == judged
    nobodys = said(line, by="")
    assert (nobodys.returncode, json.loads(nobodys.stdout)["dossiers"]) == (1, None)
    assert "--as" in nobodys.stderr


def test_a_round_shows_a_unit_where_its_own_candidates_stand_and_says_so(said: Said) -> None:
    whole, shown = (
        done(said(f"call show {CALL} --on 2018-04-19")),
        said(f"call show {CALL} --on 2018-04-19", by=COORDINATOR),
    )
    assert f"1. {STRANGE} · 14.3" in whole
    assert f"2. {OWN} · 12.3" in done(shown)
    assert "Shown are only the dossiers of: ff." in shown.stdout
    record = json.loads(said(f"call show {CALL} --json --on 2018-04-19", by=COORDINATOR).stdout)
    assert [one["dossier"] for one in record["rankings"][0]["lists"][0]["ranked"]] == [OWN]
    assert record["partial"] is True
    assert json.loads(said(f"call show {CALL} --json --on 2018-04-19").stdout)["partial"] is False


def test_a_person_of_others_is_neither_seen_nor_changed_by_a_dossier_that_names_them(
    said: Said, tmp_path: Path
) -> None:
    before = done(said("person show s-1001 --names"))
    added = said("dossier add --on 2018-03-01", put(tmp_path / "new.toml", named("new")), by=COORDINATOR)
    assert (added.returncode, added.stdout) == (1, "")
    assert "new: The id s-1001 is that of a person of whom your units (ff) have no dossier" in added.stderr
    taken = put(tmp_path / "own.toml", named(OWN))
    changed = said(f"dossier change {OWN} --revision 1 --on 2018-03-01", taken, by=COORDINATOR)
    assert (changed.returncode, changed.stdout) == (1, "")
    assert "s-1001" in changed.stderr
    assert done(said("person show s-1001 --names")) == before
    assert said("person show s-1001", by=COORDINATOR).returncode == 1
    assert "new" not in done(said("dossier list"))


def test_a_list_that_names_a_person_of_others_has_a_bad_row(said: Said, tmp_path: Path) -> None:
    keys = {
        "mobility.id": "n-1",
        "mobility.programme": "erasmus",
        "mobility.kind": "study",
        "mobility.direction": "outgoing",
        "mobility.sending": "sum.ba",
        "mobility.receiving": "uniri.hr",
        "mobility.unit": "ff",
        "mobility.start": "2018-10-01",
        "mobility.end": "2019-02-15",
        "person.id": "s-1001",
        "person.given_names": "Another",
        "person.family_name": "Primjer",
        "person.citizenships": "BA",
        "person.status_in_country": "citizen",
        "student.cycle": "first",
        "student.year_of_study": "2",
        "student.study_status": "regular",
        "student.isced_f": "0613",
    }
    listed = put(tmp_path / "list.csv", "\n".join(map(";".join, (keys, keys.values()))))
    before = done(said("person show s-1001 --names"))
    for more in ((), ("--dry-run",)):
        found = said("dossier import --on 2018-03-01", listed, *more, by=COORDINATOR)
        assert found.returncode == 3, found.stdout
        assert "The id s-1001 is that of a person of whom your units have no dossier" in found.stdout + found.stderr
    assert done(said("person show s-1001 --names")) == before
