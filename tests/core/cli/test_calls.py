"""The round of the example office at the shell: from the first application to the reserve and the Rector's decision."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import offices
import pytest
from offices import put

import mobilnost

EXAMPLE = Path(str(mobilnost.__file__)).parent / "examples" / "office"
CALL, RIJEKA = "erasmus-2018", "erasmus-uniri-2018"
#: Average, level of the language, earlier stays, motivation and CV by the committee. The agreement has four places, and
#: wants an average of 3.5.
PEOPLE = {
    "c-1": (4.5, "C1", 0, 2, 1),
    "c-2": (4.0, "C1", 0, 3, 2),
    "c-3": (5.0, "C2", 1, 3, 2),
    "c-4": (3.9, "B2", 0, 1, 1),
    "c-5": (4.4, "C1", 0, 2, 1),
    "c-6": (3.2, "C1", 0, 3, 1),
}
Said = Callable[..., CompletedProcess[str]]


def dossier_of(id: str) -> str:
    average, level, past, _, _ = PEOPLE[id]
    text = (EXAMPLE / "dossiers" / "erasmus-01-complete.toml").read_text(encoding="utf-8").split("[[documents]]")[0]
    text = text.replace('"2018-001"', f'"{id}"').replace("s-1001", f"p-{id}").replace('call = "erasmus-2018"\n', "")
    text = text.replace("grade_average = 4.2", f"grade_average = {average}").replace('"C2"', f'"{level}"', 1)
    stay = '\n[[history]]\nprogramme = "ceepus"\ncycle = "first"\nstart = 2018-02-01\nend = 2018-02-28\n'
    return text + stay * past


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> Said:
    """The program in an office of its own, as the vice-rector runs it."""
    office = tmp_path_factory.mktemp("calls") / "office"
    shutil.copytree(EXAMPLE, office)
    (office / "in").mkdir()
    for id in PEOPLE:
        put(office / "in" / f"{id}.toml", dossier_of(id))

    def said(line: str, *more: object, on: str | None = "2018-04-17", lang: str = "en") -> CompletedProcess[str]:
        day = ("--on", on) if on else ()
        return offices.run(*line.split(), *more, *day, "--lang", lang, cwd=office, MOBILNOST_AS="Petra Primjer")

    return said


def told(found: CompletedProcess[str], code: int = 0) -> str:
    assert found.returncode == code, found.stderr
    return found.stdout + found.stderr


def records(found: CompletedProcess[str]) -> list[dict[str, Any]]:
    assert found.returncode == 0, found.stderr
    return [json.loads(line) for line in found.stdout.splitlines()]


def test_a_round_from_its_opening_to_the_last_appeal(said: Said, tmp_path: Path) -> None:
    told(said("dossier add", *(f"in/{id}.toml" for id in PEOPLE), on="2018-03-01"))
    told(said(f"call open {CALL}", on="2018-02-28"))
    for id in PEOPLE:
        told(said(f"call apply {CALL} {id} --choice {RIJEKA}", on="2018-03-10"))
    late = told(said(f"call apply {CALL} c-1 --choice {RIJEKA}", on="2018-04-14"), 1)
    assert "from 1 March 2018 to 13 April 2018" in late
    told(said(f"call close {CALL}", on="2018-04-14"))

    # Points of the committee, from its list.
    rows = [f"{id};{motivation};{cv}" for id, (_, _, _, motivation, cv) in PEOPLE.items()]
    sheet = put(tmp_path / "points.csv", "\n".join(["dossier;motivation_letter;cv", *rows]))
    assert "has not given points" in told(said(f"call rank {CALL}"), 1)
    assert "12" in told(said(f"call points {CALL}", sheet))

    # A committee of which the mandate has run out ranks nobody, and changes nothing.
    assert "čl. 5 st. 4" in told(said(f"call rank {CALL}", on="2019-02-12"), 1)
    ranking = records(said(f"call rank {CALL} --json"))[0]
    (listed,) = ranking["lists"]
    assert [(one["rank"], one["dossier"], one["total"]) for one in listed["ranked"]] == [
        (1, "c-2", "13"),
        (2, "c-1", "11.75"),
        (3, "c-5", "11.6"),
        (4, "c-4", "8.85"),
        (5, "c-3", "15.5"),  # was abroad before, and so comes after those who never were
    ]
    assert ranking["barred"] == [{"dossier": "c-6", "agreement": RIJEKA, "rules": [f"{RIJEKA}.average"]}]
    assert [one["criterion"] for one in listed["ranked"][0]["scores"]] == [
        "academic_success",
        "motivation_letter",
        "cv",
        "language",
    ]

    # The decision is the vice-rector's; then nothing of the ranking is touched any more.
    assert "vice-rector" in told(said(f"call decide {CALL} --by Somebody --reference 1", on="2018-04-18"), 1)
    told(said(f"call decide {CALL} --reference 01-55/18 --by", "Petra Primjer", on="2018-04-18"))
    assert "01-55/18" in told(said(f"call rank {CALL}", on="2018-04-19"), 1)
    (shown,) = records(said(f"call show {CALL} --json"))
    assert {one["dossier"]: one["agreement"] for one in shown["places"]} == {
        "c-2": RIJEKA,
        "c-1": RIJEKA,
        "c-5": RIJEKA,
        "c-4": RIJEKA,
        "c-3": None,
        "c-6": None,
    }
    assert shown["reserve"] == {RIJEKA: ["c-3"]}

    # What is put up has no names unless somebody asks.
    page = told(said(f"call publish {CALL} --format markdown", on="2018-04-20"))
    assert "| 1 | c-2 |" in page
    assert "Primjer" not in page
    assert "| c-1 | 11,75 |" in told(said(f"call publish {CALL} --format markdown", on="2018-04-20", lang="hr"))
    assert ";c-1;11.75;" in told(said(f"call publish {CALL} --format csv", on="2018-04-20", lang="hr"))
    assert "Primjer" in told(said(f"call publish {CALL} --format csv --names", on="2018-04-20"))
    told(said(f"call publish {CALL} --names --csv", tmp_path / "names.csv", on="2018-04-20"))
    assert (tmp_path / "names.csv").stat().st_mode & 0o777 == 0o600

    # Friday the 20th and eight days is Saturday the 28th, which moves to Monday the 30th.
    assert "30 April 2018" in told(said(f"appeal file {CALL} c-3", on="2018-05-03"), 1)
    assert "8 May 2018" in told(said(f"appeal file {CALL} c-3", on="2018-04-30"))
    assert "c-3" in told(said("due --for rector --until 2018-06-01", on="2018-05-01"), 0)

    # The Rector gives more points for the motivation; that does not lift c-3 over a class, nor take a place.
    line = f"appeal decide {CALL}/c-3/1 --outcome upheld --reason seen --points cv=1"
    assert "does not hold the role rector" in told(said(line, "--by", "Petra Primjer", on="2018-05-04"), 1)
    assert "ranking 2" in told(said(line, "--by", "Tomislav Primjer", on="2018-05-04"))
    assert "that is final" in told(said(line, "--by", "Tomislav Primjer", on="2018-05-05"), 1)
    told(said(f"call decide {CALL} --reference 01-77/18 --by", "Petra Primjer", on="2018-05-07"))
    first = told(said(f"call show {CALL} --ranking 1"))
    assert "5. c-3 · 15.5" in first
    assert "5. c-3 · 14.5" in told(said(f"call show {CALL} --ranking 2"))

    # Whoever withdraws makes room for the reserve, and the dossier says so.
    moved = told(said(f"call withdraw {CALL} c-2 --reason home", on="2018-06-01"))
    assert f"c-3 gains a place: {RIJEKA}" in moved
    assert f"agreement {RIJEKA}" in told(said("dossier show c-3", on="2018-06-02"))
    told(said("register verify", on=None))


def test_staff_without_a_mobility_go_first_and_the_rectorate_goes_by_special_decision(
    said: Said, tmp_path: Path
) -> None:
    call = "erasmus-staff-2018"
    text = (EXAMPLE / "dossiers" / "erasmus-13-rectorate.toml").read_text(encoding="utf-8")
    plain = text.split("[[documents]]")[0].replace('kind = "training"', 'kind = "teaching"')
    plain = plain.replace('employer = "sum.ba"', 'employer = "sum.ba"\nunit = "ff"')
    plain = plain.replace("non-teaching", "teaching") + "teaching_hours_per_week = 8\n"
    went = '\n[[history]]\nprogramme = "ceepus"\nstart = 2017-02-01\nend = 2017-02-08\n'
    for id, more in (("s-1", went), ("s-2", "")):
        put(tmp_path / f"{id}.toml", plain.replace("2019-008", id).replace("e-2", f"e-{id}") + more)
    told(said("dossier add", tmp_path / "s-1.toml", tmp_path / "s-2.toml", on="2018-09-01"))
    told(said("dossier add dossiers/erasmus-13-rectorate.toml", on="2018-09-01"))
    told(said(f"call open {call}", on="2018-09-03"))
    for id in ("s-1", "s-2"):
        told(said(f"call apply {call} {id} --choice {RIJEKA}", on="2018-09-10"))
    told(said(f"call close {call}", on="2018-10-16"))
    rows = ["dossier,criterion,points"]
    rows += [f"{id},{criterion},4" for id in ("s-1", "s-2") for criterion in ("quality_of_work_plan", "languages")]
    told(said(f"call points {call}", put(tmp_path / "points.csv", "\n".join(rows)), on="2018-10-17"))
    assert "čl. 23 st. 5" in told(said(f"call rank {call} --committee students-2018", on="2018-10-18"), 1)
    ranking = records(said(f"call rank {call} --json", on="2018-10-18"))[0]
    assert [(one["rank"], one["dossier"]) for one in ranking["lists"][0]["ranked"]] == [(1, "s-2"), (2, "s-1")]

    # Nobody is nominated outside the procedure without the special decision, nor from a unit.
    refused = told(said(f"call nominate {call} s-1 --agreement {RIJEKA}", on="2018-10-18"), 1)
    assert "iza st. 3" in refused
    told(said(f"call nominate {call} 2019-008 --agreement {RIJEKA}", on="2019-03-12"))

    # A decision is refused while it is not known of somebody that the selection is lawful; nothing is changed.
    open_ = told(said(f"call decide {call} --reference 9 --by", "Petra Primjer", on="2019-03-13"), 1)
    assert "s-1: All stays of an election period" in open_
    assert "s-2: All stays of an election period" in open_
    for id in ("s-1", "s-2"):
        text = told(said(f"dossier show {id} --toml", on=None))
        period = "[staff]\nelection_period = { start = 2016-05-01, end = 2021-04-30 }"
        changed = put(tmp_path / f"{id}.toml", text.replace("[staff]", period))
        told(said(f"dossier change {id}", changed, "--revision", 2, on="2019-03-13"))
    told(said(f"call decide {call} --reference 9 --by", "Petra Primjer", on="2019-03-13"))
    (shown,) = records(said(f"call show {call} --json", on="2019-03-13"))
    assert {one["dossier"]: one["agreement"] for one in shown["places"]} == dict.fromkeys(
        ("2019-008", "s-2", "s-1"), RIJEKA
    )


@pytest.fixture
def small(tmp_path: Path) -> Said:
    """The program in an office whose agreement has one place, for whoever acts."""
    office = tmp_path / "office"
    shutil.copytree(EXAMPLE, office)
    agreement = office / "agreements" / f"{RIJEKA}.toml"
    text = agreement.read_text(encoding="utf-8")
    put(agreement, text.replace("persons_per_year = 4\nmonths_per_year = 30", "persons_per_year = 1", 1))
    (office / "in").mkdir()
    for id in ("c-1", "c-2", "c-4"):
        put(office / "in" / f"{id}.toml", dossier_of(id))

    def said(line: str, *more: object, on: str | None) -> CompletedProcess[str]:
        day = ("--on", on) if on else ()
        return offices.run(*line.split(), *more, *day, "--lang", "en", cwd=office, MOBILNOST_AS="Petra Primjer")

    return said


def steps(found: CompletedProcess[str]) -> list[str]:
    """The steps in the life of a dossier that is shown."""
    return [one["step"] for one in records(found)[0]["life"]["steps"]]


def test_a_call_and_the_lives_of_its_candidates_are_one_story(small: Said, tmp_path: Path) -> None:
    people = ("c-1", "c-2", "c-4")
    told(small("dossier add", *(f"in/{id}.toml" for id in people), on="2018-03-01"))
    told(small(f"call open {CALL}", on="2018-03-01"))
    for id in people:
        told(small(f"call apply {CALL} {id} --choice {RIJEKA}", on="2018-03-10"))
    assert steps(small("dossier show c-1 --json", on="2018-03-11")) == ["applied"]
    told(small(f"call close {CALL}", on="2018-04-14"))
    rows = [f"{id};{PEOPLE[id][3]};{PEOPLE[id][4]}" for id in people]
    sheet = put(tmp_path / "points.csv", "\n".join(["dossier;motivation_letter;cv", *rows]))
    told(small(f"call points {CALL}", sheet, on="2018-04-17"))
    told(small(f"call rank {CALL}", on="2018-04-17"))

    # What the call decides is not recorded beside it.
    by_hand = told(small("dossier record c-2 selected --by", "Petra Primjer", on="2018-04-18"), 1)
    assert f"call decide {CALL}" in by_hand
    assert f"call decide {CALL}" in told(small("dossier next c-2", on="2018-04-18"))
    told(small(f"call decide {CALL} --reference 01-55/18 --by", "Petra Primjer", on="2018-04-18"))
    (first,) = records(small("dossier show c-2 --json", on="2018-04-19"))
    assert [one["step"] for one in first["life"]["steps"]] == ["applied", "proposed", "selected"]
    assert first["life"]["steps"][-1]["reference"] == "01-55/18"
    listed = records(small("dossier list --state refused --json", on=None))
    assert [one["dossier"] for one in listed] == ["c-1", "c-4"]

    # The list that is put up, as a sheet; where no file can be written nothing is published, nor where one is there.
    log = told(small(f"register log {CALL}", on=None))
    nowhere = small(f"call publish {CALL} --csv", tmp_path / "nowhere" / "list.csv", on="2018-04-20")
    assert (nowhere.returncode, nowhere.stdout) == (2, "")
    assert told(small(f"register log {CALL}", on=None)) == log
    sheet = tmp_path / "list.csv"
    told(small(f"call publish {CALL} --csv", sheet, on="2018-04-20"))
    assert sheet.read_bytes().startswith("\ufeff".encode())
    assert "c-2" in sheet.read_text(encoding="utf-8-sig")
    assert small(f"call publish {CALL} --csv", sheet, on="2018-04-21").returncode == 2

    # An appeal lifts c-1 to the first place; the new decision takes back what the first one said, and says why.
    told(small(f"appeal file {CALL} c-1", on="2018-04-23"))
    upheld = f"appeal decide {CALL}/c-1/1 --outcome upheld --reason unread --points motivation_letter=3 --points cv=2"
    assert "c-1 gains a place" in told(small(upheld, "--by", "Tomislav Primjer", on="2018-04-26"))
    decide = f"call decide {CALL} --reference 01-77/18 --by"
    assert "--accept-losses" in told(small(decide, "Petra Primjer", on="2018-05-02"), 1)
    told(small(decide, "Petra Primjer", "--accept-losses", on="2018-05-02"))
    assert steps(small("dossier show c-1 --json", on="2018-05-03")) == ["applied", "proposed", "selected"]
    assert steps(small("dossier show c-2 --json", on="2018-05-03")) == ["applied", "proposed", "not_selected"]
    assert f"{CALL}/c-1/1: unread" in told(small("dossier show c-2", on="2018-05-03"))

    # Whoever is withdrawn leaves the call; the first in reserve moves up, and goes on from there.
    left = told(small("dossier withdraw c-1 --reason home", on="2018-06-01"))
    assert f"Withdrawn from {CALL}: c-1." in left
    assert f"c-2 gains a place: {RIJEKA}" in left
    assert "agreement signed [agreed]" in told(small("dossier next c-2", on="2018-06-02"))
    assert "withdrawn" in told(small("dossier next c-1", on="2018-06-02"))
    told(small("register verify", on=None))


WRONG = """
[selection]
choices = 0

