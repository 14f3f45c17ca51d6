"""`mobilnost recognition grade-table`: why a grade of a partner becomes one of ours."""

import json
from pathlib import Path

import pytest
from offices import SETTINGS, Run, put

OURS = """
[grading_scale]
id = "five"
grades = ["5", "4", "3", "2", "1"]
lowest_passing = "2"

[grade_conversion]
method = "midpoint"

[[grade_distributions]]
scale = "five"
counts = { 5 = 20, 4 = 30, 3 = 30, 2 = 20, 1 = 44 }
"""
THEIRS = """
institution = "uniri.hr"

[[scales]]
id = "letters"
grades = ["A", "B", "C", "D", "E", "F"]
lowest_passing = "E"

[[distributions]]
scale = "letters"
isced_f = "06"
percentages = { A = 10, B = 25, C = 30, D = 25, E = 10 }
"""
TABLE = ("recognition", "grade-table")


@pytest.fixture
def graded(office: Path) -> Path:
    """An office that has said how it grades, and how a partner does."""
    put(office / "mobilnost.toml", SETTINGS + OURS)
    (office / "scales").mkdir()
    put(office / "scales" / "rijeka.toml", THEIRS)
    return office


def test_every_passing_grade_is_told_with_what_it_meets(run: Run, graded: Path) -> None:
    done = run(*TABLE, "uniri.hr", "--field", "0613", "--office", graded, "--lang", "hr")
    assert (done.returncode, done.stderr) == (0, "")
    assert "Ocjene ustanove uniri.hr kao ocjene ustanove sum.ba" in done.stdout
    assert "D (od 65 % do 90 % onih koji su položili): 3 (3: 60 %; 2: 40 %)" in done.stdout


@pytest.mark.parametrize(
    ("method", "grades"),
    [("best", "55432"), ("worst", "54322"), ("midpoint", "54432"), ("largest_overlap", "54432"), ("weighted", "54432")],
)
def test_another_method_can_be_looked_at(run: Run, graded: Path, method: str, grades: str) -> None:
    done = run(*TABLE, "uniri.hr", "--field", "0613", "--method", method, "--json", "--office", graded)
    told = json.loads(done.stdout)
    assert (told["method"], told["home"], told["scale"]) == (method, "sum.ba", "letters")
    assert "".join(row["becomes"] for row in told["grades"]) == grades
    assert told["theirs"][3] == {"grade": "D", "above": "65.00", "share": "25.00"}


@pytest.mark.parametrize(("name", "begins"), [("a.svg", b"<?xml"), ("a.PNG", b"\x89PNG")])
def test_a_picture_is_written_whole_and_never_over_another(run: Run, graded: Path, name: str, begins: bytes) -> None:
    picture = graded / name
    asked = (*TABLE, "uniri.hr", "--field", "0613", "--output", picture, "--office", graded, "--lang", "en")
    done = run(*asked)
    assert (done.returncode, done.stdout) == (0, "")
    assert picture.read_bytes().startswith(begins)
    again = run(*asked)
    assert again.returncode == 2
    assert str(picture) in again.stderr
    assert run(*asked, "--force").returncode == 0


def test_what_is_missing_is_said_of_every_grade(run: Run, graded: Path) -> None:
    done = run(*TABLE, "uniri.hr", "--field", "0231", "--office", graded, "--lang", "en")
    assert done.returncode == 1
    assert "E: how often the institution gives its grades is not known" in done.stdout
    drawn = run(*TABLE, "uniri.hr", "--output", graded / "a.svg", "--office", graded, "--lang", "en")
    assert drawn.returncode == 2
    assert "nothing to draw" in drawn.stderr
    assert not (graded / "a.svg").exists()


def test_a_partner_whose_scale_nobody_knows(run: Run, graded: Path) -> None:
    done = run(*TABLE, "uniri.rh", "--office", graded, "--lang", "en")
    assert done.returncode == 2
    assert "uniri.rh" in done.stderr
    assert "uniri.hr" in done.stderr
    other = run(*TABLE, "uniri.hr", "--scale", "digits", "--office", graded, "--lang", "en")
    assert other.returncode == 2
    assert "letters" in other.stderr


#: What is wrong with a file, and what is said of it.
WRONG = {
    "percentages that make no hundred": (("E = 10", "E = 15"), "rijeka.toml:12", "100 ± 2.5"),
    "nobody passed": (("A = 10, B = 25, C = 30, D = 25, E = 10", "F = 100"), "rijeka.toml:", "nobody passed"),
    "a grade that the scale does not have": (("E = 10", "G = 10"), "rijeka.toml:", "A, B, C, D, E, F"),
    "a distribution of no scale": (('scale = "letters"', 'scale = "digits"'), "rijeka.toml:10", "letters"),
}


@pytest.mark.parametrize(("change", "place", "right"), WRONG.values(), ids=WRONG)
def test_a_distribution_that_cannot_be_right_is_refused_with_a_sentence(
    run: Run, graded: Path, change: tuple[str, str], place: str, right: str
) -> None:
    put(graded / "scales" / "rijeka.toml", THEIRS.replace(*change))
    done = run(*TABLE, "uniri.hr", "--office", graded, "--lang", "en")
    assert done.returncode == 3
    assert place in done.stderr
    assert right in done.stderr
    assert "Traceback" not in done.stderr


def test_our_own_distribution_needs_our_own_scale(run: Run, graded: Path) -> None:
    put(
        graded / "mobilnost.toml",
        SETTINGS + OURS.partition("[grade_conversion]")[1] + OURS.partition("[grade_conversion]")[2],
    )
    done = run(*TABLE, "uniri.hr", "--office", graded, "--lang", "en")
    assert done.returncode == 3
    assert "grading_scale" in done.stderr


def test_outside_an_office_it_says_that_it_needs_one(run: Run, tmp_path: Path) -> None:
    done = run(*TABLE, "uniri.hr", "--lang", "en", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert "This needs an office" in done.stderr
