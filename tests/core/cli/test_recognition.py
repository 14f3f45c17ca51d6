"""`mobilnost recognition`: proposed, decided and shown, for people in three languages and for programs."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path
from typing import Any

import offices
import pytest
from offices import Run

from mobilnost.languages import LANGUAGES

SETTINGS = """
[grading_scale]
id = "five"
grades = ["5", "4", "3", "2", "1"]
lowest_passing = "2"

[grade_conversion]
method = "bavarian_rounded"
"""
TRANSCRIPT = """\
[transcript]
issuer = "uniri.hr"
issued = 2019-03-11

[learner]
given_names = "Ana"
family_name = "Primjer"

[[results]]
id = "1"
kind = "module"
title = "Databases"
titles = { hr = "Baze podataka" }
credits = [{ value = 24, scheme = "ects" }]
date = 2019-02-01
grade = "10"
passed = true

[[results]]
id = "1a"
parent = "1"
title = "Exercises"
credits = [{ value = 20, scheme = "ects" }]

[[results]]
id = "2"
title = "Кино"
credits = [{ value = 4, scheme = "units" }]
grade = "pass"
passed = true

[[scales]]
id = "ten"
grades = ["10", "9", "8", "7", "6", "5"]
lowest_passing = "6"
not_graded = [{ label = "pass", passing = true }]
"""
ID = "2018-0042"


@pytest.fixture
def desk(office: Path) -> Path:
    """The office with a transcript beside its one dossier."""
    offices.put(office / "mobilnost.toml", offices.SETTINGS + SETTINGS)
    offices.put(office / "transcript.toml", TRANSCRIPT)
    return office


@pytest.fixture
def kept(desk: Path, run: Run) -> Path:
    """The same with the dossier in the register."""
    assert run("dossier", "add", desk / "dossiers" / "good.toml", "--office", desk).returncode == 0
    return desk


def told(run: Run, *arguments: object, lang: str = "en") -> list[str]:
    done = run("recognition", *arguments, "--lang", lang, "--on", "2019-03-15")
    assert done.returncode == 0, done.stderr
    return [line.strip() for line in done.stdout.splitlines()]


def record(run: Run, *arguments: object) -> dict[str, Any]:
    done = run("recognition", *arguments, "--json", "--on", "2019-03-15")
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def propose(desk: Path) -> tuple[object, ...]:
    return "propose", desk / "dossiers" / "good.toml", desk / "transcript.toml", "--office", desk


def decide(desk: Path, *more: object) -> tuple[object, ...]:
    return "decide", ID, desk / "transcript.toml", "--office", desk, "--as", "Ana Koordinator", *more


def test_a_proposal_tells_every_result_and_the_account(desk: Path, run: Run) -> None:
    lines = told(run, *propose(desk))
    assert lines[0] == f"{ID}: proposal for recognition"
    for one in (
        "The transcript is made out to another name than the dossier: Ana Primjer",
        "1 · Databases (Baze podataka)",
        "Recognised as an elective · 24 ECTS credits · grade 5 · entered in: "
        "student's index, information system (ISS), Diploma Supplement",
        "Grade: 10 → 5, by the modified Bavarian formula, rounded; enters the average",
        "Achieved at: University of Rijeka, 1 February 2019",
        "Parts recognised with it: 1a",
        "Databases: states 24 ECTS, but its parts make 20; each is counted once",
        "Credits: 4 UNITS → ECTS unknown; not by the load of a full year: nothing is known of this scheme of credits",
        "Grade: pass; passed without a grade: kept as it is; does not enter the average",
        "Agreed: 24 ECTS credits (Pravilnik, čl. 7 st. 2)",
        "Without known ECTS, and in no sum: 2",
    ):
        assert one in lines, one


def test_a_dossier_of_the_register_is_named_by_its_id(kept: Path, run: Run) -> None:
    by_file = record(run, *propose(kept))
    by_id = record(run, "propose", ID, kept / "transcript.toml", "--office", kept)
    assert by_file == by_id


def test_a_proposal_for_programs(desk: Path, run: Run) -> None:
    found = record(run, *propose(desk))
    assert (found["schema"], found["dossier"], found["agreement"]) == (1, ID, {"version": 1})
    first, second = found["entries"]
    assert (first["outcome"], first["because"], first["citation"]["at"]) == (
        "elective",
        "no-home-course",
        "čl. 14 st. 2 t. 1.3",
    )
    assert (first["ects"]["value"], first["grade"]["converted"], first["enters_average"]) == ("24", "5", True)
    assert (second["ects"]["value"], second["ects"]["lacking"]) == (None, "no-scheme")
    assert found["account"]["totals"]["elective"] == "24"
    assert found["account"]["unknown"] == ["2"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_nothing_is_told_by_its_id(kept: Path, run: Run, lang: str) -> None:
    lines = "\n".join([*told(run, *propose(kept), lang=lang), *told(run, *decide(kept), lang=lang)])
    for words in ("proposal for recognition", "recognition decided", "“recognition” comes later"):
        lines = lines.replace(words, "")
    for id in ("home-course", "no-home-course", "year-load", "bavarian_rounded", "no-scheme", "{", "recognition"):
        assert id not in lines, id


def test_a_decision_is_recorded_and_shown_beside_the_proposal(kept: Path, run: Run) -> None:
    deviation = ("--deviation", "2", "elective", "Fits the programme")
    lines = told(run, *decide(kept, *deviation, "--reference", "12/19"))
    assert lines[0] == f"{ID}: recognition decided on 15 March 2019 by Ana Koordinator"
    assert "Reason: Fits the programme" in lines
    shown = told(run, "show", ID, "--office", kept, "--as", "x")
    waits = "The step in the life of the dossier is not recorded with it; once it can come, “dossier record” does"
    assert lines == [
        *shown,
        waits,
        "“recognition” comes later; first: papers handed in (Pravilnik, čl. 13 st. 1; čl. 14 st. 1).",
    ]
    found = record(run, "show", ID, "--office", kept, "--as", "x")
    second = found["lines"][1]
    assert (second["proposed"]["outcome"], second["decided"]["outcome"]) == ("supplement", "elective")
    assert (second["deviates"], second["reason"], found["decided"]["reference"]) == (
        True,
        "Fits the programme",
        "12/19",
    )


def test_deviations_from_a_file_say_more(kept: Path, run: Run) -> None:
    file = offices.put(
        kept / "deviations.toml",
        '[[deviations]]\nresult = "2"\noutcome = "home-course"\nhome_title = "Film"\noverlap_percent = 80\nects = 3\n'
        'reason = "The syllabus is the same"\n',
    )
    found = record(run, *decide(kept, "--deviations", file))
    assert found["lines"][1]["decided"] == {
        "outcome": "home-course",
        "ects": "3",
        "grade": None,
        "enters_average": False,
        "home_title": "Film",
        "records": ["index", "iss", "supplement"],
    }


def test_a_rehearsal_says_that_nothing_was_written(kept: Path, run: Run) -> None:
    assert told(run, *decide(kept, "--dry-run"))[0].endswith("nothing was written")
    done = run("recognition", "show", ID, "--office", kept, "--as", "x", "--lang", "en")
    assert (done.returncode, done.stdout) == (1, "")
    assert "Nothing was decided yet" in done.stderr


@pytest.mark.parametrize(
    ("more", "code", "sentence"),
    [
        (("--deviation", "1", "not-recognised", "x"), 1, "cannot be given this outcome: not recognised"),
        (("--deviation", "9", "elective", "x"), 1, "The transcript has no result 9"),
        (("--deviation", "2", "electiv", "x"), 2, "There is no such outcome: electiv"),
        (("--deviation", "2", "elective", " "), 3, ""),
        (("--match", "2"), 2, "does not say which line"),
        (("--match", "2=9"), 2, "The agreement has no line 9"),
        (("--match", "7=1"), 2, "The transcript has no result 7"),
    ],
)
def test_what_cannot_be_decided_is_told(kept: Path, run: Run, more: tuple[str, ...], code: int, sentence: str) -> None:
    done = run("recognition", *decide(kept, *more), "--lang", "en")
    assert done.returncode == code, done.stderr
    assert sentence in done.stderr


def test_programs_are_told_what_the_step_of_a_decision_awaits(kept: Path, run: Run) -> None:
    (awaited,) = record(run, *decide(kept))["awaits"]
    assert (awaited["refused"], awaited["parts"]) == (
        "step-awaited",
        {"step": "recognised", "steps": ["papers_returned"]},
    )
    assert "awaits" not in record(run, "show", ID, "--office", kept, "--as", "x")


def test_nobody_records_the_step_without_a_decision(kept: Path, run: Run) -> None:
    done = run("dossier", "record", ID, "recognised", "--office", kept, "--as", "Ana Koordinator", "--lang", "en")
    assert done.returncode == 1
    assert f"is recorded by the decision on what is recognised: “recognition decide {ID}”" in done.stderr


def test_it_is_decided_once_unless_again(kept: Path, run: Run) -> None:
    told(run, *decide(kept))
    done = run("recognition", *decide(kept), "--lang", "en")
    assert done.returncode == 1
    assert "--again" in done.stderr
    told(run, *decide(kept, "--again", "--deviation", "2", "elective", "It fits"))


def test_where_titles_differ_it_says_how_a_result_is_matched(desk: Path, run: Run) -> None:
    hint = "A result that is one of them under another title is named with --match, such as --match 2=1."
    assert hint not in told(run, *propose(desk))
    head, *_, second = TRANSCRIPT.partition("[[scales]]")[0].split("[[results]]")
    scales = "[[scales]]" + TRANSCRIPT.partition("[[scales]]")[2]
    offices.put(desk / "transcript.toml", f"{head}[[results]]{second}{scales}")
    lines = told(run, *propose(desk))
    assert lines[lines.index("Courses of the agreement that are not in the transcript:") + 1] == "1 · Databases"
    assert hint in lines
    assert hint not in told(run, *propose(desk), "--match", "2=1")


def test_a_result_is_matched_with_a_line_by_hand(desk: Path, run: Run) -> None:
    found = record(run, *propose(desk), "--match", "2=1")
    assert [one["line"] for one in found["entries"]] == [None, 1]


def test_a_wrong_transcript_is_told_with_its_line(desk: Path, run: Run) -> None:
    offices.put(desk / "transcript.toml", TRANSCRIPT.replace("passed = true", "passd = true", 1))
    done = run("recognition", *propose(desk), "--lang", "en")
    assert done.returncode == 3
    assert "transcript.toml:17" in done.stderr


def test_a_list_with_a_mapping(desk: Path, run: Run) -> None:
    rows = offices.put(desk / "list.csv", "Predmet;ECTS\nDatabases;24\n")
    mapping = offices.put(
        desk / "mapping.toml",
        '[columns]\n"Predmet" = "result.title"\n"ECTS" = "result.credits.1.value"\n\n[constants]\n'
        'transcript.issuer = "uniri.hr"\nresult.id = "1"\nresult.credits.1.scheme = "ects"\nresult.passed = true\n',
    )
    dossier = desk / "dossiers" / "good.toml"
    found = record(run, "propose", dossier, rows, "--mapping", mapping, "--office", desk)
    assert found["automatic"] is True


def test_columns_of_a_list_that_are_not_read_are_told(kept: Path, run: Run) -> None:
    """Nothing of a list is dropped in silence: neither in a proposal nor with a decision."""
    rows = offices.put(kept / "list.csv", "Predmet;ECTS;Ocjena;Napomena\nDatabases;24;5;x\n")
    mapping = offices.put(
        kept / "mapping.toml",
        'ignored = ["Napomena"]\n\n[columns]\n"Predmet" = "result.title"\n\n[constants]\n'
        'transcript.issuer = "uniri.hr"\nresult.id = "1"\nresult.passed = true\n',
    )
    asked = (rows, "--mapping", mapping, "--office", kept)
    told_of = "Columns that are not read: ECTS, Ocjena"
    assert told_of in told(run, "propose", ID, *asked)
    assert record(run, "propose", ID, *asked)["unread"] == ["ECTS", "Ocjena"]
    assert told_of in told(run, "decide", ID, *asked, "--as", "Ana Koordinator", "--dry-run")
    assert record(run, "decide", ID, *asked, "--as", "Ana Koordinator", "--dry-run")["unread"] == ["ECTS", "Ocjena"]
    assert record(run, *propose(kept))["unread"] == []


def test_a_list_whose_columns_are_no_keys_says_what_a_list_holds(desk: Path, run: Run) -> None:
    rows = offices.put(desk / "list.csv", "result.id;result.title;transcript.issuer;scales.1.id\n1;A;uniri.hr;x\n")
    done = run("recognition", "propose", ID, rows, "--office", desk, "--lang", "en")
    assert done.returncode == 3
    assert "scales.1.id" in done.stderr
    assert "A list holds results alone" in done.stderr


def test_a_course_in_progress_is_told_as_one(desk: Path, run: Run) -> None:
    going_on = TRANSCRIPT.replace('grade = "10"\npassed = true', 'grade = "10"\nstatus = "in-progress"')
    going_on = going_on.replace("date = 2019-02-01", "term_start = 2018-10-01\nterm_end = 2019-02-15")
    offices.put(desk / "transcript.toml", going_on)
    lines = told(run, *propose(desk))
    for one in (
        "It is still in progress, so that there is no result yet: not recognised yet, and neither passed nor failed "
        "(Pravilnik, čl. 14 st. 2 t. 1.1, our reading).",
        "The host says that it is still in progress, and gives it a grade; its word counts, and it should be asked.",
        "Achieved at: University of Rijeka, term from 1 October 2018 to 15 February 2019",
        "No result yet, so that it may still come: 1 (24 ECTS credits)",
    ):
        assert one in lines, one
    found = record(run, *propose(desk))
    first = found["entries"][0]
    assert (first["passed"], first["in_progress"], first["contradiction"]) == (None, True, "graded")
    assert (first["where"]["term_start"], first["where"]["date"]) == ("2018-10-01", None)
    assert found["account"]["pending"] == {"results": ["1"], "ects": "24"}


def test_what_a_regulation_says_of_recognition_is_checked_with_it(desk: Path, run: Run) -> None:
    law = Path(str(files("mobilnost.regulations"))) / "mostar_2018.toml"
    own = offices.put(desk / "own.toml", law.read_text(encoding="utf-8"))
    assert run("regulation", "check", own, "--office", desk).returncode == 0
    table = '[recognition]\nsource = "P"\n\n[[outcomes]]\nid = "a"\noutcome = "elective"\ncites = "1"\n'
    offices.put(desk / "own_recognition.toml", table)
    assert run("regulation", "check", own, "--office", desk).returncode == 0
    offices.put(desk / "own_recognition.toml", f'{table}applies = "pased"\n')
    done = run("regulation", "check", own, "--office", desk, "--lang", "en")
    assert done.returncode == 3
    assert "own_recognition.toml:8" in done.stdout


def test_an_agreement_without_courses_is_told(desk: Path, run: Run) -> None:
    text = offices.dossier()
    start, end = text.index("[[courses]]"), text.index("[[documents]]")
    offices.put(desk / "dossiers" / "good.toml", text[:start] + text[end:])
    assert "The agreement names no courses, so that nothing is held against it" in told(run, *propose(desk))


def test_a_dossier_whose_file_is_not_there_is_told(desk: Path, run: Run) -> None:
    done = run("recognition", "propose", "gone.toml", desk / "transcript.toml", "--office", desk, "--lang", "en")
    assert (done.returncode, done.stdout) == (2, "")
    assert "'gone.toml' does not exist" in done.stderr


def test_a_dossier_of_the_folder_is_named_by_its_id_where_the_register_has_none(desk: Path, run: Run) -> None:
    assert record(run, "propose", ID, desk / "transcript.toml", "--office", desk) == record(run, *propose(desk))
    assert not (desk / "register.db").exists()


def test_of_a_traineeship_nothing_is_told_of_courses(desk: Path, run: Run) -> None:
    text = offices.dossier(kind='"traineeship"')
    start, end = text.index("[[courses]]"), text.index("[[documents]]")
    offices.put(desk / "dossiers" / "good.toml", text[:start] + text[end:])
    lines = "\n".join(told(run, *propose(desk)))
    assert "names no courses" not in lines
    assert "already passed" not in lines