[[selection.criteria]]
id = "academic_success"
fact = "grade_avrage"

[[selection.criteria]]
id = "academic_success"
lowest = 3
highest = 1

[[selection.ties]]
fact = "year_of_study"
order = "bigger"
"""
DOUBTFUL = """
[selection]

[[selection.criteria]]
id = "academic_success"
fact = "grade_avrage"

[[selection.criteria]]
id = "language"
fact = "language_level"
table = { B2 = 1, C3 = 2 }

[[selection.tiers]]
id = "never"
applies = "past_mobilities == '0 months'"

[[selection.ties]]
fact = "study_status"
"""


def lines(found: CompletedProcess[str], text: str, above: int) -> dict[str, list[str]]:
    """The kinds of problems by the line of the text that they stand at; `above` are the lines before it."""
    result: dict[str, list[str]] = {}
    for record in map(json.loads, found.stdout.splitlines()):
        result.setdefault(text.splitlines()[record["line"] - above - 1], []).append(record["code"])
    return {line: sorted(codes) for line, codes in result.items()}


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        (
            WRONG,
            {
                "choices = 0": ["wrong-value"],
                "highest = 1": ["wrong-value"],
                'order = "bigger"': ["wrong-value"],
            },
        ),
        (
            DOUBTFUL,
            {
                "[selection]": ["selection-leaves-out"],
                'fact = "grade_avrage"': ["unknown-fact"],
                "table = { B2 = 1, C3 = 2 }": ["table-silent", "unknown-value"],
                "applies = \"past_mobilities == '0 months'\"": ["wrong-literal"],
                'fact = "study_status"': ["not-ordered"],
            },
        ),
    ],
    ids=["as a file", "under the law"],
)
def test_what_is_wrong_with_a_selection_is_told_at_its_line(
    text: str, wrong: dict[str, list[str]], tmp_path: Path
) -> None:
    office = tmp_path / "office"
    shutil.copytree(EXAMPLE, office)
    file = office / "calls" / "ceepus-2018.toml"
    own = file.read_text(encoding="utf-8")
    put(file, own + text)
    found = offices.run("call", "check", "ceepus-2018", "--json", cwd=office)
    assert found.returncode == 3
    assert lines(found, text, len(own.splitlines())) == wrong
