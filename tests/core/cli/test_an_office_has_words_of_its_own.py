"""An office names what only it knows, the papers of its own agreements, and may use its university's own terms."""

from pathlib import Path

import pytest
from offices import AGREEMENT, Run, put

HR = """\
[documents]
medical_certificate = "liječnička potvrda"
learning_agreement = "sporazum o učenju"

[rules."sum-uniri-2018.health"]
name = "zdravstveno stanje"
"""
MORE = """\
[[terms]]
provision = "return.documents"
value = ["medical_certificate"]
clause = "čl. 7"

[[conditions]]
id = "health"
requires = "grade_average >= 3"
clause = "čl. 8"
"""


@pytest.fixture
def own(office: Path) -> Path:
    (office / "locales").mkdir()
    put(office / "locales" / "hr.toml", HR)
    put(office / "agreements" / "rijeka.toml", AGREEMENT + MORE)
    return office


def test_a_paper_of_an_agreement_has_the_name_that_the_office_gives_it(run: Run, own: Path) -> None:
    done = run("check", "--office", own, "--on", "2019-03-01")
    assert "Liječnička potvrda" in done.stdout
    assert "medical_certificate" not in done.stdout
    assert "zdravstveno stanje" in done.stdout.lower()


def test_the_office_s_term_takes_the_place_of_the_program_s(run: Run, own: Path) -> None:
    told = run("check", "--office", own, "--all").stdout.lower()
    assert "sporazum o učenju" in told


def test_another_language_keeps_its_own_words(run: Run, own: Path) -> None:
    told = run("check", "--office", own, "--all", "--lang", "en").stdout.lower()
    assert "learning agreement" in told
    assert "sporazum o učenju" not in told


WRONG = [
    ('[document]\nvisa = "viza"\n', "hr.toml:1: document:", "documents"),
    ("[documents]\nvisa = 3\n", "hr.toml:2: documents.visa:", "tekst"),
    ("[documents\n", "hr.toml:1:", ""),
]


@pytest.mark.parametrize(("text", "place", "right"), WRONG, ids=["no such table", "no text", "no TOML"])
def test_what_is_wrong_with_the_words_is_told_and_stops_nobody(
    run: Run, own: Path, text: str, place: str, right: str
) -> None:
    put(own / "locales" / "hr.toml", text)
    done = run("check", "--office", own)
    assert place in done.stderr
    assert right in done.stderr
    assert "2018-0042" in done.stdout
